"""What a search may use: the stops and claims that its options leave open, and what it prefers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.filters import ClaimFilter
from kg.graph import Graph
from kg.model import EntityId

Weight = Literal["hops", "confidence"]
"""What makes a path short: few hops, or little doubt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a search may use; `ends` are free of the condition on classes."""

    max_hops: int
    claims: ClaimFilter
    ends: frozenset[EntityId] = frozenset()
    via: frozenset[EntityId] = frozenset()
    not_via: frozenset[EntityId] = frozenset()
    classes: frozenset[str] = frozenset()
    undirected: bool = False
    weight: Weight = "hops"

    def may_pass(self, graph: Graph, entity: EntityId) -> bool:
        """True where a path may lead through `entity`, or end there."""
        if entity in self.not_via:
            return False
        return not self.classes or entity in self.ends or graph.entities[entity].kind in self.classes
