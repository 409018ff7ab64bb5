"""What terminals show: text of strangers made harmless, wrapped, set in tables and told with its source."""

from __future__ import annotations

import json
import re
import shutil
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.graph import Graph
from kg.model import Claim, Status

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

# C0 and C1 controls move the cursor and set titles; the others turn the direction of the text around.
_CONTROLS = "\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ud800-\udfff"
_CONTROL = re.compile(f"[{_CONTROLS}]")
_BLANK = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_STATUS_COLOURS = {Status.ASSERTED: "green", Status.PLANNED: "yellow", Status.DENIED: "red", Status.ENDED: "cyan"}
_ACCORDING_TO = {"en": "according to", "pt": "segundo", "es": "según"}
_UNLIMITED = 100_000


def clean(text: str) -> str:
    r"""`text` on one line, without anything that steers a terminal.

    >>> clean("red \x1b[31malert\n now")
    'red [31malert now'
    """
    return _CONTROL.sub("", re.sub(r"\s+", " ", _BLANK.sub(" ", text)))


def harmless(text: str) -> str:
    """`text` with its line ends and tabs, but without anything else that steers a terminal."""
    return _CONTROL.sub(lambda match: match[0] if match[0] in "\n\t" else "", text)


def echo_json(value: Any) -> None:
    """Prints `value` as JSON that is valid and safe to show: every control character stays escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_CONTROL.sub(lambda match: match[0] if match[0] == "\n" else f"\\u{ord(match[0]):04x}", text))


def echo_wrapped(text: str, *, indent: str = "", hang: str = "  ") -> None:
    """Prints `text` in the width of the terminal; what goes to a file or a pipe stays on one line."""
    width = line_width()
    if width == _UNLIMITED:
        click.echo(indent + text.strip())
        return
    lines = textwrap.wrap(
        text, max(20, width), initial_indent=indent, subsequent_indent=indent + hang, break_on_hyphens=False
    )
    click.echo("\n".join(lines) or indent)


def line_width() -> int:
    """Columns of the terminal (or of the variable COLUMNS); no limit elsewhere."""
    unknown = 0
    columns = shutil.get_terminal_size((unknown, unknown)).columns
    return columns or _UNLIMITED


def echo_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints columns as wide as their widest cell; the last one is wrapped in what is left of the line."""
    cells = [[clean(str(cell)) for cell in row] for row in rows]
    widths = [max(map(_columns, column)) for column in zip(headers, *cells, strict=True)]
    click.echo(click.style(_row(headers, widths), bold=True))
    for row in cells:
        click.echo(_row(row, widths))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    fixed = [cell + " " * (width - _columns(cell)) for cell, width in zip(cells[:-1], widths, strict=False)]
    head = "".join(f"{cell}  " for cell in fixed)
    left = max(24, line_width() - _columns(head))
    lines = textwrap.wrap(cells[-1], left, break_on_hyphens=False) or [""]
    return f"\n{' ' * _columns(head)}".join([head + lines[0], *lines[1:]]).rstrip()


def _columns(text: str) -> int:
    """Terminal columns: Chinese and other wide characters take two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return len(text) + wide - sum(unicodedata.combining(character) != 0 for character in text)


def status_word(vocabulary: Vocabulary, status: Status, language: str) -> str:
    """The status as a word of that language, in colour where the terminal has any."""
    return click.style(vocabulary.label(status.value, language), fg=_STATUS_COLOURS[status])


def source_of(graph: Graph, claim: Claim, language: str) -> str:
    """Where the claim was read: article id, outlet, date and who says it."""
    article = graph.articles.get(claim.article)
    parts = [claim.article, article and article.outlet, article and article.published]
    said = f"{_ACCORDING_TO[language]} {claim.attribution}" if claim.attribution else None
    return ", ".join(clean(part) for part in (*parts, said) if part)


def quote_of(claim: Claim) -> str:
    """The quote of the first evidence between quotation marks, or a word that there is none."""
    return f"“{clean(claim.evidence[0].quote)}”" if claim.evidence else "(no quote)"


def details_of(claim: Claim) -> str:
    """The words that narrow the claim: quantity, money, time, purpose and role; "" where there are none."""
    parts = claim.qualifiers
    measured = (part.text for part in (parts.quantity, parts.money, parts.time) if part)
    return "; ".join(clean(text) for text in (*measured, parts.purpose, parts.role) if text)
