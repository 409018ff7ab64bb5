"""The date words of one language as compiled expressions over folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.claims.number_grammar import any_of
from kg.ontology.measures import DateWords, load_date_words, load_number_words

YEAR = r"(?:19[5-9]|20[0-3])[0-9](?![\w%$€]|[.,][0-9]| %)"
_ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateGrammar:
    """`starts` says which forms may begin with a word (folded; "0" for digits), in the order to try them.

    The groups of the forms: year, year_phrase, year_that, month, day, weekday, before and after (a word such as
    "last"), nth with part or code, phrase, count with unit. The dictionaries give the values of the words found.
    """

    words: DateWords
    forms: Mapping[str, re.Pattern[str]]
    starts: Mapping[str, tuple[str, ...]]
    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    phrases: Mapping[str, tuple[str, int]]
    units: Mapping[str, str]
    ordinals: Mapping[str, int]
    counts: Mapping[str, int]
    leanings: Mapping[str, str]
    lead: re.Pattern[str]
    bare_lead: re.Pattern[str]
    loose_lead: re.Pattern[str]
    bound: re.Pattern[str]
    bounds: Mapping[str, str]
    end_filler: re.Pattern[str]
    between: re.Pattern[str]
    and_: re.Pattern[str]
    to: re.Pattern[str]
    goods_after: re.Pattern[str]
    openers: frozenset[str]


@functools.cache
def date_grammar(language: str) -> DateGrammar:
    """The expressions of `language`, or those of English where it has no word data."""
    words, numbers = load_date_words(language), load_number_words(language)
    rules, bounds = words.grammar, words.bounds
    counts = {**numbers.cardinals, **dict.fromkeys(numbers.grammar["articles"], 1)}
    forms = _forms(words, counts)
    fillers = any_of(rules["fillers"])
    opening = {phrase: kind for kind in ("since", "from", "until", "before", "after") for phrase in bounds[kind]}
    return DateGrammar(
        words=words,
        forms={name: re.compile(form) for name, form in forms.items()},
        starts=_starts(words, counts, forms),
        months=_numbered([(*full, *short) for full, short in zip(words.months, words.short_months, strict=True)]),
        weekdays={**_numbered([(d,) for d in words.weekdays]), **_numbered([(d,) for d in words.bare_weekdays])},
        phrases={text: (unit, shift) for unit, table in words.phrases.items() for text, shift in table.items()},
        units={spelling: unit for unit, spellings in words.units.items() for spelling in spellings},
        ordinals={word: n for n, key in enumerate(_ORDINALS, 1) for word in words.parts[key]},
        counts=counts,
        leanings={word: key[:4] for key in _leaning_keys(words) for word in rules[key]},
        lead=re.compile(rf"(?:(?<!\w){any_of(words.lead)} |\()\Z"),
        bare_lead=re.compile(rf"(?<!\w){any_of(words.bare_lead)} \Z"),
        loose_lead=re.compile(rf"(?<!\w){any_of(words.parts['loose_lead'])} \Z"),
        bound=re.compile(rf"(?<!\w)(?P<word>{any_of(opening)})(?P<fill>(?: {fillers})*)(?: |(?<=-))\Z"),
        bounds=opening,
        end_filler=re.compile(rf"(?<!\w){any_of(rules['end_fillers'])}(?!\w)"),
        between=re.compile(rf"(?<!\w){any_of(bounds['between'])}(?: {fillers})? \Z"),
        and_=re.compile(rf" {any_of(bounds['and'])}(?: {fillers})* "),
        to=re.compile(rf" {any_of(bounds['to'])}(?: {fillers})* | ?[–-] ?"),
        goods_after=re.compile(
            rf" (?:{any_of(numbers.nouns['units'])}s?\b(?<=s)|[a-z]{{1,4}}-?[0-9]{{2,4}}[a-z]{{0,3}}\b)"
        ),
        openers=frozenset(numbers.nouns["openers"]),
    )


def _leaning_keys(words: DateWords) -> list[str]:
    return [key for key in words.grammar if key.endswith(("_before", "_after")) and key[:4] in _LEANINGS]


_LEANINGS = ("last", "next", "this", "that")


def _numbered(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    return {word: number for number, group in enumerate(groups, 1) for word in group}


def _forms(words: DateWords, counts: Iterable[str]) -> dict[str, str]:
    """The forms of a date from the most to the least specific, since the first that matches is taken."""
    rules = words.grammar
    of, marks = any_of(rules["of"]), any_of(rules["day_marks"])
    year = _year_reference(words)
    month = f"(?P<month>{any_of(_spellings(words.months) | _spellings(words.short_months))})"
    full = f"(?P<month>{any_of(_spellings(words.months))})"
    link = rf"(?:,? (?:{of} )?{year})?"
    day = rf"(?P<day>[0-9]{{1,2}})(?:{marks})?"
    day_word = rf"{any_of(rules['day_words'])} "
    before, after = _leaning(words, "before"), _leaning(words, "after")
    start, end = r"(?<![\w.,/:$€£#&+-])", r"(?!\w)"
    point = rf"(?:\.(?=,? (?:{of} )?{_bare(year)}))?"  # "Sept." before a year, never the end of a sentence
    bare_end = rf"(?=[,.;:!?)]| \(|\Z| {_bare(after)})"
    forms = {
        "iso": rf"{start}(?P<year>[0-9]{{4}})-(?P<month_number>[0-9]{{2}})-(?P<day>[0-9]{{2}})(?![\w-])",
        "slashed": rf"{start}(?P<one>[0-9]{{1,2}})([/.])(?P<two>[0-9]{{1,2}})[/.](?P<year>[0-9]{{4}})(?![\w/-])",
        "day_month": rf"(?<![\w.,/:$€£#&+])(?:{day_word})?{day}(?: {of})? {month}{end}{point}{link}",
        "month_day": rf"(?<!\w){month}\.? {day}(?![\w%]|[.,/:-][0-9a-z]| %){link}",
        "month": rf"(?<!\w)(?:{before} )?{full}{end}(?:,? (?:{of} )?{year}| {after}{end})?",
        "short_month": rf"(?<!\w){month}\.?,? ?(?:{of} )?(?P<year>{YEAR})",
        **_part_forms(words, link),
        **_relative_forms(words, counts),
        "weekday": rf"(?<!\w)(?:{before} )?(?P<weekday>{any_of(words.weekdays)}){end}(?: {after}{end})?{_IN_BRACKETS}",
        "bare_weekday": rf"(?<!\w)(?P<weekday>{any_of(words.bare_weekdays)}){bare_end}{_IN_BRACKETS}",
        "day": rf"(?<!\w)(?:{before} )?{day_word}(?P<day>[0-9]{{1,2}})(?![\w%]|[.,/:-][0-9]| %)",
        "marked_day": rf"(?<!\w){any_of(rules['marked_day'])} (?P<day>[0-9]{{1,2}}){marks}{end}",
        "year": rf"(?:{start}|(?<=[0-9]{{4}}-)|(?<=mid-)|(?<=end-)){year}",
    }
    if not words.month_first:
        del forms["month_day"]
    return forms


def _starts(words: DateWords, counts: Iterable[str], forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The forms by the word that they may begin with; a form that is missing here would never be tried."""
    rules, parts, leanings = words.grammar, words.parts, _leanings(words, "before")
    months = _spellings(words.months) | _spellings(words.short_months)
    openers = {
        "iso": {"0"},
        "slashed": {"0"},
        "code_last": {"0"},
        "later": {"0", *counts},
        "ago": {"0", *counts} if rules["ago_after"] else set(),
        "day_month": {"0", *rules["day_words"]},
        "month_day": months,
        "month": {*leanings, *_spellings(words.months)},
        "short_month": months,
        "part": {word for key in _ORDINALS for word in parts[key]},
        "code_first": {*parts["quarter_codes"], *parts["half_codes"]},
        "code_alone": {"q"},
        "since_count": set(rules["ago_before"]),
        "phrase": {phrase for table in words.phrases.values() for phrase in table},
        "weekday": {*leanings, *words.weekdays},
        "bare_weekday": set(words.bare_weekdays),
        "day": {*leanings, *rules["day_words"]},
        "marked_day": set(rules["marked_day"]),
        "year": {"0", *words.phrases["year"], *words.anchored},
    }
    first_words = {name: {_first_word(phrase) for phrase in openers[name]} for name in forms}
    every = set().union(*first_words.values())
    return {word: tuple(name for name in forms if word in first_words[name]) for word in every}


