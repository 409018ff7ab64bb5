"""What a build did, input by input."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from enum import StrEnum

from kg.model import ArticleId


class Outcome(StrEnum):
    """What became of one input, or of one article of the store that was pruned."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildRow:
    """One input of a build; `id` is None where it could not be read, `claims` counts what the store holds of it."""

    id: ArticleId | None
    origin: str
    outcome: Outcome
    claims: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The inputs of a build in their order, then what was removed; `generation` is that of the store at the end."""

    rows: tuple[BuildRow, ...]
    generation: int

    @property
    def totals(self) -> dict[str, int]:
        """How many rows have each outcome (every outcome is named), and under "claims" the claims of all rows."""
        counts = Counter(row.outcome for row in self.rows)
        return {outcome.value: counts[outcome] for outcome in Outcome} | {"claims": sum(r.claims for r in self.rows)}

    def to_json(self) -> str:
        """The report as one JSON object with `rows`, `totals` and `generation`."""
        whole = {"rows": [asdict(row) for row in self.rows], "totals": self.totals, "generation": self.generation}
        return json.dumps(whole, ensure_ascii=False, indent=2)
