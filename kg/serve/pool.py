"""SPARQL queries side by side: a bounded number of workers, each killed when its query takes too long."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from threading import Lock

from anyio import CapacityLimiter, to_thread

from kg.errors import KgError
from kg.rdf.results import SparqlResult
from kg.rdf.session import Bindings, DamagedSnapshot, Dataset, Session
from kg.rdf.sparql import Held, hold
from kg.serve.settings import Settings
from kg.serve.states import Derived

QUEUE = 100
"""Queries that may wait for a worker; the next one is sent away at once."""

PATIENCE = 2.0
"""Seconds that a query waits for a worker before it is sent away."""


class Busy(KgError):
    """All workers are taken; the question may be asked again after `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__("All workers are busy with other queries. Ask again in a moment.")
        self.seconds = seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a worker is asked."""

    text: str
    bindings: Bindings = field(default_factory=dict)
    dataset: Dataset = field(default_factory=dict)


class _State:
    """One state of the graph with its idle sessions; let go once it is old and nobody asks it any more."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.users = 0
        self.old = False
        self.idle: list[Session] = []

    def close(self) -> None:
        for session in self.idle:
            session.close()
        self.idle.clear()
        self.held.close()


class Pool:
    """Asks the store as it is: the worker of an older state is exchanged when the store has changed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._states = Derived(settings.store, lambda store: _State(hold(store)), self._retire)
        self._free = asyncio.Semaphore(settings.workers)
        self._threads = CapacityLimiter(settings.workers)
        self._waiting = 0
        self._running: set[Session] = set()
        self._closed = False

    async def ask(self, question: Question) -> SparqlResult:
        """What the query finds.

        Raises:
            Busy: too many others ask.
            QueryLimit: the query took too long or needed too much memory.
            QueryError: the query is wrong, or would leave this graph.
        """
        if self._waiting >= QUEUE:
            raise Busy(self._pause())
        self._waiting += 1
        try:
            await asyncio.wait_for(self._free.acquire(), PATIENCE)
        except TimeoutError:
            raise Busy(self._pause()) from None
        finally:
            self._waiting -= 1
        try:
            return await to_thread.run_sync(self._answer, question, limiter=self._threads)
        finally:
            self._free.release()

    def start(self) -> None:
        """Begins to make the snapshot, before anybody asks."""
        self._states.start()

    def stop(self) -> None:
        """Kills the queries that run; whoever waits for them is told."""
        self._closed = True
        with self._lock:
            for session in self._running:
                session.stop()

    def close(self) -> None:
        """Ends all workers and lets the snapshot go."""
        self.stop()
        self._states.close()

    def _pause(self) -> int:
        """After so many seconds at the latest the queries that run now are over."""
        return max(1, round(self._settings.time_limit))

    def _answer(self, question: Question) -> SparqlResult:
        try:
            return self._ask_once(question)
        except DamagedSnapshot:
            self._states.forget()
            return self._ask_once(question)

    def _ask_once(self, question: Question) -> SparqlResult:
        state, session = self._enter()
        try:
            return session.query(
                question.text,
                bindings=question.bindings,
                dataset=question.dataset,
                timeout=self._settings.time_limit,
                max_rows=self._settings.max_rows,
            )
        except DamagedSnapshot:
            state.held.discard()
            raise
        finally:
            self._leave(state, session)

    def _enter(self) -> tuple[_State, Session]:
        while not self._closed:
            state = self._states.get()
            with self._lock:
                if not state.old:
                    session = state.idle.pop() if state.idle else state.held.session()
                    state.users += 1
                    self._running.add(session)
                    return state, session
        raise Busy(1)

    def _leave(self, state: _State, session: Session) -> None:
        with self._lock:
            self._running.discard(session)
            state.users -= 1
            state.idle.append(session)
            if state.old and not state.users:
                state.close()

    def _retire(self, state: _State) -> None:
        with self._lock:
            state.old = True
            if not state.users:
                state.close()
