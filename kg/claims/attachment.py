"""Qualifiers → candidates: the count of the object, the amount and the date of the clause, purpose and role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.claims.candidates import Candidate
from kg.claims.dates import FoundDate, find_dates
from kg.claims.governing import has_trigger, is_across
from kg.claims.lines import Line
from kg.claims.quantities import FoundMoney, FoundQuantity, find_money, find_quantities
from kg.claims.scope import in_one_clause, matches
from kg.model import Mention, Money, Qualifiers, Quantity, Span, Time

_COUNTED = frozenset({"orders", "receives", "uses", "trainedOn", "runsOn", "manufactures"})
_PAID = frozenset({"orders", "investsIn", "acquires", "suppliedBy"})
_DATED = frozenset({"orders", "receives", "develops", "manufactures", "acquires", "investsIn", "suppliedBy"})
_MEASURE = frozenset({"imposedBy", "targets", "restricts", "affects"})
_TIED = frozenset({"owns", "worksFor", "partnersWith"})  # dated only by "since" and "until"
_PURPOSES = {"uses": ("training", "inference"), "orders": ("training", "inference"), "runsOn": ("inference",)}
_GOODS = ("Chip", "Product", "Model")
_BESIDE = 34  # code points between a count and what it counts ("100 mil unidades do chip …")
_BEHIND = 28  # code points between a verb and a count whose goods were named before ("recebeu até agora 240")
_FRONT = 4  # units of a sentence that may be a fronted date
_FAR = 70  # code points between the ends of a claim and its amount
_NEAR = 90  # code points between the words of a claim and its date
_ALOUD = 100_000_000  # no goods are counted so high; "a deal worth billions" is money
_DATELINE = re.compile(r"\s*(?:\([^)]*\)\s*)?[-–—]")
_EACH = re.compile(
    r"\s*(?:apiece|each|a share|per |a unit|cada|por aç|por unid|a unidade|a ação|la unidad|por acci)", re.I
)


@dataclass(frozen=True, slots=True)
class Measures:
    """The quantities, amounts and dates of one sentence, spans in the article."""

    quantities: tuple[FoundQuantity, ...]
    amounts: tuple[FoundMoney, ...]
    dates: tuple[FoundDate, ...]


def find_measures(line: Line, published: str | None) -> Measures:
    """All measures of the line's sentence, without datelines, prices of one piece and second currencies in brackets."""
    text, offset = line.sentence.text, line.sentence.span.start
    language = line.sentence.language
    amounts = tuple(FoundMoney(span=_moved(f.span, offset), money=f.money) for f in find_money(text, language))
    dates = tuple(FoundDate(span=_moved(f.span, offset), time=f.time) for f in find_dates(text, language, published))
    taken = [f.span for f in amounts] + [f.span for f in dates]
    found = (FoundQuantity(span=_moved(f.span, offset), quantity=f.quantity) for f in find_quantities(text, language))
    quantities = tuple(f for f in found if not any(f.span.overlaps(s) for s in taken) and _is_count(line, f))
    return Measures(
        quantities,
        tuple(
            f
            for f in amounts
            if not _EACH.match(text, f.span.end - offset) and not _is_bracketed(text, f.span.start - offset)
        ),
        tuple(f for f in dates if not _is_dateline(text, Span(f.span.start - offset, f.span.end - offset))),
    )


def find_qualifiers(candidate: Candidate, measures: Measures) -> Qualifiers:
    """The qualifiers that the sentence gives the candidate; each part only for relations that it can narrow."""
    relation = candidate.relation
    return Qualifiers(
        quantity=_quantity(candidate, measures.quantities) if relation in _COUNTED else None,
        money=_money(candidate, measures.amounts) if relation in _PAID else None,
        time=_time(candidate, measures.dates),
        purpose=candidate.purpose if relation in _PURPOSES and candidate.purpose else _purpose(candidate),
        role=candidate.role or (_role(candidate) if relation == "worksFor" else None),
    )


def _moved(span: Span, offset: int) -> Span:
    return Span(span.start + offset, span.end + offset)


def _is_count(line: Line, found: FoundQuantity) -> bool:
    """False for digits inside a name; a mention may begin with the unit noun ("256 unidades")."""
    size = found.quantity.minimum or found.quantity.maximum or 0
    if not found.quantity.unit and size >= _ALOUD:
        return False
    mentions = (u.mention.span for u in line.units if u.mention is not None)
    return not any(m.start <= found.span.start < m.end for m in mentions)


def _is_bracketed(text: str, start: int) -> bool:
    """True for the second currency of "40 billion yuan ($5.7 billion)"."""
    return bool(re.search(r"\d[^()]{0,30}\((?:[^()]{0,12})$", text[:start]))


def _is_dateline(text: str, span: Span) -> bool:
    """True for the day in "SEOUL, 14 October 2025 - …"."""
    return (
        span.end <= 80
        and text[:1].isupper()
        and bool(_DATELINE.match(text, span.end))
        and text.count(".", 0, span.start) < 2
    )


