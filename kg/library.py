"""The commands as functions: open a store and ask it, names given as a person types them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Unpack

from kg.brief import Dossier, build_dossier, find_claims
from kg.conflicts import Conflict, ConflictKind, find_conflicts
from kg.errors import KgError
from kg.filters import ClaimConditions
from kg.graph import KnowledgeGraph
from kg.impact import Impact, SinglePoints, find_impact, find_single_points
from kg.model import Claim, Entity, EntityId, Status
from kg.ontology.vocabulary import Vocabulary, load_vocabulary
from kg.paths import PathOptions, Paths, find_paths, resolve_name
from kg.store import Store
from kg.store.view import StoreGraph

if TYPE_CHECKING:
    from networkx import MultiDiGraph
    from pandas import DataFrame
    from rdflib import Graph as RdfGraph

    from kg.rdf.results import SparqlResult


def open(path: Path | str = "kg.sqlite") -> KnowledgeBase:
    """The store in this file, ready for questions; it is only read.

    Raises:
        StoreError: there is no such file, it is no store, or it comes from a newer kg.
    """
    return KnowledgeBase(Store.open(path, read_only=True))


class KnowledgeBase:
    """Answers about one store; `kg.open` makes it. Each answer is of the moment at which it is asked for.

    Entities are given as a person types them: an id, or any label in any case, with or without accents. What is
    asked of an unknown name raises `UnknownEntity` with the nearest names, of a name of several `AmbiguousEntity`.

    >>> from tempfile import TemporaryDirectory
    >>> import kg
    >>> news = kg.Article(id="a1", text="Orbis bought K9 chips. Nimbo designs the K9.", language="en")
    >>> with TemporaryDirectory() as folder:
    ...     with kg.Store.open(f"{folder}/news.sqlite", create=True) as store:
    ...         orbis, nimbo = (kg.Entity(id=n.lower(), kind="Company", name=n) for n in ("Orbis", "Nimbo"))
    ...         k9 = kg.Entity(id="k9", kind="Chip", name="K9")
    ...         claims = tuple(
    ...             kg.Claim(article="a1", subject=subject, relation=relation, object="k9")
    ...             for subject, relation in [("nimbo", "develops"), ("orbis", "orders")]
    ...         )
    ...         reading = kg.Extraction(article="a1", entities=(k9, nimbo, orbis), claims=claims)
    ...         store.replace(news, reading, "by hand")
    ...     with kg.open(f"{folder}/news.sqlite") as base:
    ...         (path,) = base.paths("ORBIS", "nimbo")
    ...         print(path.entities)
    ...         print([reached.entity for reached in base.impact("Nimbo").supplied])
    ('orbis', 'k9', 'nimbo')
    ['k9', 'orbis']
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def close(self) -> None:
        """Lets the file go; answers already given stay."""
        self._store.close()

    def __enter__(self) -> KnowledgeBase:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._store.path

    @property
    def vocabulary(self) -> Vocabulary:
        """The classes and relations, with their labels."""
        return load_vocabulary()

    def entity(self, name: str) -> Entity:
        """The entity of this name."""
        with self._asked(name) as (graph, (found,)):
            return graph.entities[found]

    def paths(
        self,
        source: str,
        target: str,
        *,
        via: Iterable[str] = (),
        not_via: Iterable[str] = (),
        **options: Unpack[PathOptions],
    ) -> Paths:
        """How `source` depends on `target`: what `kg path` shows; for the options see `kg.find_paths`.

        Raises:
            NoPath: nothing joins the two within these limits; the message names what would.
        """
        via, not_via = tuple(via), tuple(not_via)
        with self._asked(source, target, *via, *not_via) as (graph, (start, end, *stops)):
            through, around = stops[: len(via)], stops[len(via) :]
            return find_paths(graph, self.vocabulary, start, end, via=through, not_via=around, **options)

    def impact(
        self,
        name: str,
        *,
        max_hops: int = 4,
        limit: int = 100,
        half_rule: bool = False,
        **conditions: Unpack[ClaimConditions],
    ) -> Impact:
        """Who is reached if the entity is cut off or, being a measure, is in force: what `kg impact` shows."""
        with self._asked(name) as (graph, (entity,)):
            options = {"max_hops": max_hops, "limit": limit}
            return find_impact(graph, self.vocabulary, entity, half_rule=half_rule, **options, **conditions)

    def single_points(
        self, company: str, *, max_hops: int = 4, limit: int = 500, **conditions: Unpack[ClaimConditions]
    ) -> SinglePoints:
        """Through which entities alone the company reaches others: what `kg impact --single-points` shows."""
        with self._asked(company) as (graph, (entity,)):
            return find_single_points(graph, self.vocabulary, entity, max_hops=max_hops, limit=limit, **conditions)

    def show(self, name: str, *, language: str = "en") -> Dossier:
        """All that is known of the entity, every line cited: what `kg show` prints."""
        with self._asked(name) as (graph, (entity,)):
            return build_dossier(graph, self.vocabulary, entity, language=language)

    def claims(
        self,
        entity: str | None = None,
        *,
        relations: Iterable[str] = (),
        statuses: Iterable[Status] = (),
        source: str | None = None,
        since: date | None = None,
        until: date | None = None,
    ) -> list[Claim]:
        """The claims that fit every condition: what `kg claims` lists; for the conditions see `kg.find_claims`."""
        with self._asked(*([] if entity is None else [entity])) as (graph, found):
            about = found[0] if found else None
            return find_claims(
                graph, entity=about, relations=relations, statuses=statuses, source=source, since=since, until=until
            )

    def conflicts(
        self, entity: str | None = None, *, kinds: Iterable[ConflictKind] = (), language: str = "en"
    ) -> list[Conflict]:
        """Claims that contradict each other, side by side: what `kg conflicts` lists."""
        with self._asked(*([] if entity is None else [entity])) as (graph, found):
            about = found[0] if found else None
            return find_conflicts(graph, self.vocabulary, entity=about, kinds=kinds, language=language)

    def sparql(self, text: str, *, timeout: float = 10.0, max_rows: int = 10_000) -> SparqlResult:
        """The answer to a SPARQL 1.1 query: what `kg query` prints; `timeout` is in seconds.

        Raises:
            QueryError: the query is wrong, would leave this graph, took too long or needed too much memory.
        """
        from kg.rdf.sparql import query

        return query(self._store, text, timeout=timeout, max_rows=max_rows)

    def to_graph(self) -> KnowledgeGraph:
        """All articles, entities and claims in memory."""
        return self._store.graph()

    def to_networkx(self) -> MultiDiGraph:
        """Entities as nodes, claims as edges; `weight` is 0 for what is not asserted (see `kg.export.nx`)."""
        from kg.export.nx import to_networkx

        return to_networkx(self.to_graph())

    def to_rdflib(self) -> RdfGraph:
        """The RDF export as an rdflib graph, for stores that fit in memory."""
        from kg.rdf import to_rdflib

        return to_rdflib(self.to_graph(), self.vocabulary)

    def to_pandas(self) -> DataFrame:
        """One row per claim with the columns of the CSV export, dates and numbers as they are stored.

        Raises:
            KgError: pandas is not installed; kg does not bring it.
        """
        try:
            from pandas import DataFrame
        except ImportError as error:
            raise KgError("pandas is not installed: run 'pip install pandas', then ask again.") from error
        from kg.export import csv

        return DataFrame(list(csv.rows(self.to_graph())), columns=list(csv.COLUMNS))

    @contextmanager
    def _asked(self, *names: str) -> Iterator[tuple[StoreGraph, list[EntityId]]]:
        """The graph of this moment, and the entities that these names mean."""
        with self._store.view() as graph:
            yield graph, [resolve_name(graph, name) for name in names]
