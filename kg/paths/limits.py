"""What a search may use: the stops, claims and dates that its options leave open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.model import EntityId, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a search may use."""

    max_hops: int
    via: frozenset[EntityId]
    not_via: frozenset[EntityId]
    relations: frozenset[str]
    statuses: frozenset[Status]
    since: date | None
    until: date | None
    undirected: bool
