"""All that a store holds as lines of text that do not depend on the order in which it came in."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from kg.store import rows

_ARTICLES = """
SELECT article.key, id, origin, hash, word.text, language, body, title, published, url, outlet, notes, packed
FROM article JOIN word ON word.key = engine LEFT JOIN article_text ON article_text.article = article.key ORDER BY id
"""
_NAMINGS_OF = """
SELECT naming.hash FROM article_naming JOIN naming ON naming.key = article_naming.naming WHERE article = ? ORDER BY hash
"""
_NAMINGS = """
SELECT naming.key, naming.hash, entity.id, naming.kind, naming.name, letters, owner, same_as
FROM naming JOIN entity ON entity.key = naming.entity ORDER BY hash
"""
_LABELS = "SELECT text, language, letters FROM label WHERE naming = ? ORDER BY text, language"
_ENTITIES = "SELECT id, kind, name FROM entity ORDER BY id"
_EDGES = """
SELECT subject.id, word.text, object.id, asserted, planned, denied, ended, asserted_best, planned_best, denied_best,
  ended_best
FROM edge JOIN entity AS subject ON subject.key = subject JOIN entity AS object ON object.key = object
  JOIN word ON word.key = relation
ORDER BY 1, 2, 3
"""


def dump_lines(database: sqlite3.Connection) -> Iterator[str]:
    """One line for each article, claim with its evidence, naming, entity and edge, derived columns included."""
    for key, *article in database.execute(_ARTICLES).fetchall():
        namings = [naming for (naming,) in database.execute(_NAMINGS_OF, (key,))]
        yield _line("article", [*article, namings])
        yield from sorted(_claim_lines(database, key))
    for key, *naming in database.execute(_NAMINGS).fetchall():
        yield _line("naming", [*naming, database.execute(_LABELS, (key,)).fetchall()])
    yield from (_line("entity", row) for row in database.execute(_ENTITIES))
    yield from (_line("edge", row) for row in database.execute(_EDGES))


def _claim_lines(database: sqlite3.Connection, article: int) -> Iterator[str]:
    found = database.execute(f"{rows.SELECT_CLAIMS} WHERE claim.article = ? {rows.CLAIM_ORDER}", (article,))
    pieces: dict[int, list[rows.Row]] = {}
    for row in found:
        pieces.setdefault(row[0], []).append(row[1:])
    for key, group in pieces.items():
        status = database.execute("SELECT status FROM claim WHERE key = ?", (key,)).fetchone()
        yield _line("claim", [*status, group])


def _line(name: str, row: object) -> str:
    return f"{name} {json.dumps(row, ensure_ascii=False, default=bytes.hex)}"
