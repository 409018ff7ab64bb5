"""Chains of one relation that lead back to where they began."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.model import EntityId

LONGEST = 4
"""Steps of the longest cycle that is looked for; a longer one says more about the reading than about the world."""

Steps = dict[EntityId, list[EntityId]]
"""From each entity to the entities that one step leads to, sorted."""

Neighbours = Callable[[EntityId], list[EntityId]]
"""The entities one step ahead of an entity, or one step behind it."""


def find_cycles(steps: Steps, starts: Iterable[EntityId]) -> Iterator[tuple[EntityId, ...]]:
    """Cycles through these entities: for each step that is on none yet, a shortest one; smallest id first."""
    core, seen = _core(steps), set[tuple[EntityId, EntityId]]()
    for start in sorted(starts):
        for target in core.get(start, ()):
            way = None if (start, target) in seen or start == target else _way(core, target, start)
            if way:
                seen.update(zip((start, *way), way, strict=False))
                yield _turned((start, *way[:-1]))


def steps_around(start: EntityId, following: Neighbours, preceding: Neighbours) -> Steps:
    """All steps that a cycle through `start` can have, and few others.

    Looked for from both sides, half the way each: from a hub, a few steps one way reach most of a graph.
    """
    ahead = _within(start, following)
    steps = {entity: set(targets) for entity, targets in ahead.items()}
    for target, sources in _within(start, preceding).items():
        for source in sources:
            steps.setdefault(source, set()).add(target)
    return {entity: sorted(targets) for entity, targets in steps.items()}


def _within(start: EntityId, neighbours: Neighbours) -> Steps:
    """The neighbours of what lies less than half of the longest cycle away."""
    found: Steps = {}
    edge = [start]
    for _ in range(LONGEST // 2):
        found.update((entity, neighbours(entity)) for entity in edge)
        edge = sorted({other for entity in edge for other in found[entity]} - found.keys())
    return found


def _core(steps: Steps) -> Steps:
    """The steps without those that no cycle can hold: into dead ends."""
    left = {entity: set(targets) for entity, targets in steps.items()}
    before: dict[EntityId, list[EntityId]] = {}
    for entity, targets in left.items():
        for target in targets:
            before.setdefault(target, []).append(entity)
    ends = [target for target in before if not left.get(target)]
    while ends:
        end = ends.pop()
        for entity in before.get(end, ()):
            left[entity].discard(end)
            if not left[entity]:
                ends.append(entity)
    return {entity: sorted(targets) for entity, targets in left.items() if targets}


def _way(steps: Steps, source: EntityId, target: EntityId) -> tuple[EntityId, ...]:
    """A shortest way from `source` to `target`, both included; empty where there is none within the limit."""
    ways: deque[tuple[EntityId, ...]] = deque([(source,)])
    passed = {source}
    while ways:
        way = ways.popleft()
        if way[-1] == target:
            return way
        for following in steps.get(way[-1], ()) if len(way) < LONGEST else ():
            if following not in passed:
                passed.add(following)
                ways.append((*way, following))
    return ()


def _turned(cycle: Sequence[EntityId]) -> tuple[EntityId, ...]:
    """The same cycle from its smallest id on."""
    first = cycle.index(min(cycle))
    return (*cycle[first:], *cycle[:first])
