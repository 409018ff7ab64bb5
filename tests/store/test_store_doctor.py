"""The doctor finds what is wrong with a store, says what to do, and mends what follows from the rest."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Extraction
from kg.store import Store
from kg.store.doctor import Finding, State, examine, repair

VERSION_1 = Path(__file__).parent / "version1.sql"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        for key in ("a", "b"):
            article = Article(id=ArticleId(key), text="Acme orders X1.", language="en", origin=f"news/{key}.txt")
            entities = (
                Entity(id=EntityId("acme"), kind="Company", name="Acme"),
                Entity(id=EntityId("x1"), kind="Chip", name="X1"),
            )
            claim = Claim(article=article.id, subject=EntityId("acme"), relation="orders", object=EntityId("x1"))
            store.replace(article, Extraction(article=article.id, entities=entities, claims=(claim,)), "1")
    return tmp_path / "kg.sqlite"


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def found(path: Path, check: str) -> Finding:
    (finding,) = [finding for finding in examine(path) if finding.check == check]
    return finding


def test_a_sound_store_needs_nothing(path: Path) -> None:
    assert {finding.check for finding in examine(path) if finding.state is not State.GOOD} <= {"space"}
    assert repair(path) == []


@pytest.mark.parametrize(
    "damage", ["UPDATE edge SET asserted = 9", "DELETE FROM edge", "UPDATE entity SET name = 'Bolt'"]
)
def test_derived_tables_are_mended_and_the_rest_is_left_alone(path: Path, damage: str) -> None:
    with Store.open(path, read_only=True) as store:
        sound = list(store.dump())
    change(path, damage)

    assert found(path, "derived tables").state is State.REPAIRABLE
    assert repair(path) == ["counted the edges and named the entities anew"]
    assert found(path, "derived tables").state is State.GOOD
    with Store.open(path, read_only=True) as store:
        assert list(store.dump()) == sound


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("DELETE FROM word", "refers to a missing word"),
        ("UPDATE claim SET object = 77", "refers to a missing entity"),
        ("UPDATE claim SET article = 77", "refers to a missing article"),
    ],
)
def test_a_lost_row_is_broken_and_no_repair_is_tried(path: Path, damage: str, words: str) -> None:
    change(path, damage)
    before = path.read_bytes()

    assert words in found(path, "file").what
    with pytest.raises(StoreError, match="restore a copy, or build the store anew in another file"):
        repair(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("left", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_called_damaged_and_left_as_it_is(path: Path, left: float) -> None:
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * left))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="the file is damaged: restore a copy"):
        repair(path)

    assert path.read_bytes() == before


def test_an_older_store_is_brought_up_to_date(tmp_path: Path) -> None:
    old = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(old)) as database:
        database.executescript(VERSION_1.read_text(encoding="utf-8"))

    assert found(old, "version").state is State.REPAIRABLE
    assert repair(old) == ["brought up to store version 2"]
    assert {finding.state for finding in examine(old)} <= {State.GOOD, State.NOTE}


def test_a_newer_store_says_upgrade(path: Path) -> None:
    change(path, "PRAGMA user_version = 99")

    assert [(finding.state, finding.advice) for finding in examine(path)] == [(State.BROKEN, "upgrade kg")]


def test_a_log_left_beside_the_file_is_told_and_loses_nothing(path: Path) -> None:
    with Store.open(path) as store:
        store._database.execute("UPDATE meta SET generation = generation + 1")
        assert "never move the file without" in found(path, "log").advice
        assert found(path, "seal").state is State.NOTE


def test_files_that_are_gone_are_named_on_request(path: Path) -> None:
    (finding,) = [finding for finding in examine(path, sources={"news/a.txt"}) if finding.check == "sources"]

    assert (finding.state, finding.what) == (State.NOTE, "news/b.txt (article b)")


def test_what_is_no_store_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("No database at all, and long enough to be taken for one by its size alone." * 30)
    with pytest.raises(StoreError, match="is no kg store"):
        examine(text)
    with pytest.raises(StoreError, match="run 'kg build PATHS' first"):
        examine(tmp_path / "none.sqlite")
