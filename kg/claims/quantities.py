"""Counts of goods and amounts of money in a text, with their bounds; percentages and model numbers are neither."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.claims.number_grammar import MASK, any_of, is_name, word_before
from kg.claims.numbers import Figure, find_figures, flatten
from kg.model import Money, Quantity, Span
from kg.ontology.measures import load_date_words, load_number_words

_ELIDED = re.compile(r"(?=[,;:)]|\.(?!\w)| (?:en|em|in|que|a|por|over|across|for|this|anunciad[ao]s?|announced)\b|\Z)")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])[0-9](?![0-9.,])")
_CODE = re.compile(r" [a-z]{1,4}-?[0-9]{2,4}[a-z]{0,3}\b")  # "H800s", "GB200"
_REACH = 20  # how far before a number the word that explains it may begin, in code points
_SURELY_COUNTED = 100  # below this a number without a unit noun counts only what is named right after it


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundQuantity:
    """A count and where it stands; `span` ends after the unit noun where that follows the number directly."""

    span: Span
    quantity: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundMoney:
    """An amount and where it stands, operator and currency included."""

    span: Span
    money: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nouns:
    unit: re.Pattern[str]
    unit_later: re.Pattern[str]
    other: re.Pattern[str]
    of: re.Pattern[str]
    month_after: re.Pattern[str]
    label_before: re.Pattern[str]
    year_before: re.Pattern[str]
    singular_before: re.Pattern[str]
    openers: frozenset[str]
    modifiers: frozenset[str]
    name_before_noun: bool


def find_quantities(text: str, language: str) -> tuple[FoundQuantity, ...]:
    """Counts of goods in order, none overlapping; `unit` is "" where no unit noun follows ("10,000 H800s").

    The unit may stand after a name ("24 million Snapdragon processors"); the span then ends with the number.
    """
    nouns = _nouns(language)
    found = (_quantity(text, figure, nouns) for figure, currency in _figures(text, language) if not currency)
    return tuple(quantity for quantity in found if quantity)


def find_money(text: str, language: str) -> tuple[FoundMoney, ...]:
    """Amounts of money in order, none overlapping.

    An amount in millions or more that names no currency takes that of the amount before it
    ("300 millones de dólares (y 200 millones en ...)"); without one before it, it is left out.
    """
    return tuple(_money(text, figure, currency) for figure, currency in _figures(text, language) if currency)


def _figures(text: str, language: str) -> Iterator[tuple[Figure, str]]:
    """Every figure with its currency, said or taken from the amount before it; "" for counts."""
    currency = ""
    for figure in find_figures(text, language):
        currency = figure.currency or currency
        elided = figure.scale >= 1_000_000 and _ELIDED.match(flatten(text), figure.end)
        yield figure, figure.currency or (currency if elided else "")


def _money(text: str, figure: Figure, currency: str) -> FoundMoney:
    span = Span(figure.start, figure.end)
    money = Money(
        operator=figure.operator,
        minimum=figure.minimum,
        maximum=figure.maximum,
        currency=currency,
        text=span.of(text),
    )
    return FoundMoney(span=span, money=money)


def _quantity(text: str, figure: Figure, nouns: _Nouns) -> FoundQuantity | None:
    flat = flatten(text)
    direct = nouns.unit.match(flat, figure.end)
    if _is_date(flat, figure, nouns) or (not direct and nouns.other.match(flat, figure.end)):
        return None
    if figure.bare and _is_model_number(text, figure, nouns, bool(direct)):
        return None
    later = direct or _unit_later(text, figure, nouns)
    if not direct and not _counts_a_name(text, figure, nouns, bool(later)):
        return None
    span = Span(figure.start, direct.end("unit") if direct else figure.end)
    quantity = Quantity(
        operator=figure.operator,
        minimum=figure.minimum,
        maximum=figure.maximum,
        unit=text[later.start("unit") : later.end("unit")] if later else "",
        text=span.of(text),
    )
    return FoundQuantity(span=span, quantity=quantity)


def _unit_later(text: str, figure: Figure, nouns: _Nouns) -> re.Match[str] | None:
    """The unit noun after names and at most one other word: "24 million Snapdragon processors"."""
    match = nouns.unit_later.match(flatten(text), figure.end)
    if match is None:
        return None
    between = text[figure.end : match.start("unit")].split()
    plain = [word for word in between if not is_name(word) and flatten(word) not in nouns.modifiers]
    return match if len(plain) <= 1 and not any(flatten(word) in nouns.openers for word in plain) else None


def _is_date(flat: str, figure: Figure, nouns: _Nouns) -> bool:
    """True for days beside a month and for bare years, unless a unit or a code follows ("2000 chips", "2030 H20s")."""
    if nouns.month_after.match(flat, figure.end):
        return True
    if not figure.bare or not _YEAR.fullmatch(flat, figure.number, figure.end):
        return figure.operator == ".." and bool(_YEAR.match(flat, figure.number))
    unit = nouns.unit.match(flat, figure.end)
    counts = (unit and unit["unit"].endswith("s")) or _CODE.match(flat, figure.end)
    return not counts or bool(nouns.year_before.search(flat, max(0, figure.number - _REACH), figure.number))


def _is_model_number(text: str, figure: Figure, nouns: _Nouns, has_unit: bool) -> bool:
    """True for digits that belong to the name or label before them: "Siyuan 590", "Gen 2", "a 4090", "(19)"."""
    flat, start = flatten(text), figure.number
    if has_unit and not nouns.name_before_noun:
        return False
    if nouns.label_before.search(flat, max(0, start - _REACH), start):
        return True
    singular = not has_unit and nouns.singular_before.search(flat, max(0, start - _REACH), start)
    if singular and not nouns.of.match(flat, figure.end):
        return True
    if text[max(0, start - 1) : start] == "(" and text[figure.end : figure.end + 1] == ")":
        return True
    word = word_before(text, start) if figure.start == start else ""
    return is_name(word) and flatten(word) not in nouns.openers


def _counts_a_name(text: str, figure: Figure, nouns: _Nouns, has_unit: bool) -> bool:
    """True where the number stands before a name or "of", or is too large to count anything but goods."""
    size = figure.maximum if figure.minimum is None else figure.minimum
    if not size or size == 1 or size % 1 or text[figure.end : figure.end + 1] == "-":
        return False
    if has_unit or size >= _SURELY_COUNTED or nouns.of.match(flatten(text), figure.end):
        return True
    return text[figure.end : figure.end + 1] == " " and is_name(text[figure.end + 1 : figure.end + 2])


@functools.cache
def _nouns(language: str) -> _Nouns:
    words, dates = load_number_words(language), load_date_words(language)
    units, other = any_of(words.nouns["units"]), any_of(words.nouns["other"])
    of, openers = any_of(words.grammar["of"]), any_of(words.nouns["openers"])
    months = any_of({spelling for month in (*dates.months, *dates.short_months) for spelling in month})
    labels = [any_of(words.nouns["labels_before"]), any_of(dates.weekdays), *([months] if dates.month_first else [])]
    modifiers = any_of(words.nouns["modifiers"])
    adjective = rf"(?!{openers}\b)[a-z-]{{4,}} "
    listed = rf"(?<!\w)(?!{_YEAR.pattern})[a-z]*[0-9]{{2,4}}[a-z]*,?(?: {any_of(words.grammar['and'])})?"
    return _Nouns(
        unit=re.compile(rf"(?: (?:{of} )?(?:{modifiers} |{of} ){{0,3}}|-)(?P<unit>{units})(?!\w)"),
        unit_later=re.compile(rf" (?:{of} )?(?:[\w{MASK}][\w{MASK}'.-]* ){{1,4}}?(?P<unit>{units})(?!\w)"),
        other=re.compile(rf"(?: |-)(?:{of} )?(?:{modifiers} )?(?:{adjective})?{other}(?!\w)|[/²³°]"),
        of=re.compile(rf" {of}(?!\w)"),
        month_after=re.compile(rf"(?: {any_of(dates.grammar['of'])})? {months}(?!\w)"),
        label_before=re.compile(rf"(?:(?<!\w)(?:{'|'.join(labels)})[.,]?|{listed}) \Z"),
        year_before=re.compile(rf"(?<!\w){any_of({*dates.lead, *dates.bounds['since'], 'in', 'em', 'en'})} \Z"),
        singular_before=re.compile(rf"(?<!\w){any_of(words.grammar['singular'])} (?:{adjective})?\Z"),
        openers=frozenset(words.nouns["openers"]),
        modifiers=frozenset({*words.nouns["modifiers"], *" ".join(words.grammar["of"]).split()}),
        name_before_noun=words.name_before_noun,
    )
