"""Which of several candidate periods a date without a year means."""

from __future__ import annotations

from datetime import date

from kg.claims.periods import Period

BACK, AHEAD, NEAR, LIKELY = "back", "ahead", "near", "likely"
_MUCH_NEARER = 5


def chosen(candidates: list[Period | None], today: date | None, bias: str) -> Period | None:
    """The candidate that the bias points to: the latest begun, the earliest not over, or the nearest.

    Without a cue news looks back, unless the day ahead is much nearer ("On 31 December the waiver ends").
    """
    known = sorted((period for period in candidates if period), key=lambda period: period.first)
    if today is None or not known:
        return None
    begun = [period for period in known if period.first <= today] or known[:1]
    ahead = [period for period in known if period.last >= today] or known[-1:]
    to_come, past = (ahead[0].first - today).days, (today - begun[-1].last).days
    if bias == AHEAD or (bias == NEAR and to_come < past) or (bias == LIKELY and _MUCH_NEARER * to_come < past):
        return ahead[0]
    return begun[-1]


def chosen_by_leaning(
    leaning: str, candidates: list[Period | None], today: date | None, anchor: Period | None, bias: str
) -> Period | None:
    """As `chosen`, but a word such as "last" or "next" beside the date decides; "that" goes by the anchor."""
    known = [period for period in candidates if period]
    if leaning == "that" and anchor:
        known = [period for period in known if period.last >= anchor.first]
        return min(known, key=lambda period: period.first, default=None)
    if today is None:
        return None
    if leaning == "last":
        return chosen([period for period in known if period.last < today], today, BACK)
    if leaning == "next":
        return chosen([period for period in known if period.first > today], today, AHEAD)
    return chosen(candidates, today, bias)
