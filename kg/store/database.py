"""The Store: articles go in one transaction each, the knowledge graph comes out."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from kg.errors import StoreError
from kg.graph import KnowledgeGraph, name_key, united
from kg.model import Article, ArticleId, Claim, ClaimId, Entity, EntityId, Extraction
from kg.store import derived, rows, writing
from kg.store.connection import open_database, store_errors
from kg.store.dump import dump_lines
from kg.store.view import StoreGraph

_NAMED_BY_ARTICLE = """
WHERE naming.key IN (SELECT naming FROM article_naming JOIN article ON article.key = article WHERE article.id = ?)
"""


_STAMP = """
SELECT hash, origin, text, (SELECT count(*) FROM claim WHERE article = article.key)
FROM article JOIN word ON word.key = engine WHERE id = ?
"""


class Stamp(NamedTuple):
    """How an article was stored: the hash of all that was read, the name of its input, the engine; and its claims."""

    text_hash: str
    origin: str
    engine: str
    claims: int

    def is_of(self, text_hash: str, origin: str, engine: str) -> bool:
        """True where the article was stored just so."""
        return self[:3] == (text_hash, origin, engine)


class Store:
    """All that was read, in one file; the same articles give the same content, whatever the order they came in.

    Readers work while a build writes. A second writer waits for the lock, at most `timeout` seconds.
    """

    def __init__(self, database: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
        self.path = path
        self._database = database
        self._read_only = read_only

    @classmethod
    def open(cls, path: Path | str, *, create: bool = False, read_only: bool = False, timeout: float = 30.0) -> Store:
        """The store in this file; `create` makes one where there is none.

        Raises:
            StoreError: there is no file, it is no store, it comes from a newer kg, or it cannot be written.
        """
        path = Path(path)
        database = open_database(path, create=create, read_only=read_only, timeout=timeout)
        return cls(database, path, read_only=read_only)

    def close(self) -> None:
        """Seals what was written and lets the file go."""
        try:
            self.seal()
        finally:
            self._database.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:  # a second error, of the sealing, would hide the first
            self._database.close()

    @property
    def generation(self) -> int:
        """Goes up with every change; what is derived from the store carries it as its stamp."""
        (generation,) = self._one("SELECT generation FROM meta") or (0,)
        return int(generation)

    def is_current(self, article: Article, engine: str) -> bool:
        """True where exactly this article was stored, as read by this version of the engine."""
        stamp = self.stamp(article.id)
        return stamp is not None and stamp.is_of(article.text_hash, article.origin, engine)

    def stamp(self, article_id: ArticleId) -> Stamp | None:
        """What tells whether an article has to be read again, or None where it is unknown."""
        row = self._one(_STAMP, article_id)
        return None if row is None else Stamp(row[0].hex(), *row[1:])

    def replace(self, article: Article, extraction: Extraction, engine: str) -> None:
        """Puts the article and what was read in it in the place of all that was known of it, in one transaction.

        Raises:
            ValueError: the extraction is not one of this article, or a claim joins an entity it does not give.
            StoreError: the file cannot be written; the store is as it was before.
        """
        self.replace_many([(article, extraction)], engine)

    def replace_many(self, readings: Iterable[tuple[Article, Extraction]], engine: str) -> None:
        """The same for several articles in one transaction: all of them or none; faster where there are thousands.

        Raises:
            ValueError: as `replace`.
            StoreError: as `replace`.
        """
        readings = list(readings)
        for article, extraction in readings:
            writing.check_extraction(article, extraction)
        with self._transaction():
            for article, extraction in readings:
                writing.write_article(self._database, article, extraction, engine)

    def remove(self, article_id: ArticleId) -> None:
        """Takes out an article with its claims, labels and edges; an unknown one is no error."""
        if self._one("SELECT 1 FROM article WHERE id = ?", article_id):
            with self._transaction():
                writing.remove_article(self._database, article_id)

    def seal(self) -> None:
        """Makes everything committed so far safe against a loss of power; does nothing where nothing is new."""
        if self._read_only or not self._one("SELECT 1 FROM meta WHERE sealed < generation"):
            return
        with store_errors(self.path):
            self._database.execute("PRAGMA synchronous = FULL")
            self._database.execute("UPDATE meta SET sealed = generation")
            self._database.execute("PRAGMA synchronous = NORMAL")

    def article_ids(self) -> list[ArticleId]:
        """The ids of all articles, sorted."""
        return [ArticleId(key) for (key,) in self._all("SELECT id FROM article ORDER BY id")]

    def articles_from(self, source: str) -> list[ArticleId]:
        """The articles of this outlet, or read from this file or from a file in this folder; sorted."""
        rows_found = self._all("SELECT id, outlet, origin FROM article ORDER BY id")
        wanted = source.casefold()
        return [
            ArticleId(key)
            for key, outlet, origin in rows_found
            if (outlet or "").casefold() == wanted or origin == source or origin.startswith(source.rstrip("/") + "/")
        ]

    def outlets(self) -> list[str]:
        """The outlets of all articles, those with the most articles first."""
        query = "SELECT outlet FROM article WHERE outlet NOT NULL GROUP BY outlet ORDER BY count(*) DESC, outlet"
        return [outlet for (outlet,) in self._all(query)]

    def article(self, article_id: ArticleId) -> Article | None:
        """The article of this id, or None."""
        row = self._one(f"{rows.SELECT_ARTICLES} WHERE id = ?", article_id)
        return None if row is None else rows.article_of(row)

    def articles(self) -> Iterator[Article]:
        """Every article, sorted by id."""
        for row in self._all(f"{rows.SELECT_ARTICLES} ORDER BY id"):
            yield rows.article_of(row)

    def origin(self, article_id: ArticleId) -> str | None:
        """The name of the input the article was read from, or None where the article is unknown."""
        row = self._one("SELECT origin FROM article WHERE id = ?", article_id)
        return None if row is None else str(row[0])

    def text_hash(self, article_id: ArticleId) -> str | None:
        """The hash of the article as it was stored, or None where it is unknown."""
        row = self._one("SELECT hash FROM article WHERE id = ?", article_id)
        return None if row is None else str(row[0].hex())

    def notes(self, article_id: ArticleId) -> tuple[str, ...]:
        """What the engine noted about the article; empty where it is unknown."""
        row = self._one("SELECT notes FROM article WHERE id = ?", article_id)
        return () if row is None else tuple(json.loads(row[0]))

    def claim_count(self, article_id: ArticleId) -> int:
        """How many claims the article gave."""
        query = "SELECT count(*) FROM claim WHERE article = (SELECT key FROM article WHERE id = ?)"
        (count,) = self._one(query, article_id) or (0,)
        return int(count)

    def claims(self, article_id: ArticleId) -> list[tuple[ClaimId, Claim]]:
        """The claims of one article, sorted by the id they are stored under, each with that id.

        Raises:
            StoreError: a stored claim cannot be read.
        """
        found = self._all(f"{rows.SELECT_CLAIMS} WHERE article.id = ? {rows.CLAIM_ORDER}", article_id)
        return sorted(rows.claims_of(found), key=itemgetter(0))

    def extraction(self, article_id: ArticleId) -> Extraction:
        """What was read in one article, as `replace` took it; empty where the article is unknown."""
        with self._snapshot():
            found = self._all(f"{rows.SELECT_NAMINGS} {_NAMED_BY_ARTICLE}", article_id)
            entities = [rows.entity_of(row, self._labels(row[0])) for row in found]
            return Extraction(
                article=article_id,
                entities=tuple(sorted(entities, key=lambda entity: entity.id)),
                claims=tuple(claim for _, claim in self.claims(article_id)),
                notes=self.notes(article_id),
            )

    def graph(self) -> KnowledgeGraph:
        """All articles, the entities with the labels of all articles, and all claims, as of one moment."""
        graph = KnowledgeGraph()
        with self._snapshot():
            for article in self.articles():
                graph.add_article(article)
            for entity in self._namings():
                graph.add_entity(entity)
            for _, claim in rows.claims_of(self._all(f"{rows.SELECT_CLAIMS} {rows.CLAIM_ORDER}")):
                graph.add_claim(claim)
        return graph

    @contextmanager
    def view(self) -> Iterator[StoreGraph]:
        """The graph as of this moment, read as it is asked; nothing of it may be used afterwards."""
        with self._snapshot():
            yield StoreGraph(self._database, self.path)

    def kinds(self) -> dict[EntityId, str]:
        """The kind of every entity, by id."""
        return {EntityId(key): kind for key, kind in self._all("SELECT id, kind FROM entity ORDER BY id")}

    def find_entities(self, name: str) -> list[EntityId]:
        """The entities that any article calls so, sorted; case, accents and surplus spaces do not count."""
        wanted = rows.folded_name(name)
        found = self._all(rows.SELECT_NAMED, name_key(name))
        return sorted({EntityId(key) for key, label in found if rows.folded_name(label) == wanted})

    def check(self) -> list[str]:
        """What is wrong with the file, its references and its derived tables; empty in a sound store."""
        with store_errors(self.path), self._snapshot():
            return derived.find_faults(self._database)

    def entities(self) -> Iterator[Entity]:
        """Every entity with the labels of all articles, sorted by id."""
        for _, namings in groupby(self._namings(), key=lambda entity: entity.id):
            yield reduce(united, namings)

    def attributions(self) -> list[str]:
        """Every speaker that claims name, in the words they name them by, sorted."""
        query = "SELECT DISTINCT attribution FROM claim WHERE attribution IS NOT NULL ORDER BY attribution"
        return [words for (words,) in self._all(query)]

    def claim_total(self) -> int:
        """How many claims there are."""
        (count,) = self._one("SELECT count(*) FROM claim") or (0,)
        return int(count)

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Within it all reads see the store as it was at the first, though a build may be writing."""
        with self._snapshot():
            yield

    def interrupt(self) -> None:
        """Ends what another thread reads just now with a StoreError there."""
        self._database.interrupt()

    def rebuild_derived(self) -> None:
        """Counts the edges and names the entities anew; articles and claims stay as they are."""
        with self._transaction():
            derived.rebuild_edges(self._database)
            derived.rebuild_entities(self._database)

    def dump(self) -> Iterator[str]:
        """Everything in the store as lines of text: two stores that hold the same give the same lines."""
        with store_errors(self.path), self._snapshot():
            yield from dump_lines(self._database)

    def _namings(self) -> Iterator[Entity]:
        """Each way an article names an entity, in an order that does not depend on the order of the commits."""
        order = "ORDER BY entity.id, naming.kind, naming.name, owner, naming.hash"
        for row in self._all(f"{rows.SELECT_NAMINGS} {order}"):
            yield rows.entity_of(row, self._labels(row[0]))

    def _labels(self, naming: int) -> Iterator[rows.Row]:
        return self._all("SELECT text, language FROM label WHERE naming = ? ORDER BY text, language", naming)

    def _one(self, query: str, *values: object) -> rows.Row | None:
        with store_errors(self.path):
            row: rows.Row | None = self._database.execute(query, values).fetchone()
        return row

    def _all(self, query: str, *values: object) -> Iterator[rows.Row]:
        with store_errors(self.path):
            yield from self._database.execute(query, values)

    @contextmanager
    def _snapshot(self) -> Iterator[None]:
        """Several reads that see the same moment, though a build may be writing."""
        if self._database.in_transaction:
            yield
            return
        with store_errors(self.path):
            self._database.execute("BEGIN")
        try:
            yield
        finally:
            self._database.execute("ROLLBACK")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if self._read_only:
            raise StoreError(f"{self.path}: was opened for reading only and cannot be changed")
        with store_errors(self.path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._database.execute("UPDATE meta SET generation = generation + 1")
                self._database.execute("COMMIT")
            except BaseException:
                if self._database.in_transaction:  # SQLite itself rolls back where the disk is full
                    self._database.execute("ROLLBACK")
                raise
