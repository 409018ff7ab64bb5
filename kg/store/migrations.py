"""Brings the tables of older stores to today's version, within one transaction and without loss."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from kg.errors import StoreError
from kg.store import derived, schema

_OLD_TABLES = ("meta", "article", "entity", "naming", "label", "article_entity", "claim", "evidence", "edge")
_FROM_1 = """
UPDATE meta SET (generation, sealed) = (SELECT generation, sealed FROM old_meta);
INSERT INTO word (text) SELECT relation FROM old_claim UNION SELECT rule FROM old_evidence
  UNION SELECT engine FROM old_article ORDER BY 1;
INSERT INTO article (id, origin, hash, engine, language, body, title, published, url, outlet, notes)
  SELECT id, origin, bytes_of(hash), word.key, language, body, title, published, url, outlet, notes
  FROM old_article JOIN word ON word.text = engine ORDER BY id;
INSERT INTO article_text SELECT article.key, old_article.text FROM old_article JOIN article USING (id);
INSERT INTO entity (id, kind, name) SELECT id, kind, name FROM old_entity ORDER BY id;
INSERT INTO naming (hash, entity, kind, name, letters, owner, same_as)
  SELECT bytes_of(old.key), entity.key, old.kind, old.name, letters_of(old.name), old.owner, old.same_as
  FROM old_naming AS old JOIN entity ON entity.id = old.entity ORDER BY old.key;
INSERT INTO label SELECT naming.key, old.text, old.language, letters_of(old.text)
  FROM old_label AS old JOIN naming ON naming.hash = bytes_of(old.naming);
INSERT INTO article_naming SELECT article.key, naming.key
  FROM old_article_entity AS old JOIN article ON article.id = old.article
    JOIN naming ON naming.hash = bytes_of(old.naming);
INSERT INTO claim (hash, article, subject, relation, object, status, polarity, actuality, evidentiality, attribution,
    qualifiers, confidence)
  SELECT bytes_of(old.key), article.key, subject.key, word.key, object.key, place_of('status', old.status),
    place_of('polarity', old.polarity), place_of('actuality', old.actuality),
    place_of('evidentiality', old.evidentiality), old.attribution, nullif(old.qualifiers, '{}'), old.confidence
  FROM old_claim AS old JOIN article ON article.id = old.article JOIN entity AS subject ON subject.id = old.subject
    JOIN entity AS object ON object.id = old.object JOIN word ON word.text = old.relation
  ORDER BY article.key, old.key;
INSERT INTO evidence (claim, start, end, quote, rule, subject_start, subject_end, object_start, object_end)
  SELECT claim.key, old.start, old.end, old.quote, word.key, old.subject_start, old.subject_end, old.object_start,
    old.object_end
  FROM old_evidence AS old JOIN claim ON claim.hash = bytes_of(old.claim) JOIN word ON word.text = old.rule
  ORDER BY claim.key, old.place
"""
_COUNTED = {
    "article": "article",
    "entity": "entity",
    "naming": "naming",
    "label": "label",
    "article_entity": "article_naming",
    "claim": "claim",
    "evidence": "evidence",
}


def can_migrate(database: sqlite3.Connection) -> bool:
    """True for a store of an older version from which there is a way to today's."""
    return schema.version_of(database) in _STEPS


def migrate(database: sqlite3.Connection) -> None:
    """Brings the store up to date, all steps in the transaction of the caller.

    Raises:
        StoreError: something in the old tables could not be carried over; the caller rolls back.
    """
    while (version := schema.version_of(database)) in _STEPS:
        _STEPS[version](database)


def _from_1_to_2(database: sqlite3.Connection) -> None:
    """Text keys become integers; the rest stays what it was."""
    database.execute("PRAGMA defer_foreign_keys = ON")  # tables are renamed and dropped with rows in them
    for table in _OLD_TABLES:
        database.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    for (index,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL").fetchall():
        database.execute(f"DROP INDEX {index}")
    schema.create_tables(database)
    derived.add_functions(database)
    for statement in _FROM_1.split(";\n"):
        database.execute(statement)
    derived.rebuild_edges(database)
    for old, new in _COUNTED.items():
        _check_count(database, f"old_{old}", new)
    for table in reversed(_OLD_TABLES):
        database.execute(f"DROP TABLE old_{table}")


def _check_count(database: sqlite3.Connection, old: str, new: str) -> None:
    (before,), (after,) = (database.execute(f"SELECT count(*) FROM {table}").fetchone() for table in (old, new))  # noqa: S608
    if before != after:
        raise StoreError(
            f"the older store is damaged: {after} of {before} rows of '{new}' could be read; build it anew"
        )


_STEPS: dict[int | None, Callable[[sqlite3.Connection], None]] = {1: _from_1_to_2}
