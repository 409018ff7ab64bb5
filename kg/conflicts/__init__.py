"""Claims that contradict each other, side by side and never resolved."""

from kg.conflicts.kinds import Conflict, ConflictKind
from kg.conflicts.search import find_conflicts

__all__ = ["Conflict", "ConflictKind", "find_conflicts"]
