"""Brings a store up to date with input files."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path

from kg.articles import read_articles
from kg.articles.sources import find_sources
from kg.engines import Engine
from kg.model import Extraction
from kg.pipeline import plan
from kg.pipeline.plan import Plan, Task
from kg.pipeline.pool import Reading, readers
from kg.pipeline.report import BuildReport, BuildRow, Outcome
from kg.store import Store

Progress = Callable[[int, int, str], None]
"""Called after each input: how many are done, how many there are, the name of the last one.

The second number may grow, because one file can hold many articles.
"""

_READ_AHEAD = 4  # articles per job: enough to keep every process busy, few enough to keep memory flat
_Waiting = tuple[Task, Future[Reading]] | BuildRow


def build(
    paths: Iterable[str | Path],
    store: Store,
    *,
    engine: Engine,
    prune: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
    max_bytes: int = 20_000_000,
) -> BuildReport:
    """What became of each input; new and changed articles are in the store, `prune` removed all that no input gave.

    Each article is committed by itself and stays, whatever ends the build. The number of `jobs` changes nothing but
    the time. Where another file has an article's id already, the id gets a hash of the article's origin behind it.

    Raises:
        StoreError: the store cannot be written.
        KgError: a process of the build died.
    """
    paths = list(paths)
    files = sum(1 for _ in find_sources(paths)) if progress else 0
    todo = Plan(store, engine.version)
    rows: list[BuildRow] = []
    try:
        for row in _settled(todo.sort_out(read_articles(paths, max_bytes=max_bytes)), store, engine, jobs):
            rows.append(row)
            if progress:
                progress(len(rows), max(files, todo.read), row.id or row.origin)
        if prune:
            rows = plan.prune(store, rows)
    finally:
        store.seal()
    return BuildReport(rows=tuple(rows), generation=store.generation)


def _settled(items: Iterable[Task | BuildRow], store: Store, engine: Engine, jobs: int) -> Iterator[BuildRow]:
    """The row of each item, in their order, once its article is committed."""
    waiting: deque[_Waiting] = deque()
    with readers(engine, jobs) as start:
        for item in items:
            waiting.append((item, start(item.article)) if isinstance(item, Task) else item)
            if jobs == 1 or len(waiting) >= jobs * _READ_AHEAD:
                yield _settle(waiting.popleft(), store, engine)
        while waiting:
            yield _settle(waiting.popleft(), store, engine)


def _settle(waiting: _Waiting, store: Store, engine: Engine) -> BuildRow:
    if isinstance(waiting, BuildRow):
        return waiting
    task, future = waiting
    fault = _commit(task, future.result(), store, engine)
    return BuildRow(
        id=task.article.id,
        origin=task.article.origin,
        outcome=Outcome.FAILED if fault else task.outcome,
        claims=store.claim_count(task.article.id),
        reason=f"{fault}; its earlier version is kept" if fault and task.outcome is Outcome.CHANGED else fault,
    )


def _commit(task: Task, reading: Reading, store: Store, engine: Engine) -> str | None:
    """Stores what was read, or says why it cannot be stored."""
    if not isinstance(reading, Extraction):
        return reading
    try:
        store.replace(task.article, reading, engine.version)
    except ValueError as error:  # the engine broke its contract: a fault of this article, like an exception there
        return f"the engine failed: {error}"
    return None
