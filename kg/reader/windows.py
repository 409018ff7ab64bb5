"""Sentences → windows of word pieces: as many whole sentences as the encoder takes at once, overlapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Sentence, Span
from kg.reader.pieces import Piece, Tokenizer

BEGIN, END = 0, 2  # ids of the marks before and after a window
_ROOM = 508  # pieces of one window, its two marks and a little air left out of the encoder's 512
_LONGEST = 300  # pieces of one sentence that are read
_SHARED = 170  # pieces that two windows share, about


@dataclass(frozen=True, slots=True)
class Window:
    """Ids of the pieces and where each stands in the article; the marks at both ends have no span."""

    ids: tuple[int, ...]
    spans: tuple[Span | None, ...]

    @property
    def span(self) -> Span:
        """The stretch of the article that the window covers."""
        spans = [s for s in self.spans if s is not None]
        return Span(min(s.start for s in spans), max(s.end for s in spans))


def find_windows(sentences: Sequence[Sentence], tokenizer: Tokenizer) -> Iterator[Window]:
    """The windows of an article, in order; none where no sentence holds a word."""
    cut = [list(tokenizer.pieces(s.text, s.span.start))[:_LONGEST] for s in sentences]
    cut = [pieces for pieces in cut if pieces]
    start = 0
    while start < len(cut):
        end = _end(cut, start)
        yield _window([piece for pieces in cut[start:end] for piece in pieces])
        if end == len(cut):
            return
        start = _next_start(cut, start, end)


def _end(cut: Sequence[Sequence[Piece]], start: int) -> int:
    room = _ROOM
    for number in range(start, len(cut)):
        room -= len(cut[number])
        if room < 0:
            return max(number, start + 1)
    return len(cut)


def _next_start(cut: Sequence[Sequence[Piece]], start: int, end: int) -> int:
    shared = 0
    while end > start + 1 and shared < _SHARED:
        end -= 1
        shared += len(cut[end])
    return end


def _window(pieces: Sequence[Piece]) -> Window:
    return Window((BEGIN, *(p.id for p in pieces), END), (None, *(p.span for p in pieces), None))
