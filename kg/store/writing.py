"""One article into the store or out of it, within the transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.model import Article, ArticleId, Claim, ClaimId, Entity, EntityId, Extraction
from kg.store import rows
from kg.store.derived import EdgeChanges, change_edges, refresh_entities

_ADD_CLAIM = """
INSERT INTO claim (key, hash, article, subject, relation, object, status, polarity, actuality, evidentiality,
  attribution, qualifiers, confidence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_EVIDENCE = """
INSERT INTO evidence (claim, rule, start, end, quote, subject_start, subject_end, object_start, object_end)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CLAIMS_OF_EDGES = "SELECT subject, relation, object, status FROM claim WHERE article = ?"
_NAMINGS_OF = """
SELECT naming.entity, naming.key FROM article_naming JOIN naming ON naming.key = article_naming.naming WHERE article = ?
"""


def check_extraction(article: Article, extraction: Extraction) -> None:
    """Raises ValueError where an engine broke its contract, before anything is written."""
    if extraction.article != article.id:
        raise ValueError(f"the extraction of '{extraction.article}' cannot be stored for article '{article.id}'")
    known = {entity.id for entity in extraction.entities}
    if len(known) < len(extraction.entities):
        raise ValueError(f"article '{article.id}': an entity was given twice")
    for claim in extraction.claims:
        if claim.article != article.id:
            raise ValueError(f"claim {claim.id} belongs to article '{claim.article}', not to '{article.id}'")
        if not {claim.subject, claim.object} <= known:
            raise ValueError(f"claim {claim.id}: '{claim.subject}' or '{claim.object}' is no entity of the extraction")


def write_article(database: sqlite3.Connection, article: Article, extraction: Extraction, engine: str) -> None:
    """Replaces what the store knows of the article."""
    touched = _withdraw(database, article.id)
    words = Words(database)
    row = rows.article_row(article, extraction.notes) | {"engine": words.key(engine)}
    key = _insert(database, "article", row)
    database.execute("INSERT INTO article_text VALUES (?, ?)", (key, rows.packed_text(article)))
    entities = {entity.id: _write_entity(database, key, entity) for entity in extraction.entities}
    _write_claims(database, key, _merged(extraction.claims), entities, words, touched.edges)
    touched.entities.update(entities.values())
    _settle(database, touched)


def remove_article(database: sqlite3.Connection, article: ArticleId) -> None:
    """Takes out the article, its claims, and every label, edge and entity that only it supports."""
    _settle(database, _withdraw(database, article))


class Words:
    """Relations, rules and engines by the numbers that stand for them; a new word gets the next one."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._known: dict[str, int] = {}

    def key(self, word: str) -> int:
        """The number of the word."""
        if word not in self._known:
            self._database.execute("INSERT OR IGNORE INTO word (text) VALUES (?)", (word,))
            (self._known[word],) = self._database.execute("SELECT key FROM word WHERE text = ?", (word,)).fetchone()
        return self._known[word]


@dataclass(slots=True)
class _Touched:
    """What a change of one article leaves to be derived anew."""

    edges: EdgeChanges = field(default_factory=Counter)
    entities: set[int] = field(default_factory=set)
    namings: set[int] = field(default_factory=set)


def _settle(database: sqlite3.Connection, touched: _Touched) -> None:
    change_edges(database, touched.edges)
    refresh_entities(database, touched.entities, touched.namings)


def _withdraw(database: sqlite3.Connection, article: ArticleId) -> _Touched:
    """Deletes the article with its claims; what comes out is what that leaves to be derived anew."""
    touched = _Touched()
    known = database.execute("SELECT key FROM article WHERE id = ?", (article,)).fetchone()
    if known is not None:
        touched.edges.subtract(database.execute(_CLAIMS_OF_EDGES, known))
        for entity, naming in database.execute(_NAMINGS_OF, known):
            touched.entities.add(entity)
            touched.namings.add(naming)
        database.execute("DELETE FROM article WHERE key = ?", known)  # text, claims, evidence and namings go with it
    return touched


def _write_entity(database: sqlite3.Connection, article: int, entity: Entity) -> int:
    """The key of the entity, which this article now names so."""
    naming = rows.naming_row(entity)
    known = database.execute("SELECT key, entity FROM naming WHERE hash = ?", (naming["hash"],)).fetchone()
    if known is None:
        named = _entity_key(database, entity)
        key = _insert(database, "naming", naming | {"entity": named})
        database.executemany("INSERT INTO label VALUES (?, ?, ?, ?)", rows.label_rows(key, entity))
    else:
        key, named = known
    database.execute("INSERT INTO article_naming VALUES (?, ?)", (article, key))
    return int(named)


def _entity_key(database: sqlite3.Connection, entity: Entity) -> int:
    row = {"id": entity.id, "kind": entity.kind, "name": entity.name}
    known = database.execute("SELECT key FROM entity WHERE id = :id", row).fetchone()
    return int(known[0]) if known else _insert(database, "entity", row)


def _write_claims(
    database: sqlite3.Connection,
    article: int,
    claims: Iterable[Claim],
    entities: Mapping[EntityId, int],
    words: Words,
    edges: EdgeChanges,
) -> None:
    (last,) = database.execute("SELECT coalesce(max(key), 0) FROM claim").fetchone()
    claim_rows, evidence_rows = [], []
    for key, claim in enumerate(claims, start=last + 1):
        triple = (entities[claim.subject], words.key(claim.relation), entities[claim.object])
        row = rows.claim_row(claim)
        claim_rows.append((key, bytes.fromhex(claim.id), article, *triple, *row))
        evidence_rows += [(key, words.key(piece.rule), *rows.evidence_row(piece)) for piece in claim.evidence]
        edges[(*triple, row[0])] += 1
    database.executemany(_ADD_CLAIM, claim_rows)
    database.executemany(_ADD_EVIDENCE, evidence_rows)


def _merged(claims: tuple[Claim, ...]) -> list[Claim]:
    """The claims with each id once: where two say the same, the first one keeps the evidence of both."""
    merged: dict[ClaimId, Claim] = {}
    for claim in claims:
        known = merged.setdefault(claim.id, claim)
        if known is not claim:
            merged[claim.id] = replace(known, evidence=tuple(dict.fromkeys(known.evidence + claim.evidence)))
    return list(merged.values())


def _insert(database: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    # Table and columns are words of this package; every value is bound.
    written = database.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", row)  # noqa: S608
    return int(written.lastrowid or 0)
