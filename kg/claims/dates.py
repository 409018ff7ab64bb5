"""Dates, relative dates and intervals in a text, with the first and last day that they allow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.claims.date_grammar import date_grammar
from kg.claims.date_readings import REACH, Context, Reading, reading_at
from kg.claims.numbers import flatten
from kg.claims.periods import Period, parse_time, shifted, time_value
from kg.model import Span, Time

__all__ = ["FoundDate", "find_dates", "parse_time", "time_value"]

_WORD = re.compile(r"(?<![a-z0-9])(?:[a-z]+|[0-9]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A time and where it stands; words that set a bound ("since", "até") belong to the span."""

    span: Span
    time: Time


def find_dates(text: str, language: str, published: str | None) -> tuple[FoundDate, ...]:
    """Dates in order, none overlapping; relative ones are counted from `published` (ISO day, month or year).

    A month or weekday without a year is the latest one up to publication, unless the words around it look ahead
    ("will", "até"); "that July" and "daquele ano" go by the date read before. What cannot be resolved
    keeps its words with open bounds.

    >>> [time_value(found.time) for found in find_dates("Barred since May 2019 and again in July.", "en", "2024-09-30")]
    ['2019-05/', '2024-07']
    """
    today, exact = _publication(published)
    grammar = date_grammar(language)
    context = Context(text=text, flat=flatten(text), grammar=grammar, today=today, exact=exact)
    return tuple(_found(text, reading) for reading in _joined(context, list(_readings(context))))


def _publication(published: str | None) -> tuple[date | None, bool]:
    """The day of publication, or the last day of its month or year, and whether the day is known."""
    try:
        first, last = parse_time(published or "")
    except ValueError:
        return None, False
    return last, first == last and last is not None


def _readings(context: Context) -> Iterator[Reading]:
    position, starts = 0, context.grammar.starts
    for word in _WORD.finditer(context.flat):
        names = starts.get(word[0] if word[0][0] > "9" else "0")
        if names and word.start() >= position and (reading := reading_at(context, word.start(), names)):
            yield reading
            position = reading.end
            context = _after(context, reading)


def _after(context: Context, reading: Reading) -> Context:
    period = reading.period
    if period is None:
        return replace(context, floor=reading.end)
    day = period.first if period.first == period.last else context.anchor_day
    told_until = reading.end if reading.told else -1
    return replace(context, anchor=period, anchor_day=day, floor=reading.end, told_until=told_until)


def _found(text: str, reading: Reading) -> FoundDate:
    span = Span(reading.begin, reading.end)
    earliest, latest = _bounds(reading)
    return FoundDate(span=span, time=Time(text=span.of(text), earliest=earliest, latest=latest))


def _bounds(reading: Reading) -> tuple[date | None, date | None]:
    period = reading.period
    if period is None:
        return None, None
    if reading.bound in ("since", "from"):
        return period.first, None
    if reading.bound == "after":
        return shifted(period.last, 1), None
    if reading.bound == "until" or (reading.bound == "before" and reading.inclusive):
        return None, period.last
    return (None, shifted(period.first, -1)) if reading.bound == "before" else (period.first, period.last)


def _joined(context: Context, readings: list[Reading]) -> Iterator[Reading]:
    """The readings, with "entre X e Y" and "X to Y" made one."""
    index = 0
    while index < len(readings):
        pair = _pair(context, readings[index], readings[index + 1]) if index + 1 < len(readings) else None
        yield pair or readings[index]
        index += 2 if pair else 1


def _pair(context: Context, first: Reading, second: Reading) -> Reading | None:
    grammar, flat = context.grammar, context.flat
    opened = grammar.between.search(flat, max(0, first.start - REACH), first.start)
    joined = opened and grammar.and_.fullmatch(flat, first.end, second.start)
    reaches = first.bound in ("", "from") and grammar.to.fullmatch(flat, first.end, second.start)
    if not (joined or reaches) or not first.period or not second.period:
        return None
    begin = first.period
    if first.again:
        begin = first.again(second.period.first.year) or begin
        if begin.first > second.period.last:
            begin = first.again(second.period.first.year - 1) or begin
    if begin.first > second.period.last:
        return None
    start = opened.start() if opened else first.begin
    return Reading(start=first.start, end=second.end, period=Period(begin.first, second.period.last), begin=start)
