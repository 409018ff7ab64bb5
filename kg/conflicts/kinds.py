"""What a conflict is: sides that cannot all be true."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.statements import Statement


class ConflictKind(StrEnum):
    """Why claims contradict each other, in the order in which conflicts are listed."""

    DENIAL = "denial"
    """Some assert it, others deny it."""
    PLAN = "plan"
    """Some report it as a plan, others deny it."""
    ENDED = "ended"
    """It is still said to hold after it was said, of the same time, to have ended."""
    QUANTITY = "quantity"
    """Counts of the same things at the same time that do not meet."""
    MONEY = "money"
    """Amounts in the same currency at the same time that do not meet."""
    DATE = "date"
    """Times that exclude each other, for what happens only once."""
    OPPOSITE = "opposite"
    """The same is said both ways round of a relation that runs one way only."""
    CYCLE = "cycle"
    """A chain of such a relation leads back to its beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Sides that cannot all be true, each with all its citations; none is taken for the right one.

    Denials, plans and ends have two sides; figures and dates one for each value, in the order of the values; a
    cycle one for each of its steps. `sides` hold only the citations that take part in the conflict.
    """

    kind: ConflictKind
    sides: tuple[Statement, ...]

    @property
    def newer(self) -> Statement | None:
        """The side with the newest article, or None where the dates do not tell.

        A day does not come after the month that it lies in.
        """
        ranked = sorted(self.sides, key=lambda side: side.newest)
        last, before = ranked[-1].newest, ranked[-2].newest
        return ranked[-1] if before and not last.startswith(before) else None
