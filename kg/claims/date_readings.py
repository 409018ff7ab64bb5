"""One date at one place: which form it has, what bounds it, and which period it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from kg.claims.date_choice import AHEAD, BACK, LIKELY, NEAR, chosen, chosen_by_leaning
from kg.claims.date_grammar import DateGrammar
from kg.claims.number_grammar import is_name, word_before
from kg.claims.numbers import flatten
from kg.claims.periods import Period, day_of, months_from, shifted, unit_around, year_of
from kg.claims.tense import clause_leaning, sentence_leaning

REACH = 60  # how far before a date the words that make it an interval may begin, in code points


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What relative dates hang on: the day of publication and the period read last."""

    text: str
    flat: str
    grammar: DateGrammar
    today: date | None
    exact: bool
    anchor: Period | None = None
    anchor_day: date | None = None
    floor: int = 0  # where the reading before ended: no bound begins before it
    told_until: int = -1  # where a reading such as "that May" ended, while its sentence lasts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One date as matched: `period` is None where nothing says which year or week is meant."""

    start: int
    end: int
    period: Period | None
    bound: str = ""
    begin: int = 0
    inclusive: bool = False
    told: bool = False
    again: Callable[[int], Period | None] | None = None


def reading_at(context: Context, start: int, names: tuple[str, ...]) -> Reading | None:
    """The date that begins at `start` in the first of the forms `names` that holds there, or None."""
    for name in names:
        match = context.grammar.forms[name].match(context.flat, start)
        if match and (reading := _RESOLVERS[name](context, match)):
            return reading
    return None


def _read(
    context: Context,
    match: re.Match[str],
    resolve: Callable[[str], Period | None],
    again: Callable[[int], Period | None] | None = None,
) -> Reading:
    """The reading of `match`: finds the bound before it, then asks `resolve` which way to look."""
    bound, begin, inclusive = _bound_before(context, match.start())
    return Reading(
        start=match.start(),
        end=match.end(),
        period=resolve(_bias(context, match, bound)),
        bound=bound,
        begin=begin,
        inclusive=inclusive,
        again=again,
    )


def _bound_before(context: Context, start: int) -> tuple[str, int, bool]:
    match = context.grammar.bound.search(context.flat, max(context.floor, start - REACH), start)
    if match is None:
        return "", start, False
    ending = context.grammar.end_filler
    inclusive = bool(ending.search(match["fill"]) or ending.match(context.flat, start))
    return context.grammar.bounds[match["word"]], match.start(), inclusive


def _bias(context: Context, match: re.Match[str], bound: str) -> str:
    """Which way a date without a year looks; the clause decides, the sentence only hints."""
    if bound in ("since", "after"):
        return BACK
    language = context.grammar.words.language
    clause = clause_leaning(context.text, match.start(), match.end(), language)
    if bound == "from":
        today_or_before = BACK if "weekday" in match.re.groupindex else NEAR
        return clause if clause == AHEAD else today_or_before
    if clause:
        return clause
    hint = sentence_leaning(context.text, match.start(), match.end(), language)
    if bound in ("until", "before"):
        return NEAR if hint == BACK else AHEAD
    if hint == AHEAD:
        return NEAR
    return LIKELY if "month" in match.re.groupindex else BACK


def _leaning(context: Context, match: re.Match[str]) -> str:
    groups = match.groupdict()
    word = groups.get("before") or groups.get("after")
    return context.grammar.leanings[word] if word else ""


def _years_around(context: Context, leaning: str) -> range:
    base = context.anchor.first if leaning == "that" and context.anchor else context.today
    return range(base.year - 2, base.year + 3) if base else range(0)


def _year_said(context: Context, match: re.Match[str]) -> tuple[bool, int | None]:
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


def _yearly(context: Context, match: re.Match[str], build: Callable[[int], Period | None]) -> Reading | None:
    """The reading of what returns every year; None where no calendar has it ("31 de fevereiro")."""
    said, year = _year_said(context, match)
    leap_year = 2024  # the calendar that has every day
    if build(leap_year if year is None else year) is None:
        return None
    if said:
        return _read(context, match, lambda _: None if year is None else build(year))
    leaning = _leaning(context, match) or _continued(context, match)
    candidates = [build(candidate) for candidate in _years_around(context, leaning)]
    reading = _read(
        context,
        match,
        lambda bias: chosen_by_leaning(leaning, candidates, context.today, context.anchor, bias),
        again=build,
    )
    return replace(reading, told=leaning == "that")


def _continued(context: Context, match: re.Match[str]) -> str:
    """The leaning "that" where the sentence already tells of another year: "that May, and in June"."""
    if context.told_until < 0 or re.search(r"[.!?\n]", context.text[context.told_until : match.start()]):
        return ""
    return "that"


def _capital_missing(context: Context, match: re.Match[str], group: str) -> bool:
    return context.grammar.words.capital and context.text[match.start(group)].islower()


def _iso(context: Context, match: re.Match[str]) -> Reading | None:
    period = day_of(int(match["year"]), int(match["month_number"]), int(match["day"]))
    return _read(context, match, lambda _: period) if period else None


def _slashed(context: Context, match: re.Match[str]) -> Reading | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    day, month = (one, two) if context.grammar.words.day_first or one > 12 else (two, one)
    period = day_of(year, month, day)
    return _read(context, match, lambda _: period) if period else None


