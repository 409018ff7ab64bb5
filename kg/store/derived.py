"""What follows from claims and namings: edges with counts per status, entities with kind and name."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from itertools import zip_longest

from kg.graph import name_key
from kg.model import Status
from kg.store import rows

EdgeChanges = Counter[tuple[int, int, int, int]]
"""By how much the number of claims changes, for each subject, relation, object and status."""

_TRIPLE = "subject = ?1 AND relation = ?2 AND object = ?3"
_BESTS = ", ".join(
    f"(SELECT max(confidence) FROM claim WHERE {_TRIPLE} AND status = {place})"  # noqa: S608
    for place, _ in enumerate(Status)
)
_CHANGE_EDGE = f"""
INSERT INTO edge VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, {_BESTS})
ON CONFLICT DO UPDATE SET
  asserted = asserted + excluded.asserted,
  planned = planned + excluded.planned,
  denied = denied + excluded.denied,
  ended = ended + excluded.ended,
  asserted_best = excluded.asserted_best,
  planned_best = excluded.planned_best,
  denied_best = excluded.denied_best,
  ended_best = excluded.ended_best
"""  # noqa: S608
_DROP_UNUSED_EDGE = f"DELETE FROM edge WHERE {_TRIPLE} AND asserted = 0 AND planned = 0 AND denied = 0 AND ended = 0"  # noqa: S608
_COUNTED = """
SELECT subject, relation, object, sum(status = 0), sum(status = 1), sum(status = 2), sum(status = 3),
  max(CASE status WHEN 0 THEN confidence END), max(CASE status WHEN 1 THEN confidence END),
  max(CASE status WHEN 2 THEN confidence END), max(CASE status WHEN 3 THEN confidence END)
FROM claim GROUP BY subject, object, relation
"""
_EDGE_FAULTS = f"""
WITH counted AS ({_COUNTED}), wrong AS (
  SELECT subject, relation, object FROM (SELECT * FROM edge EXCEPT SELECT * FROM counted)
  UNION SELECT subject, relation, object FROM (SELECT * FROM counted EXCEPT SELECT * FROM edge)
)
SELECT coalesce(subject.id, '?'), coalesce(word.text, '?'), coalesce(object.id, '?')
FROM wrong LEFT JOIN entity AS subject ON subject.key = wrong.subject LEFT JOIN word ON word.key = wrong.relation
  LEFT JOIN entity AS object ON object.key = wrong.object
ORDER BY 1, 2, 3
"""  # noqa: S608
_DROP_UNUSED_NAMING = (
    "DELETE FROM naming WHERE key = ? AND key NOT IN (SELECT naming FROM article_naming WHERE naming = ?)"
)
_FIRST_NAMING = "SELECT kind, name FROM naming WHERE entity = ? ORDER BY kind, name LIMIT 1"
_ENTITY_FAULTS = """
SELECT id, kind, name, (SELECT kind || ' ' || name FROM naming WHERE entity = entity.key ORDER BY kind, name LIMIT 1)
  AS first
FROM entity WHERE first IS NOT kind || ' ' || name ORDER BY id
"""

_REFERENCES = (  # not declared in the schema: each would need an index for the day its target is deleted
    ("claim", "subject", "entity"),
    ("claim", "object", "entity"),
    ("claim", "relation", "word"),
    ("evidence", "rule", "word"),
    ("article", "engine", "word"),
)


def add_functions(database: sqlite3.Connection) -> None:
    """Gives the connection what SQL lacks: hex to bytes, the letters of a name, the number of a word."""
    database.create_function("bytes_of", 1, bytes.fromhex, deterministic=True)
    database.create_function("letters_of", 1, name_key, deterministic=True)
    database.create_function("place_of", 2, rows.place_of, deterministic=True)


def change_edges(database: sqlite3.Connection, changes: EdgeChanges) -> None:
    """Adds the changes to the counts of the edges and looks their best claims up; an edge without any claim goes.

    Counting anew would take longer with every article that speaks of an edge; `find_faults` does so instead.
    """
    touched = sorted({change[:3] for change in changes})
    numbers = [(*edge, *(changes[(*edge, place)] for place, _ in enumerate(Status))) for edge in touched]
    database.executemany(_CHANGE_EDGE, numbers)
    database.executemany(_DROP_UNUSED_EDGE, [row[:3] for row in numbers if min(row[3:]) < 0])


def refresh_entities(database: sqlite3.Connection, entities: Iterable[int], namings: Iterable[int]) -> None:
    """Names these entities anew by the articles left; namings and entities that no article uses go."""
    database.executemany(_DROP_UNUSED_NAMING, [(naming, naming) for naming in namings])
    for entity in sorted(entities):
        first = database.execute(_FIRST_NAMING, (entity,)).fetchone()
        if first is None:
            database.execute("DELETE FROM entity WHERE key = ?", (entity,))
        else:
            query = "UPDATE entity SET kind = ?1, name = ?2 WHERE key = ?3 AND (kind != ?1 OR name != ?2)"
            database.execute(query, (*first, entity))


def rebuild_edges(database: sqlite3.Connection) -> None:
    """Counts every edge anew."""
    database.execute("DELETE FROM edge")
    database.execute(f"INSERT INTO edge {_COUNTED}")


def rebuild_entities(database: sqlite3.Connection) -> None:
    """Names every entity anew by its articles."""
    entities = [key for (key,) in database.execute("SELECT key FROM entity")]
    refresh_entities(database, entities, ())


def find_faults(database: sqlite3.Connection) -> list[str]:
    """Where the file itself, a reference or a derived table is wrong; empty in a sound store."""
    return [*find_file_faults(database), *find_reference_faults(database), *find_derived_faults(database)]


def find_file_faults(database: sqlite3.Connection) -> list[str]:
    """Where the pages of the file are wrong, whatever its tables."""
    return [f"file: {row[0]}" for row in database.execute("PRAGMA integrity_check") if row[0] != "ok"]


def find_reference_faults(database: sqlite3.Connection) -> list[str]:
    """Where a row refers to one that is missing: what nothing but a copy or a new build can mend."""
    faults = []
    for table, _, target, _ in database.execute("PRAGMA foreign_key_check"):
        faults.append(f"table {table}: a row refers to a missing {target}")
    for table, column, target in _REFERENCES:
        query = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT key FROM {target})"  # noqa: S608
        (count,) = database.execute(query).fetchone()
        if count:
            faults.append(f"table {table}: the {column} of {count} rows refers to a missing {target}")
    return faults


def find_derived_faults(database: sqlite3.Connection) -> list[str]:
    """Where a derived table does not say what follows from the others: it can be derived anew."""
    faults = []
    if not _edges_follow(database):
        faults = [f"edge {' '.join(row)}: is not what its claims give" for row in database.execute(_EDGE_FAULTS)]
    for entity, kind, name, first in database.execute(_ENTITY_FAULTS):
        faults.append(f"entity {entity}: is stored as '{kind} {name}', its articles give {first!r}")
    return faults


def _edges_follow(database: sqlite3.Connection) -> bool:
    """True where the edges are what the claims give: both read in the order in which they lie, a million in seconds."""
    stored = database.execute("SELECT * FROM edge ORDER BY subject, object, relation")
    counted = database.execute(f"{_COUNTED} ORDER BY subject, object, relation")
    return all(one == other for one, other in zip_longest(stored, counted))
