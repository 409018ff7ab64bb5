"""A graph that lies in a store: each answer reads what it asks for, all of it as of one moment."""

from __future__ import annotations

import functools
import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TypeVar

from kg.graph import Edge, Ways, is_within, name_key, united
from kg.model import Article, ArticleId, Claim, ClaimId, Entity, EntityId
from kg.store import rows
from kg.store.connection import store_errors
from kg.store.lazy import StoredArticle

Key = TypeVar("Key", bound=str)
Value = TypeVar("Value")

_FROM = "WHERE claim.subject = (SELECT key FROM entity WHERE id = ?)"
_TO = """
WHERE claim.key IN (
  SELECT claim.key FROM edge CROSS JOIN claim
    ON claim.subject = edge.subject AND claim.relation = edge.relation AND claim.object = edge.object
  WHERE edge.object = (SELECT key FROM entity WHERE id = ?)
)
"""
_BETWEEN = """
WHERE claim.subject = (SELECT key FROM entity WHERE id = ?) AND claim.object = (SELECT key FROM entity WHERE id = ?)
"""
_NUMBERS = "asserted, planned, denied, ended, asserted_best, planned_best, denied_best, ended_best"
_EDGES_FROM = f"""
SELECT ?1, word.text, entity.id, {_NUMBERS}
FROM edge CROSS JOIN entity ON entity.key = edge.object CROSS JOIN word ON word.key = edge.relation
WHERE edge.subject = (SELECT key FROM entity WHERE id = ?1)
"""  # noqa: S608
_EDGES_TO = f"""
SELECT entity.id, word.text, ?1, {_NUMBERS}
FROM edge CROSS JOIN entity ON entity.key = edge.subject CROSS JOIN word ON word.key = edge.relation
WHERE edge.object = (SELECT key FROM entity WHERE id = ?1)
"""  # noqa: S608
_EDGES_AMONG = f"""
WITH other AS (SELECT entity.key, entity.id FROM json_each(?2) CROSS JOIN entity ON entity.id = value)
SELECT ?1, word.text, other.id, {_NUMBERS}
FROM other CROSS JOIN edge ON edge.subject = (SELECT key FROM entity WHERE id = ?1) AND edge.object = other.key
  CROSS JOIN word ON word.key = edge.relation
UNION SELECT other.id, word.text, ?1, {_NUMBERS}
FROM other CROSS JOIN edge ON edge.object = (SELECT key FROM entity WHERE id = ?1) AND edge.subject = other.key
  CROSS JOIN word ON word.key = edge.relation
"""  # noqa: S608
_JOINED = """
SELECT here.key, there.id
FROM json_each(?) AS here CROSS JOIN entity ON entity.id = here.value CROSS JOIN edge ON edge.{near} = entity.key
  CROSS JOIN entity AS there ON there.key = edge.{far}
WHERE ({counts}) {relations}
"""
_OF_RELATIONS = "AND edge.relation IN (SELECT key FROM word WHERE text IN (SELECT value FROM json_each(?)))"
_LABELS = """
SELECT entity.id, naming.name FROM naming JOIN entity ON entity.key = naming.entity
UNION SELECT entity.id, label.text FROM label JOIN naming ON naming.key = label.naming
  JOIN entity ON entity.key = naming.entity
ORDER BY 1, 2
"""
_NAMINGS_OF = f"{rows.SELECT_NAMINGS} WHERE entity.id = ? ORDER BY naming.kind, naming.name, owner, naming.hash"
_LABELS_OF = "SELECT text, language FROM label WHERE naming = ? ORDER BY text, language"

# How much is kept: a search returns to the same few hubs, and the claims of one hub may be tens of thousands.
_ENTITIES_KEPT = _ARTICLES_KEPT = 20_000
_EDGE_LISTS_KEPT = 2_000
_CLAIM_LISTS_KEPT = 8


