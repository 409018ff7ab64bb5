"""Tokens of a text: words with their inner hyphens and dots, numbers, punctuation marks."""

from __future__ import annotations

import re

from kg.model import Span, Token
from kg.ontology.folding import fold

# Order matters: dotted abbreviations ("U.S."), numbers with separators, words with inner marks, anything else.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"
    r"|(?:US|R|NT|A|C)\$|[$€£¥]"
    r"|\d+(?:[.,]\d+)*(?:[^\W\d_][\w]*)?(?:[-/][A-Za-z0-9]+)*"
    r"|[^\W\d_][\w]*(?:[-‑.&/+][\w]+)*(?:\+(?!\w))?"
    r"|['’]s\b"
    r"|\S"
)


def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """The tokens of `text`, their spans moved by `offset`.

    >>> [token.text for token in tokenize("Nvidia's H20, o 910B e a U.S.")]
    ['Nvidia', "'s", 'H20', ',', 'o', '910B', 'e', 'a', 'U.S.']
    """
    folded = fold(text)
    return tuple(
        Token(Span(offset + m.start(), offset + m.end()), m.group(), folded[m.start() : m.end()])
        for m in _TOKEN.finditer(text)
    )
