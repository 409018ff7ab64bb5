"""What the user named → files to read, in a fixed order, each under its name and that of the folder that holds it."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ArticleError

SUFFIXES = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".jsonl", ".xml", ".rss", ".atom"})
_READABLE = ".txt, .md, .html, .pdf, .jsonl or .xml"
_URL = re.compile(r"(?:https?|ftp|file):/", re.IGNORECASE)
_LONGEST_NAME = 200


class SkippedFile(ArticleError):
    """A file inside a folder that nobody asked to be read: hidden, or of a type that holds no articles."""

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, str]]:
        return (SkippedFile, (self.origin, self.reason))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One thing to read; without a path it is standard input.

    `origin` begins with the name of the folder that was given, or of the one that holds the file ("news/a.txt"), so
    that files of one name in two folders stay apart; it shows no folder above.
    """

    origin: str
    stem: str
    suffix: str
    path: Path | None = None


STANDARD_INPUT = Source(origin="stdin", stem="stdin", suffix="")


def find_sources(paths: Iterable[str | Path]) -> Iterator[Source | ArticleError]:
    """The files behind `paths`: arguments in their own order, folders depth first and sorted by name.

    A path that was met before, and a folder that was entered before (links may form a loop), is left out.
    """
    seen: set[str] = set()
    for path in paths:
        for source in _sources_of(str(path)):
            key = os.path.abspath(source.path or "-") if isinstance(source, Source) else ""  # noqa: PTH100 (keeps links)
            if not key or key not in seen:
                seen.add(key)
                yield source


def printable(name: str) -> str:
    r"""`name` in NFC with every control, format or undecodable character replaced; never empty.

    >>> printable("chips\x1b[31m.txt")
    'chips_[31m.txt'
    """
    shown = "".join(c if c.isprintable() else "_" for c in unicodedata.normalize("NFC", name))
    return shown.strip()[:_LONGEST_NAME].strip() or "article"


def _sources_of(argument: str) -> Iterator[Source | ArticleError]:
    if argument == "-":
        yield STANDARD_INPUT
        return
    if _URL.match(argument):
        yield ArticleError(printable(argument), "this is an address and kg reads files only: download it first")
        return
    path = Path(argument)
    name = _name(path)
    origin = f"{_name(path.absolute().parent)}/{name}"
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        yield ArticleError(origin if path.suffix.lower() in SUFFIXES else name, fault(error))
        return
    yield from _in_folder(path, name) if stat.S_ISDIR(mode) else [_file(path, origin, mode, named=True)]


def fault(error: OSError | ValueError) -> str:
    """Why a file could not be opened, in words without its path."""
    match error:
        case FileNotFoundError():
            return "no such file or folder"
        case PermissionError():
            return "permission denied"
        case OSError(strerror=str(words)):
            return words.lower()
        case _:
            return "not the name of a file"


def _name(path: Path) -> str:
    """The last part of `path`; "." and ".." go by the name of the folder they mean."""
    return printable(path.name if path.name not in ("", "..") else path.absolute().resolve().name)


def _in_folder(folder: Path, name: str) -> Iterator[Source | ArticleError]:
    readable = False
    for source in _walk(folder, f"{name}/", set()):
        readable = readable or isinstance(source, Source)
        yield source
    if not readable:
        yield ArticleError(name, f"no readable article inside: put {_READABLE} files there")


def _walk(folder: Path, prefix: str, entered: set[tuple[int, int]]) -> Iterator[Source | ArticleError]:
    try:
        found = folder.stat()
        names = sorted(os.listdir(folder))  # noqa: PTH208 (names as they are, also undecodable ones)
    except OSError as error:
        yield ArticleError(prefix.rstrip("/") or _name(folder), fault(error))
        return
    if (found.st_dev, found.st_ino) in entered:
        return
    entered.add((found.st_dev, found.st_ino))
    for name in names:
        yield from _entry(folder / name, prefix + printable(name), entered)


def _entry(path: Path, origin: str, entered: set[tuple[int, int]]) -> Iterator[Source | ArticleError]:
    if path.name.startswith("."):
        yield SkippedFile(origin, "hidden")
        return
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield ArticleError(origin, fault(error))
        return
    yield from _walk(path, f"{origin}/", entered) if stat.S_ISDIR(mode) else [_file(path, origin, mode, named=False)]


def _file(path: Path, origin: str, mode: int, *, named: bool) -> Source | ArticleError:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        reason = f"unsupported file type {printable(suffix)}" if suffix else "a file without a suffix"
        return ArticleError(origin, f"{reason}: give it as {_READABLE}") if named else SkippedFile(origin, reason)
    if not stat.S_ISREG(mode):
        return ArticleError(origin, "not a regular file: use - to read from standard input")
    return Source(origin=origin, stem=printable(path.stem), suffix=suffix, path=path)
