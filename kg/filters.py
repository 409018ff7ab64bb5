"""Which claims count for an answer: by what they say, who tells it, when it was published and when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from kg.graph import Graph
from kg.model import Claim, Status


class ClaimConditions(TypedDict, total=False):
    """The conditions of a `ClaimFilter` that look at what only claims know, as keyword arguments."""

    told_by: str | None
    since: date | None
    until: date | None
    as_of: date | None
    holds_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Conditions that a claim must all meet; an empty set or None sets no condition.

    Two times are kept apart. `since`, `until` and `as_of` look at the day on which the article was published;
    `holds_on` looks at the time of which the claim speaks. `as_of` differs from `until` in reach: for an answer
    as of a day, nothing published later exists, not even as a denial shown beside a claim.
    """

    relations: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    told_by: str | None = None
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    holds_on: date | None = None

    @property
    def reads_claims(self) -> bool:
        """True where a condition asks for what only claims know: counts of claims do not answer it."""
        conditions = (self.told_by, self.since, self.until, self.as_of, self.holds_on)
        return any(condition is not None for condition in conditions)

    def allows(self, graph: Graph, claim: Claim) -> bool:
        """True where the claim meets every condition."""
        return (
            (not self.statuses or claim.status in self.statuses)
            and (not self.relations or claim.relation in self.relations)
            and (self.holds_on is None or holds_on(claim, self.holds_on))
            and graph.published_within(claim, self.since, self.until)
            and self.is_known(graph, claim)
            and (self.told_by is None or is_told_by(graph, claim, self.told_by))
        )

    def is_known(self, graph: Graph, claim: Claim) -> bool:
        """True where the claim may have been published by the day of `as_of`."""
        return graph.published_within(claim, None, self.as_of)


def holds_on(claim: Claim, day: date) -> bool:
    """True where the time that the claim states includes the day; False for a claim that states none.

    A bound that is open includes every day on its side; a time whose words give no bound at all includes none.
    """
    time = claim.qualifiers.time
    if time is None or (time.earliest is None and time.latest is None):
        return False
    return (time.earliest is None or time.earliest <= day) and (time.latest is None or day <= time.latest)


def is_told_by(graph: Graph, claim: Claim, source: str) -> bool:
    """True where `source` stands, in any case, in the article's id, title or outlet, or in who says it."""
    article = graph.articles.get(claim.article)
    fields = (article.title, article.outlet) if article else ()
    wanted = source.casefold()
    return any(wanted in field.casefold() for field in (claim.article, claim.attribution, *fields) if field)
