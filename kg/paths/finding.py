"""The question as it is asked: paths between two entities, or the reason why there are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Unpack

from kg.errors import NoPath, UnknownEntity
from kg.filters import ClaimConditions, ClaimFilter
from kg.graph import Graph
from kg.model import EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits, Weight
from kg.paths.names import nearest_names
from kg.paths.route import Paths
from kg.paths.search import Search


class PathOptions(ClaimConditions, total=False):
    """The options of `find_paths` that name no entity, as keyword arguments."""

    k: int | None
    weight: Weight
    max_hops: int
    classes: Iterable[str]
    relations: Iterable[str]
    statuses: Iterable[Status]
    undirected: bool


def find_paths(
    graph: Graph,
    vocabulary: Vocabulary,
    source: EntityId,
    target: EntityId,
    *,
    k: int | None = 3,
    weight: Weight = "hops",
    max_hops: int = 6,
    via: Iterable[EntityId] = (),
    not_via: Iterable[EntityId] = (),
    classes: Iterable[str] = (),
    relations: Iterable[str] = (),
    statuses: Iterable[Status] = (Status.ASSERTED,),
    undirected: bool = False,
    **conditions: Unpack[ClaimConditions],
) -> Paths:
    """The `k` shortest dependency paths, or all of at most `max_hops` where `k` is None.

    By `weight` "hops", few hops come first and among equals the best grounded; by "confidence", the paths most
    likely to hold as a whole come first (the confidences of their best claims multiplied), and among equals the
    shortest. What is not asserted comes after any doubt; ids decide the rest. `complete` of the answer is False
    where the search gave up.

    Supply relations are walked from the one that depends. What a firm develops or manufactures is walked both
    ways: from a good to its maker, and from a maker to the good obtained through it; never from a good through
    its maker to the maker's other goods, nor from a foundry through a good to the firm that designed it.
    `relations` replaces the supply relations by others, walked as stated; `undirected` walks every relation both
    ways.

    A path passes all of `via`, none of `not_via`, and between its ends only entities of `classes`. For the
    `conditions` on claims (who tells them, when they were published, when they hold) see `ClaimFilter`.

    Raises:
        NoPath: nothing joins the two ends within these limits; the message names what would.
        UnknownEntity: an end is not in the graph.
    """
    _check_ends(graph, source, target)
    claims = ClaimFilter(relations=frozenset(relations), statuses=frozenset(statuses), **conditions)
    limits = Limits(
        max_hops=max_hops,
        claims=claims,
        ends=frozenset((source, target)),
        via=frozenset(via) - {source, target},
        not_via=frozenset(not_via),
        classes=frozenset(classes),
        undirected=undirected,
        weight=weight,
    )
    found = Search(graph, vocabulary, limits).find(source, target, k)
    if not found:
        raise NoPath(_no_path(graph, vocabulary, source, target, limits, found))
    return found


def _check_ends(graph: Graph, source: EntityId, target: EntityId) -> None:
    for end in (source, target):
        if end not in graph.entities:
            raise UnknownEntity(end, nearest_names(graph, end))
    if source == target:
        raise NoPath(f"'{_name(graph, source)}' is both ends of the path. Give two different entities.")


def _no_path(
    graph: Graph, vocabulary: Vocabulary, source: EntityId, target: EntityId, limits: Limits, found: Paths
) -> str:
    if not found.complete:
        return f"No path among the first {found.steps} ways looked at. Lower --max-hops, or name a --via."
    message = f"No path from '{_name(graph, source)}' to '{_name(graph, target)}' within {limits.max_hops} hops."
    for advice, wider in _wider_limits(limits):
        if Search(graph, vocabulary, wider).find(source, target, 1):
            return f"{message} There is one with {advice}."
    return f"{message} No claims join them in any way; 'kg show' tells what is known of each."


def _wider_limits(limits: Limits) -> Iterator[tuple[str, Limits]]:
    """The wider searches a user may want, the nearest first."""
    claims = limits.claims
    planned = replace(claims, statuses=claims.statuses | {Status.PLANNED})
    every = replace(claims, statuses=frozenset(Status))
    yield "--status planned", replace(limits, claims=planned)
    yield f"--max-hops {limits.max_hops + 4}", replace(limits, max_hops=limits.max_hops + 4)
    yield "--status all (denied or ended claims count then)", replace(limits, claims=every)
    yield "--undirected (it is no dependency then)", replace(limits, undirected=True)
    open_claims = ClaimFilter(statuses=claims.statuses)
    open_stops = replace(limits, via=frozenset(), not_via=frozenset(), classes=frozenset())
    yield "no limits on stops, classes, relations, sources and dates", replace(open_stops, claims=open_claims)


def _name(graph: Graph, entity: EntityId) -> str:
    return graph.entities[entity].name
