"""RSS and Atom feeds saved as files: every entry with its words is an article."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.articles.drafts import Draft
from kg.articles.encoding import decode
from kg.articles.markup import strip_markup
from kg.articles.sources import Source
from kg.errors import ArticleError

_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']iso-8859-1[\"']", re.IGNORECASE)
_ENTITY = re.compile(r"<!\s*ENTITY|<!DOCTYPE[^>]{0,1000}\[", re.IGNORECASE)
_CDATA = re.compile(r"<!\[CDATA\[[^\]]*(?:\](?!\]>)[^\]]*)*\]\]>")
_TAG = re.compile(r"<(/?)[a-zA-Z][^<>]*?(/?)>")
_DEEPEST = 1000
# What feedparser lets through from broken files.
_FAULTS = (AssertionError, AttributeError, LookupError, OSError, RecursionError, TypeError, ValueError)


def read_feed(data: bytes, source: Source) -> Iterator[Draft | ArticleError]:
    """The entries in the order of the feed, numbered from 1; an entry without words is reported.

    Raises ArticleError where the file is no feed, or defines entities of its own (a bomb may hide there).
    """
    feed = _parsed(_decoded(data, source.origin), source.origin)
    if not feed.entries:
        raise ArticleError(source.origin, "no entries: not an RSS or Atom feed")
    outlet = _words(feed.feed, "title")
    language = _words(feed.feed, "language")
    for number, entry in enumerate(feed.entries, 1):
        # A plain copy: the parser's own kind of dict warns when it is asked for a date that is not there.
        yield _draft(dict(entry), number, source, outlet, language)


def _decoded(data: bytes, origin: str) -> str:
    text = data.decode("cp1252", "replace") if _DECLARED.match(data) and b"\0" not in data else decode(data, origin)
    if _ENTITY.search(text):
        raise ArticleError(origin, "defines its own entities, which a feed never needs: remove the DOCTYPE")
    if _depth(text) > _DEEPEST:
        raise ArticleError(origin, "its tags are never closed: not an RSS or Atom feed")
    return _DECLARATION.sub("", text, count=1)


def _depth(text: str) -> int:
    """How deep the tags nest; the parser's time grows with its square."""
    depth = deepest = 0
    for tag in _TAG.finditer(_CDATA.sub("", text)):
        depth = max(0, depth - 1) if tag[1] else depth + (not tag[2])
        deepest = max(deepest, depth)
    return deepest


def _parsed(text: str, origin: str) -> Any:
    import feedparser

    try:
        # A stream, because the parser would open or download what a plain string names.
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")), sanitize_html=False, resolve_relative_uris=False
        )
    except _FAULTS as error:
        raise ArticleError(origin, f"damaged or no feed ({type(error).__name__})") from error


def _draft(
    entry: Mapping[str, Any], number: int, source: Source, outlet: str | None, language: str | None
) -> Draft | ArticleError:
    title = strip_markup(_words(entry, "title") or "").replace("\n", " ")
    text = strip_markup(_longest(entry))
    if not text and not title:
        return ArticleError(source.origin, f"entry {number}: no text")
    return Draft(
        id=f"{source.stem}-{number:04d}",
        origin=source.origin,
        text=text,
        title=title,
        published=_words(entry, "published") or _words(entry, "updated"),
        url=_words(entry, "link"),
        outlet=outlet,
        language=language,
    )


def _longest(entry: Mapping[str, Any]) -> str:
    """The full content where the feed gives it, else the summary."""
    texts = [str(part.get("value") or "") for part in entry.get("content") or [] if isinstance(part, Mapping)]
    return max([*texts, _words(entry, "summary") or ""], key=len)


def _words(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    return value if isinstance(value, str) and value.strip() else None
