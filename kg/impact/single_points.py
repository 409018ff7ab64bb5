"""Single points of failure: entities through which alone a company reaches others that it depends on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

from kg.errors import UnknownEntity
from kg.filters import ClaimConditions, ClaimFilter
from kg.graph import Graph
from kg.model import EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.names import nearest_names
from kg.paths.route import Step
from kg.paths.steps import Steps

_Place = tuple[EntityId, str]
"""An entity with the turn on which it was entered: what may follow depends on both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePoint:
    """`entity` dominates `behind`: without it, none of those is reached any more."""

    entity: EntityId
    behind: tuple[EntityId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SinglePoints:
    """The single points of failure of `company`, that with most behind it first.

    `corridor` holds all that it depends on within `max_hops`; `complete` is False where the search ended at its
    limit, and then only the corridor as far as it was seen is judged.
    """

    company: EntityId
    points: tuple[SinglePoint, ...]
    corridor: tuple[EntityId, ...]
    max_hops: int
    complete: bool


def find_single_points(
    graph: Graph,
    vocabulary: Vocabulary,
    company: EntityId,
    *,
    max_hops: int = 4,
    limit: int = 500,
    statuses: Iterable[Status] = (Status.ASSERTED,),
    **conditions: Unpack[ClaimConditions],
) -> SinglePoints:
    """The *dominators* of all that `company` depends on within `max_hops`, steps as in `find_paths`.

    An entity is listed where others lie behind it: every chain of at most `max_hops` from the company to them
    leads through it. An entity that nothing lies behind is no single point of anything but itself and is left out.

    Raises:
        UnknownEntity: `company` is not in the graph.
    """
    if company not in graph.entities:
        raise UnknownEntity(company, nearest_names(graph, company))
    limits = Limits(max_hops=max_hops, claims=ClaimFilter(statuses=frozenset(statuses), **conditions))
    ways, complete = _ways(Steps(graph, vocabulary, limits), company, max_hops, limit)
    corridor = _reached(ways, company, max_hops, without=None)
    points = [
        SinglePoint(
            entity=entity, behind=tuple(sorted(corridor - {entity} - _reached(ways, company, max_hops, entity)))
        )
        for entity in sorted({entity for entity, _ in ways} & corridor)
    ]
    return SinglePoints(
        company=company,
        points=tuple(sorted((p for p in points if p.behind), key=lambda point: (-len(point.behind), point.entity))),
        corridor=tuple(sorted(corridor)),
        max_hops=max_hops,
        complete=complete,
    )


def _ways(steps: Steps, company: EntityId, max_hops: int, limit: int) -> tuple[dict[_Place, list[_Place]], bool]:
    """From each place, the places one step on; and whether all were seen before there were too many entities."""
    ways: dict[_Place, list[_Place]] = {}
    seen = {company}
    ring: dict[_Place, tuple[Step, ...]] = {(company, ""): ()}
    for _ in range(max_hops):
        following: dict[_Place, tuple[Step, ...]] = {}
        for place, last in ring.items():
            onward = [
                ((step.target, steps.turn_after(step)), step)
                for step in steps.onward(place[:1], last, steps.onward_from(place[0]))
            ]
            seen.update(target for (target, _), _ in onward)
            if len(seen) > limit:
                return ways, False
            ways[place] = [there for there, _ in onward]
            following.update({there: (step,) for there, step in onward})
        ring = {place: last for place, last in following.items() if place not in ways}
    return ways, True


def _reached(
    ways: Mapping[_Place, Sequence[_Place]], company: EntityId, max_hops: int, without: EntityId | None
) -> set[EntityId]:
    """The entities that chains of at most `max_hops` from the company reach, none of them through `without`."""
    start = (company, "")
    hops: dict[_Place, int] = defaultdict(int, {start: 0})
    ring = [start]
    for distance in range(1, max_hops + 1):
        onward = {there for place in ring for there in ways.get(place, ()) if there[0] != without}
        ring = sorted(onward - hops.keys())
        hops.update(dict.fromkeys(ring, distance))
    return {entity for entity, _ in hops} - {company}
