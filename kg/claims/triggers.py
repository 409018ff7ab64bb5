"""Where the triggers of all patterns stand in a line: words are looked up once, only longer triggers are searched for.

Most triggers are one word. What a word triggers is remembered, so that a line costs one look-up a word and a search for
each of the few patterns that span several words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from kg.claims.lines import Line
from kg.claims.literals import required_literals
from kg.ontology.patterns import Pattern, load_patterns

# An expression that may look beyond one word: a blank, any class that holds one, a slot, or a look to the right.
_WIDE = re.compile(r"\s|\\[sSWDB]|§|\(\?[=!<]|\.|\[\^")
_MARKS = {"passive": "-", "noun": "="}


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern's trigger on the units [start, end) of a line; `match` holds the slots of a template."""

    pattern: Pattern
    start: int
    end: int
    match: re.Match[str]


class TriggerIndex:
    """The triggers and cues of one language's patterns."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._triggers = _Finder([(p, p.trigger) for p in patterns])
        self._cues = _Finder([(p, p.cue) for p in patterns if p.form == "match" and p.cue is not None])

    def hits(self, line: Line) -> list[Hit]:
        """Every hit of a trigger, by pattern and place."""
        return self._triggers.find(line)

    def names(self, line: Line, hits: Sequence[Hit]) -> tuple[tuple[int, str], ...]:
        """(unit, name) of the hits and of the templates' cues; a name is the relation with a mark of its form."""
        single = {(h.start, h.pattern.relation + _mark(h.pattern)) for h in hits if h.pattern.form != "match"}
        return tuple(sorted(single | {(h.start, h.pattern.relation + _mark(h.pattern)) for h in self._cues.find(line)}))


class _Finder:
    def __init__(self, expressions: Sequence[tuple[Pattern, re.Pattern[str]]]) -> None:
        self._all = list(expressions)
        self._wide = [(i, _needs(e)) for i, (_, e) in enumerate(self._all) if _WIDE.search(_bare(e.pattern))]
        narrow = sorted(set(range(len(self._all))) - {i for i, _ in self._wide})
        self._narrow = [(i, self._all[i][1]) for i in narrow]
        required = {i: required_literals(self._all[i][1].pattern) for i, _ in self._wide}
        self._unconditional = {i for i, literals in required.items() if not literals}
        literals = sorted(set().union(*required.values()))
        self._spoken_by = [[i for i, own in required.items() if literal in own] for literal in literals]
        self._automaton = AhoCorasick(literals)
        self._fitting: dict[tuple[frozenset[str], bool], list[int]] = {}
        self._known: dict[str, tuple[tuple[int, re.Match[str]], ...]] = {}

    def find(self, line: Line) -> list[Hit]:
        found: list[tuple[int, int, Hit]] = []
        known = self._known
        for unit, word in enumerate(line.masked.split(" ")):
            matches = known[word] if word in known else self._of_word(word)
            for index, match in matches:
                found.append((index, unit, Hit(self._all[index][0], unit, unit + 1, match)))
        spoken = {n for n, *_ in self._automaton.find_matches_as_indexes(line.masked, overlapping=True)}
        likely = self._unconditional.union(*(self._spoken_by[n] for n in spoken))
        letters = _LETTER.findall(line.masked)
        for index in self._possible(frozenset(letters), single=len(letters) < 2):
            if index not in likely:
                continue
            for match in self._all[index][1].finditer(line.masked):
                first, last = line.unit_at(match.start()), line.unit_at(max(match.start(), match.end() - 1))
                found.append((index, first, Hit(self._all[index][0], first, last + 1, match)))
        return [hit for *_, hit in sorted(found, key=lambda item: item[:2])]

    def _possible(self, present: frozenset[str], *, single: bool) -> list[int]:
        """The wide expressions whose slots the mentions of a line could fill; a `single` mention fills no two."""
        key = (present, single)
        if key not in self._fitting:
            self._fitting[key] = [
                index
                for index, needs in self._wide
                if not (single and len(needs) > 1) and not any(present.isdisjoint(letters) for letters in needs)
            ]
        return self._fitting[key]

    def _of_word(self, word: str) -> tuple[tuple[int, re.Match[str]], ...]:
        """The matches of a word; the place in the line is no part of what a masked mention can trigger."""
        key = _NUMBER.sub("0", word) if word.startswith("§") else word
        if key not in self._known:
            tried = ((index, expression.search(key)) for index, expression in self._narrow)
            self._known[key] = tuple((index, match) for index, match in tried if match is not None)
        self._known[word] = self._known[key]
        return self._known[word]


_NUMBER = re.compile(r"\d+")
_LETTER = re.compile(r"§([A-Z])")
_SLOT = re.compile(r"§\[([A-Z]+)\]\(\?P<")


def _needs(expression: re.Pattern[str]) -> tuple[frozenset[str], ...]:
    """The letters of the mentions that each slot of a template may take: without one of them it cannot match."""
    return tuple(frozenset(letters) for letters in _SLOT.findall(expression.pattern))


def _bare(expression: str) -> str:
    """The expression without the boundaries that every trigger has."""
    inner = expression.removeprefix(r"(?<!\S)").removesuffix(r"(?!\S)")
    return inner.removeprefix(r"(?:§[CN]\d+/)?")


def _mark(pattern: Pattern) -> str:
    return _MARKS.get(pattern.form, "") + ("~" if pattern.swap else "")


@functools.cache
def load_triggers(language: str) -> TriggerIndex:
    """The index of one language's patterns, built once per process."""
    return TriggerIndex(load_patterns(language))
