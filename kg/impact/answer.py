"""The whole answer: what a measure names, who is owned, who depends, what could replace what is hit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Unpack

from kg.errors import UnknownEntity
from kg.filters import ClaimConditions, ClaimFilter
from kg.graph import Edge, Graph
from kg.impact.grounds import Grounds, find_grounds
from kg.impact.ownership import Holding, find_holdings
from kg.impact.reach import Outward, Reach, Reached
from kg.impact.standing import Standing, weakest
from kg.model import Entity, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.names import nearest_names

_NAMING = ("affects", "restricts", "targets")
_REPLACING = "alternativeTo"
_GOODS = {"Chip", "Model", "Product"}
_STATUSES = frozenset((Status.ASSERTED, Status.PLANNED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A measure that names an entity, as its target, as hit by it or as restricted."""

    measure: EntityId
    entity: EntityId
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What can replace `good` by the claims of the graph; `hit` where it is reached or named itself."""

    good: EntityId
    entity: EntityId
    grounds: Grounds
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """Who is reached from `entity`; an entity may stand in several parts.

    `listed`: for a measure what it names, for anything else the measures that name it. `owned`: largest share
    first. `supplied`: nearest first. `cut` names the parts that ended at their limit, so that there is more;
    `beyond` is True where more entities depend over more than `max_hops`.
    """

    entity: Entity
    listed: tuple[Listing, ...]
    owned: tuple[Holding, ...]
    supplied: tuple[Reached, ...]
    alternatives: tuple[Alternative, ...]
    max_hops: int
    limit: int
    cut: tuple[str, ...]
    beyond: bool

    @property
    def complete(self) -> bool:
        """True where no part ended at its limit."""
        return not self.cut

    def supplied_by_standing(self, standing: Standing) -> tuple[Reached, ...]:
        """Those whose path stands exactly so, nearest first."""
        return tuple(reached for reached in self.supplied if reached.standing is standing)


def find_impact(
    graph: Graph,
    vocabulary: Vocabulary,
    entity: EntityId,
    *,
    max_hops: int = 4,
    limit: int = 100,
    half_rule: bool = False,
    **conditions: Unpack[ClaimConditions],
) -> Impact:
    """Who is reached if `entity` is cut off or, being a measure, is in force.

    From a measure the walk starts at the goods it restricts and the entities it targets or affects; from anything
    else at the entity itself. By supply, those are reached from whom `find_paths` finds a path of at most
    `max_hops` to a start; first on asserted claims alone, then also on plans, each by a shortest path, whose
    weakest hop tells how firmly it stands. By ownership, all that the starts own; with `half_rule` only what falls,
    or may fall, under the 50 % rule. Nothing denied or ended is walked. Each part looks for at most `limit` entities,
    by supply for as many more in each round.

    Raises:
        UnknownEntity: `entity` is not in the graph.
    """
    if entity not in graph.entities:
        raise UnknownEntity(entity, nearest_names(graph, entity))
    limits = Limits(max_hops=max_hops, claims=ClaimFilter(statuses=_STATUSES, **conditions))
    named = tuple(islice(_listings(graph, entity, limits), limit + 1))
    listed = named[:limit]
    starts = _starts(graph, entity, listed)
    supply = _supply(graph, vocabulary, starts, limits, limit)
    holdings = find_holdings(graph, starts.keys(), limits, limit)
    hit = {*starts, *(reached.entity for reached in supply.reached)}
    alternatives = tuple(islice(_alternatives(graph, hit, {*starts, entity}, limits), limit + 1))
    whole = {
        "listed": len(named) <= limit,
        "owned": holdings.complete,
        "supplied": supply.complete,
        "alternatives": len(alternatives) <= limit,
    }
    return Impact(
        entity=graph.entities[entity],
        listed=listed,
        owned=tuple(one for one in holdings.holdings if not half_rule or one.half != "no"),
        supplied=supply.reached,
        alternatives=alternatives[:limit],
        max_hops=max_hops,
        limit=limit,
        cut=tuple(part for part, is_whole in whole.items() if not is_whole),
        beyond=supply.beyond,
    )


def _listings(graph: Graph, entity: EntityId, limits: Limits) -> Iterator[Listing]:
    """What the measure names; or, for anything but a measure, what names it."""
    edges = graph.edges_from(entity) if graph.entities[entity].kind == "Sanction" else graph.edges_to(entity)
    for measure, named in sorted({(edge.subject, edge.object) for edge in edges if edge.relation in _NAMING}):
        grounds = find_grounds(graph, measure, named, _NAMING, limits.claims)
        if grounds:
            yield Listing(measure=measure, entity=named, grounds=grounds)


def _starts(graph: Graph, entity: EntityId, listed: Iterable[Listing]) -> dict[EntityId, Standing]:
    """Where the walks begin, each with how firmly it is named."""
    if graph.entities[entity].kind != "Sanction":
        return {entity: Standing.ASSERTED}
    return {listing.entity: listing.grounds.standing for listing in listed}


def _supply(
    graph: Graph, vocabulary: Vocabulary, starts: dict[EntityId, Standing], limits: Limits, limit: int
) -> Reach:
    """Those reached, nearest first: on asserted claims from what is firmly named, then from the rest, then on plans."""
    found: dict[EntityId, Reached] = {}
    reach = Reach()
    reported = Standing.REPORTED in starts.values()  # without, that round would repeat the first
    for standing in (level for level in Standing if reported or level is not Standing.REPORTED):
        seeds = [start for start, named in starts.items() if weakest((named, standing)) is standing]
        outward = Outward(graph, vocabulary, _walked_at(standing, limits))
        reach = outward.reach(seeds, limit + len(found))
        least = standing if standing is Standing.PLANNED else Standing.ASSERTED  # what is new now rests on a plan
        for one in reach.reached:
            found.setdefault(one.entity, replace(one, standing=weakest((one.standing, starts[one.seed], least))))
        if not reach.complete:
            break
    return replace(reach, reached=tuple(sorted(found.values(), key=lambda one: (one.hops, one.entity))))


def _walked_at(standing: Standing, limits: Limits) -> Limits:
    """Plans are walked last; an edge does not tell whether its claims are only reported."""
    if standing is Standing.PLANNED:
        return limits
    return replace(limits, claims=replace(limits.claims, statuses=frozenset((Status.ASSERTED,))))


def _alternatives(
    graph: Graph, hit: Collection[EntityId], starts: Collection[EntityId], limits: Limits
) -> Iterator[Alternative]:
    """What can replace where the walks began and each good that they reached."""
    goods = {one for one in hit if graph.entities[one].kind in _GOODS}
    for good in sorted(goods.union(starts)):
        for edge in _replacing(graph, good):
            grounds = find_grounds(graph, edge.subject, good, (_REPLACING,), limits.claims)
            if grounds:
                yield Alternative(good=good, entity=edge.subject, grounds=grounds, hit=edge.subject in hit)


def _replacing(graph: Graph, good: EntityId) -> list[Edge]:
    return [edge for edge in graph.edges_to(good) if edge.relation == _REPLACING and edge.subject != good]
