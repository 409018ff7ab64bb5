"""The number words of one language as compiled expressions over folded text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.ontology.measures import NumberWords, load_number_words

MASK = "\ue000-\uf8ff"  # a masked mention may be a code point of this range
_WORD_BEFORE = re.compile(r"(?:^|[\s(\"“«*_#-])([^\s(\"“«*_#,;:.)-][^\s,;:.)]*) \Z")
_SIGNS = {">": ">", "≥": ">", "<": "<", "≤": "<", "~": "~", "≈": "~"}
_OPERATORS = {"above": ">", "below": "<", "about": "~"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberGrammar:
    """`start` finds where a number may begin; the other expressions match at a position or, `*_before`, end at one."""

    words: NumberWords
    start: re.Pattern[str]
    indefinite: re.Pattern[str]
    half: re.Pattern[str]
    and_half: re.Pattern[str]
    word: re.Pattern[str]
    digits: re.Pattern[str]
    scale: re.Pattern[str]
    money_scale: re.Pattern[str]
    glued: re.Pattern[str]
    symbol: re.Pattern[str]
    currency: re.Pattern[str]
    operator_before: re.Pattern[str]
    operator_after: re.Pattern[str]
    operators: Mapping[str, str]
    between_before: re.Pattern[str]
    and_: re.Pattern[str]
    to: re.Pattern[str]


@functools.cache
def number_grammar(language: str) -> NumberGrammar:
    """The expressions of `language`, or those of English where it has no word data."""
    words = load_number_words(language)
    rules = words.grammar
    small = {*words.cardinals, *rules["articles"], *rules["bare_scales"]}
    symbols = any_of(words.symbols)
    grouped = "[0-9]{1,3}(?: [0-9]{3})+(?![0-9])|" if words.thousands == "." else ""
    after = {**_operators(words, "_after"), "+": ">"}
    before = {**_operators(words, ""), **_SIGNS}
    return NumberGrammar(
        words=words,
        start=re.compile(rf"(?<![\w.,/#+&\-{MASK}])(?=[0-9]|{symbols} ?[0-9]|{_first_words(words)})"),
        indefinite=re.compile(rf"(?P<phrase>{any_of(words.indefinite)})(?![\w-])"),
        half=re.compile(rf"{any_of(rules['halves_before'])} (?P<scale>{any_of(words.scales)})(?![\w-])"),
        and_half=re.compile(rf" {any_of(rules['halves_after'])}(?!\w)"),
        word=re.compile(rf"(?:{any_of(rules['joiners'])} )?(?P<word>{any_of(small)})(?!\w)"),
        digits=re.compile(rf"{grouped}[0-9]+(?:[.,][0-9]+)*"),
        scale=re.compile(rf"[ -]?(?P<scale>{any_of(words.scales)})(?!\w)"),
        money_scale=re.compile(rf" ?(?P<scale>{any_of(words.money_scales)})(?!\w)"),
        glued=re.compile(rf"[\w°%{MASK}]|[/:.,'+]\w| %"),
        symbol=re.compile(rf"(?P<symbol>{symbols}) ?"),
        currency=re.compile(rf"[ -]?(?:{any_of(rules['of'])} )?(?P<currency>{any_of(words.currencies)})(?!\w)"),
        operator_before=re.compile(rf"(?P<operator>(?<!\w){any_of(before)})(?: (?:the|os|as|los|las))? ?\Z"),
        operator_after=re.compile(rf"[ -]?(?P<operator>{any_of(after)})(?!\w| (?:than|de|do que|que)\b)"),
        operators={**before, **after},
        between_before=re.compile(rf"(?<!\w){any_of(rules['between'])} \Z"),
        and_=re.compile(rf" {any_of(rules['and'])} "),
        to=re.compile(rf" {any_of(rules['to'])} | ?[–-] ?"),
    )


def any_of(words: Iterable[str]) -> str:
    """A group that matches any of the words, the longest first; it never matches where there are none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")" if ordered else "(?!)"


def is_name(word: str) -> bool:
    """True for what is written as a name: a capital, a digit or a masked mention; False for ""."""
    return word[:1].isupper() or any(c.isdigit() or MASK[0] <= c <= MASK[-1] for c in word)


def word_before(text: str, position: int) -> str:
    """The word that a space parts from `position`, without marks of emphasis; "" after punctuation."""
    match = _WORD_BEFORE.search(text, max(0, position - 40), position)
    return match[1] if match else ""


def _first_words(words: NumberWords) -> str:
    """What a number in words may begin with; an article only before a scale ("a million"), as it is everywhere."""
    rules = words.grammar
    phrases = {phrase.split()[0] for phrase in (*words.indefinite, *rules["halves_before"])}
    first = {*words.cardinals, *rules["bare_scales"], *phrases} - {*rules["articles"]}
    after_article = any_of((*words.scales, *rules["halves_after"]))
    return rf"(?:{any_of(first)}|{any_of(rules['articles'])} {after_article})\b"


def _operators(words: NumberWords, suffix: str) -> dict[str, str]:
    return {phrase: sign for name, sign in _OPERATORS.items() for phrase in words.operators[name + suffix]}
