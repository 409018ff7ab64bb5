"""Counts → precision, recall and F1; all articles together, by language, relation and status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.evaluation.scoring import ArticleScore

LEVELS = ("entities", "claims", "triples", "endpoints")
SHARES = ("evidence", "quantities", "denied as true")
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were found right, how many were found at all, how many there are.

    >>> (Tally(1, 2, 4) + Tally(1, 2, 0)).precision
    0.5
    """

    matched: int = 0
    predicted: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.matched + other.matched, self.predicted + other.predicted, self.gold + other.gold)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.matched / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 0 where there is nothing."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def record(self) -> dict[str, float]:
        """The rates in four digits, and the counts."""
        rates = {name: round(getattr(self, name), DIGITS) for name in ("precision", "recall", "f1")}
        return {**rates, "matched": self.matched, "predicted": self.predicted, "gold": self.gold}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Micro figures of some articles: a tally a level; shares as tallies of which only the recall counts."""

    articles: int
    levels: Mapping[str, Tally]
    shares: Mapping[str, Tally]
    relations: Mapping[str, Tally]
    statuses: Mapping[str, Tally]
    languages: Mapping[str, Figures] = field(default_factory=dict)

    def share(self, name: str) -> float | None:
        """A share in four digits; None where there is nothing to measure it on."""
        tally = self.shares[name]
        return round(tally.recall, DIGITS) if tally.gold else None

    def record(self) -> dict[str, Any]:
        """All figures as plain values, in a fixed order."""
        record: dict[str, Any] = {level: self.levels[level].record() for level in LEVELS}
        record |= {name: self.share(name) for name in SHARES} | {"articles": self.articles}
        record["relations"] = {name: tally.record() for name, tally in self.relations.items()}
        record["statuses"] = {name: tally.record() for name, tally in self.statuses.items()}
        if self.languages:
            record["languages"] = {name: figures.record() for name, figures in self.languages.items()}
        return record


def total(scores: Iterable[ArticleScore]) -> Figures:
    """The figures of all articles together, and of those of each language."""
    scores = list(scores)
    languages = sorted({score.language for score in scores})
    by_language = {name: _sum([s for s in scores if s.language == name]) for name in languages}
    return _sum(scores, by_language)


def _sum(scores: list[ArticleScore], languages: Mapping[str, Figures] | None = None) -> Figures:
    return Figures(
        articles=len(scores),
        levels=_added([s.levels for s in scores], LEVELS),
        shares=_added([s.shares for s in scores], SHARES),
        relations=_added([s.relations for s in scores]),
        statuses=_added([s.statuses for s in scores]),
        languages=languages or {},
    )


def _added(tallies: list[Mapping[str, Tally]], names: Iterable[str] = ()) -> dict[str, Tally]:
    names = list(names) or sorted({name for own in tallies for name in own})
    return {name: sum((own.get(name, Tally()) for own in tallies), Tally()) for name in names}
