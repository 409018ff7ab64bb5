"""A store that an older kg wrote opens as one of today's, and nothing in it is lost."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.export import jsonl
from kg.model import ArticleId
from kg.store import Store
from kg.store.schema import VERSION

HERE = Path(__file__).parent
BREAK = "UPDATE claim SET status = 'unheard of' WHERE key = (SELECT min(key) FROM claim)"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """What kg 0.1.0 wrote: made-up news, and claims with every field there is."""
    path = tmp_path / "kg.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript((HERE / "version1.sql").read_text(encoding="utf-8"))
    return path


def exported(store: Store) -> str:
    text = io.StringIO()
    jsonl.write(store.graph(), text)
    return text.getvalue()


def test_a_store_of_version_1_is_brought_up_to_date_without_loss(old: Path) -> None:
    with Store.open(old) as store:
        assert exported(store) == (HERE / "version1.jsonl").read_text(encoding="utf-8")
        assert store.check() == []
        assert store.generation == len(store.article_ids()) == 4
        assert store.notes(ArticleId("0000000")) == ("a note",)
        article = store.article(ArticleId("second"))
        assert article is not None
        assert store.is_current(article, "test-2")


def test_it_holds_the_same_as_a_store_built_anew(old: Path, tmp_path: Path) -> None:
    with Store.open(old) as store, Store.open(tmp_path / "new.sqlite", create=True) as new:
        for article in store.articles():
            with closing(sqlite3.connect(old)) as database:
                query = "SELECT text FROM word JOIN article ON engine = word.key WHERE id = ?"
                (engine,) = database.execute(query, (article.id,)).fetchone()
            new.replace(article, store.extraction(article.id), engine)

        assert list(new.dump()) == list(store.dump())


def test_a_reader_says_what_to_do_and_leaves_the_old_store_alone(old: Path) -> None:
    before = old.read_bytes()
    with pytest.raises(StoreError, match=r"older kg \(store version 1.*kg doctor --repair"):
        Store.open(old, read_only=True)

    assert old.read_bytes() == before


def test_a_migration_that_fails_changes_nothing(old: Path) -> None:
    with closing(sqlite3.connect(old)) as database:
        database.execute(BREAK)
        database.commit()
    with pytest.raises(StoreError):
        Store.open(old)

    with closing(sqlite3.connect(old)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM claim WHERE status = 'unheard of'").fetchone() == (1,)


def test_two_openings_of_an_old_store_migrate_it_once(old: Path) -> None:
    with Store.open(old), Store.open(old) as second:
        with closing(sqlite3.connect(old)) as database:
            assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert second.check() == []
