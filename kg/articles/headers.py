"""What stands above the prose: header lines, front matter, or one date before the first word."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.articles.dates import parse_date

_FIELDS = {
    "title": "title titulo titular headline manchete",
    "published": "date data fecha published publicado",
    "outlet": "source fonte fuente outlet veiculo medio jornal",
    "language": "language lang idioma lingua",
    "url": "url link",
}
_FIELD_OF = {key: name for name, keys in _FIELDS.items() for key in keys.split()}
_LINE = re.compile(r"[ \t]*([^\W\d_]{1,20})[ \t]*:[ \t]*(.{0,500}?)[ \t]*(?:\n|\Z)")
_BLANK = re.compile(r"[ \t]*(?:\n|\Z)")
_SPACE = re.compile(r"\s*")
_FENCE = re.compile(r"---[ \t]*\n")
_DATED = re.compile(r"(?:date|data|fecha)[ \t]*:?[ \t]+((?:19|20)\d\d(?:-\d\d){0,2})(?!\S)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """The fields by their name in Article, as written there, and the offset where the prose begins."""

    body: int = 0
    fields: dict[str, str] = field(default_factory=dict)


def parse_headers(text: str) -> Headers:
    """The header that `text` opens with; without one, no fields and body 0.

    Header lines (``Title: …``, in any order and case, in pt, en or es) end at a blank line; two or more of them
    may also end at the prose itself. ``date 2024-09 The first words`` is a header on the line of the prose.
    """
    start = _after(_SPACE, text, 0)
    return _front_matter(text, start) or _lines(text, start) or _dated(text, start) or Headers()


def _front_matter(text: str, start: int) -> Headers | None:
    fence = _FENCE.match(text, start)
    close = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE).search(text, fence.end()) if fence else None
    if fence is None or close is None:
        return None
    lines = (_LINE.match(line) for line in text[fence.end() : close.start()].split("\n"))
    pairs = [(match[1], match[2].strip("\"'")) for match in lines if match]
    return Headers(body=_after(_SPACE, text, close.end()), fields=_fields(pairs))


def _lines(text: str, start: int) -> Headers | None:
    pairs: list[tuple[str, str]] = []
    at = start
    while match := _LINE.match(text, at):
        if not pairs and _folded(match[1]) not in _FIELD_OF:
            return None
        pairs.append((match[1], match[2]))
        at = match.end()
    known = sum(_folded(key) in _FIELD_OF for key, _ in pairs)
    closed = at > start and _BLANK.match(text, at) is not None
    if not known or not (closed or (known > 1 and known == len(pairs))):
        return None
    return Headers(body=_after(_SPACE, text, at), fields=_fields(pairs))


def _dated(text: str, start: int) -> Headers | None:
    match = _DATED.match(text, start)
    return Headers(body=match.end(), fields={"published": match[1]}) if match and parse_date(match[1]) else None


def _fields(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first filled line of each field wins."""
    fields: dict[str, str] = {}
    for key, value in pairs:
        name = _FIELD_OF.get(_folded(key))
        if name and value:
            fields.setdefault(name, value)
    return fields


@functools.lru_cache(maxsize=256)
def _folded(key: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", key.lower()) if not unicodedata.combining(c))


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start
