"""The search: the best paths first, guided by how far each entity is from the goal."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from kg.errors import NoPath
from kg.graph import Graph
from kg.model import EntityId
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.route import Path, Step
from kg.paths.steps import Steps

_MOST_STEPS = 300_000  # partial paths looked at before a search gives up: about two seconds


class Search:
    """Looks for paths in one graph under one set of limits."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, limits: Limits) -> None:
        self._limits = limits
        self._steps = Steps(graph, vocabulary, limits)

    def shortest(self, source: EntityId, target: EntityId, k: int) -> list[Path]:
        """Up to `k` paths in order (A*: the hops still needed are known exactly or underestimated)."""
        if {source, target} & self._limits.not_via:
            return []
        ahead = self._hops_ahead(source, target)
        found: list[Path] = []
        queue: list[tuple[int, int, tuple[EntityId, ...], tuple[Step, ...]]] = [(0, 0, (source,), ())]
        for _ in range(_MOST_STEPS):
            if not queue or len(found) == k:
                break
            _, cost, entities, steps = heapq.heappop(queue)
            if entities[-1] == target:
                found.append(Path(hops=tuple(self._steps.hop(step) for step in steps)))
                continue
            for step in self._steps.onward(entities, steps):
                length = len(steps) + 1 + ahead(step.target, entities)
                if length <= self._limits.max_hops:
                    longer = (length, cost + step.cost, (*entities, step.target), (*steps, step))
                    heapq.heappush(queue, longer)
        if queue and not found:
            raise NoPath(f"No path among the first {_MOST_STEPS} ways looked at. Lower --max-hops, or name a --via.")
        return found

    def _hops_ahead(self, source: EntityId, target: EntityId) -> _Ahead:
        """How many hops an entity is from the target at least, through every stop still to make."""
        to_target = self._distances(target, {source})
        to_stops = {stop: self._distances(stop, {source, target}) for stop in sorted(self._limits.via)}
        return _Ahead(to_target, to_stops, far=self._limits.max_hops + 1)

    def _distances(self, target: EntityId, walls: set[EntityId]) -> dict[EntityId, int]:
        """Hops from every entity that reaches `target` within the limit; no walk leaves a wall."""
        distances = {target: 0}
        ring = [target]
        for distance in range(1, self._limits.max_hops + 1):
            nearer = {e for entity in ring if entity not in walls for e in self._steps.before(entity)}
            ring = sorted(nearer - distances.keys())
            distances.update(dict.fromkeys(ring, distance))
        return distances


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A lower bound for the hops still needed, and `far` where there is no way."""

    to_target: dict[EntityId, int]
    to_stops: dict[EntityId, dict[EntityId, int]]
    far: int

    def __call__(self, entity: EntityId, passed: tuple[EntityId, ...]) -> int:
        longest = self.to_target.get(entity, self.far)
        for stop, distances in self.to_stops.items():
            if stop != entity and stop not in passed:
                detour = distances.get(entity, self.far) + self.to_target.get(stop, self.far)
                longest = max(longest, detour)
        return longest
