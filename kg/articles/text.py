"""Plain text and Markdown: the article's text is the file's own, so that offsets hold in both."""

from __future__ import annotations

from collections.abc import Iterator

from kg.articles.drafts import Draft
from kg.articles.encoding import decode
from kg.articles.sources import Source


def read_text(data: bytes, source: Source) -> Iterator[Draft]:
    """One article per file; its header lines or front matter stay in the text, above the body."""
    yield Draft(id=source.stem, origin=source.origin, text=decode(data, source.origin))
