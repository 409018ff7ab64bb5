"""A claim as first read: two mentions, a relation, and where the words for it stand."""

from __future__ import annotations

from dataclasses import dataclass

from kg.claims.lines import Line
from kg.model import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A relation between two units; `trigger` is the range of units of `line` that says it.

    `subject_line` or `object_line` is set where that end stands in an earlier line (a null subject, "it").
    """

    line: Line
    subject: int
    relation: str
    object: int
    trigger: tuple[int, int]
    rule: str
    confidence: float
    status: str | None = None
    purpose: str | None = None
    role: str | None = None
    subject_line: Line | None = None
    object_line: Line | None = None

    @property
    def ends(self) -> tuple[Mention, Mention]:
        """The mentions of subject and object."""
        one = (self.subject_line or self.line).mention(self.subject)
        two = (self.object_line or self.line).mention(self.object)
        assert one is not None
        assert two is not None
        return one, two
