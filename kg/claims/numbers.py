"""Numbers as news writes them, in digits and in words, with operator, range and currency; nothing is counted yet."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from kg.claims.number_grammar import NumberGrammar, number_grammar
from kg.claims.sums import Sum, parse_digits
from kg.ontology.folding import fold
from kg.ontology.measures import NumberWords

_REACH = 40  # how far before a number its operator may begin, in code points
_BLANKS = dict.fromkeys((9, 10, 11, 12, 13, 8232, 8233), " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number or range with its bounds; `start` includes the operator, `number` only a currency sign.

    `currency` is "" for a plain count; `bare` holds for digits without separator, scale or currency ("910").
    """

    start: int
    number: int
    end: int
    operator: str
    minimum: float | None
    maximum: float | None
    currency: str = ""
    scale: float = 1.0
    bare: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Number:
    start: int
    end: int
    value: float
    scale: float = 1.0
    currency: str = ""
    bare: bool = False
    open: bool = False


@functools.lru_cache(maxsize=32)
def flatten(text: str) -> str:
    """`text` folded, with every white space a plain space; offsets stay those of `text`."""
    return fold(text).translate(_BLANKS)


@functools.lru_cache(maxsize=32)
def find_figures(text: str, language: str) -> tuple[Figure, ...]:
    """Every number in `text`, in order, none inside another; dates and names of models are not told apart here."""
    flat = flatten(text)
    grammar = number_grammar(language)
    figures: list[Figure] = []
    end = 0
    for match in grammar.start.finditer(flat):
        if match.start() >= end and (figure := _figure(flat, match.start(), end, grammar)):
            figures.append(figure)
            end = figure.end
    return tuple(figures)


def _figure(flat: str, start: int, floor: int, grammar: NumberGrammar) -> Figure | None:
    first = _number(flat, start, grammar)
    if first is None:
        return None
    operator, begin = _operator_before(flat, start, floor, grammar)
    if figure := _range(flat, first, begin, floor, grammar):
        return figure
    after = grammar.operator_after.match(flat, first.end)
    if after:
        operator = grammar.operators[after["operator"]]
    operator = ">" if first.open else operator
    return Figure(
        start=begin,
        number=start,
        end=after.end() if after else first.end,
        operator=operator,
        minimum=None if operator == "<" else first.value,
        maximum=None if operator == ">" else first.value,
        currency=first.currency,
        scale=first.scale,
        bare=first.bare,
    )


def _operator_before(flat: str, start: int, floor: int, grammar: NumberGrammar) -> tuple[str, int]:
    """The operator that ends at `start` and where it begins, not before `floor`.

    Of two ("up to some 5,000") a bound beats an estimate.
    """
    operator, begin = "=", start
    while match := grammar.operator_before.search(flat, max(floor, begin - _REACH), begin):
        operator = grammar.operators[match["operator"]] if operator in "=~" else operator
        begin = match.start()
    return operator, begin


def _range(flat: str, first: _Number, begin: int, floor: int, grammar: NumberGrammar) -> Figure | None:
    opened = grammar.between_before.search(flat, max(floor, begin - _REACH), begin)
    joint = (opened and grammar.and_.match(flat, first.end)) or grammar.to.match(flat, first.end)
    second = _number(flat, joint.end(), grammar) if joint and not first.open else None
    if second is None or second.open or not _same_currency(first, second):
        return None
    low = _under_scale(first, second)
    if low >= second.value:
        return None
    return Figure(
        start=opened.start() if opened else begin,
        number=first.start,
        end=second.end,
        operator="..",
        minimum=low,
        maximum=second.value,
        currency=first.currency or second.currency,
        scale=second.scale,
    )


def _same_currency(first: _Number, second: _Number) -> bool:
    return not first.currency or not second.currency or first.currency == second.currency


def _under_scale(first: _Number, second: _Number) -> float:
    """The value of `first` under the scale of `second`: "30 to 35 million" begins at 30 million."""
    shares = first.scale == 1.0 and first.value < second.value / second.scale
    return first.value * second.scale if shares else first.value


