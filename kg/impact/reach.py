"""Outward by supply: who depends on some entities, hop by hop against the direction of dependency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from kg.graph import Graph
from kg.impact.standing import Standing, standing_of, weakest
from kg.model import EntityId
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.route import Path, Step
from kg.paths.search import Search
from kg.paths.steps import Steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """One entity that depends on `seed`, by a shortest path that leads from it to there."""

    entity: EntityId
    seed: EntityId
    path: Path
    standing: Standing

    @property
    def hops(self) -> int:
        """The length of the path."""
        return len(self.path.hops)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Who was found, nearest first; `complete` is False where the search ended at its limit.

    `beyond` is True where others lie further away than the hops allowed.
    """

    reached: tuple[Reached, ...] = ()
    complete: bool = True
    beyond: bool = False


class _Chain(NamedTuple):
    """Steps from an entity to a seed; of equally long ones the cheapest comes first, then ids decide."""

    cost: int
    entities: tuple[EntityId, ...]
    steps: tuple[Step, ...]


class Outward:
    """Walks from seeds to all that depend on them; one graph, one set of limits."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, limits: Limits) -> None:
        self._limits = limits
        self._steps = Steps(graph, vocabulary, limits)
        self._search = Search(graph, vocabulary, limits)

    def reach(self, seeds: Collection[EntityId], most: int) -> Reach:
        """Up to `most` entities from which a path leads to one of the seeds, as `find_paths` walks them."""
        accepted: dict[EntityId, set[frozenset[str]]] = defaultdict(set)
        found: dict[EntityId, Reached] = {}
        ring = [_Chain(0, (seed,), ()) for seed in sorted(seeds)]
        for _ in range(self._limits.max_hops):
            ring = [chain for chain in sorted(self._longer(ring, seeds)) if self._is_new(chain, accepted)]
            for reached in self._told(ring, found, seeds):
                if len(found) == most:
                    return Reach(reached=_nearest_first(found.values()), complete=False, beyond=True)
                found[reached.entity] = reached
        further = (chain.entities[0] for chain in self._longer(ring, seeds))
        beyond = any(entity not in found for entity in further)
        return Reach(reached=_nearest_first(found.values()), complete=True, beyond=beyond)

    def _longer(self, ring: Iterable[_Chain], seeds: Collection[EntityId]) -> Iterator[_Chain]:
        for cost, entities, steps in ring:
            for other, step in self._steps.toward(entities[0]).items():
                if other not in seeds and (not steps or self._steps.may_follow(step, steps[0])):
                    yield _Chain(cost + step.cost, (other, *entities), (step, *steps))

    def _is_new(self, chain: _Chain, accepted: dict[EntityId, set[frozenset[str]]]) -> bool:
        """True where some way into the entity can go on by this chain and by no chain seen before."""
        turns = self._steps.turns_into(chain.steps[0])
        known = accepted[chain.entities[0]]
        if any(turns <= others for others in known):
            return False
        known.add(turns)
        return True

    def _told(
        self, ring: Iterable[_Chain], found: Collection[EntityId], seeds: Collection[EntityId]
    ) -> Iterator[Reached]:
        for chain in ring:
            entity = chain.entities[0]
            path = None if entity in found else self._path_of(chain, seeds)
            if path is not None:
                standing = weakest(standing_of(hop.claims) for hop in path.hops)
                yield Reached(entity=entity, seed=path.entities[-1], path=path, standing=standing)

    def _path_of(self, chain: _Chain, seeds: Collection[EntityId]) -> Path | None:
        """The chain as a path; where it passes an entity twice, the shortest path that does not, if there is one."""
        steps = self._steps.along(chain.steps) if len(set(chain.entities)) == len(chain.entities) else None
        if steps is not None:
            return Path(hops=tuple(map(self._steps.hop, steps)))
        paths = [path for seed in sorted(seeds) for path in self._search.find(chain.entities[0], seed, 1)]
        return min(paths, key=lambda path: (len(path.hops), path.entities), default=None)


def _nearest_first(reached: Iterable[Reached]) -> tuple[Reached, ...]:
    return tuple(sorted(reached, key=lambda one: (one.hops, one.entity)))