def _first_word(phrase: str) -> str:
    return "0" if phrase[0].isdigit() else re.split(r"[^a-z]", phrase, maxsplit=1)[0]


_IN_BRACKETS = r"(?:(?: \(|, )(?P<day>[0-9]{1,2})(?=[),])\)?)?"


def _part_forms(words: DateWords, link: str) -> dict[str, str]:
    parts = words.parts
    nth = any_of(word for key in _ORDINALS for word in parts[key])
    part = any_of((*parts["quarter"], *parts["half"]))
    codes = any_of((*parts["quarter_codes"], *parts["half_codes"]))
    last_year = rf"(?: ?(?P<year>{YEAR})|(?P<short_year>[0-9]{{2}})(?!\w))"
    return {
        "part": rf"(?<!\w)(?P<nth>{nth}) (?P<part>{part})(?!\w){link}",
        "code_first": rf"(?<![\w-])(?P<code>{codes})(?P<nth>[1-4])(?: (?:of )?|/)(?P<year>{YEAR})",
        "code_alone": r"(?<![\w-])(?P<code>q)(?P<nth>[1-4])(?![\w-])",
        "code_last": rf"(?<![\w-])(?P<nth>[1-4])(?P<code>{codes}){last_year}",
    }


def _relative_forms(words: DateWords, counts: Iterable[str]) -> dict[str, str]:
    rules = words.grammar
    phrases = any_of(phrase for table in words.phrases.values() for phrase in table)
    units = any_of(spelling for spellings in words.units.values() for spelling in spellings)
    counted = rf"(?P<count>[0-9]{{1,3}}|{any_of(counts)}) (?P<unit>{units})(?!\w)"
    ago_before, ago_after = any_of(rules["ago_before"]), any_of(rules["ago_after"])
    return {
        "later": rf"(?<!\w){counted} {any_of(rules['later_after'])}(?!\w)(?! (?:de|do|da|que)\b)",
        "ago": rf"(?<!\w){counted} {ago_after}(?!\w)",
        "since_count": rf"(?<!\w){ago_before} {counted}(?: {ago_after}(?!\w))?",
        "phrase": rf"(?<!\w)(?P<phrase>{phrases})(?!\w)",
    }


def _year_reference(words: DateWords) -> str:
    phrases, anchored = any_of(words.phrases["year"]), any_of(words.anchored)
    return rf"(?:(?P<year>{YEAR})|(?P<year_phrase>{phrases})(?!\w)|(?P<year_that>{anchored})(?!\w))"


def _leaning(words: DateWords, place: str) -> str:
    return rf"(?P<{place}>{any_of(_leanings(words, place))})"


def _leanings(words: DateWords, place: str) -> set[str]:
    return {word for key in _leaning_keys(words) if key.endswith(place) for word in words.grammar[key]}


def _bare(pattern: str) -> str:
    """The expression without group names, so that it can stand beside others."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


def _spellings(months: Iterable[Iterable[str]]) -> set[str]:
    return {spelling for month in months for spelling in month}