def _day_and_month(context: Context, match: re.Match[str]) -> Reading | None:
    if _capital_missing(context, match, "month"):
        return None
    month, day = context.grammar.months[match["month"]], int(match["day"])
    return _yearly(context, match, lambda year: day_of(year, month, day))


def _month(context: Context, match: re.Match[str]) -> Reading | None:
    if _capital_missing(context, match, "month"):
        return None
    alone = not _year_said(context, match)[0] and not _leaning(context, match)
    if alone and match["month"] in context.grammar.words.guarded_months and not _is_led_in(context, match):
        return None
    month = context.grammar.months[match["month"]]
    return _yearly(context, match, lambda year: months_from(year, month))


def _part(context: Context, match: re.Match[str]) -> Reading | None:
    grammar = context.grammar
    halves = match["part"] in grammar.words.parts["half"]
    nth = grammar.ordinals[match["nth"]]
    loose = match["part"] in grammar.words.parts["loose"] and not _year_said(context, match)[0]
    if (halves and nth > 2) or (loose and not grammar.loose_lead.search(context.flat, 0, match.start())):
        return None
    return _yearly(context, match, _part_builder(nth, 6 if halves else 3))


def _code(context: Context, match: re.Match[str]) -> Reading | None:
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


def _phrase(context: Context, match: re.Match[str]) -> Reading | None:
    unit, shift = context.grammar.phrases[match["phrase"]]
    known = context.today and (context.exact or unit not in ("day", "week"))
    period = unit_around(context.today, unit, shift) if context.today and known else None
    return _read(context, match, lambda _: period)


def _counted(context: Context, match: re.Match[str], base: date | None, sign: int, exact: bool) -> Reading | None:
    unit = context.grammar.units[match["unit"]]
    count = context.grammar.counts.get(match["count"]) or int("0" + re.sub("[^0-9]", "", match["count"]))
    fine = unit in ("day", "week")
    period = unit_around(base, unit, sign * count) if base and (exact or not fine) else None
    return _read(context, match, lambda _: period)


def _ago(context: Context, match: re.Match[str]) -> Reading | None:
    return _counted(context, match, context.today, -1, context.exact)


def _later(context: Context, match: re.Match[str]) -> Reading | None:
    """A count from the date read before ("four days later"); None without one."""
    if context.anchor is None:
        return None
    fine = context.grammar.units[match["unit"]] in ("day", "week")
    base = context.anchor_day if fine else context.anchor.first
    return _counted(context, match, base, 1, base is not None)


def _weekday(context: Context, match: re.Match[str]) -> Reading | None:
    """A weekday, with its number where that is given: "na segunda-feira (2)"."""
    if _capital_missing(context, match, "weekday"):
        return None
    index = (context.grammar.weekdays[match["weekday"]] - 1) % 7
    number = int(match["day"] or 0)
    dated = number and _days_around(context, 45, lambda day: day.weekday() == index and day.day == number)
    if dated:
        return _read(context, match, lambda _: chosen(dated, context.today, NEAR))
    days = _days_around(context, 14, lambda day: day.weekday() == index)
    return _read(context, match, lambda bias: _chosen_day(context, match, days, bias))


def _chosen_day(context: Context, match: re.Match[str], days: list[Period | None], bias: str) -> Period | None:
    return chosen_by_leaning(_leaning(context, match), days, context.today, context.anchor, bias)


def _bare_weekday(context: Context, match: re.Match[str]) -> Reading | None:
    lead = context.grammar.bare_lead.search(context.flat, max(0, match.start() - REACH), match.start())
    return _weekday(context, match) if lead else None


def _day(context: Context, match: re.Match[str]) -> Reading | None:
    """A day of the month without the month: "no passado dia 10"."""
    number = int(match["day"])
    if not 1 <= number <= 31:
        return None
    days = _days_around(context, 62, lambda day: day.day == number)
    return _read(context, match, lambda bias: _chosen_day(context, match, days, bias))


def _marked_day(context: Context, match: re.Match[str]) -> Reading | None:
    """A day ("on the 23rd") only after a word that leads in dates: it may also be a floor or an edition."""
    return _day(context, match) if _is_led_in(context, match) else None


def _is_led_in(context: Context, match: re.Match[str]) -> bool:
    return bool(context.grammar.lead.search(context.flat, max(0, match.start() - REACH), match.start()))


def _days_around(context: Context, reach: int, accept: Callable[[date], bool]) -> list[Period | None]:
    if context.today is None or not context.exact:
        return []
    days = (shifted(context.today, offset) for offset in range(-reach, reach + 1))
    return [Period(day, day) for day in days if accept(day)]


def _year(context: Context, match: re.Match[str]) -> Reading | None:
    """A year, unless it is the number of a model or counts goods ("2030 chips")."""
    if match["year"] and not _is_led_in(context, match):
        goods = context.grammar.goods_after.match(context.flat, match.end())
        if goods or _is_name_before(context, match.start()):
            return None
    _, year = _year_said(context, match)
    return _read(context, match, lambda _: None if year is None else year_of(year))


def _is_name_before(context: Context, start: int) -> bool:
    """True after a word written as a name: "RTX 2080", "Kirin 2000"; openers of a sentence are none."""
    word = word_before(context.text, start)
    return is_name(word) and flatten(word) not in context.grammar.openers and not word.endswith(("'s", "’s"))


_RESOLVERS: dict[str, Callable[[Context, re.Match[str]], Reading | None]] = {
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