def _quantity(candidate: Candidate, found: Sequence[FoundQuantity]) -> Quantity | None:
    """The count of the object: what the verb counts, else the one directly before a mention of the object.

    Behind a verb a count without goods of its own means the goods in focus ("received 240 so far").
    """
    line, object = candidate.line, candidate.ends[1]
    counted = [(f, _goods_of(line, f)) for f in found]
    own = [f for f, goods in counted if goods is not None and goods.entity == object.entity]
    loose = [f for f, goods in counted if goods is None]
    if has_trigger(candidate):
        verb = line.units[candidate.trigger[1] - 1].span.end
        behind = [f for f in (*own, *loose) if 0 <= f.span.start - verb <= _BEHIND]
        if behind:
            return min(behind, key=lambda f: f.span.start).quantity
        own.sort(key=lambda f: abs(f.span.start - verb))
    return own[0].quantity if own else None


def _goods_of(line: Line, found: FoundQuantity) -> Mention | None:
    """The goods named behind a count: the next mention of goods with no other count or clause between."""
    for unit in line.units:
        start = unit.span.start
        if start >= found.span.start and unit.mention is None and unit.word in (";", ".", ":"):
            return None
        if (
            unit.mention is not None
            and unit.mention.kind in _GOODS
            and unit.span.end > found.span.end - 1
            and start >= found.span.start
        ):
            return unit.mention if start - found.span.end <= _BESIDE else None
    return None


def _money(candidate: Candidate, found: Sequence[FoundMoney]) -> Money | None:
    """The amount nearest to the ends of the claim, in their clause."""
    line = candidate.line
    if is_across(candidate):
        return None
    ends = [line.units[i].span for i in (candidate.subject, candidate.object)]
    near = [
        (min(_gap(f.span, e) for e in ends), f.span, f.money)
        for f in found
        if all(_is_joined(line, f.span, e) for e in ends)
    ]
    near = [item for item in near if item[0] <= _FAR]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _gap(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_joined(line: Line, one: Span, other: Span) -> bool:
    """True where no semicolon or colon and no "but" separates the two."""
    start, end = sorted((_unit(line, one), _unit(line, other)))
    return not any(line.word(i) in (";", ":") or line.is_in(i, "adversatives") for i in range(start, end))


def _unit(line: Line, span: Span) -> int:
    return max((i for i, u in enumerate(line.units) if u.span.start <= span.start), default=0)


def _time(candidate: Candidate, found: Sequence[FoundDate]) -> Time | None:
    """The date nearest to the words that say the relation, in their clause and not of an act of speech."""
    if not _may_be_dated(candidate):
        return None
    line = candidate.line
    near = [(_distance(line, candidate.trigger, f.span), f.span, f.time) for f in found]
    near = [n for n in near if n[0] <= _NEAR and _shares_clause(candidate, n[1]) and not _is_of_speech(candidate, n[1])]
    if candidate.relation in _TIED:
        near = [n for n in near if n[2].earliest is None or n[2].latest is None]
    return min(near, key=lambda item: item[:2])[2] if near else None


def _shares_clause(candidate: Candidate, date: Span) -> bool:
    """True where the date belongs to the clause of the trigger; a fronted one ("Em 2022, os EUA …") does."""
    line, (first, last) = candidate.line, candidate.trigger
    at = _unit(line, date)
    comma = next((i for i in range(at, min(at + _FRONT, len(line.units))) if line.word(i) == ","), None)
    if comma is not None and at <= _FRONT and not any(line.mention(i) for i in range(comma)):
        at = comma + 1
    return in_one_clause(line, *sorted((at, first if at < first else last - 1)))


def _may_be_dated(candidate: Candidate) -> bool:
    across = is_across(candidate)
    if candidate.relation in _MEASURE or candidate.relation in _TIED:
        return candidate.relation != "affects" and not across
    if candidate.relation == "develops":
        return has_trigger(candidate) and not across
    return candidate.relation in _DATED and not across


def _distance(line: Line, trigger: tuple[int, int], span: Span) -> int:
    first, last = line.units[trigger[0]].span, line.units[trigger[1] - 1].span
    return min(_gap(first, span), _gap(last, span))


def _is_of_speech(candidate: Candidate, date: Span) -> bool:
    """True where the date tells when something was said ("said on Friday"), not when it happened."""
    line = candidate.line
    at = _unit(line, date)
    saying = line.cues.patterns["saying"]
    before = [i for i in range(max(0, at - 4), at) if saying.fullmatch(line.word(i))]
    return (
        bool(before)
        and not candidate.trigger[0] <= before[-1] < candidate.trigger[1]
        and not any(line.mention(i) for i in range(before[-1], at))
    )


def _purpose(candidate: Candidate) -> str | None:
    allowed = _PURPOSES.get(candidate.relation, ())
    last = candidate.trigger[1] if candidate.object_line else max(candidate.trigger[1], candidate.object)
    start = max(0, candidate.trigger[0] - 4)
    found = sorted(
        (o.start, kind) for kind in allowed for o in matches(candidate.line, kind) if start <= o.start < last + 10
    )
    return found[0][1] if found else None


def _role(candidate: Candidate) -> str | None:
    """The role noun nearest to person and employer, in the words of the article's language."""
    line = candidate.line
    across = is_across(candidate)
    first, last = candidate.trigger if across else sorted((candidate.subject, candidate.object))
    places = range(max(0, first - 4), min(last + 6, len(line.units)))
    roles = [(0 if first <= i <= last else 1, i) for i in places if line.word(i) in line.cues.nouns["Person"]]
    return re.sub(r"^porta-?voz$|^portavoz$|^vocer[oa]$", "spokesperson", line.word(min(roles)[1])) if roles else None
