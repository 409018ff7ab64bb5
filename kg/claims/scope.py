"""Operators of a line — negations, denials, plans, ends — and how far to the right each one reaches."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.claims.lines import Line
from kg.model import Form

_KINDS = ("negation", "denial", "planned", "ended", "exempt")
_HARD = frozenset({";", ".", "?", "!"})


@dataclass(frozen=True, slots=True)
class Operator:
    """A cue at the units [start, end) of its line."""

    kind: str
    start: int
    end: int


@functools.lru_cache(maxsize=512)
def find_operators(line: Line) -> tuple[Operator, ...]:
    """All operators of the line in order; "no longer" holds no negation, "terá recebido" no plan of its own."""
    found = [o for kind in _KINDS for o in matches(line, kind)]
    found += [
        Operator("planned", i, i + 1)
        for i, unit in enumerate(line.units)
        if unit.mention is None and _is_future(line, i)
    ]
    wider = [o for o in found if o.kind in ("ended", "planned", "exempt") and o.end - o.start > 1]
    hearsay = list(matches(line, "hearsay"))
    kept = (
        o
        for o in found
        if not (_is_within(o, wider) if o.kind == "negation" else o.kind == "planned" and _is_within(o, hearsay))
    )
    return tuple(sorted(kept, key=lambda o: (o.start, o.end, o.kind)))


def _is_within(operator: Operator, others: Sequence[Operator]) -> bool:
    return any(other.start <= operator.start and operator.end <= other.end for other in others)


@functools.lru_cache(maxsize=2048)
def matches(line: Line, kind: str) -> tuple[Operator, ...]:
    """Where the pattern of this name matches, as units; every candidate of a line asks again."""
    return tuple(
        Operator(kind, line.unit_at(match.start()), line.unit_at(match.end() - 1) + 1)
        for match in line.cues.patterns[kind].finditer(line.masked)
        if match.end() > match.start()
    )


def _is_future(line: Line, index: int) -> bool:
    """Future and conditional endings; told from nouns by their accents."""
    patterns = line.cues.patterns
    return _fits_either(line.units[index].text.lower(), patterns["future"], patterns["conditional"])


@functools.lru_cache(maxsize=8192)
def _fits_either(word: str, one: re.Pattern[str], two: re.Pattern[str]) -> bool:
    return bool(one.fullmatch(word) or two.fullmatch(word))


def reaches(line: Line, operator: Operator, at: int) -> bool:
    """True where no clause boundary stands between the operator and the unit `at` on its right.

    A denial reaches into the clauses it takes ("denied that …, or that …") up to the next act of speech.
    """
    if operator.end > at:
        return False
    cut = _ends_denial if operator.kind == "denial" else _ends_clause
    return not any(cut(line, i, at) for i in _outside_brackets(line, operator.end, at))


def _outside_brackets(line: Line, start: int, end: int) -> Iterator[int]:
    depth = 0
    for index in range(start, end):
        word = line.word(index)
        depth = max(0, depth + (word == "(") - (word == ")"))
        if depth == 0 and word != ")":
            yield index


def _ends_denial(line: Line, index: int, at: int) -> bool:
    if line.word(index) in _HARD or line.is_in(index, "adversatives"):
        return True
    if line.word(index) == ":":
        return not any(line.word(i) in ("that", "que") for i in range(index + 1, index + 4))
    if not line.is_in(index, "coordinators") and line.word(index) != ",":
        return False
    speaks = (
        line.cues.patterns["saying"].fullmatch(line.word(i)) or line.word(i).endswith(("ndo", "ying"))
        for i in range(index + 1, min(index + 4, at + 1))
        if line.word(i)
    )
    return any(speaks) or (line.word(index) == "," and _starts_clause(line, index))


def _ends_clause(line: Line, index: int, at: int) -> bool:
    word = line.word(index)
    if word in _HARD or word in (":", "—", "–") or line.is_in(index, "adversatives", "subordinators"):
        return True
    if line.is_in(index, "relatives") and _is_noun_before(line, index):
        return True
    return (word == "," or line.is_in(index, "coordinators")) and _starts_clause(line, index)


def _is_noun_before(line: Line, index: int) -> bool:
    """A relative clause hangs on a noun, a name or a comma; "planned that", "disse que" take a complement."""
    before = index - 1
    return (
        line.mention(before) is not None
        or line.word(before) in (",", ")")
        or line.is_in(before, "Chip", "Product", "Model", "Company", "Sanction", "Person")
        or line.is_in(before, "subject_prepositions")
    )


def _starts_clause(line: Line, index: int) -> bool:
    """True where a comma or "and" at `index` opens a clause with a finite verb of its own."""
    at = index + 1
    if line.word(index) == "," and line.is_in(at, "coordinators"):
        at += 1
    while line.is_in(at, "adverbs"):
        at += 1
    if is_finite(line, at):
        return True
    while line.is_in(at, "determiners", "Company", "Country") or is_premodifier(line, at):
        at += 1
    has_subject = line.mention(at) is not None or line.is_in(at - 1, "Company") or line.is_in(at, "pronouns")
    return has_subject and is_finite(line, at + 1)


def is_premodifier(line: Line, index: int) -> bool:
    """True for "Chinese" in "Chinese firm": a mention that is no participant."""
    mention = line.mention(index)
    return mention is not None and mention.form is Form.PREMODIFIER


def is_finite(line: Line, index: int) -> bool:
    """True for a verb form that carries tense: an auxiliary, a preterite, a third person."""
    word = line.word(index)
    if not word:
        return False
    if line.is_in(index, "finite"):
        return True
    if not line.cues.patterns["finite_verb"].fullmatch(word) or line.is_in(index, *_NOUNS):
        return False
    before = line.word(index - 1)
    return not (
        line.is_in(index - 1, "determiners", "GenericModifier", "agent")
        or before in ("'s", "of", "de", "for")
        or before[:1].isdigit()
    )


_NOUNS = ("Company", "Chip", "Product", "Model", "Sanction", "Agency", "Person", "GenericModifier")


def without_asides(line: Line, start: int, end: int) -> tuple[int, ...]:
    """The units [start, end) without brackets and asides: what stands between two commas behind a mention."""
    kept = list(_outside_brackets(line, start, end))
    commas = [i for i in kept if line.word(i) == ","]
    for opening, closing in pairwise(commas):
        if line.mention(opening - 1) is not None and _is_aside(line, opening + 1):
            kept = [i for i in kept if not opening <= i <= closing]
    return tuple(kept)


def _is_aside(line: Line, at: int) -> bool:
    """Relative clauses and appositions; not the next member of a list."""
    return line.is_in(
        at, "relatives", "determiners", "Company", "Person", "subject_prepositions", "locative", "subordinators"
    ) or line.word(at).endswith(("ed", "ado", "ada"))


def in_one_clause(line: Line, start: int, end: int) -> bool:
    """True where neither punctuation nor a clause with a subject of its own separates the two units."""
    return not any(_opens_sentence(line, i) for i in _outside_brackets(line, start + 1, end))


def _opens_sentence(line: Line, index: int) -> bool:
    if line.word(index) in _HARD or line.word(index) == ":" or line.is_in(index, "adversatives"):
        return True
    return (line.word(index) == "," or line.is_in(index, "coordinators")) and _starts_clause(line, index)
