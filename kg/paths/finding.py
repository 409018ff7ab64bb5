"""The question as it is asked: paths between two entities, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.errors import NoPath, UnknownEntity
from kg.graph import Graph
from kg.model import EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.names import nearest_names
from kg.paths.route import Path
from kg.paths.search import Search


def find_paths(
    graph: Graph,
    vocabulary: Vocabulary,
    source: EntityId,
    target: EntityId,
    *,
    k: int = 3,
    max_hops: int = 6,
    via: Iterable[EntityId] = (),
    not_via: Iterable[EntityId] = (),
    relations: Iterable[str] = (),
    statuses: Iterable[Status] = (Status.ASSERTED,),
    since: date | None = None,
    until: date | None = None,
    undirected: bool = False,
) -> list[Path]:
    """The `k` shortest dependency paths; among equals the best grounded first, then by entity ids.

    Supply relations are walked from the one that depends. What a firm develops or manufactures is walked both
    ways: from a good to its maker, and from a maker to the good obtained through it; never from a good through
    its maker to the maker's other goods, nor from a foundry through a good to the firm that designed it.
    `relations` replaces the supply relations by others, walked as stated. `since` and `until` bound the
    articles' dates and leave undated articles out. `undirected` walks every relation both ways.

    Raises:
        NoPath: nothing joins the two ends within these limits; the message names what would.
        UnknownEntity: an end is not in the graph.
    """
    for end in (source, target):
        if end not in graph.entities:
            raise UnknownEntity(end, nearest_names(graph, end))
    limits = Limits(
        max_hops=max_hops,
        via=frozenset(via) - {source, target},
        not_via=frozenset(not_via),
        relations=frozenset(relations),
        statuses=frozenset(statuses),
        since=since,
        until=until,
        undirected=undirected,
    )
    if source == target:
        raise NoPath(f"'{_name(graph, source)}' is both ends of the path. Give two different entities.")
    paths = Search(graph, vocabulary, limits).shortest(source, target, k)
    if not paths:
        raise NoPath(_no_path(graph, vocabulary, source, target, limits))
    return paths


def _no_path(graph: Graph, vocabulary: Vocabulary, source: EntityId, target: EntityId, limits: Limits) -> str:
    message = f"No path from '{_name(graph, source)}' to '{_name(graph, target)}' within {limits.max_hops} hops."
    for advice, wider in _wider_limits(limits):
        if Search(graph, vocabulary, wider).shortest(source, target, 1):
            return f"{message} There is one with {advice}."
    return f"{message} No claims join them in any way; 'kg show' tells what is known of each."


def _wider_limits(limits: Limits) -> Iterator[tuple[str, Limits]]:
    """The wider searches a user may want, the nearest first."""
    every = frozenset(Status)
    yield "--status planned", replace(limits, statuses=limits.statuses | {Status.PLANNED})
    yield f"--max-hops {limits.max_hops + 4}", replace(limits, max_hops=limits.max_hops + 4)
    yield "--status all (denied or ended claims count then)", replace(limits, statuses=every)
    yield "--undirected (it is no dependency then)", replace(limits, undirected=True)
    open_limits = replace(limits, via=frozenset(), not_via=frozenset(), relations=frozenset(), since=None, until=None)
    yield "no limits on stops, relations and dates", open_limits


def _name(graph: Graph, entity: EntityId) -> str:
    return graph.entities[entity].name
