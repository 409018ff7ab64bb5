"""Which way the words around a date look: back or ahead."""

from __future__ import annotations

import re

from kg.ontology.folding import fold
from kg.ontology.measures import DateWords

_REACH = 240  # code points on each side; longer sentences are cut
_CLAUSE = re.compile(r"[,;:.!?\n()—–]")
_SENTENCE = re.compile(r"[.!?](?=\s)|\n")
_WORD = re.compile(r"\w+")


def clause_leaning(text: str, start: int, end: int, words: DateWords) -> str:
    """ "back", "ahead", or "" where the clause around `[start, end)` does not tell."""
    return _leaning(text, start, end, _CLAUSE, words)


def sentence_leaning(text: str, start: int, end: int, words: DateWords) -> str:
    """ "back", "ahead", or "" where the sentence around `[start, end)` does not tell; weaker than the clause."""
    return _leaning(text, start, end, _SENTENCE, words)


def _leaning(text: str, start: int, end: int, edge: re.Pattern[str], words: DateWords) -> str:
    """The nearest cue before decides, then the nearest one after: "said on Monday it will" looks back."""
    before = _WORD.findall(edge.split(text[max(0, start - _REACH) : start])[-1].lower())
    after = _WORD.findall(edge.split(text[end : end + _REACH], maxsplit=1)[0].lower())
    for index in range(len(before) - 1, -1, -1):
        if cue := _cue(before[index], words):
            # a participle takes the side of its auxiliary: "will be shipped", "deve ser lançado"
            led = any(_cue(word, words) == "ahead" for word in before[max(0, index - 2) : index])
            return "ahead" if led else cue
    return next((cue for word in after if (cue := _cue(word, words))), "")


def _cue(word: str, words: DateWords) -> str:
    tense, folded = words.tense, fold(word)
    if folded in tense["ahead"] or (len(word) > 4 and word.endswith(tense["ahead_endings"])):
        return "ahead"
    if folded in tense["back"] or (len(word) > 3 and word.endswith(tense["back_endings"])):
        return "back"
    return ""
