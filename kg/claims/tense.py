"""Which way the words around a date look: back or ahead."""

from __future__ import annotations

import functools
import re

from kg.ontology.folding import fold
from kg.ontology.measures import load_date_words

_REACH = 240  # code points on each side; longer sentences are cut
_CLAUSE = re.compile(r"[,;:.!?\n()—–]")
_SENTENCE = re.compile(r"[.!?](?=\s)|\n")
_WORD = re.compile(r"\w+")


def clause_leaning(text: str, start: int, end: int, language: str) -> str:
    """The side that is told, "back" or "ahead", or "" where the clause around `[start, end)` does not tell."""
    return _leaning(text, start, end, _CLAUSE, language)


def sentence_leaning(text: str, start: int, end: int, language: str) -> str:
    """As `clause_leaning` over the whole sentence, which is a weaker hint."""
    return _leaning(text, start, end, _SENTENCE, language)


def _leaning(text: str, start: int, end: int, edge: re.Pattern[str], language: str) -> str:
    """The nearest cue before decides, then the nearest one after: "said on Monday it will" looks back."""
    before = _WORD.findall(edge.split(text[max(0, start - _REACH) : start])[-1].lower())
    after = _WORD.findall(edge.split(text[end : end + _REACH], maxsplit=1)[0].lower())
    for index in range(len(before) - 1, -1, -1):
        if cue := _cue(before[index], language):
            # a participle takes the side of its auxiliary: "will be shipped", "deve ser lançado"
            led = any(_cue(word, language) == "ahead" for word in before[max(0, index - 2) : index])
            return "ahead" if led else cue
    return next((cue for word in after if (cue := _cue(word, language))), "")


@functools.lru_cache(maxsize=8192)
def _cue(word: str, language: str) -> str:
    tense, folded = load_date_words(language).tense, fold(word)
    if folded in tense["ahead"] or (len(word) > 4 and word.endswith(tense["ahead_endings"])):
        return "ahead"
    if folded in tense["back"] or (len(word) > 3 and word.endswith(tense["back_endings"])):
        return "back"
    return ""
