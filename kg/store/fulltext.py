"""Words of labels and quotes, found in milliseconds: an index in memory, made once for each state of a store."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from threading import Lock

from kg.model import ClaimId, EntityId
from kg.store.database import Store

_TABLES = """
CREATE VIRTUAL TABLE label_word USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE quote_word USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
CREATE TABLE entity (key INTEGER PRIMARY KEY, id TEXT NOT NULL, edges INTEGER NOT NULL);
CREATE TABLE claim (key INTEGER PRIMARY KEY, hash BLOB NOT NULL);
"""
_ENTITIES = """
SELECT key, id, (SELECT count(*) FROM edge WHERE subject = entity.key)
  + (SELECT count(*) FROM edge WHERE object = entity.key) FROM entity
"""
# All labels of an entity as one text: a search for two of its names together finds it too.
_LABELS = """
SELECT entity, group_concat(text, ' | ') FROM (
  SELECT entity, name AS text FROM naming
  UNION SELECT naming.entity, label.text FROM label JOIN naming ON naming.key = label.naming
) GROUP BY entity
"""
_QUOTES = "SELECT evidence.key, quote, hash FROM evidence JOIN claim ON claim.key = evidence.claim"
_FIND_ENTITIES = """
SELECT entity.id FROM label_word JOIN entity ON entity.key = label_word.rowid
WHERE label_word MATCH ? ORDER BY entity.edges DESC, entity.id LIMIT ?
"""
_FIND_CLAIMS = """
SELECT claim.hash FROM (SELECT rowid AS key FROM quote_word WHERE quote_word MATCH ? ORDER BY rank LIMIT ?)
JOIN claim USING (key)
"""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the words were found in: entities by their labels, claims by their quotes, best first."""

    entities: tuple[EntityId, ...]
    claims: tuple[ClaimId, ...]


class FullText:
    """The index of one state of a store, known by its `generation`; any thread may ask it."""

    def __init__(self, store: Store) -> None:
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.executescript(f"BEGIN;{_TABLES}")
        with store.moment():
            self.generation = store.generation
            self._database.executemany("INSERT INTO entity VALUES (?, ?, ?)", store._all(_ENTITIES))
            self._database.executemany("INSERT INTO label_word (rowid, text) VALUES (?, ?)", store._all(_LABELS))
            quotes = list(store._all(_QUOTES))
            self._database.executemany(
                "INSERT INTO quote_word (rowid, text) VALUES (?, ?)", (row[:2] for row in quotes)
            )
            self._database.executemany("INSERT INTO claim VALUES (?, ?)", (row[::2] for row in quotes))
        self._database.execute("COMMIT")

    def find(self, words: str, *, limit: int = 30) -> Found:
        """Labels and quotes that hold all the words, the last one perhaps begun only; nothing for no words."""
        wanted = _match(words)
        if not wanted:
            return Found(entities=(), claims=())
        with self._lock:
            entities = self._database.execute(_FIND_ENTITIES, (wanted, limit)).fetchall()
            claims = self._database.execute(_FIND_CLAIMS, (wanted, limit)).fetchall()
        return Found(
            entities=tuple(EntityId(key) for (key,) in entities),
            claims=tuple(dict.fromkeys(ClaimId(key.hex()) for (key,) in claims)),
        )

    def close(self) -> None:
        """Gives the memory back."""
        with self._lock:
            self._database.close()


def _match(words: str) -> str:
    """As FTS5 reads it: each word between quotation marks, so that none is taken for an operator."""
    found = [f'"{word}"' for word in _WORD.findall(words)]
    return " ".join(found) + "*" if found else ""
