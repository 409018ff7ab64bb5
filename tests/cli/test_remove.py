"""`kg remove` and `kg doctor` at the command line."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Extraction
from kg.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        for key, outlet in (("a1", "Wire"), ("a2", "Wire"), ("b1", None)):
            article = Article(
                id=ArticleId(key), text="Acme.", language="en", outlet=outlet, origin=f"{key[0]}/{key}.txt"
            )
            entities = (Entity(id=EntityId("acme"), kind="Company", name="Acme"),)
            claim = Claim(article=article.id, subject=EntityId("acme"), relation="owns", object=EntityId("acme"))
            store.replace(article, Extraction(article=article.id, entities=entities, claims=(claim,)), "1")
    return tmp_path / "kg.sqlite"


@pytest.fixture
def kg(path: Path) -> Callable[..., Result]:
    return lambda *args: CliRunner().invoke(main, [*args, "--store", str(path)], catch_exceptions=False)


def left(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        assert store.check() == []
        return list(store.article_ids())


def test_articles_are_removed_by_id(kg: Callable[..., Result], path: Path) -> None:
    result = kg("remove", "b1", "a1")

    assert (result.exit_code, left(path)) == (0, ["a2"])
    assert "2 removed." in result.output


@pytest.mark.parametrize(("source", "gone"), [("wire", "a"), ("a", "a"), ("b/b1.txt", "b"), ("b/", "b")])
def test_a_source_is_an_outlet_a_file_or_a_folder(
    kg: Callable[..., Result], path: Path, source: str, gone: str
) -> None:
    kg("remove", "--source", source)

    assert left(path) == [key for key in ("a1", "a2", "b1") if key[0] != gone]


def test_a_dry_run_removes_nothing(kg: Callable[..., Result], path: Path) -> None:
    result = kg("remove", "--source", "Wire", "--dry-run", "--json")

    assert json.loads(result.output) == {
        "removed": False,
        "articles": [{"id": "a1", "claims": 1}, {"id": "a2", "claims": 1}],
    }
    assert left(path) == ["a1", "a2", "b1"]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("a1", "a3"), "no article 'a3', so nothing was removed. Nearest: a2, a1."),
        (("--source", "Gazette"), "no article is from 'Gazette', so nothing was removed. Outlets: Wire."),
    ],
)
def test_an_unknown_name_removes_nothing(
    kg: Callable[..., Result], path: Path, args: tuple[str, ...], words: str
) -> None:
    result = kg("remove", *args)

    assert result.exit_code == 1
    assert words in " ".join(result.output.split())
    assert len(left(path)) == 3


def test_remove_asks_for_one_of_its_two_forms(kg: Callable[..., Result]) -> None:
    assert kg("remove").exit_code == kg("remove", "a1", "--source", "Wire").exit_code == 2


def test_the_doctor_says_what_to_do_and_does_it_on_request(kg: Callable[..., Result], path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("DELETE FROM edge")
        database.commit()
    ill = kg("doctor")
    mended = kg("doctor", "--repair", "--json")

    assert ill.exit_code == 1
    assert "derived tables: run 'kg doctor --repair'." in ill.output
    assert mended.exit_code == 0
    assert json.loads(mended.output)["repaired"] == ["counted the edges and named the entities anew"]
    assert kg("doctor").exit_code == 0


def test_the_doctor_looks_for_the_files_of_the_articles(kg: Callable[..., Result], path: Path) -> None:
    folder = path.parent / "a"
    folder.mkdir()
    (folder / "a1.txt").write_text("Acme.")
    findings = json.loads(kg("doctor", "--json", "--sources", str(folder)).output)["findings"]

    assert [f["what"] for f in findings if f["check"] == "sources"] == ["a/a2.txt (article a2); b/b1.txt (article b1)"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signals here")
def test_ctrl_c_stops_a_build_with_130_and_keeps_what_was_committed(tmp_path: Path) -> None:
    news, store = tmp_path / "news", tmp_path / "new.sqlite"
    news.mkdir()
    for number in range(2000):
        (news / f"{number:04}.txt").write_text("Language: en\n\nByteDance ordered Ascend 910B chips from Huawei.\n")
    command = [sys.executable, "-m", "kg", "build", str(news), "--store", str(store)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)}
    )
    patience = time.monotonic() + 60
    while time.monotonic() < patience and not _articles_in(store):
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=30)

    assert (process.returncode, output, errors.strip()) == (130, "", "Stopped.")
    assert 0 < len(left(store)) < 2000


def _articles_in(store: Path) -> int:
    if not store.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
