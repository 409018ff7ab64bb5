"""One article into the store or out of it, within the transaction of the caller."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from kg.model import Article, ArticleId, Claim, ClaimId, Entity, EntityId, Extraction
from kg.store import rows
from kg.store.derived import EdgeChanges, change_edges, refresh_entities


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
    changes, entities = _withdraw(database, article.id)
    _insert(database, "article", rows.article_row(article, engine, extraction.notes))
    for entity in extraction.entities:
        _write_entity(database, article.id, entity)
    for claim in _merged(extraction.claims):
        _write_claim(database, claim)
        changes[claim.subject, claim.relation, claim.object, claim.status.value] += 1
    change_edges(database, changes)
    refresh_entities(database, entities | {entity.id for entity in extraction.entities})


def remove_article(database: sqlite3.Connection, article: ArticleId) -> None:
    """Takes out the article, its claims, and every label, edge and entity that only it supports."""
    changes, entities = _withdraw(database, article)
    change_edges(database, changes)
    refresh_entities(database, entities)


def _withdraw(database: sqlite3.Connection, article: ArticleId) -> tuple[EdgeChanges, set[EntityId]]:
    """Deletes the article with its claims; what comes out is what that takes from edges, and the entities it named."""
    changes: EdgeChanges = Counter()
    found = database.execute("SELECT subject, relation, object, status FROM claim WHERE article = ?", (article,))
    changes.subtract(found)
    entities = {key for (key,) in database.execute("SELECT entity FROM article_entity WHERE article = ?", (article,))}
    database.execute("DELETE FROM article WHERE id = ?", (article,))  # claims, evidence and namings go with it
    return changes, entities


def _write_entity(database: sqlite3.Connection, article: ArticleId, entity: Entity) -> None:
    naming = rows.naming_row(entity)
    first = {"id": entity.id, "kind": entity.kind, "name": entity.name}
    _insert(database, "entity", first, known="IGNORE")
    _insert(database, "naming", naming, known="IGNORE")
    labels = rows.label_rows(str(naming["key"]), entity)
    database.executemany("INSERT OR IGNORE INTO label (naming, text, language, folded) VALUES (?, ?, ?, ?)", labels)
    _insert(database, "article_entity", {"article": article, "entity": entity.id, "naming": naming["key"]})


def _write_claim(database: sqlite3.Connection, claim: Claim) -> None:
    _insert(database, "claim", rows.claim_row(claim))
    for evidence in rows.evidence_rows(claim):
        _insert(database, "evidence", evidence)


def _merged(claims: tuple[Claim, ...]) -> list[Claim]:
    """The claims with each id once: where two say the same, the first one keeps the evidence of both."""
    merged: dict[ClaimId, Claim] = {}
    for claim in claims:
        known = merged.setdefault(claim.id, claim)
        merged[claim.id] = replace(known, evidence=tuple(dict.fromkeys(known.evidence + claim.evidence)))
    return list(merged.values())


def _insert(database: sqlite3.Connection, table: str, row: Mapping[str, object], *, known: str = "ABORT") -> None:
    columns, places = ", ".join(row), ", ".join(f":{name}" for name in row)
    # Table and columns are words of this package; every value is bound.
    database.execute(f"INSERT OR {known} INTO {table} ({columns}) VALUES ({places})", row)  # noqa: S608
