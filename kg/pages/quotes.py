"""A quote cut into pieces, so that a page can mark the words of subject and object without counting characters."""

from __future__ import annotations

from kg.model import Evidence, Span

Piece = tuple[str, str]


def quote_pieces(evidence: Evidence) -> list[Piece]:
    """The quote as (text, role) pieces in order; role is ``s``, ``o`` or empty, and the texts join to the quote.

    Spans count from the start of the article. Where subject and object overlap, the later one stays unmarked; so
    does one that lies outside the quote.
    """
    pieces: list[Piece] = []
    position = 0
    for span, role in _marks(evidence):
        if span.start < position:
            continue
        pieces += [(evidence.quote[position : span.start], ""), (span.of(evidence.quote), role)]
        position = span.end
    pieces.append((evidence.quote[position:], ""))
    return [piece for piece in pieces if piece[0]]


def _marks(evidence: Evidence) -> list[tuple[Span, str]]:
    found = ((evidence.subject, "s"), (evidence.object, "o"))
    start, length = evidence.span.start, len(evidence.quote)
    inside = [(span, role) for span, role in found if span is not None and evidence.span.covers(span)]
    marks = [(Span(span.start - start, span.end - start), role) for span, role in inside]
    return sorted((span, role) for span, role in marks if span.end <= length)
