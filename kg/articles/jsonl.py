"""JSON lines: one article per line; a broken line is reported and the rest is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from kg.articles.drafts import Draft
from kg.articles.encoding import decode
from kg.articles.sources import Source
from kg.errors import ArticleError

_KEYS = {
    "text": ("text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("date", "published", "published_at", "publishedAt"),
    "url": ("url", "link"),
    "outlet": ("source", "outlet", "site"),
    "language": ("language", "lang"),
}


def read_jsonl(data: bytes, source: Source) -> Iterator[Draft | ArticleError]:
    """The articles in the order of their lines, with the faults of broken lines between them; blank lines count."""
    lines = decode(data, source.origin).replace("\r\n", "\n").split("\n")
    if not any(line.strip() for line in lines):
        raise ArticleError(source.origin, "empty file")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _draft(line, number, source)


def parse_object(line: str) -> Mapping[str, object] | str:
    """The JSON object in `line`, or in words why it is none."""
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
    except (ValueError, RecursionError):
        return "not JSON: a number or a nesting beyond all bounds"
    return record if isinstance(record, dict) else "not a JSON object: write one article as {...} per line"


def _draft(line: str, number: int, source: Source) -> Draft | ArticleError:
    record = parse_object(line)
    if isinstance(record, str):
        return ArticleError(source.origin, f"line {number}: {record}")
    fields = {name: _first(record, keys) for name, keys in _KEYS.items()}
    text = fields.pop("text")
    if text is None:
        return ArticleError(
            source.origin, f'line {number}: no text: the article goes under "text", "body" or "content"'
        )
    name = _first(record, ("id",)) or f"{source.stem}-{number:04d}"
    return Draft(id=name, origin=source.origin, text=text, **fields)


def _first(record: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    """The first value under `keys` that is words, or a whole number."""
    for key in keys:
        value = record.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18:
            return str(value)
        if isinstance(value, str) and value.strip():
            return value
    return None
