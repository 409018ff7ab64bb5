"""What a search finds: paths and their hops, each hop with the claims that carry it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import overload

from kg.graph import Edge
from kg.model import Claim, EntityId, Status
from kg.paths.ranking import cost_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One hop while the search still runs: the edges it may use, and what it costs; no claim is read for it."""

    source: EntityId
    target: EntityId
    edges: tuple[Edge, ...]
    cost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a path; `claims` are its grounds, best first, and `denials` what contradicts them.

    `backwards` is True where the best claim runs from `target` to `source` (a chip to the firm that makes it).
    """

    source: EntityId
    target: EntityId
    claims: tuple[Claim, ...]
    backwards: bool = False
    denials: tuple[Claim, ...] = ()

    @property
    def status(self) -> Status:
        """The status of the best claim: asserted wherever one article asserts the hop."""
        return self.claims[0].status

    @property
    def confidence(self) -> float:
        """The confidence of the best claim."""
        return self.claims[0].confidence

    @property
    def cost(self) -> int:
        """How little the hop has to stand on; see `cost_of`."""
        return cost_of(self.status, self.confidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Hops that join one entity to another; no entity occurs twice."""

    hops: tuple[Hop, ...]

    @property
    def entities(self) -> tuple[EntityId, ...]:
        """The entities in the order they are passed, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))

    @property
    def cost(self) -> int:
        """What the hops cost together; see `cost_of`."""
        return sum(hop.cost for hop in self.hops)

    @property
    def weakest(self) -> Hop:
        """The hop with the least to stand on: what is not asserted, then what is least sure; of equals the first."""
        return max(self.hops, key=lambda hop: hop.cost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths(Sequence[Path]):
    """The paths found, in order; `complete` is False where the search gave up and there may be others.

    `steps` counts the partial paths that were looked at.
    """

    paths: tuple[Path, ...] = ()
    complete: bool = True
    steps: int = 0

    @overload
    def __getitem__(self, index: int) -> Path: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Path, ...]: ...
    def __getitem__(self, index: int | slice) -> Path | tuple[Path, ...]:
        return self.paths[index]

    def __len__(self) -> int:
        return len(self.paths)

    @property
    def shared(self) -> tuple[EntityId, ...]:
        """The entities between the ends that all of these paths pass, in the order of the first."""
        inner = [path.entities[1:-1] for path in self.paths]
        return tuple(entity for entity in inner[0] if all(entity in stops for stops in inner)) if inner else ()
