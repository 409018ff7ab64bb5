"""Dates, relative dates and intervals in a text, with the first and last day that they allow."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.claims.date_grammar import DateGrammar, date_grammar
from kg.claims.numbers import flatten
from kg.claims.periods import Period, day_of, months_from, parse_time, time_value, unit_around, year_of
from kg.claims.tense import clause_leaning, sentence_leaning
from kg.model import Span, Time

__all__ = ["FoundDate", "find_dates", "parse_time", "time_value"]

_BACK, _AHEAD, _NEAR, _LIKELY = "back", "ahead", "near", "likely"
_REACH = 60  # how far before a date the words that make it an interval may begin, in code points


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A time and where it stands; words that set a bound ("since", "até") belong to the span."""

    span: Span
    time: Time


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What relative dates hang on: the day of publication and the period read last."""

    text: str
    flat: str
    grammar: DateGrammar
    today: date | None
    exact: bool
    anchor: Period | None = None
    anchor_day: date | None = None
    told_until: int = -1  # where a reading such as "that May" ended, while its sentence lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """One date as matched: `period` is None where nothing says which year or week is meant."""

    start: int
    end: int
    period: Period | None
    bound: str = ""
    begin: int = 0
    inclusive: bool = False
    told: bool = False
    again: Callable[[int], Period | None] | None = None


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
    context = _Context(text=text, flat=flatten(text), grammar=grammar, today=today, exact=exact)
    return tuple(_found(text, reading) for reading in _joined(context, list(_readings(context))))


def _publication(published: str | None) -> tuple[date | None, bool]:
    """The day of publication, or the last day of its month or year, and whether the day is known."""
    try:
        first, last = parse_time(published or "")
    except ValueError:
        return None, False
    return last, first == last and last is not None


def _readings(context: _Context) -> Iterator[_Reading]:
    position = 0
    while match := context.grammar.any.search(context.flat, position):
        reading = _reading(context, match.start())
        if reading is None:
            position = match.start() + 1
            continue
        yield reading
        position = reading.end
        context = _after(context, reading)


def _after(context: _Context, reading: _Reading) -> _Context:
    period = reading.period
    if period is None:
        return context
    day = period.first if period.first == period.last else context.anchor_day
    told_until = reading.end if reading.told else -1
    return replace(context, anchor=period, anchor_day=day, told_until=told_until)


def _reading(context: _Context, start: int) -> _Reading | None:
    for name, form in context.grammar.forms.items():
        match = form.match(context.flat, start)
        if match and (reading := _RESOLVERS[name](context, match)):
            return reading
    return None


def _found(text: str, reading: _Reading) -> FoundDate:
    span = Span(reading.begin, reading.end)
    earliest, latest = _bounds(reading)
    return FoundDate(span=span, time=Time(text=span.of(text), earliest=earliest, latest=latest))


def _bounds(reading: _Reading) -> tuple[date | None, date | None]:
    period = reading.period
    if period is None:
        return None, None
    if reading.bound in ("since", "from"):
        return period.first, None
    if reading.bound == "after":
        return _shifted(period.last, 1), None
    if reading.bound == "until" or (reading.bound == "before" and reading.inclusive):
        return None, period.last
    return (None, _shifted(period.first, -1)) if reading.bound == "before" else (period.first, period.last)


def _shifted(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def _joined(context: _Context, readings: list[_Reading]) -> Iterator[_Reading]:
    """The readings, with "entre X e Y" and "X to Y" made one."""
    index = 0
    while index < len(readings):
        pair = _pair(context, readings[index], readings[index + 1]) if index + 1 < len(readings) else None
        yield pair or readings[index]
        index += 2 if pair else 1


def _pair(context: _Context, first: _Reading, second: _Reading) -> _Reading | None:
    grammar, flat = context.grammar, context.flat
    opened = grammar.between.search(flat, max(0, first.start - _REACH), first.start)
    joint = opened and grammar.and_.fullmatch(flat, first.end, second.start)
    joint = joint or (first.bound in ("", "from") and grammar.to.fullmatch(flat, first.end, second.start))
    if not joint or not first.period or not second.period:
        return None
    begin = first.period
    if first.again:
        begin = first.again(second.period.first.year) or begin
        if begin.first > second.period.last:
            begin = first.again(second.period.first.year - 1) or begin
    if begin.first > second.period.last:
        return None
    start = opened.start() if opened else first.begin
    return _Reading(start=first.start, end=second.end, period=Period(begin.first, second.period.last), begin=start)


def _read(
    context: _Context,
    match: re.Match[str],
    resolve: Callable[[str], Period | None],
    again: Callable[[int], Period | None] | None = None,
) -> _Reading:
    """The reading of `match`: finds the bound before it, then asks `resolve` which way to look."""
    bound, begin, inclusive = _bound_before(context, match.start())
    return _Reading(
        start=match.start(),
        end=match.end(),
        period=resolve(_bias(context, match, bound)),
        bound=bound,
        begin=begin,
        inclusive=inclusive,
        again=again,
    )


def _bound_before(context: _Context, start: int) -> tuple[str, int, bool]:
    match = context.grammar.bound.search(context.flat, max(0, start - _REACH), start)
    if match is None:
        return "", start, False
    ending = context.grammar.end_filler
    inclusive = bool(ending.search(match["fill"]) or ending.match(context.flat, start))
    return context.grammar.bounds[match["word"]], match.start(), inclusive


def _bias(context: _Context, match: re.Match[str], bound: str) -> str:
    """Which way a date without a year looks; the clause decides, the sentence only hints."""
    if bound in ("since", "after"):
        return _BACK
    words = context.grammar.words
    clause = clause_leaning(context.text, match.start(), match.end(), words)
    if bound == "from":
        today_or_before = _BACK if "weekday" in match.re.groupindex else _NEAR
        return clause if clause == _AHEAD else today_or_before
    if clause:
        return clause
    hint = sentence_leaning(context.text, match.start(), match.end(), words)
    if bound in ("until", "before"):
        return _NEAR if hint == _BACK else _AHEAD
    return _NEAR if hint == _AHEAD else _LIKELY


def _chosen(candidates: list[Period | None], today: date | None, bias: str) -> Period | None:
    """The candidate that the bias points to: the latest begun, the earliest not over, or the nearest.

    Without a cue news looks back, unless the day ahead is much nearer ("On 31 December the waiver ends").
    """
    known = sorted((period for period in candidates if period), key=lambda period: period.first)
    if today is None or not known:
        return None
    begun = [period for period in known if period.first <= today] or known[:1]
    ahead = [period for period in known if period.last >= today] or known[-1:]
    to_come, past = (ahead[0].first - today).days, (today - begun[-1].last).days
    if bias == _AHEAD or (bias == _NEAR and to_come < past) or (bias == _LIKELY and 5 * to_come < past):
        return ahead[0]
    return begun[-1]


def _by_leaning(context: _Context, leaning: str, candidates: list[Period | None], bias: str) -> Period | None:
    """As `_chosen`, but a word such as "last" or "next" beside the date decides."""
    today, anchor = context.today, context.anchor
    known = [period for period in candidates if period]
    if leaning == "that" and anchor:
        known = [period for period in known if period.last >= anchor.first]
        return min(known, key=lambda period: period.first, default=None)
    if today is None:
        return None
    if leaning == "last":
        return _chosen([period for period in known if period.last < today], today, _BACK)
    if leaning == "next":
        return _chosen([period for period in known if period.first > today], today, _AHEAD)
    return _chosen(candidates, today, bias)


def _leaning(context: _Context, match: re.Match[str]) -> str:
    groups = match.groupdict()
    word = groups.get("before") or groups.get("after")
    return context.grammar.leanings[word] if word else ""


def _years_around(context: _Context, leaning: str) -> range:
    base = context.anchor.first if leaning == "that" and context.anchor else context.today
    return range(base.year - 2, base.year + 3) if base else range(0)


def _year_said(context: _Context, match: re.Match[str]) -> tuple[bool, int | None]:
    """Whether the match names a year, in digits or as "last year", and which, where that is known."""
    groups = match.groupdict()
    if groups.get("year"):
        return True, int(groups["year"])
    if phrase := groups.get("year_phrase"):
        return True, context.today.year + context.grammar.words.phrases["year"][phrase] if context.today else None
    if phrase := groups.get("year_that"):
        shift = context.grammar.words.anchored[phrase]
        return True, context.anchor.first.year + shift if context.anchor else None
    return False, None


def _yearly(context: _Context, match: re.Match[str], build: Callable[[int], Period | None]) -> _Reading | None:
    """The reading of what returns every year; None where no calendar has it ("31 de fevereiro")."""
    said, year = _year_said(context, match)
    leap_year = 2024  # the calendar that has every day
    if build(leap_year if year is None else year) is None:
        return None
    if said:
        return _read(context, match, lambda _: None if year is None else build(year))
    leaning = _leaning(context, match) or _continued(context, match)
    candidates = [build(candidate) for candidate in _years_around(context, leaning)]
    reading = _read(context, match, lambda bias: _by_leaning(context, leaning, candidates, bias), again=build)
    return replace(reading, told=leaning == "that")


def _continued(context: _Context, match: re.Match[str]) -> str:
    """ "that" where the sentence already tells of another year: "that May, and in June"."""
    if context.told_until < 0 or re.search(r"[.!?\n]", context.text[context.told_until : match.start()]):
        return ""
    return "that"


def _capital_missing(context: _Context, match: re.Match[str], group: str) -> bool:
    return context.grammar.words.capital and context.text[match.start(group)].islower()


def _iso(context: _Context, match: re.Match[str]) -> _Reading | None:
    period = day_of(int(match["year"]), int(match["month_number"]), int(match["day"]))
    return _read(context, match, lambda _: period) if period else None


def _slashed(context: _Context, match: re.Match[str]) -> _Reading | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    day, month = (one, two) if context.grammar.words.day_first or one > 12 else (two, one)
    period = day_of(year, month, day)
    return _read(context, match, lambda _: period) if period else None


def _day_and_month(context: _Context, match: re.Match[str]) -> _Reading | None:
    if _capital_missing(context, match, "month"):
        return None
    month, day = context.grammar.months[match["month"]], int(match["day"])
    return _yearly(context, match, lambda year: day_of(year, month, day))


def _month(context: _Context, match: re.Match[str]) -> _Reading | None:
    if _capital_missing(context, match, "month"):
        return None
    alone = not _year_said(context, match)[0] and not _leaning(context, match)
    lead = context.grammar.lead.search(context.flat, max(0, match.start() - _REACH), match.start())
    if alone and match["month"] in context.grammar.words.guarded_months and not lead:
        return None
    month = context.grammar.months[match["month"]]
    return _yearly(context, match, lambda year: months_from(year, month))


def _part(context: _Context, match: re.Match[str]) -> _Reading | None:
    grammar = context.grammar
    halves = match["part"] in grammar.words.parts["half"]
    nth = grammar.ordinals[match["nth"]]
    loose = match["part"] in ("half", "mitad") and not _year_said(context, match)[0]
    lead = re.compile(r"\b(?:in|by|during|until|since|en|hasta|desde) (?:the|la) \Z")
    if (halves and nth > 2) or (loose and not lead.search(context.flat, 0, match.start())):
        return None
    return _yearly(context, match, _part_builder(nth, 6 if halves else 3))


def _code(context: _Context, match: re.Match[str]) -> _Reading | None:
    """A quarter or half as a code: "Q3 2025", "1T25", "H1 2026"."""
    halves = match["code"] in context.grammar.words.parts["half_codes"]
    build = _part_builder(int(match["nth"]), 6 if halves else 3)
    if halves and int(match["nth"]) > 2:
        return None
    if short := match.groupdict().get("short_year"):
        return _read(context, match, lambda _: build(2000 + int(short)))
    return _yearly(context, match, build)


def _part_builder(nth: int, length: int) -> Callable[[int], Period | None]:
    return lambda year: months_from(year, (nth - 1) * length + 1, length)


def _phrase(context: _Context, match: re.Match[str]) -> _Reading | None:
    unit, shift = context.grammar.phrases[match["phrase"]]
    known = context.today and (context.exact or unit not in ("day", "week"))
    period = unit_around(context.today, unit, shift) if context.today and known else None
    return _read(context, match, lambda _: period)


def _counted(context: _Context, match: re.Match[str], base: date | None, sign: int, exact: bool) -> _Reading | None:
    unit = context.grammar.units[match["unit"]]
    count = context.grammar.counts.get(match["count"]) or int("0" + re.sub("[^0-9]", "", match["count"]))
    fine = unit in ("day", "week")
    period = unit_around(base, unit, sign * count) if base and (exact or not fine) else None
    return _read(context, match, lambda _: period)


def _ago(context: _Context, match: re.Match[str]) -> _Reading | None:
    return _counted(context, match, context.today, -1, context.exact)


def _later(context: _Context, match: re.Match[str]) -> _Reading | None:
    """ "Four days later" counts from the date read before; without one it says nothing."""
    if context.anchor is None:
        return None
    fine = context.grammar.units[match["unit"]] in ("day", "week")
    base = context.anchor_day if fine else context.anchor.first
    return _counted(context, match, base, 1, base is not None)


def _weekday(context: _Context, match: re.Match[str]) -> _Reading | None:
    if _capital_missing(context, match, "weekday"):
        return None
    index = (context.grammar.weekdays[match["weekday"]] - 1) % 7
    days = _days_around(context, 14, lambda day: day.weekday() == index)
    number = int(match["day"] or 0)
    dated = _days_around(context, 45, lambda day: day.weekday() == index and day.day == number)
    if number and dated:
        return _read(context, match, lambda _: _chosen(dated, context.today, _NEAR))
    leaning = _leaning(context, match)
    return _read(context, match, lambda bias: _by_leaning(context, leaning.replace("this", ""), days, bias))


def _bare_weekday(context: _Context, match: re.Match[str]) -> _Reading | None:
    lead = context.grammar.bare_lead.search(context.flat, max(0, match.start() - _REACH), match.start())
    return _weekday(context, match) if lead else None


def _day(context: _Context, match: re.Match[str]) -> _Reading | None:
    """A day of the month without the month: "no passado dia 10"."""
    number = int(match["day"])
    if not 1 <= number <= 31:
        return None
    days = _days_around(context, 62, lambda day: day.day == number)
    leaning = _leaning(context, match)
    return _read(context, match, lambda bias: _by_leaning(context, leaning, days, bias))


def _marked_day(context: _Context, match: re.Match[str]) -> _Reading | None:
    """ "The 23rd" is a day only after a word that leads in dates: it may also be a floor or an edition."""
    lead = context.grammar.lead.search(context.flat, max(0, match.start() - _REACH), match.start())
    return _day(context, match) if lead else None


def _days_around(context: _Context, reach: int, accept: Callable[[date], bool]) -> list[Period | None]:
    if context.today is None or not context.exact:
        return []
    days = (_shifted(context.today, offset) for offset in range(-reach, reach + 1))
    return [Period(day, day) for day in days if accept(day)]


def _year(context: _Context, match: re.Match[str]) -> _Reading | None:
    said = match["year"]
    if said and (
        _is_name_before(context, match.start()) or context.grammar.goods_after.match(context.flat, match.end())
    ):
        lead = context.grammar.lead.search(context.flat, max(0, match.start() - _REACH), match.start())
        if not lead:
            return None
    _, year = _year_said(context, match)
    return _read(context, match, lambda _: None if year is None else year_of(year))


def _is_name_before(context: _Context, start: int) -> bool:
    """True after a word written as a name: "RTX 2080", "Kirin 2000"; openers of a sentence are none."""
    word = re.search(r"(?:^|[\s(\"“«*_#])([^\s(\"“«*_#,;:.)][^\s,;:.)]*) \Z", context.text[max(0, start - 40) : start])
    if word is None or context.flat[start - 3 : start - 1] == "'s":
        return False
    named = word[1][0].isupper() or any(c.isdigit() for c in word[1])
    return named and flatten(word[1]) not in context.grammar.openers


_RESOLVERS: dict[str, Callable[[_Context, re.Match[str]], _Reading | None]] = {
    "iso": _iso,
    "slashed": _slashed,
    "day_month": _day_and_month,
    "month_day": _day_and_month,
    "month": _month,
    "short_month": _month,
    "part": _part,
    "code_first": _code,
    "code_alone": _code,
    "code_last": _code,
    "later": _later,
    "ago": _ago,
    "since_count": _ago,
    "phrase": _phrase,
    "weekday": _weekday,
    "bare_weekday": _bare_weekday,
    "day": _day,
    "marked_day": _marked_day,
    "year": _year,
}
