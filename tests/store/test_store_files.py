"""Files that are missing, damaged, foreign, locked or full: one clear line each, and nothing lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Extraction
from kg.store import Store
from kg.store.schema import VERSION


def reading(key: str, text: str = "Acme orders X1.") -> tuple[Article, Extraction]:
    article = Article(id=ArticleId(key), text=text, language="en", origin=f"{key}.txt")
    entities = (
        Entity(id=EntityId("acme"), kind="Company", name="Acme"),
        Entity(id=EntityId("x1"), kind="Chip", name="X1"),
    )
    claim = Claim(article=article.id, subject=EntityId("acme"), relation="orders", object=EntityId("x1"))
    return article, Extraction(article=article.id, entities=entities, claims=(claim,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of twenty articles."""
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        for number in range(20):
            store.replace(*reading(f"{number:02}"), "1")
    return tmp_path / "kg.sqlite"


@pytest.mark.parametrize("read_only", [True, False])
def test_a_missing_store_names_the_command_that_makes_one(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(StoreError, match=r"no store at .*none\.sqlite: run 'kg build PATHS' first"):
        Store.open(tmp_path / "none.sqlite", read_only=read_only)

    assert list(tmp_path.iterdir()) == []


def test_a_store_in_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        Store.open(tmp_path / "none" / "kg.sqlite", create=True)


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        Store.open(tmp_path, create=True)


@pytest.mark.parametrize("options", [{"create": True}, {"read_only": True}, {}])
def test_other_files_are_refused_and_left_alone(tmp_path: Path, options: dict[str, bool]) -> None:
    text, foreign = tmp_path / "notes.txt", tmp_path / "foreign.sqlite"
    text.write_text("Not a database at all, but long enough to be taken for the header of one. " * 20)
    with closing(sqlite3.connect(foreign)) as database:
        database.execute("CREATE TABLE song (title)")
    for path in (text, foreign):
        before = path.read_bytes()
        with pytest.raises(StoreError, match="is no kg store"):
            Store.open(path, **options)
        assert path.read_bytes() == before


def test_an_empty_file_becomes_a_store_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "kg.sqlite"
    path.touch()
    for options in ({}, {"read_only": True}):
        with pytest.raises(StoreError, match="is no kg store"):
            Store.open(path, **options)
    with Store.open(path, create=True) as store:
        assert store.article_ids() == []


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_store_says_upgrade(path: Path, read_only: bool) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(StoreError, match=r"written by a newer kg .* upgrade"):
        Store.open(path, create=not read_only, read_only=read_only)


@pytest.mark.parametrize("left", [0.02, 0.5, 0.95])
def test_a_truncated_store_is_called_damaged(path: Path, left: float) -> None:
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * left))
    with pytest.raises(StoreError, match=r"damaged|is no kg store"), Store.open(path, read_only=True) as store:
        store.graph()


