"""The search: the best paths first, guided by how far each entity is from the goal."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from kg.graph import Graph
from kg.model import EntityId
from kg.ontology.vocabulary import Vocabulary
from kg.paths.corridor import Corridor
from kg.paths.limits import Limits
from kg.paths.route import Path, Paths, Step
from kg.paths.steps import Steps

_MOST_STEPS = 300_000  # partial paths looked at before a search gives up: about two seconds
_MOST_PATHS = 10_000  # where all paths are asked for; nobody reads more


class _Partial(NamedTuple):
    """A path still growing; the lowest is looked at first. No two have the same entities."""

    order: tuple[int, int]
    entities: tuple[EntityId, ...]
    cost: int
    steps: tuple[Step, ...]


class Search:
    """Looks for paths in one graph under one set of limits."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, limits: Limits) -> None:
        self._limits = limits
        self._steps = Steps(graph, vocabulary, limits)

    def find(self, source: EntityId, target: EntityId, k: int | None) -> Paths:
        """Up to `k` paths, or all, in order (A*: what is still needed is known exactly or underestimated)."""
        if {source, target} & self._limits.not_via:
            return Paths()
        if self._limits.via:
            return self._walk(source, target, k, self._ahead(source, target), _MOST_STEPS)
        found = self._by_length(source, target, k)
        return found if self._limits.weight == "hops" else self._by_cost(source, target, k, found)

    def _by_cost(self, source: EntityId, target: EntityId, k: int | None, shortest: Paths) -> Paths:
        """The same for the paths that cost least; the shortest ones tell how much those can cost at most.

        What is left to the target is known up to half of that; entities further away cost more than that half.
        """
        ordered = sorted(shortest, key=lambda path: (path.cost, len(path.hops), path.entities))
        if len(shortest) != k or not shortest.complete:
            return replace(shortest, paths=tuple(ordered))
        bound = ordered[-1].cost
        known = self._costs(target, bound // 2)
        ahead = _Costs(known, bound // 2 + 1, bound, most=self._limits.max_hops, onward=self._steps.onward_from)
        return self._walk(source, target, k, ahead, _MOST_STEPS)

    def _by_length(self, source: EntityId, target: EntityId, k: int | None) -> Paths:
        """The same for the shortest paths: each length is tried in turn, so that far more need not be looked at."""
        corridor, looked_at = Corridor(self._steps, source, target), 0
        found = Paths()
        for length in range(self._limits.max_hops if k is None else 1, self._limits.max_hops + 1):
            corridor.widen(length)
            if corridor.is_closed:
                break
            if corridor.is_passable:
                ahead = _Hops(corridor.ahead, {}, most=length, onward=corridor.onward)
                longer = self._walk(source, target, k, ahead, _MOST_STEPS - looked_at)
                looked_at += longer.steps
                found = longer if len(longer) >= len(found) else replace(found, complete=longer.complete)
                if len(found) == k or not found.complete:
                    break
        return replace(found, steps=looked_at)

    def _walk(self, source: EntityId, target: EntityId, k: int | None, ahead: _Ahead, most_steps: int) -> Paths:
        most = _MOST_PATHS if k is None else k
        found: list[Path] = []
        queue = [_Partial((0, 0), (source,), 0, ())]
        looked_at = 0
        while queue and len(found) < most and looked_at < most_steps:
            looked_at += 1
            partial = heapq.heappop(queue)
            if partial.entities[-1] == target:
                found.append(Path(hops=tuple(map(self._steps.hop, partial.steps))))
                continue
            for longer in self._longer(partial, ahead):
                heapq.heappush(queue, longer)
        return Paths(paths=tuple(found), complete=not queue or len(found) == k, steps=looked_at)

    def _longer(self, partial: _Partial, ahead: _Ahead) -> Iterator[_Partial]:
        """The partial path with one step more, for each step that can still lead to the goal."""
        for step in self._steps.onward(partial.entities, partial.steps, ahead.onward(partial.entities[-1])):
            length = len(partial.steps) + 1 + ahead.hops(step.target, partial.entities)
            if length > ahead.most:
                continue
            cost = partial.cost + step.cost
            order = ahead.order(step.target, length, cost)
            if order is not None:
                yield _Partial(order, (*partial.entities, step.target), cost, (*partial.steps, step))

    def _ahead(self, source: EntityId, target: EntityId) -> _Ahead:
        """What an entity still needs to the target at least, through every stop still to make."""
        to_target = self._distances(target, {source})
        to_stops = {stop: self._distances(stop, {source, target}) for stop in sorted(self._limits.via)}
        most, onward = self._limits.max_hops, self._steps.onward_from
        if self._limits.weight == "hops":
            return _Hops(to_target, to_stops, most=most, onward=onward)
        return _StopCosts(to_target, to_stops, most=most, onward=onward)

    def _distances(self, target: EntityId, walls: set[EntityId]) -> dict[EntityId, int]:
        """Hops from every entity that reaches `target` within the limit; no walk leaves a wall."""
        distances = {target: 0}
        ring = [target]
        for distance in range(1, self._limits.max_hops + 1):
            inner = [entity for entity in ring if entity not in walls]
            nearer = {other for _, other in self._steps.pairs(inner, forward=False)}
            ring = sorted(nearer - distances.keys())
            distances.update(dict.fromkeys(ring, distance))
        return distances

    def _costs(self, target: EntityId, most: int) -> dict[EntityId, int]:
        """The least cost to `target` from every entity from which it is at most so much (Dijkstra)."""
        costs: dict[EntityId, int] = {}
        queue = [(0, target)]
        while queue:
            cost, entity = heapq.heappop(queue)
            if entity in costs:
                continue
            costs[entity] = cost
            for other, step in self._steps.toward(entity).items():
                if other not in costs and cost + step.cost <= most:
                    heapq.heappush(queue, (cost + step.cost, other))
        return costs


class _Ahead(Protocol):
    """Lower bounds for what is still needed; a path has at most `most` hops, `onward` has the steps from an entity."""

    @property
    def most(self) -> int: ...

    @property
    def onward(self) -> Callable[[EntityId], Mapping[EntityId, Step]]: ...

    def hops(self, entity: EntityId, passed: tuple[EntityId, ...]) -> int:
        """The hops from `entity` to the target at least."""

    def order(self, entity: EntityId, length: int, cost: int) -> tuple[int, int] | None:
        """Where a path that costs so much up to `entity` and has at least this length stands; None: nowhere."""


@dataclass(frozen=True, slots=True)
class _Hops:
    """Short paths first, by the hops to the target and to each stop that is still to make."""

    to_target: Mapping[EntityId, int]
    to_stops: Mapping[EntityId, Mapping[EntityId, int]]
    most: int
    onward: Callable[[EntityId], Mapping[EntityId, Step]]

    def hops(self, entity: EntityId, passed: tuple[EntityId, ...]) -> int:
        """By the longest detour that a stop asks for."""
        far = self.most + 1
        longest = self.to_target.get(entity, far)
        for stop, distances in self.to_stops.items():
            if stop != entity and stop not in passed:
                ended = longest == 0  # at the target there is no going on to a stop left out
                detour = far if ended else distances.get(entity, far) + self.to_target.get(stop, far)
                longest = max(longest, detour)
        return longest

    def order(self, entity: EntityId, length: int, cost: int) -> tuple[int, int] | None:
        """By length, then by cost."""
        return (length, cost)


class _StopCosts(_Hops):
    """Cheap paths first that make all stops; what is left may cost nothing."""

    __slots__ = ()

    def order(self, entity: EntityId, length: int, cost: int) -> tuple[int, int] | None:
        """By cost, then by length."""
        return (cost, length)


@dataclass(frozen=True, slots=True)
class _Costs:
    """Cheap paths first, none above `bound`; an entity that is not `known` is at least `further` away."""

    known: Mapping[EntityId, int]
    further: int
    bound: int
    most: int
    onward: Callable[[EntityId], Mapping[EntityId, Step]]

    def hops(self, entity: EntityId, passed: tuple[EntityId, ...]) -> int:
        """One where something is still to be paid, and none where that is not sure."""
        return int(self.known.get(entity) != 0)

    def order(self, entity: EntityId, length: int, cost: int) -> tuple[int, int] | None:
        """By cost, then by length."""
        least = cost + self.known.get(entity, self.further)
        return None if least > self.bound else (least, length)
