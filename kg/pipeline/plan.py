"""Which inputs the engine has to read, and which are settled at once."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from kg.articles.sources import SUFFIXES, SkippedFile
from kg.errors import ArticleError
from kg.model import Article, ArticleId
from kg.pipeline.report import BuildRow, Outcome
from kg.store import Store

_SECOND_ID = re.compile(r"(.+)-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An article for the engine; `outcome` is NEW or CHANGED."""

    article: Article
    outcome: Outcome


class Plan:
    """Sorts the inputs of one build; `read` counts those seen so far."""

    def __init__(self, store: Store, engine: str) -> None:
        self.read = 0
        self._store = store
        self._engine = engine
        self._known = set(store.article_ids())
        self._seen: dict[ArticleId, str] = {}
        self._second_ids: dict[str, list[ArticleId]] = defaultdict(list)
        for known in sorted(self._known):
            if match := _SECOND_ID.fullmatch(known):
                self._second_ids[match[1]].append(known)

    def sort_out(self, inputs: Iterable[Article | ArticleError]) -> Iterator[Task | BuildRow]:
        """A task or the finished row for each input, in their order."""
        for found in inputs:
            self.read += 1
            yield _unread_row(found) if isinstance(found, ArticleError) else self._sort_article(found)

    def _sort_article(self, article: Article) -> Task | BuildRow:
        try:
            text_hash = article.text_hash
        except UnicodeEncodeError as error:  # half a surrogate pair, which an escape in JSON can bring in
            return _row(article, Outcome.FAILED, reason=f"its text is no valid Unicode ({error.reason})")
        article = replace(article, id=self._id_of(article, text_hash))
        if article.id in self._seen:
            return _row(article, Outcome.DUPLICATE, reason="same id and text as an input before")
        self._seen[article.id] = text_hash
        stamp = self._store.stamp(article.id)
        if stamp is not None and stamp.is_of(text_hash, article.origin, self._engine):
            return _row(article, Outcome.UNCHANGED, claims=stamp.claims)
        return Task(article=article, outcome=Outcome.CHANGED if article.id in self._known else Outcome.NEW)

    def _id_of(self, article: Article, text_hash: str) -> ArticleId:
        """The id the article has in the store, else its own, else, where another file has that, a second one.

        The store knows an article again by its origin and, where a file or folder was renamed, by its text.
        """
        stamps = {
            id: self._store.stamp(id)
            for id in (article.id, *self._second_ids.get(article.id, ()))
            if id in self._known and self._seen.get(id, text_hash) == text_hash
        }
        earlier = [
            (stamp.origin != article.origin, stamp.text_hash != text_hash, id) for id, stamp in stamps.items() if stamp
        ]
        other_file, other_text, known_id = min(earlier, default=(True, True, article.id))
        return self._free_id(article, text_hash) if other_file and other_text else known_id

    def _free_id(self, article: Article, text_hash: str) -> ArticleId:
        """The first id that no other file has; of several articles in one file, also none of these."""
        second, third = (_second_id(article, key) for key in (article.origin, article.origin + text_hash))
        for id in (article.id, second):
            if self._seen.get(id) == text_hash or (id not in self._seen and id not in self._known):
                return id
        return third


def _second_id(article: Article, key: str) -> ArticleId:
    return ArticleId(f"{article.id}-{hashlib.sha256(key.encode()).hexdigest()[:8]}")


def prune(store: Store, rows: list[BuildRow]) -> list[BuildRow]:
    """The rows of a build and one more for each article removed, sorted by id, because no input gave it.

    What came from a file that now cannot be read stays. Nothing goes where a whole folder, or every input, could
    not be read: a mistyped name must not empty the store. The rows that stand in the way then say so.
    """
    kept = {row.id for row in rows if row.id is not None}
    in_the_way = [row for row in rows if _hides_articles(row) or (row.outcome is Outcome.FAILED and not kept)]
    if in_the_way or not kept:
        return [_with_reason(row, "so nothing was removed") if row in in_the_way else row for row in rows]
    unread = {row.origin for row in rows if row.id is None}
    gone = [article for article in store.article_ids() if article not in kept]
    return [*rows, *(_remove(store, article) for article in gone if store.origin(article) not in unread)]


def _hides_articles(row: BuildRow) -> bool:
    """True where the name of an unread input is not that of one file: nobody knows which articles are behind it."""
    is_file = PurePath(row.origin).suffix.lower() in SUFFIXES
    return row.id is None and row.outcome is Outcome.FAILED and not is_file


def _remove(store: Store, article: ArticleId) -> BuildRow:
    origin = store.origin(article) or ""
    store.remove(article)
    return BuildRow(id=article, origin=origin, outcome=Outcome.REMOVED)


def _with_reason(row: BuildRow, consequence: str) -> BuildRow:
    return replace(row, reason=f"{row.reason}; {consequence}")


def _unread_row(error: ArticleError) -> BuildRow:
    outcome = Outcome.SKIPPED if isinstance(error, SkippedFile) else Outcome.FAILED
    return BuildRow(id=None, origin=error.origin, outcome=outcome, reason=error.reason)


def _row(article: Article, outcome: Outcome, *, claims: int = 0, reason: str | None = None) -> BuildRow:
    return BuildRow(id=article.id, origin=article.origin, outcome=outcome, claims=claims, reason=reason)
