"""`kg build`: articles in, claims into the store, and a table of what came of each."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from kg.cli.options import engine_option, json_option, model_option, store_option
from kg.cli.texts import clean, echo_json, echo_table, line_width
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.pipeline import BuildReport, BuildRow

Progress = Callable[[int, int, str], None]

_STORED = {"new", "changed", "unchanged"}


@click.command("build", short_help="Read articles and store their claims.")
@click.argument("paths", nargs=-1, required=True, metavar="PATHS...")
@click.option("--prune", is_flag=True, help="Remove stored articles that are not among PATHS.")
@click.option("--jobs", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read at once.")
@click.option(
    "--max-bytes", type=click.IntRange(min=1), default=20_000_000, show_default=True, help="The largest file to read."
)
@engine_option
@model_option
@json_option
@store_option
def build_command(
    paths: tuple[str, ...], prune: bool, jobs: int, max_bytes: int, engine_name: str | None, model: str | None,
    as_json: bool, store_path: str,
) -> None:  # fmt: skip
    """Read articles (.txt .md .html .pdf .jsonl .xml, folders, '-') and store their claims.

    Unchanged articles are skipped and changed ones replaced. Exit code 1 only where nothing could be read.
    """
    from kg.engines.choice import default_engine, make_engine
    from kg.pipeline import build
    from kg.store import Store

    engine = make_engine(engine_name or default_engine(), model)
    with Store.open(store_path, create=True) as store, _progress() as progress:
        report = build(
            list(paths), store, engine=engine, prune=prune, jobs=jobs, progress=progress, max_bytes=max_bytes
        )
    if as_json:
        echo_json(json.loads(report.to_json()))
    else:
        _echo_report(report, store_path)
    if report.rows and all(row.outcome == "failed" for row in report.rows if row.outcome != "skipped"):
        raise KgError(
            "Nothing could be read: see the reason beside each input. Readable: .txt .md .html .pdf .jsonl .xml."
        )


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A line that counts on standard error, wiped at the end; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    yield lambda done, read, name: click.echo(_progress_line(done, read, name), nl=False, err=True)
    click.echo("\r\x1b[2K", nl=False, err=True)


def _progress_line(done: int, read: int, name: str) -> str:
    text = f"{done} of {read} read so far: {clean(name)}"
    return "\r\x1b[2K" + text[: max(10, line_width() - 1)]


def _echo_report(report: BuildReport, store_path: str) -> None:
    """One row per input that changed anything or needs a look; those that stayed the same are only counted."""
    told = [row for row in report.rows if row.outcome not in {"unchanged", "skipped"}]
    if told:
        echo_table(("ARTICLE", "RESULT", "CLAIMS", "NOTE"), map(_cells, told))
    counts = Counter(row.outcome.value for row in report.rows)
    click.echo(", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "no input")
    silent = sum(_is_silent(row) for row in report.rows)
    if silent:
        click.echo(f"{silent} without any claim.")
    click.echo(f"Store: {store_path}", err=True)


def _cells(row: BuildRow) -> tuple[str, str, str, str]:
    note = row.reason or ("no claims found" if _is_silent(row) else "")
    return (row.id or row.origin, row.outcome.value, str(row.claims) if row.outcome in _STORED else "", note)


def _is_silent(row: BuildRow) -> bool:
    return row.outcome in _STORED and row.claims == 0
