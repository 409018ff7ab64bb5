"""Runs an engine here or in several processes; a fault on one article stays a fault of that article."""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import ClassVar

from kg.engines import Engine
from kg.errors import KgError
from kg.model import Article, Extraction

Reading = Extraction | str
"""What an engine made of an article, or why it failed."""


@contextmanager
def readers(engine: Engine, jobs: int) -> Iterator[Callable[[Article], Future[Reading]]]:
    """A function that starts the reading of an article; with one job the reading is done when it returns.

    Raises:
        KgError: a process died, for want of memory say.
    """
    if jobs < 1:
        raise ValueError(f"jobs must be 1 or more, not {jobs}")
    if jobs == 1:
        yield lambda article: _read_here(engine, article)
        return
    context = multiprocessing.get_context("spawn")  # the same on every system, and safe beside threads
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker, initargs=(engine,))
    try:
        yield lambda article: pool.submit(_read_in_worker, article)
    except BrokenProcessPool as error:
        raise KgError("a process of the build died: run it again with one job; what was committed is kept") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _read_here(engine: Engine, article: Article) -> Future[Reading]:
    future: Future[Reading] = Future()
    future.set_result(_attempt(engine, article))
    _keep_what_is_loaded()
    return future


@functools.cache
def _keep_what_is_loaded() -> None:
    """Takes what the first article made the engine load out of the garbage collector's rounds, once a process.

    Lexicons and weights are a hundred thousand objects that live as long as the process; walking them took a tenth of
    the time of a build.
    """
    gc.collect()
    gc.freeze()


def _attempt(engine: Engine, article: Article) -> Reading:
    try:
        return engine.extract(article)
    except Exception as error:
        # An engine is a guest, and news text is hostile: whatever one article sets off there must not cost the others
        # their build. The report names the article and the fault.
        words = str(error).splitlines() or [""]
        return f"the engine failed: {type(error).__name__}: {words[0][:200]}"


class _Worker:
    """What a process of the pool keeps between articles."""

    engine: ClassVar[Engine]


def _start_worker(engine: Engine) -> None:
    _Worker.engine = engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then ends its workers
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """Ends the worker when its parent was killed: it would else wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_in_worker(article: Article) -> Reading:
    reading = _attempt(_Worker.engine, article)
    _keep_what_is_loaded()
    return reading
