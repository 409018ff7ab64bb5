"""SPARQL 1.1 queries over one graph or store, offline, with a limit on time, memory and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kg.graph import KnowledgeGraph
from kg.ontology.vocabulary import load_vocabulary
from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.results import SparqlResult
from kg.rdf.session import MAX_ROWS, TIMEOUT, Bindings, DamagedSnapshot, Session
from kg.rdf.snapshot import hold_snapshot, quads_of, silent
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
    names = Names(base)
    snapshot = hold_snapshot(source, names, notice) if isinstance(source, Store) else None
    if snapshot is None:
        with Session(data=_loadable(source, names), prefixes=names.prefixes()) as session:
            yield session
        return
    try:
        with Session(snapshot=snapshot.path, prefixes=names.prefixes()) as session:
            yield session
    except DamagedSnapshot:
        snapshot.discard()
        raise
    finally:
        snapshot.close()


def _loadable(source: Source, names: Names) -> bytes:
    """The source as N-Quads."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, Store):
        with source.moment():
            return nquads(quads_of(source, names))
    return nquads(graph_quads(source, load_vocabulary(), names))
