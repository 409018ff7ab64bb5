"""The search: the best paths first, guided by how far each entity is from the goal."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

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
        if self._limits.via or self._limits.weight == "confidence":
            return self._walk(source, target, k, self._ahead(source, target), _MOST_STEPS)
        return self._by_length(source, target, k)

    def _by_length(self, source: EntityId, target: EntityId, k: int | None) -> Paths:
        """The same for the shortest paths: each length is tried in turn, so that far more need not be looked at."""
        corridor, looked_at = Corridor(self._steps, source, target), 0
        found = Paths()
        for length in range(self._limits.max_hops if k is None else 1, self._limits.max_hops + 1):
            corridor.widen(length)
            if corridor.is_closed:
                break
            if corridor.is_passable:
                ahead = _Ahead(corridor.ahead, {}, {}, most=length, onward=corridor.onward)
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
            order = (length, cost) if self._limits.weight == "hops" else (cost + ahead.costs[step.target], length)
            yield _Partial(order, (*partial.entities, step.target), cost, (*partial.steps, step))

    def _ahead(self, source: EntityId, target: EntityId) -> _Ahead:
        """What an entity still needs to the target at least, through every stop still to make."""
        to_target = self._distances(target, {source})
        to_stops = {stop: self._distances(stop, {source, target}) for stop in sorted(self._limits.via)}
        costs = self._costs(target, to_target) if self._limits.weight == "confidence" else {}
        return _Ahead(to_target, to_stops, costs, most=self._limits.max_hops, onward=self._steps.onward_from)

    def _distances(self, target: EntityId, walls: set[EntityId]) -> dict[EntityId, int]:
        """Hops from every entity that reaches `target` within the limit; no walk leaves a wall."""
        distances = {target: 0}
        ring = [target]
        for distance in range(1, self._limits.max_hops + 1):
            nearer = {e for entity in ring if entity not in walls for e in self._steps.before(entity)}
            ring = sorted(nearer - distances.keys())
            distances.update(dict.fromkeys(ring, distance))
        return distances

    def _costs(self, target: EntityId, within: Mapping[EntityId, int]) -> dict[EntityId, int]:
        """The least cost from each of these entities to `target` through these entities (Dijkstra)."""
        costs: dict[EntityId, int] = {}
        queue = [(0, target)]
        while queue:
            cost, entity = heapq.heappop(queue)
            if entity in costs:
                continue
            costs[entity] = cost
            if within[entity] == self._limits.max_hops:
                continue  # too far away to be passed
            for other, step in self._steps.toward(entity).items():
                if other in within and other not in costs:
                    heapq.heappush(queue, (cost + step.cost, other))
        return costs


@dataclass(frozen=True, slots=True)
class _Ahead:
    """Lower bounds for what is still needed, hops and costs; a path has at most `most` hops; `onward` has the steps."""

    to_target: Mapping[EntityId, int]
    to_stops: Mapping[EntityId, Mapping[EntityId, int]]
    costs: Mapping[EntityId, int]
    most: int
    onward: Callable[[EntityId], Mapping[EntityId, Step]]

    def hops(self, entity: EntityId, passed: tuple[EntityId, ...]) -> int:
        """The hops to the target, by the longest detour that a stop still to make asks for."""
        far = self.most + 1
        longest = self.to_target.get(entity, far)
        for stop, distances in self.to_stops.items():
            if stop != entity and stop not in passed:
                detour = distances.get(entity, far) + self.to_target.get(stop, far)
                longest = max(longest, detour)
        return longest
