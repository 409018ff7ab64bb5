"""The whole room in one call: sources in, articles and faults out."""

from __future__ import annotations

import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from kg.articles.drafts import Draft, finish
from kg.articles.feed import read_feed
from kg.articles.html import read_html
from kg.articles.jsonl import parse_object, read_jsonl
from kg.articles.pdf import read_pdf
from kg.articles.sources import Source, fault, find_sources
from kg.articles.text import read_text
from kg.errors import ArticleError
from kg.model import Article

_READERS: dict[str, Callable[[bytes, Source], Iterator[Draft | ArticleError]]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".jsonl": read_jsonl,
    ".xml": read_feed,
    ".rss": read_feed,
    ".atom": read_feed,
}


def read_articles(
    paths: Iterable[str | Path], *, stdin: BinaryIO | None = None, max_bytes: int = 20_000_000
) -> Iterator[Article | ArticleError]:
    """Every article behind `paths` (files, folders, ``-``), and in its place a fault for what is none.

    Arguments keep their order, folders are sorted by name, so that two runs read the same. Faults are handed
    out, not raised. Ids are file stems and may repeat across folders.
    """
    for source in find_sources(paths):
        if isinstance(source, ArticleError):
            yield source
            continue
        try:
            yield from _articles(source, stdin, max_bytes)
        except ArticleError as error:
            yield error


def _articles(source: Source, stdin: BinaryIO | None, max_bytes: int) -> Iterator[Article | ArticleError]:
    data = _content(source, stdin, max_bytes)
    if not data.strip():
        raise ArticleError(source.origin, "empty file")
    source = source if source.suffix else replace(source, suffix=_sniffed(data))
    for draft in _READERS[source.suffix](data, source):
        yield draft if isinstance(draft, ArticleError) else _finished(draft)


def _finished(draft: Draft) -> Article | ArticleError:
    try:
        return finish(draft)
    except ArticleError as error:
        return error


def _content(source: Source, stdin: BinaryIO | None, max_bytes: int) -> bytes:
    """The bytes of `source`; a file over the limit is not even opened, and none is read beyond it."""
    if source.path is None:
        data = (stdin or sys.stdin.buffer).read(max_bytes + 1)
    else:
        data = _file_content(source, source.path, max_bytes)
    if len(data) > max_bytes:
        raise ArticleError(source.origin, _too_large(len(data), max_bytes))
    return data


def _file_content(source: Source, path: Path, max_bytes: int) -> bytes:
    try:
        found = path.stat()
        if found.st_size > max_bytes:
            raise ArticleError(source.origin, _too_large(found.st_size, max_bytes))
        if not stat.S_ISREG(found.st_mode):
            raise ArticleError(source.origin, "no longer a regular file")
        with path.open("rb") as file:
            return file.read(max_bytes + 1)
    except OSError as error:
        raise ArticleError(source.origin, fault(error)) from error


def _too_large(size: int, limit: int) -> str:
    unit, name = (1e6, "MB") if limit >= 1e6 else (1e3, "kB")
    return f"{size / unit:.1f} {name}, over the limit of {limit / unit:g} {name}; split it or raise --max-bytes"


def _sniffed(data: bytes) -> str:
    """The format of standard input: JSON lines begin with an object, all else is plain text."""
    first = data.lstrip().split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    return ".jsonl" if first.startswith("{") and not isinstance(parse_object(first), str) else ".txt"