def test_a_text_that_does_not_unpack_is_named(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE article_text SET packed = x'00ff' WHERE article = 8")
        database.commit()
    with Store.open(path) as store, pytest.raises(StoreError, match="article 07: its stored text is damaged"):
        store.graph()


def test_a_reader_cannot_write(path: Path) -> None:
    with Store.open(path, read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        store.replace(*reading("new"), "1")


def test_readers_see_whole_articles_while_a_build_writes(path: Path) -> None:
    with Store.open(path) as writer, Store.open(path, read_only=True) as reader:
        writer._database.execute("BEGIN IMMEDIATE")
        writer._database.execute("DELETE FROM claim")
        assert len(reader.graph()) == 20
        writer._database.execute("ROLLBACK")
        writer.replace(*reading("new"), "1")
        assert len(reader.graph()) == 21


def test_a_second_writer_waits_and_then_says_so(path: Path) -> None:
    with Store.open(path) as first, Store.open(path, timeout=0.1) as second:
        first._database.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process is writing"):
            second.replace(*reading("new"), "1")
        first._database.execute("ROLLBACK")
        second.replace(*reading("new"), "1")

        assert len(first.article_ids()) == 21


def test_a_full_disk_loses_nothing(path: Path) -> None:
    """Every article before the full disk is there, the one that did not fit is not, and the store still works."""
    with Store.open(path) as store:
        before = len(store.article_ids())
        (pages,) = store._database.execute("PRAGMA page_count").fetchone()
        store._database.execute(f"PRAGMA max_page_count = {pages + 2}")
        huge = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(60_000))
        with pytest.raises(StoreError, match=r"disk is full.*nothing committed is lost"):
            store.replace(*reading("new", huge), "1")
        assert store.check() == []
        store._database.execute("PRAGMA max_page_count = 100000")
        store.replace(*reading("new", huge), "1")

        assert len(store.article_ids()) == before + 1


def test_closing_seals_what_was_written(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT generation, sealed FROM meta").fetchone() == (20, 20)
    assert not path.with_name("kg.sqlite-wal").exists()


@pytest.fixture
def locked_folder(path: Path) -> Iterator[Path]:
    """The folder of a store that may only be read; where the tests run as root, as somebody else."""
    folder = Path(tempfile.mkdtemp())
    shutil.copy(path, folder / "kg.sqlite")
    folder.chmod(0o555)
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    yield folder
    if user == 0:
        os.seteuid(0)
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders have no such permissions here")
def test_a_read_only_folder_can_be_read_and_not_written(locked_folder: Path) -> None:
    with Store.open(locked_folder / "kg.sqlite", read_only=True) as store:
        assert len(store.graph()) == 20
    with pytest.raises(StoreError, match="writ"):
        Store.open(locked_folder / "kg.sqlite").replace(*reading("new"), "1")
    with pytest.raises(StoreError, match="writ"):
        Store.open(locked_folder / "other.sqlite", create=True)


FILLER = """
import signal, sys
from kg.errors import StoreError
from kg.model import Article, ArticleId, Extraction
from kg.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
done = 0
try:
    with Store.open(sys.argv[1], create=True) as store:
        while True:
            text = "".join(chr(0x4E00 + number * 7919 * (done + 1) % 20000) for number in range(3000))
            key = ArticleId(f"{done:05}")
            store.replace(Article(id=key, text=text, language="zh"), Extraction(article=key), "1")
            done += 1
except StoreError as error:
    print(done, error)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="there is no such limit here")
def test_a_limit_on_the_size_of_files_loses_nothing(tmp_path: Path) -> None:
    """A real refusal of the disk, not SQLite's own: what was committed before it is there, and nothing else."""
    path = tmp_path / "kg.sqlite"
    limited = ["bash", "-c", 'ulimit -f 600; exec "$@"', "-", sys.executable, "-c", FILLER, str(path)]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    told = subprocess.run(limited, capture_output=True, text=True, env=environment, timeout=60).stdout
    done, _, message = told.partition(" ")

    assert "nothing committed is lost" in message
    with Store.open(path) as store:
        assert len(store.article_ids()) == int(done) > 3
        assert store.check() == []
        store.replace(*reading("afterwards"), "1")


def test_readers_never_fail_while_a_build_writes(path: Path) -> None:
    """Three readers ask for edges, claims and counts again and again; none sees an error or half an article."""
    done, faults, rounds = threading.Event(), [], []

    def read() -> None:
        while not done.is_set():
            try:
                with Store.open(path, read_only=True) as store, store.view() as view:
                    claims = view.claims_from(EntityId("acme"))
                    counts = sum(sum(edge.counts) for edge in view.edges_from(EntityId("acme")))
                    rounds.append(len(claims) == counts == len(view) == len(view.articles))
            except Exception as error:
                faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    with Store.open(path) as store:
        for number in range(150):
            store.replace(*reading(f"more{number % 40}", f"Acme orders X1, for the time {number}."), "1")
            if number % 5 == 0:
                store.remove(ArticleId(f"more{number % 40}"))
    done.set()
    for reader in readers:
        reader.join()

    assert faults == []
    assert all(rounds)
    assert len(rounds) > 10