def _number(flat: str, start: int, grammar: NumberGrammar) -> _Number | None:
    """The number that begins at `start`, with the currency before or after it, or None."""
    symbol = grammar.symbol.match(flat, start)
    at = symbol.end() if symbol else start
    number = _indefinite(flat, at, grammar) or _half(flat, at, grammar) or _counted(flat, at, grammar, bool(symbol))
    if number is None:
        return None
    if symbol:
        return replace(number, start=start, currency=_code(symbol["symbol"], flat, grammar.words), bare=False)
    if currency := grammar.currency.match(flat, number.end):
        code = grammar.words.currencies[currency["currency"]]
        return replace(number, end=currency.end(), currency=code, bare=False)
    return None if grammar.glued.match(flat, number.end) else number


def _code(symbol: str, flat: str, words: NumberWords) -> str:
    """`¥` is the yuan in this field, unless the text itself speaks of yen."""
    yen = symbol == "¥" and any(f" {word}" in flat for word, code in words.currencies.items() if code == "JPY")
    return "JPY" if yen else words.symbols[symbol]


def _indefinite(flat: str, start: int, grammar: NumberGrammar) -> _Number | None:
    match = grammar.indefinite.match(flat, start)
    if match is None:
        return None
    value = float(grammar.words.indefinite[match["phrase"]])
    return _Number(start=start, end=match.end(), value=value, scale=value, open=True)


def _half(flat: str, start: int, grammar: NumberGrammar) -> _Number | None:
    match = grammar.half.match(flat, start)
    if match is None:
        return None
    scale = float(grammar.words.scales[match["scale"]])
    return _Number(start=start, end=match.end(), value=scale / 2, scale=scale)


def _counted(flat: str, start: int, grammar: NumberGrammar, money: bool) -> _Number | None:
    total = Sum()
    end = _first_part(flat, start, grammar, total)
    while step := _next_part(flat, end, grammar, total):
        end = step
    if not end or flat[start:end] in grammar.words.grammar["articles"]:
        return None
    if not total.scaled and (match := _money_scale(flat, end, grammar, money)):
        end = match.end()
        total.multiply(grammar.words.money_scales[match["scale"]])
    if total.digits and not total.scaled:
        return _unscaled(flat, start, end, grammar)
    return _Number(start=start, end=end, value=total.value, scale=total.scale)


def _unscaled(flat: str, start: int, end: int, grammar: NumberGrammar) -> _Number | None:
    """Digits are read again once it is known that no scale follows: "10,000 chips" against "1,234 bilhão"."""
    value = parse_digits(flat[start:end], grammar.words.thousands, scaled=False)
    return None if value is None else _Number(start=start, end=end, value=value, bare=flat[start:end].isdigit())


def _money_scale(flat: str, end: int, grammar: NumberGrammar, money: bool) -> re.Match[str] | None:
    match = grammar.money_scale.match(flat, end)
    return match if match and (money or grammar.currency.match(flat, match.end())) else None


def _first_part(flat: str, start: int, grammar: NumberGrammar, total: Sum) -> int:
    """Where the digits or the first word of a number end, or 0."""
    if digits := grammar.digits.match(flat, start):
        value = parse_digits(digits[0], grammar.words.thousands, scaled=True)
        total.digits = True
        return digits.end() if value is not None and total.add(value) else 0
    word = grammar.word.match(flat, start)
    return word.end() if word and word.start("word") == start and _take(word["word"], grammar.words, total) else 0


def _take(word: str, words: NumberWords, total: Sum) -> bool:
    if word in words.scales:
        return total.multiply(words.scales[word])
    return total.add(words.cardinals.get(word, 1))


def _next_part(flat: str, end: int, grammar: NumberGrammar, total: Sum) -> int:
    """Where the next scale, half or word ends, or 0 where the number is complete."""
    if not end:
        return 0
    if half := grammar.and_half.match(flat, end):
        return half.end() if total.add_half() else 0
    if scale := grammar.scale.match(flat, end):
        return scale.end() if total.multiply(grammar.words.scales[scale["scale"]]) else 0
    if total.digits or flat[end : end + 1] not in (" ", "-"):
        return 0
    word = grammar.word.match(flat, end + 1)
    cardinal = grammar.words.cardinals.get(word["word"]) if word else None
    return word.end() if word and cardinal and total.add(cardinal) else 0
