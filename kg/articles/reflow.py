"""Lines of a printed page → paragraphs: a sentence must not end where the paper did."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_PAGE_NUMBER = re.compile(r"(?:page |página )?\d{1,4}(?: ?(?:/|of|de) ?\d{1,4})?", re.IGNORECASE)
_BULLET = re.compile(r"[-*•–—▪]\s|\d{1,2}[.)]\s")
_FULL = 0.7  # of the widest line; a shorter one ends a paragraph or is a heading


def reflow(pages: Iterable[str]) -> str:
    r"""One line per paragraph; paragraphs run on across pages, page numbers are dropped.

    >>> reflow(["Huawei delivered its newest pro-\ncessors to ByteDance in\nMay.\n1"])
    'Huawei delivered its newest processors to ByteDance in May.'
    """
    lines = [line for page in pages for line in _lines(page)]
    width = max(map(len, lines), default=0)
    paragraphs: list[str] = []
    open_ended = False
    for line in lines:
        if not line:
            open_ended = open_ended and not _FINAL.search(paragraphs[-1])
        elif open_ended and not _BULLET.match(line):
            paragraphs[-1] = _joined(paragraphs[-1], line)
            open_ended = _runs_on(line, width)
        else:
            paragraphs.append(line)
            open_ended = _runs_on(line, width)
    return "\n".join(paragraphs)


def _lines(page: str) -> list[str]:
    lines = [" ".join(line.split()) for line in page.splitlines()]
    while lines and (not lines[-1] or _PAGE_NUMBER.fullmatch(lines[-1])):
        lines.pop()
    return lines


def _runs_on(line: str, width: int) -> bool:
    return len(line) >= _FULL * width and not (_FINAL.search(line) and len(line) < 0.9 * width)


def _joined(paragraph: str, line: str) -> str:
    if _HYPHEN.search(paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}"
