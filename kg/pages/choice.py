"""Which entities a page shows, which it only carries for expanding, and out of how many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from kg.errors import UnknownEntity
from kg.graph import Edge, Graph
from kg.model import EntityId


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Entities shown at once and carried for later, both in rank order; `total` counts all that could be shown."""

    shown: tuple[EntityId, ...]
    extra: tuple[EntityId, ...]
    total: int


def choose_entities(graph: Graph, max_nodes: int, around: EntityId | None, hops: int) -> Choice:
    """The `max_nodes` entities with the most claims, or the nearest ones where `around` is given.

    Their neighbours come along as extra, at most as many again, so that a reader can expand a node.

    Raises:
        UnknownEntity: `around` is not in the graph.
    """
    if max_nodes < 1:
        raise ValueError(f"max_nodes must be at least 1, not {max_nodes}")
    if around is not None and around not in graph.entities:
        raise UnknownEntity(around)
    distance = _all_at_once(graph) if around is None else _distances(graph, around, hops)
    counts = claim_counts(graph, distance)
    ranked = sorted(distance, key=lambda entity: (distance[entity], -counts[entity], entity))
    shown = ranked[:max_nodes]
    return Choice(shown=tuple(shown), extra=_ring(graph, shown, max_nodes), total=len(ranked))


def choose_context(graph: Graph, shown: Iterable[EntityId], limit: int) -> Choice:
    """Exactly the entities in `shown`, with at most `limit` of their neighbours carried along."""
    ordered = tuple(dict.fromkeys(shown))
    return Choice(shown=ordered, extra=_ring(graph, ordered, limit), total=len(ordered))


def trimmed_to(graph: Graph, choice: Choice, most_claims: int) -> Choice | None:
    """The choice with as many extra entities as `most_claims` allow; None where those shown have more claims."""
    carried = set(choice.shown)
    count = sum(
        sum(edge.counts) for entity in choice.shown for edge in graph.edges_from(entity) if edge.object in carried
    )
    if count > most_claims:
        return None
    extra = []
    for entity in choice.extra:
        carried.add(entity)
        ends = (edge for edge in edges_at(graph, entity) if edge.subject in carried and edge.object in carried)
        count += sum(sum(edge.counts) for edge in ends)
        if count > most_claims:
            break
        extra.append(entity)
    return replace(choice, extra=tuple(extra))


def edges_at(graph: Graph, entity: EntityId) -> tuple[Edge, ...]:
    """Every edge at the entity; one that leads back to it comes once."""
    return (*graph.edges_from(entity), *(edge for edge in graph.edges_to(entity) if edge.subject != edge.object))


def neighbours_of(graph: Graph, entity: EntityId) -> set[EntityId]:
    """The entities that share a claim with this one."""
    return {edge.object if edge.subject == entity else edge.subject for edge in edges_at(graph, entity)}


def claim_counts(graph: Graph, entities: Iterable[EntityId]) -> Counter[EntityId]:
    """How many claims name each of these entities, as subject or as object; no claim is read."""
    return Counter({entity: sum(sum(edge.counts) for edge in edges_at(graph, entity)) for entity in entities})


def _all_at_once(graph: Graph) -> dict[EntityId, int]:
    """Every entity that has a claim, all at distance 0."""
    named = {end for entity in graph.entities for edge in graph.edges_from(entity) for end in (entity, edge.object)}
    return dict.fromkeys(sorted(named), 0)


def _distances(graph: Graph, start: EntityId, hops: int) -> dict[EntityId, int]:
    distance = {start: 0}
    frontier = {start}
    for hop in range(1, hops + 1):
        frontier = {other for entity in frontier for other in neighbours_of(graph, entity)} - distance.keys()
        distance.update(dict.fromkeys(frontier, hop))
    return distance


def _ring(graph: Graph, shown: Collection[EntityId], limit: int) -> tuple[EntityId, ...]:
    known = set(shown)
    ring = {other for entity in known for other in neighbours_of(graph, entity)} - known
    counts = claim_counts(graph, ring)
    return tuple(sorted(ring, key=lambda entity: (-counts[entity], entity))[:limit])
