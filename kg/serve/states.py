"""What is derived from one state of the store and used until that changes: made aside, while the old one serves."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from kg.errors import KgError
from kg.store import Store

Made = TypeVar("Made")

PATIENCE = 2.0
"""Seconds that an answer waits for what is new; after them it is given as of the state before."""

FIRST = 10.0
"""Seconds that an answer waits where there is no state before; after them it has to be asked for again."""


class Coming(KgError):
    """What the answer needs is still being made from the store; it may be asked for again after `seconds`."""

    seconds = 5

    def __init__(self) -> None:
        super().__init__("The server has just started and still reads its store. Ask again in a moment.")


_log = logging.getLogger(__name__)


class Derived(Generic[Made]):
    """The newest `Made`; one thread makes the next, as soon as somebody asks after a change of the store.

    `make` gets the open store, `drop` what is no longer used.
    """

    def __init__(self, path: Path, make: Callable[[Store], Made], drop: Callable[[Made], None]) -> None:
        self._path = path
        self._make = make
        self._drop = drop
        self._lock = Lock()
        self._maker = ThreadPoolExecutor(max_workers=1)
        self._current: tuple[object, Made] | None = None
        self._coming: Future[None] | None = None
        self._read: Store | None = None
        self._closing = False

    def get(self) -> Made:
        """As of now or, where making it takes longer than `PATIENCE`, as of the last state.

        Raises:
            Coming: the first one takes longer than `FIRST`.
            KgError: there is none yet, and none can be made.
        """
        coming = self._renew()
        if coming is not None:
            wait([coming], timeout=FIRST if self._current is None else PATIENCE)
        if self._current is None:
            if coming is None or not coming.done():
                raise Coming
            coming.result()
        assert self._current is not None
        return self._current[1]

    def forget(self) -> None:
        """Has it made anew though the store is the same, because what was made turned out to be damaged."""
        with self._lock:
            if self._current is not None:
                self._current = (None, self._current[1])

    def close(self) -> None:
        """Drops all that was made; what is being made ends soon, for it finds nothing more to read."""
        self._closing = True
        while self._coming is not None and not self._coming.done():
            with self._lock:
                if self._read is not None:
                    self._read.interrupt()
            wait([self._coming], timeout=0.1)
        self._maker.shutdown(wait=True)
        with self._lock:
            if self._current is not None:
                self._drop(self._current[1])
                self._current = None

    def start(self) -> None:
        """Begins to make the first one, before anybody asks."""
        with suppress(KgError):
            self._renew()

    def _renew(self) -> Future[None] | None:
        """The making of what is newer than the current one, or None where nothing is."""
        with self._lock:
            if self._coming is not None and not self._coming.done():
                return self._coming
            with Store.open(self._path, read_only=True) as store:
                if self._current is not None and self._current[0] == _state(store):
                    return None
            self._coming = self._maker.submit(self._replace)
            return self._coming

    def _replace(self) -> None:
        try:
            with self._reading() as store, store.moment():
                made = (_state(store), self._make(store))
        except KgError as error:
            if not self._closing:
                _log.warning("%s", error)
            raise
        with self._lock:
            old, self._current = self._current, made
        if old is not None:
            self._drop(old[1])

    @contextmanager
    def _reading(self) -> Iterator[Store]:
        """The store, which `close` may interrupt as long as it is open."""
        with Store.open(self._path, read_only=True) as store:
            with self._lock:
                self._read = store
            try:
                yield store
            finally:
                with self._lock:
                    self._read = None


def _state(store: Store) -> tuple[int, int]:
    """Differs with every change, and where another store was put in the place of this one."""
    return store.generation, store.path.stat().st_ino
