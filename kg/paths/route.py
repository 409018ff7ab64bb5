"""What a search finds: paths and their hops, each hop with the claims that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph import Edge
from kg.model import Claim, EntityId, Status


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Hops that join one entity to another; no entity occurs twice."""

    hops: tuple[Hop, ...]

    @property
    def entities(self) -> tuple[EntityId, ...]:
        """The entities in the order they are passed, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))
