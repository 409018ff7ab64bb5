"""What a store looks like on disk: its tables, its mark and its version."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x6B676368
"""Stands in the header of every store ("kgch"), so that no other SQLite file is taken for one."""

VERSION = 1
"""Goes up with every change of the tables below."""

# Text keys throughout: a dump of two stores that hold the same is the same, whatever the order of the commits.
# `naming` holds what an article calls an entity, once for all articles that name it alike: entities carry many labels.
# `entity`, `edge` and `claim.status` are derived from the other tables and refreshed in the same transaction.
_TABLES = """
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,
  sealed INTEGER NOT NULL
);
CREATE TABLE article (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  hash TEXT NOT NULL,
  engine TEXT NOT NULL,
  language TEXT NOT NULL,
  body INTEGER NOT NULL,
  title TEXT,
  published TEXT,
  url TEXT,
  outlet TEXT,
  notes TEXT NOT NULL,
  text BLOB NOT NULL
);
CREATE TABLE entity (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE naming (
  key TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  owner TEXT,
  same_as TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX naming_entity ON naming (entity);
CREATE INDEX naming_folded ON naming (folded);
CREATE TABLE label (
  naming TEXT NOT NULL REFERENCES naming (key) ON DELETE CASCADE,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (naming, text, language)
) WITHOUT ROWID;
CREATE INDEX label_folded ON label (folded);
CREATE TABLE article_entity (
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  entity TEXT NOT NULL REFERENCES entity (id),
  naming TEXT NOT NULL REFERENCES naming (key),
  PRIMARY KEY (article, entity)
) WITHOUT ROWID;
CREATE INDEX article_entity_entity ON article_entity (entity);
CREATE INDEX article_entity_naming ON article_entity (naming);
CREATE TABLE claim (
  key TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  subject TEXT NOT NULL REFERENCES entity (id),
  relation TEXT NOT NULL,
  object TEXT NOT NULL REFERENCES entity (id),
  status TEXT NOT NULL,
  polarity TEXT NOT NULL,
  actuality TEXT NOT NULL,
  evidentiality TEXT NOT NULL,
  attribution TEXT,
  qualifiers TEXT NOT NULL,
  confidence REAL NOT NULL
) WITHOUT ROWID;
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_edge ON claim (subject, relation, object);
CREATE INDEX claim_object ON claim (object);
CREATE TABLE evidence (
  claim TEXT NOT NULL REFERENCES claim (key) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  quote TEXT NOT NULL,
  rule TEXT NOT NULL,
  subject_start INTEGER,
  subject_end INTEGER,
  object_start INTEGER,
  object_end INTEGER,
  PRIMARY KEY (claim, place)
) WITHOUT ROWID;
CREATE TABLE edge (
  subject TEXT NOT NULL REFERENCES entity (id),
  relation TEXT NOT NULL,
  object TEXT NOT NULL REFERENCES entity (id),
  asserted INTEGER NOT NULL,
  planned INTEGER NOT NULL,
  denied INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY (subject, relation, object)
) WITHOUT ROWID;
CREATE INDEX edge_object ON edge (object, relation, subject);
INSERT INTO meta VALUES (1, 0, 0);
"""


def create_tables(database: sqlite3.Connection) -> None:
    """Turns an empty database into an empty store, within the transaction of the caller."""
    for statement in _TABLES.split(";\n"):
        database.execute(statement)
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {VERSION}")


def is_empty(database: sqlite3.Connection) -> bool:
    """True where the database holds nothing at all: a new file, or one whose creation was interrupted."""
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return not tables and not database.execute("PRAGMA application_id").fetchone()[0]


def unusable(database: sqlite3.Connection) -> str | None:
    """Why the database cannot serve as a store of this version, or None where it can."""
    (mark,) = database.execute("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID:
        return "is no kg store: give another file with --store"
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        return f"was written by a newer kg (store version {version}, this kg reads {VERSION}): upgrade kg"
    if version < VERSION:
        return f"was written by an older kg (store version {version}, this kg reads {VERSION}): build it anew"
    return None
