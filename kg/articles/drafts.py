"""What a format gives → an Article: cleaned, with its header read and its language known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.articles.dates import parse_date
from kg.articles.encoding import clean
from kg.articles.headers import Headers, parse_headers
from kg.articles.language import find_language, parse_language
from kg.articles.sources import printable
from kg.errors import ArticleError
from kg.model import Article, ArticleId

_HEADING = re.compile(r"[ \t]{0,3}#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\n|\Z)|(\S.*)\n=+[ \t]*(?:\n|\Z)")
_MARKS = re.compile(r"\*+|__+|`+")
_TOP = 1000
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as its format holds it: raw text, and metadata in the words of the file."""

    id: str
    origin: str
    text: str
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    language: str | None = None


def finish(draft: Draft) -> Article:
    """The article that `draft` holds; metadata of the format win over header lines in the text.

    Raises ArticleError where no prose is left.
    """
    text = clean(draft.text)
    headers = parse_headers(text)
    given = {name: _one_line(getattr(draft, name)) for name in ("title", "published", "url", "outlet", "language")}
    fields = {**headers.fields, **{name: value for name, value in given.items() if value}}
    title = _one_line(fields.get("title")) or _first_heading(text, headers.body)
    text, body = _with_title(text, headers, title) if given["title"] else (text, headers.body)
    if not text[body:].strip():
        raise ArticleError(draft.origin, "no text below the header" if text.strip() else "empty file")
    url = fields.get("url", "")
    return Article(
        id=ArticleId(printable(draft.id)),
        text=text,
        language=parse_language(fields.get("language")) or find_language(text[body:]),
        body=body,
        title=title,
        published=parse_date(fields.get("published", "")),
        url=url if _WEB.fullmatch(url) else None,
        outlet=_one_line(fields.get("outlet")),
        origin=draft.origin,
    )


def _with_title(text: str, headers: Headers, title: str | None) -> tuple[str, int]:
    """The title above the prose, as in a header, unless the text shows it already."""
    if not title or title in text[: headers.body] or title in text[headers.body : headers.body + _TOP]:
        return text, headers.body
    if not text[headers.body :].strip():
        return title, 0
    above = f"{title}\n\n"
    return above + text, len(above) + headers.body


def _first_heading(text: str, body: int) -> str | None:
    start = body + len(text[body:]) - len(text[body:].lstrip())
    match = _HEADING.match(text, start)
    return _MARKS.sub("", match[1] or match[2]).strip() or None if match else None


def _one_line(words: str | None) -> str | None:
    return " ".join(clean(words).split()) or None if words else None
