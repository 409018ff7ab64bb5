"""The words for numbers, money and dates of one language (numbers.toml and dates.toml), read once and checked."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.ontology.folding import fold
from kg.ontology.locate import ontology_dir

Words = tuple[str, ...]

_NUMBER_KEYS = {
    "separators": {"thousands", "decimal"},
    "grammar": {
        *("articles", "bare_scales", "halves_before", "halves_after", "joiners", "of"),
        *("between", "and", "to", "singular"),
    },
    "operators": {"above", "below", "about", "above_after", "below_after", "about_after"},
    "nouns": {"units", "modifiers", "other", "labels_before", "openers"},
}
_NUMBER_TABLES = {"cardinals", "scales", "money_scales", "indefinite"}
_NUMBER_CODES = {"currencies", "symbols"}
_NUMBER_FLAGS = {"name_before_noun"}
_DATE_KEYS = {
    "months": {"full", "short", "guarded", "capital", "lead", "day_first", "month_first"},
    "weekdays": {"full", "bare", "bare_lead"},
    "grammar": {
        *("of", "day_words", "day_marks", "marked_day", "last_before", "last_after", "next_before", "next_after"),
        *("this_before", "that_before", "ago_before", "ago_after", "later_after", "fillers", "end_fillers"),
    },
    "units": {"day", "week", "month", "quarter", "year"},
    "parts": {
        "quarter",
        "half",
        "first",
        "second",
        "third",
        "fourth",
        "quarter_codes",
        "half_codes",
        "loose",
        "loose_lead",
    },
    "phrases": {"day", "week", "month", "quarter", "half", "year"},
    "anchored": {"year"},
    "bounds": {"since", "from", "until", "before", "after", "between", "and", "to"},
    "tense": {"ahead", "back", "ahead_endings", "back_endings"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberWords:
    """What numbers.toml says; every word is folded.

    `indefinite` maps phrases such as "tens of thousands" to their lower bound; `currencies` maps words and
    `symbols` maps signs to ISO 4217 codes; `money_scales` are short scales that only money uses ("bn", "mi").
    """

    language: str
    thousands: str
    decimal: str
    name_before_noun: bool
    cardinals: Mapping[str, int]
    scales: Mapping[str, int]
    money_scales: Mapping[str, int]
    indefinite: Mapping[str, int]
    grammar: Mapping[str, Words]
    operators: Mapping[str, Words]
    nouns: Mapping[str, Words]
    currencies: Mapping[str, str]
    symbols: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """What dates.toml says; every word is folded, except the verb endings, which keep their accents.

    `months` and `short_months` hold twelve tuples of spellings, `weekdays` seven, Monday first;
    `phrases` maps a unit to phrases with their offset from the article, `anchored` from the date read before.
    """

    language: str
    months: tuple[Words, ...]
    short_months: tuple[Words, ...]
    guarded_months: frozenset[str]
    lead: Words
    capital: bool
    day_first: bool
    month_first: bool
    weekdays: Words
    bare_weekdays: Words
    bare_lead: Words
    grammar: Mapping[str, Words]
    units: Mapping[str, Words]
    parts: Mapping[str, Words]
    phrases: Mapping[str, Mapping[str, int]]
    anchored: Mapping[str, int]
    bounds: Mapping[str, Words]
    tense: Mapping[str, Words]


@functools.cache
def load_number_words(language: str, root: Path | None = None) -> NumberWords:
    """The number words of `language`, or those of English where the language has no file.

    Raises:
        OntologyError: the file is no TOML, or a section, key or value is not as expected.
    """
    path, data = _read(language, "numbers.toml", root)
    _check_sections(path, data, {*_NUMBER_KEYS, *_NUMBER_TABLES, *_NUMBER_CODES, "order"})
    lists = {name: _lists(path, data, name, keys) for name, keys in _NUMBER_KEYS.items() if name != "separators"}
    tables = {name: _integers(path, data[name], name) for name in _NUMBER_TABLES}
    separators = _section(path, data, "separators", _NUMBER_KEYS["separators"])
    if {separators["thousands"], separators["decimal"]} != {".", ","}:
        raise OntologyError(f"{_place(path)}, separators: one must be '.' and the other ',', not {separators}")
    return NumberWords(
        language=path.parent.name,
        thousands=separators["thousands"],
        decimal=separators["decimal"],
        name_before_noun=_flag(path, _section(path, data, "order", _NUMBER_FLAGS), "name_before_noun"),
        cardinals=tables["cardinals"],
        scales=tables["scales"],
        money_scales=tables["money_scales"],
        indefinite=tables["indefinite"],
        grammar=lists["grammar"],
        operators=lists["operators"],
        nouns=lists["nouns"],
        currencies=_codes(path, data["currencies"], "currencies"),
        symbols=_codes(path, data["symbols"], "symbols"),
    )


@functools.cache
def load_date_words(language: str, root: Path | None = None) -> DateWords:
    """The date words of `language`, or those of English where the language has no file.

    Raises:
        OntologyError: the file is no TOML, or a section, key or value is not as expected.
    """
    path, data = _read(language, "dates.toml", root)
    _check_sections(path, data, set(_DATE_KEYS))
    months = _section(path, data, "months", _DATE_KEYS["months"])
    weekdays = _lists(path, data, "weekdays", _DATE_KEYS["weekdays"])
    phrases = _section(path, data, "phrases", _DATE_KEYS["phrases"])
    anchored = _section(path, data, "anchored", _DATE_KEYS["anchored"])
    return DateWords(
        language=path.parent.name,
        months=_spellings(path, months["full"], "full"),
        short_months=_spellings(path, months["short"], "short"),
        guarded_months=frozenset(_words(path, months["guarded"], "months.guarded")),
        lead=_words(path, months["lead"], "months.lead"),
        capital=_flag(path, months, "capital"),
        day_first=_flag(path, months, "day_first"),
        month_first=_flag(path, months, "month_first"),
        weekdays=_counted(path, weekdays["full"], 7, "weekdays.full"),
        bare_weekdays=weekdays["bare"],
        bare_lead=weekdays["bare_lead"],
        phrases={unit: _integers(path, table, f"phrases.{unit}") for unit, table in phrases.items()},
        anchored=_integers(path, anchored["year"], "anchored.year"),
        **{
            name: _lists(path, data, name, _DATE_KEYS[name])
            for name in ("grammar", "units", "parts", "bounds", "tense")
        },
    )


def _read(language: str, name: str, root: Path | None) -> tuple[Path, dict[str, Any]]:
    folder = (root or ontology_dir()) / "lexicons"
    path = folder / language / name
    if not path.is_file():
        path = folder / "en" / name
    try:
        return path, tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{_place(path)}: {error}") from error


def _check_sections(path: Path, data: Mapping[str, Any], expected: set[str]) -> None:
    if wrong := set(data) ^ expected:
        raise OntologyError(
            f"{_place(path)}: sections missing or unknown: {sorted(wrong)}; expected {sorted(expected)}"
        )


def _section(path: Path, data: Mapping[str, Any], name: str, keys: set[str]) -> dict[str, Any]:
    section = data[name]
    if not isinstance(section, dict) or set(section) != keys:
        raise OntologyError(f"{_place(path)}, {name}: expected exactly the keys {sorted(keys)}")
    return section


def _lists(path: Path, data: Mapping[str, Any], name: str, keys: set[str]) -> dict[str, Words]:
    section = _section(path, data, name, keys)
    return {key: _words(path, value, f"{name}.{key}") for key, value in section.items()}


def _words(path: Path, value: object, place: str) -> Words:
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise OntologyError(f"{_place(path)}, {place}: expected a list of words")
    if not place.endswith("_endings"):
        _check_folded(path, value, place)
    return tuple(value)


def _counted(path: Path, words: Words, count: int, place: str) -> Words:
    if len(words) != count:
        raise OntologyError(f"{_place(path)}, {place}: expected {count} entries, found {len(words)}")
    return words


def _spellings(path: Path, value: object, key: str) -> tuple[Words, ...]:
    words = _counted(path, _words(path, value, f"months.{key}"), 12, f"months.{key}")
    return tuple(tuple(word.split("|")) for word in words)


def _flag(path: Path, section: Mapping[str, Any], key: str) -> bool:
    value = section[key]
    if not isinstance(value, bool):
        raise OntologyError(f"{_place(path)}, {key}: expected true or false")
    return value


def _integers(path: Path, table: object, place: str) -> dict[str, int]:
    if not isinstance(table, dict) or not all(type(value) is int for value in table.values()):
        raise OntologyError(f"{_place(path)}, {place}: expected whole numbers by word")
    _check_folded(path, table, place)
    return table


def _codes(path: Path, table: object, place: str) -> dict[str, str]:
    if not isinstance(table, dict) or not all(_is_currency(value) for value in table.values()):
        raise OntologyError(f'{_place(path)}, {place}: expected ISO 4217 codes by word, such as "USD"')
    _check_folded(path, table, place)
    return table


def _is_currency(value: object) -> bool:
    return isinstance(value, str) and len(value) == 3 and value.isascii() and value.isupper()


def _check_folded(path: Path, words: list[str] | dict[str, Any], place: str) -> None:
    for word in _unfolded(words):
        raise OntologyError(f"{_place(path)}, {place}: '{word}' must be in lower case without accents: '{fold(word)}'")


def _unfolded(words: list[str] | dict[str, Any]) -> Iterator[str]:
    return (word for word in words if fold(word) != word)


def _place(path: Path) -> str:
    return "/".join(path.parts[-3:])
