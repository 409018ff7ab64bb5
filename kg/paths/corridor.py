"""The entities on the ways of a given length between two ends, found without looking at the rest of the graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from kg.model import EntityId
from kg.paths.route import Step
from kg.paths.steps import Steps


class _Ball:
    """All that lies within `radius` hops of one end; `joined` has every pair met when a ring was left behind."""

    def __init__(self, steps: Steps, center: EntityId, wall: EntityId, *, forward: bool) -> None:
        self.radius = 0
        self.distances = {center: 0}
        self.ring: list[EntityId] = [center]
        self.joined: dict[EntityId, set[EntityId]] = defaultdict(set)
        self._steps = steps
        self._wall = wall
        self._forward = forward

    def grow(self) -> None:
        """Takes in what is one hop further away; no way leads through the other end."""
        inner = [entity for entity in self.ring if entity != self._wall]
        for entity, other in self._steps.pairs(inner, forward=self._forward):
            self.joined[entity].add(other)
        self.radius += 1
        self.ring = sorted({other for entity in inner for other in self.joined[entity]} - self.distances.keys())
        self.distances.update(dict.fromkeys(self.ring, self.radius))


class Corridor:
    """What a search for ways from `source` to `target` has to look at; `widen` makes room for longer ways.

    Two balls grow from both ends, the one with the smaller ring first. Each hop of a way that is no longer than both
    radii together leaves a ring that one of them has left behind, so that no such way is missed.
    """

    def __init__(self, steps: Steps, source: EntityId, target: EntityId) -> None:
        self._fore = _Ball(steps, source, target, forward=True)
        self._back = _Ball(steps, target, source, forward=False)
        self._steps = steps
        self._source = source
        self._after: dict[EntityId, set[EntityId]] = {}
        self._offered: dict[EntityId, dict[EntityId, Step]] = {}
        self.length = 0
        self.ahead: dict[EntityId, int] = {}
        """How many hops each entity of the corridor is from the target."""

    @property
    def is_passable(self) -> bool:
        """True where a way from end to end fits into the corridor."""
        return self.ahead.get(self._source, self.length + 1) <= self.length

    @property
    def is_closed(self) -> bool:
        """True where all that one end can reach was seen, and the other end is not there."""
        return not (self._fore.ring and self._back.ring) and self._source not in self.ahead

    def widen(self, length: int) -> None:
        """Makes room for all ways of at most `length` hops."""
        while self._fore.radius + self._back.radius < length and self._fore.ring and self._back.ring:
            min((self._back, self._fore), key=lambda ball: len(ball.ring)).grow()
        self.length = length
        self._measure()
        self._offered.clear()
        self._after = defaultdict(set, {entity: set(others) for entity, others in self._fore.joined.items()})
        for entity, others in self._back.joined.items():
            for other in others:
                self._after[other].add(entity)

    def onward(self, here: EntityId) -> dict[EntityId, Step]:
        """The steps from `here` that can be part of a way, in order of ids."""
        if here not in self._offered:
            left = self.length - self._fore.distances.get(here, self._fore.radius + 1)
            within = {other for other in self._after.get(here, ()) if self.ahead.get(other, left) < left}
            self._offered[here] = self._steps.onward_among(here, within)
        return self._offered[here]

    def _measure(self) -> None:
        """The distances from the target, carried on from its ball through what the other ball met."""
        before: dict[EntityId, list[EntityId]] = defaultdict(list)
        for entity, others in self._fore.joined.items():
            for other in others:
                before[other].append(entity)
        self.ahead = dict(self._back.distances)
        ring: Collection[EntityId] = self._back.ring
        for distance in range(self._back.radius + 1, self.length + 1):
            ring = {entity for other in ring for entity in before[other]} - self.ahead.keys()
            self.ahead.update(dict.fromkeys(ring, distance))
