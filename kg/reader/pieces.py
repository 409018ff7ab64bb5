"""Text → word pieces with offsets: the unigram tokenizer of XLM-RoBERTa (SentencePiece), in plain Python.

A piece never crosses a space, so each word is cut on its own and the cut is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.model import Span

_SPACE = "▁"
_UNKNOWN_COST = 10.0  # below the least likely piece, as in the original
_REMEMBERED = 1 << 15


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of the vocabulary where it stands in the text; `span` may be empty for a lone word mark."""

    id: int
    span: Span


class Tokenizer:
    """Cuts text into the most likely pieces; the same text gives the same pieces."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], normal: Mapping[str, str], unknown: int) -> None:
        self._ids = {piece: number for number, piece in enumerate(pieces) if piece and number != unknown}
        self._scores = scores
        self._normal = normal
        self._unknown = unknown
        self._longest = max(len(piece) for piece in pieces)
        self._unknown_score = min(scores) - _UNKNOWN_COST
        self._cut = lru_cache(_REMEMBERED)(self._best_cut)

    def pieces(self, text: str, start: int = 0) -> Iterator[Piece]:
        """The pieces of `text`; `start` is added to their offsets."""
        for word, sources in self._words(text):
            at = 0
            for number, length in self._cut(word):
                covered = [i for i in sources[at : at + length] if i >= 0]
                at += length
                first = covered[0] if covered else next((i for i in sources[at:] if i >= 0), 0)
                last = covered[-1] + 1 if covered else first
                yield Piece(number, Span(start + first, start + last))

    def _words(self, text: str) -> Iterator[tuple[str, list[int]]]:
        """Each word with its leading mark, and for each of its characters the place it comes from (-1: the mark)."""
        word, sources = _SPACE, [-1]
        for place, char in enumerate(text):
            for out in self._normal.get(char, char):
                if out == " ":
                    if len(word) > 1:
                        yield word, sources
                    word, sources = _SPACE, [-1]
                else:
                    word += out
                    sources.append(place)
        if len(word) > 1:
            yield word, sources

    def _best_cut(self, word: str) -> tuple[tuple[int, int], ...]:
        """Ids and lengths of the pieces of the most likely cut (Viterbi)."""
        best = [0.0] + [-1e30] * len(word)
        steps: list[tuple[int, int]] = [(self._unknown, 0)] * (len(word) + 1)
        for start in range(len(word)):
            for end in range(start + 1, min(len(word), start + self._longest) + 1):
                number = self._ids.get(word[start:end])
                if number is None and end > start + 1:
                    continue
                score = best[start] + (self._unknown_score if number is None else self._scores[number])
                if score > best[end]:
                    best[end], steps[end] = score, (self._unknown if number is None else number, end - start)
        cut, at = [], len(word)
        while at > 0:
            cut.append(steps[at])
            at -= steps[at][1]
        return tuple(reversed(cut))
