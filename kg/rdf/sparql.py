"""SPARQL 1.1 queries over one graph or store, offline, with a limit on time, memory and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from kg.graph import KnowledgeGraph
from kg.ontology.vocabulary import load_vocabulary
from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.results import SparqlResult
from kg.rdf.session import MAX_ROWS, TIMEOUT, Bindings, DamagedSnapshot, Session
from kg.rdf.snapshot import Snapshot, hold_snapshot, quads_of, silent
from kg.rdf.write import graph_quads, nquads
from kg.store import Store

Source = KnowledgeGraph | Store | bytes
"""What can be asked: a graph, a store, or N-Quads that `rdf_bytes` wrote."""


def query(
    source: Source,
    text: str,
    *,
    bindings: Bindings | None = None,
    timeout: float = TIMEOUT,
    max_rows: int = MAX_ROWS,
    base: str = DEFAULT_BASE,
    notice: Callable[[str], None] = silent,
) -> SparqlResult:
    """What the query finds in `source`; the prefixes of exports are declared.

    The default graph holds articles, entities, claims and the edges that are asserted; ``GRAPH kg:plannedGraph``
    holds the planned edges. Rows come sorted where the query has no ORDER BY. `bindings` put terms in the place of
    variables, each a column of the query. `timeout` is in seconds; it does not count the making of a snapshot, of
    which `notice` is told.

    Raises:
        QueryError: the query is wrong, would leave this graph, took too long or needed too much memory.
    """
    for attempt in range(2):
        try:
            with open_session(source, base=base, notice=notice) as session:
                return session.query(text, bindings=bindings, timeout=timeout, max_rows=max_rows)
        except DamagedSnapshot:
            if attempt:
                raise
    raise AssertionError("unreachable")


@contextmanager
def open_session(
    source: Source, *, base: str = DEFAULT_BASE, notice: Callable[[str], None] = silent
) -> Iterator[Session]:
    """A session over `source` as it is now, for many queries; a snapshot stays as long as the session."""
    held = hold(source, base=base, notice=notice)
    try:
        with held.session() as session:
            yield session
    except DamagedSnapshot:
        held.discard()
        raise
    finally:
        held.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One state of a graph that stays while it is held, for any number of sessions; close it after them."""

    prefixes: Mapping[str, str]
    _data: bytes = b""
    _snapshot: Snapshot | None = None

    def session(self) -> Session:
        """A new session over this state; its worker starts with the first query."""
        if self._snapshot is None:
            return Session(data=self._data, prefixes=self.prefixes)
        return Session(snapshot=self._snapshot.path, prefixes=self.prefixes)

    def discard(self) -> None:
        """Takes a damaged snapshot away, so that the next one is made anew."""
        if self._snapshot is not None:
            self._snapshot.discard()

    def close(self) -> None:
        """Lets the state go."""
        if self._snapshot is not None:
            self._snapshot.close()


def hold(source: Source, *, base: str = DEFAULT_BASE, notice: Callable[[str], None] = silent) -> Held:
    """The source as it is now, held; `notice` is told of the making of a snapshot."""
    names = Names(base)
    snapshot = hold_snapshot(source, names, notice) if isinstance(source, Store) else None
    data = _loadable(source, names) if snapshot is None else b""
    return Held(prefixes=names.prefixes(), _data=data, _snapshot=snapshot)


def _loadable(source: Source, names: Names) -> bytes:
    """The source as N-Quads."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, Store):
        with source.moment():
            return nquads(quads_of(source, names))
    return nquads(graph_quads(source, load_vocabulary(), names))
