"""Which entities a page shows, which it only carries for expanding, and out of how many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.errors import UnknownEntity
from kg.graph import Graph
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
    neighbours, counts = _neighbours(graph)
    distance = dict.fromkeys(counts, 0) if around is None else _distances(neighbours, around, hops)
    ranked = sorted(distance, key=lambda entity: (distance[entity], -counts[entity], entity))
    shown = ranked[:max_nodes]
    return Choice(shown=tuple(shown), extra=_ring(neighbours, counts, shown, max_nodes), total=len(ranked))


def choose_context(graph: Graph, shown: Iterable[EntityId], limit: int) -> Choice:
    """Exactly the entities in `shown`, with at most `limit` of their neighbours carried along."""
    ordered = tuple(dict.fromkeys(shown))
    neighbours, counts = _neighbours(graph)
    return Choice(shown=ordered, extra=_ring(neighbours, counts, ordered, limit), total=len(ordered))


def claim_counts(graph: Graph) -> Counter[EntityId]:
    """How many claims name each entity, as subject or as object."""
    return _neighbours(graph)[1]


def _neighbours(graph: Graph) -> tuple[dict[EntityId, set[EntityId]], Counter[EntityId]]:
    neighbours: dict[EntityId, set[EntityId]] = defaultdict(set)
    counts: Counter[EntityId] = Counter()
    for claim in graph:
        neighbours[claim.subject].add(claim.object)
        neighbours[claim.object].add(claim.subject)
        counts.update({claim.subject, claim.object})
    return neighbours, counts


def _distances(neighbours: dict[EntityId, set[EntityId]], start: EntityId, hops: int) -> dict[EntityId, int]:
    distance = {start: 0}
    frontier = {start}
    for hop in range(1, hops + 1):
        frontier = {other for entity in frontier for other in neighbours.get(entity, ())} - distance.keys()
        distance.update(dict.fromkeys(frontier, hop))
    return distance


def _ring(
    neighbours: dict[EntityId, set[EntityId]], counts: Counter[EntityId], shown: Iterable[EntityId], limit: int
) -> tuple[EntityId, ...]:
    known = set(shown)
    ring = {other for entity in known for other in neighbours.get(entity, ())} - known
    return tuple(sorted(ring, key=lambda entity: (-counts[entity], entity))[:limit])