class StoreGraph:
    """A `Graph` over an open store; it is valid while the transaction it was made in lasts."""

    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database = database
        self._path = path
        self._entity = functools.lru_cache(_ENTITIES_KEPT)(self._read_entity)
        self._article = functools.lru_cache(_ARTICLES_KEPT)(self._read_article)
        self._edges = functools.lru_cache(_EDGE_LISTS_KEPT)(self._read_edges)
        self._claims = functools.lru_cache(_CLAIM_LISTS_KEPT)(self._read_claims)

    @property
    def entities(self) -> Mapping[EntityId, Entity]:
        """Every entity by its id, sorted; each is read when it is asked for."""
        return _Records(self, "entity", self._entity)

    @property
    def articles(self) -> Mapping[ArticleId, Article]:
        """Every article by its id, sorted; each is read when it is asked for, its text when that is."""
        return _Records(self, "article", self._article)

    @property
    def claims(self) -> Iterator[Claim]:
        """Every claim, sorted by subject, relation, object, article and id; read subject by subject."""
        for entity in self.entities:
            yield from self._read_claims(_FROM, entity)

    def claim(self, claim_id: ClaimId) -> Claim | None:
        """The claim of this id, or None."""
        try:
            found = self._read_claims("WHERE claim.hash = ?", bytes.fromhex(claim_id))
        except ValueError:  # no hexadecimal digits: no id of a claim
            return None
        return found[0] if found else None

    def claims_from(self, entity: EntityId) -> tuple[Claim, ...]:
        """Claims whose subject is `entity`, sorted."""
        return self._claims(_FROM, entity)

    def claims_to(self, entity: EntityId) -> tuple[Claim, ...]:
        """Claims whose object is `entity`, sorted."""
        return self._claims(_TO, entity)

    def claims_between(self, subject: EntityId, object: EntityId) -> tuple[Claim, ...]:
        """Claims from `subject` to `object`, sorted; the other direction is left out."""
        return self._claims(_BETWEEN, subject, object)

    def edges_from(self, entity: EntityId) -> tuple[Edge, ...]:
        """Edges whose subject is `entity`, sorted by relation and object; no claim is read."""
        return self._edges(_EDGES_FROM, entity)

    def edges_to(self, entity: EntityId) -> tuple[Edge, ...]:
        """Edges whose object is `entity`, sorted by subject and relation; no claim is read."""
        return self._edges(_EDGES_TO, entity)

    def edges_among(self, entity: EntityId, others: Collection[EntityId]) -> tuple[Edge, ...]:
        """Edges between `entity` and any of `others`, in either direction, sorted; the other edges are not read."""
        found = self._all(_EDGES_AMONG, entity, json.dumps(sorted(others)))
        return tuple(sorted(map(rows.edge_of, found)))

    def joined(self, entities: Collection[EntityId], ways: Ways) -> Iterator[tuple[EntityId, EntityId]]:
        """Each of `entities` with every entity to which one of these ways leads from it; some pairs come twice."""
        here = sorted(entities)
        counts = " OR ".join(f"edge.{status} > 0" for status in sorted(ways.statuses)) or "0"
        for near, far, relations in (("subject", "object", ways.out), ("object", "subject", ways.into)):
            if relations is not None and not relations:
                continue
            limit, wanted = ("", []) if relations is None else (_OF_RELATIONS, [json.dumps(sorted(relations))])
            query = _JOINED.format(near=near, far=far, counts=counts, relations=limit)
            for place, there in self._all(query, json.dumps(here), *wanted):
                yield here[place], EntityId(there)

    def published_within(self, claim: Claim, since: date | None, until: date | None) -> bool:
        """True where the claim's article may have been published in that time; see `is_within`."""
        if since is None and until is None:
            return True
        article = self.articles.get(claim.article)
        return is_within(article.published if article else None, since, until)

    def entities_named(self, name: str) -> tuple[EntityId, ...]:
        """The entities with a label whose `name_key` is that of `name`, sorted; none for a name without letters."""
        wanted = name_key(name)
        found = self._all(rows.SELECT_NAMED, wanted) if wanted else []
        return tuple(sorted({EntityId(key) for key, _ in found}))

    def labels(self) -> Iterator[tuple[str, EntityId]]:
        """Every label with its entity, in the order of the entities."""
        for entity, label in self._all(_LABELS):
            yield label, EntityId(entity)

    def __iter__(self) -> Iterator[Claim]:
        return self.claims

    def __len__(self) -> int:
        return int(self._all("SELECT count(*) FROM claim")[0][0])

    def _read_entity(self, key: EntityId) -> Entity:
        found = self._all(_NAMINGS_OF, key)
        if not found:
            raise KeyError(key)
        return functools.reduce(united, (rows.entity_of(row, self._all(_LABELS_OF, row[0])) for row in found))

    def _read_article(self, key: ArticleId) -> Article:
        found = self._all(f"{rows.SELECT_HEADS} WHERE id = ?", key)
        if not found:
            raise KeyError(key)
        *head, number = found[0]
        return StoredArticle(text=functools.partial(self._read_text, key, number), **rows.head_of(head))

    def _read_text(self, key: ArticleId, number: int) -> str:
        found = self._all("SELECT packed FROM article_text WHERE article = ?", number)
        return rows.text_of(key, found[0][0] if found else None)

    def _read_edges(self, query: str, entity: EntityId) -> tuple[Edge, ...]:
        return tuple(sorted(map(rows.edge_of, self._all(query, entity))))

    def _read_claims(self, condition: str, *values: object) -> tuple[Claim, ...]:
        found = self._all(f"{rows.SELECT_CLAIMS} {condition} {rows.CLAIM_ORDER}", *values)
        return tuple(claim for _, claim in sorted(rows.claims_of(found), key=_stored_order))

    def _all(self, query: str, *values: object) -> list[rows.Row]:
        with store_errors(self._path):
            return self._database.execute(query, values).fetchall()


def _stored_order(found: tuple[ClaimId, Claim]) -> tuple[str, ...]:
    """`kg.graph.claim_order` without working out the id anew, which takes longer than reading the claim."""
    key, claim = found
    return (claim.subject, claim.relation, claim.object, claim.article, claim.status, key)


class _Records(Mapping[Key, Value]):
    """The entities or the articles of a store, by id."""

    def __init__(self, graph: StoreGraph, table: str, read: Callable[[Key], Value]) -> None:
        self._graph = graph
        self._table = table
        self._read = read

    def __getitem__(self, key: Key) -> Value:
        return self._read(key)

    def __iter__(self) -> Iterator[Key]:
        return (key for (key,) in self._graph._all(f"SELECT id FROM {self._table} ORDER BY id"))  # noqa: S608

    def __len__(self) -> int:
        return int(self._graph._all(f"SELECT count(*) FROM {self._table}")[0][0])  # noqa: S608
