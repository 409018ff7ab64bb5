"""What follows from claims and namings: edges with counts per status, entities with kind and name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from kg.model import EntityId

EdgeChanges = Counter[tuple[str, str, str, str]]
"""By how much the number of claims changes, for each subject, relation, object and status."""

_STATUSES = ("asserted", "planned", "denied", "ended")

_COUNTS = """
SELECT subject, relation, object, sum(status = 'asserted'), sum(status = 'planned'), sum(status = 'denied'),
  sum(status = 'ended')
FROM claim
"""
_ADD_TO_EDGE = """
INSERT INTO edge (subject, relation, object, asserted, planned, denied, ended) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET
  asserted = asserted + excluded.asserted,
  planned = planned + excluded.planned,
  denied = denied + excluded.denied,
  ended = ended + excluded.ended
"""
_DROP_UNUSED_EDGE = """
DELETE FROM edge
WHERE subject = ? AND relation = ? AND object = ? AND asserted = 0 AND planned = 0 AND denied = 0 AND ended = 0
"""
_DROP_UNUSED_NAMINGS = """
DELETE FROM naming
WHERE entity = ? AND NOT EXISTS (SELECT 1 FROM article_entity WHERE article_entity.naming = naming.key)
"""
_FIRST_NAMING = "SELECT kind, name FROM naming WHERE entity = ? ORDER BY kind, name LIMIT 1"


def change_edges(database: sqlite3.Connection, changes: EdgeChanges) -> None:
    """Adds the changes to the counts of the edges; an edge without any claim goes.

    Counting anew would take longer with every article that speaks of an edge; `find_faults` does so instead.
    """
    for edge in sorted({change[:3] for change, number in changes.items() if number}):
        numbers = [changes[(*edge, status)] for status in _STATUSES]
        database.execute(_ADD_TO_EDGE, (*edge, *numbers))
        database.execute(_DROP_UNUSED_EDGE, edge)


def refresh_entities(database: sqlite3.Connection, entities: Iterable[EntityId]) -> None:
    """Names these entities anew by the articles left; an entity that no article names goes."""
    for entity in sorted(entities):
        database.execute(_DROP_UNUSED_NAMINGS, (entity,))
        first = database.execute(_FIRST_NAMING, (entity,)).fetchone()
        if first is None:
            database.execute("DELETE FROM entity WHERE id = ?", (entity,))
        else:
            database.execute("UPDATE entity SET kind = ?, name = ? WHERE id = ?", (*first, entity))


def find_faults(database: sqlite3.Connection) -> list[str]:
    """Where the file itself, a reference or a derived table is wrong; empty in a sound store."""
    faults = [f"file: {row[0]}" for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]
    for table, _, target, _ in database.execute("PRAGMA foreign_key_check"):
        faults.append(f"table {table}: a row refers to a missing {target}")
    return faults + _edge_faults(database) + _entity_faults(database)


def _edge_faults(database: sqlite3.Connection) -> list[str]:
    stored = {row[:3]: row[3:] for row in database.execute("SELECT * FROM edge")}
    counted = {row[:3]: row[3:] for row in database.execute(_COUNTS + "GROUP BY subject, relation, object")}
    wrong = sorted(edge for edge in stored.keys() | counted.keys() if stored.get(edge) != counted.get(edge))
    return [
        f"edge {' '.join(edge)}: counts (asserted, planned, denied, ended) are {stored.get(edge)}, "
        f"the claims give {counted.get(edge)}"
        for edge in wrong
    ]


def _entity_faults(database: sqlite3.Connection) -> list[str]:
    faults = []
    for entity, *stored in database.execute("SELECT id, kind, name FROM entity ORDER BY id").fetchall():
        first = database.execute(_FIRST_NAMING, (entity,)).fetchone()
        if first != tuple(stored):
            faults.append(f"entity {entity}: is stored as {tuple(stored)}, its articles give {first}")
    return faults
