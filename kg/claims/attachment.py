"""Qualifiers → candidates: the quantity beside the object, the amount and the date of the clause, purpose and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.candidates import Candidate
from kg.claims.dates import FoundDate, find_dates
from kg.claims.lines import Line
from kg.claims.quantities import FoundMoney, FoundQuantity, find_money, find_quantities
from kg.model import Money, Qualifiers, Quantity, Span, Time

_COUNTED = frozenset({"orders", "receives", "uses", "trainedOn", "runsOn", "manufactures", "suppliedBy"})
_PAID = frozenset({"orders", "investsIn", "acquires", "suppliedBy", "receives"})
_DATED = frozenset({"orders", "receives", "uses", "develops", "manufactures", "trainedOn", "owns", "acquires", "investsIn", "partnersWith", "imposedBy", "targets", "restricts", "affects", "suppliedBy", "worksFor"})  # fmt: skip
_PURPOSE = frozenset({"uses", "orders", "receives", "trainedOn", "runsOn"})
_BESIDE = 34  # code points between a count and what it counts ("100 mil unidades do chip …")


@dataclass(frozen=True, slots=True)
class Measures:
    """The quantities, amounts and dates of one sentence, spans in the article."""

    quantities: tuple[FoundQuantity, ...]
    amounts: tuple[FoundMoney, ...]
    dates: tuple[FoundDate, ...]


def find_measures(line: Line, published: str | None) -> Measures:
    """All measures of the line's sentence."""
    text, offset = line.sentence.text, line.sentence.span.start
    language = line.sentence.language
    amounts = tuple(FoundMoney(span=_moved(f.span, offset), money=f.money) for f in find_money(text, language))
    dates = tuple(FoundDate(span=_moved(f.span, offset), time=f.time) for f in find_dates(text, language, published))
    taken = [f.span for f in (*amounts, *dates)] + [u.mention.span for u in line.units if u.mention is not None]
    found = (FoundQuantity(span=_moved(f.span, offset), quantity=f.quantity) for f in find_quantities(text, language))
    quantities = tuple(f for f in found if not any(f.span.overlaps(s) for s in taken))
    return Measures(quantities, amounts, dates)


def find_qualifiers(candidate: Candidate, measures: Measures) -> Qualifiers:
    """The qualifiers that the sentence gives the candidate; each part only for relations that it can narrow."""
    relation = candidate.relation
    return Qualifiers(
        quantity=_quantity(candidate, measures.quantities) if relation in _COUNTED else None,
        money=_money(candidate, measures.amounts) if relation in _PAID else None,
        time=_time(candidate, measures.dates)
        if (relation in _DATED and candidate.rule.partition(".")[0] != "structure")
        or relation in ("imposedBy", "targets", "restricts")
        else None,
        purpose=candidate.purpose or (_purpose(candidate) if relation in _PURPOSE else None),
        role=candidate.role or (_role(candidate) if relation == "worksFor" else None),
    )


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _quantity(candidate: Candidate, found: Sequence[FoundQuantity]) -> Quantity | None:
    """The count that stands directly before the object, else the only count behind the trigger."""
    line = candidate.line
    if candidate.object_line is not None:
        return None
    target = line.units[candidate.object].span
    before = [f for f in found if f.span.end <= target.start and target.start - f.span.end <= _BESIDE]
    if before:
        return before[-1].quantity
    after_trigger = [f for f in found if f.span.start >= line.units[candidate.trigger[0]].span.start]
    near = [f for f in after_trigger if f.span.start <= target.end + 60 and f.quantity.unit]
    return near[0].quantity if len(near) == 1 and not candidate.rule.startswith("structure") else None


def _money(candidate: Candidate, found: Sequence[FoundMoney]) -> Money | None:
    return found[0].money if len(found) == 1 else None


def _time(candidate: Candidate, found: Sequence[FoundDate]) -> Time | None:
    """The date nearest to the trigger within its clause."""
    line = candidate.line
    first, last = line.units[candidate.trigger[0]].span, line.units[candidate.trigger[1] - 1].span
    near = [(min(abs(f.span.start - last.end), abs(first.start - f.span.end)), f) for f in found]
    near = [(d, f) for d, f in near if d <= 90 and ";" not in _text_between(line, first, f.span)]
    return min(near, key=lambda item: (item[0], item[1].span))[1].time if near else None


def _text_between(line: Line, one: Span, other: Span) -> str:
    start, end = sorted((one.start, other.start))
    return line.sentence.text[start - line.sentence.span.start : end - line.sentence.span.start]


def _purpose(candidate: Candidate) -> str | None:
    last = candidate.trigger[1] if candidate.object_line else max(candidate.trigger[1], candidate.object)
    window = candidate.line.between(candidate.trigger[0] - 4, last + 10)
    inference = candidate.line.cues.patterns["inference"].search(window)
    training = candidate.line.cues.patterns["training"].search(window)
    if inference and training:
        return "inference" if inference.start() < training.start() else "training"
    return "inference" if inference else "training" if training else None


def _role(candidate: Candidate) -> str | None:
    """The role noun between person and employer, in English where the cue list knows its word."""
    first, last = (
        candidate.trigger
        if candidate.subject_line or candidate.object_line
        else sorted((candidate.subject, candidate.object))
    )
    words = [candidate.line.word(i) for i in range(max(0, first - 4), min(last + 6, len(candidate.line.units)))]
    roles = [w for w in words if w in candidate.line.cues.nouns["Person"]]
    return re.sub(r"^porta-voz$", "spokesperson", roles[0]) if roles else None
