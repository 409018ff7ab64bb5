"""What a store looks like on disk: its tables, its mark and its version."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x6B676368
"""Stands in the header of every store ("kgch"), so that no other SQLite file is taken for one."""

VERSION = 2
"""Goes up with every change of the tables below; `migrations` brings older stores here."""

# Rows are joined by small integers, which differ from store to store; what is said is known by the ids and hashes
# beside them, and `kg.store.dump` tells a store by these alone.
# `naming` holds what an article calls an entity, once for all articles that name it alike: entities carry many labels.
# `entity.kind`, `entity.name` and the whole of `edge` are derived and refreshed in the same transaction.
TABLES = """
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,
  sealed INTEGER NOT NULL
);
CREATE TABLE word (
  key INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE
);
CREATE TABLE article (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  origin TEXT NOT NULL,
  hash BLOB NOT NULL,
  engine INTEGER NOT NULL,
  language TEXT NOT NULL,
  body INTEGER NOT NULL,
  title TEXT,
  published TEXT,
  url TEXT,
  outlet TEXT,
  notes TEXT NOT NULL
);
CREATE TABLE article_text (
  article INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  packed BLOB NOT NULL
);
CREATE TABLE entity (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
);
CREATE TABLE naming (
  key INTEGER PRIMARY KEY,
  hash BLOB NOT NULL UNIQUE,
  entity INTEGER NOT NULL REFERENCES entity (key),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  letters TEXT NOT NULL,
  owner TEXT,
  same_as TEXT NOT NULL
);
CREATE INDEX naming_entity ON naming (entity);
CREATE INDEX naming_letters ON naming (letters);
CREATE TABLE label (
  naming INTEGER NOT NULL REFERENCES naming (key) ON DELETE CASCADE,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  letters TEXT NOT NULL,
  PRIMARY KEY (naming, text, language)
) WITHOUT ROWID;
CREATE INDEX label_letters ON label (letters);
CREATE TABLE article_naming (
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  naming INTEGER NOT NULL REFERENCES naming (key),
  PRIMARY KEY (article, naming)
) WITHOUT ROWID;
CREATE INDEX article_naming_naming ON article_naming (naming);
CREATE TABLE claim (
  key INTEGER PRIMARY KEY,
  hash BLOB NOT NULL,
  article INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  subject INTEGER NOT NULL,
  relation INTEGER NOT NULL,
  object INTEGER NOT NULL,
  status INTEGER NOT NULL,
  polarity INTEGER NOT NULL,
  actuality INTEGER NOT NULL,
  evidentiality INTEGER NOT NULL,
  attribution TEXT,
  qualifiers TEXT,
  confidence REAL NOT NULL
);
CREATE UNIQUE INDEX claim_hash ON claim (hash);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_edge ON claim (subject, object, relation, status, confidence);
CREATE TABLE evidence (
  key INTEGER PRIMARY KEY,
  claim INTEGER NOT NULL REFERENCES claim (key) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  quote TEXT NOT NULL,
  rule INTEGER NOT NULL,
  subject_start INTEGER,
  subject_end INTEGER,
  object_start INTEGER,
  object_end INTEGER
);
CREATE INDEX evidence_claim ON evidence (claim);
CREATE TABLE edge (
  subject INTEGER NOT NULL REFERENCES entity (key),
  relation INTEGER NOT NULL,
  object INTEGER NOT NULL REFERENCES entity (key),
  asserted INTEGER NOT NULL,
  planned INTEGER NOT NULL,
  denied INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  asserted_best REAL,
  planned_best REAL,
  denied_best REAL,
  ended_best REAL,
  PRIMARY KEY (subject, object, relation)
) WITHOUT ROWID;
CREATE INDEX edge_object ON edge (
  object, subject, relation,
  asserted, planned, denied, ended, asserted_best, planned_best, denied_best, ended_best
);
INSERT INTO meta VALUES (1, 0, 0);
"""


def create_tables(database: sqlite3.Connection) -> None:
    """Makes the tables of an empty store, within the transaction of the caller."""
    for statement in TABLES.split(";\n"):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {VERSION}")


def is_empty(database: sqlite3.Connection) -> bool:
    """True where the database holds nothing at all: a new file, or one whose creation was interrupted."""
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return not tables and not database.execute("PRAGMA application_id").fetchone()[0]


def version_of(database: sqlite3.Connection) -> int | None:
    """The version of a store, or None for what is no store."""
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version) if mark == APPLICATION_ID else None


def unusable(database: sqlite3.Connection) -> str | None:
    """Why the database cannot serve as a store of this version, or None where it can."""
    version = version_of(database)
    if version is None:
        return "is no kg store: give another file with --store"
    if version > VERSION:
        return f"was written by a newer kg (store version {version}, this kg reads {VERSION}): upgrade kg"
    if version < VERSION:
        return (
            f"was written by an older kg (store version {version}, this kg reads {VERSION}): "
            "run 'kg doctor --repair' to bring it up to date"
        )
    return None
