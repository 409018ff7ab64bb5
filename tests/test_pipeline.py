"""A build reads what is new or changed, commits it, and says what became of every input."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from kg.model import Article, ArticleId, Extraction
from kg.pipeline import BuildReport, build
from kg.store import Store

STUB = Path(__file__).parent / "store" / "stub_build.py"


def _load_stub() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stub_build", STUB)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["stub_build"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


StubEngine = _load_stub().StubEngine


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        yield store


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    write(folder, "a", "Acme orders X1.")
    write(folder, "b", "Acme denies ordering X1. Bolt orders Y2.")
    return folder


def write(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.txt").write_text(f"Language: en\n\n{text}\n", encoding="utf-8")


def outcomes(report: BuildReport) -> list[tuple[str | None, str, int]]:
    return [(row.id, row.outcome.value, row.claims) for row in report.rows]


def test_a_build_stores_every_article(store: Store, news: Path) -> None:
    report = build([news], store, engine=StubEngine())

    assert outcomes(report) == [("a", "new", 1), ("b", "new", 2)]
    assert [(claim.subject, claim.status, claim.article) for claim in store.graph()] == [
        ("acme", "asserted", "a"),
        ("acme", "denied", "b"),
        ("bolt", "asserted", "b"),
    ]


def test_a_second_build_changes_nothing(store: Store, news: Path) -> None:
    first = build([news], store, engine=StubEngine())
    second = build([news], store, engine=StubEngine())

    assert outcomes(second) == [("a", "unchanged", 1), ("b", "unchanged", 2)]
    assert second.generation == first.generation


def test_only_the_changed_article_is_read_again(store: Store, news: Path) -> None:
    build([news], store, engine=StubEngine())
    write(news, "a", "Acme denies ordering X1.")
    report = build([news], store, engine=StubEngine())

    assert outcomes(report) == [("a", "changed", 1), ("b", "unchanged", 2)]
    assert {claim.status for claim in store.graph().claims_from(store.find_entities("Acme")[0])} == {"denied"}


def test_a_new_engine_reads_everything_again(store: Store, news: Path) -> None:
    build([news], store, engine=StubEngine())
    report = build([news], store, engine=StubEngine(version="stub-2"))

    assert report.totals["changed"] == 2


def test_articles_that_are_gone_stay_until_pruned(store: Store, news: Path) -> None:
    build([news], store, engine=StubEngine())
    (news / "b.txt").unlink()

    assert outcomes(build([news], store, engine=StubEngine())) == [("a", "unchanged", 1)]
    assert store.article_ids() == ["a", "b"]
    assert outcomes(build([news], store, engine=StubEngine(), prune=True)) == [
        ("a", "unchanged", 1),
        ("b", "removed", 0),
    ]
    assert store.article_ids() == ["a"]
    assert store.find_entities("Bolt") == []


def test_prune_keeps_what_cannot_be_read(store: Store, news: Path) -> None:
    """A file that became unreadable is not a file that is gone."""
    build([news], store, engine=StubEngine())
    (news / "b.txt").write_text("")
    report = build([news], store, engine=StubEngine(), prune=True)

    assert [row.outcome.value for row in report.rows] == ["unchanged", "failed"]
    assert store.article_ids() == ["a", "b"]


def test_prune_keeps_a_file_that_was_named_and_is_not_there(store: Store, news: Path) -> None:
    build([news], store, engine=StubEngine())
    (news / "b.txt").unlink()
    report = build([news / "a.txt", news / "b.txt"], store, engine=StubEngine(), prune=True)

    assert [row.outcome.value for row in report.rows] == ["unchanged", "failed"]
    assert store.article_ids() == ["a", "b"]


def test_prune_with_a_mistyped_folder_removes_nothing(store: Store, news: Path, tmp_path: Path) -> None:
    build([news], store, engine=StubEngine())
    write(tmp_path, "c", "Cola orders Z3.")
    report = build([tmp_path / "c.txt", tmp_path / "newz"], store, engine=StubEngine(), prune=True)

    assert store.article_ids() == ["a", "b", "c"]
    assert "so nothing was removed" in str(report.rows[-1].reason)
    assert report.totals["removed"] == 0


def test_prune_without_any_readable_input_removes_nothing(store: Store, news: Path) -> None:
    build([news], store, engine=StubEngine())
    report = build([news / "none.txt"], store, engine=StubEngine(), prune=True)

    assert store.article_ids() == ["a", "b"]
    assert "so nothing was removed" in str(report.rows[0].reason)


def test_one_id_with_two_texts_gives_two_articles(store: Store, news: Path) -> None:
    (news / "pt").mkdir()
    write(news / "pt", "a", "Bolt orders X1.")
    report = build([news], store, engine=StubEngine())
    first, second = (row.id for row in report.rows if row.origin in ("news/a.txt", "news/pt/a.txt"))

    assert first == "a"
    assert is_second_id(second)
    assert report.totals["new"] == 3
    assert build([news], store, engine=StubEngine()).totals["unchanged"] == 3


def is_second_id(found: str | None) -> bool:
    """True for the "a" of another file: the id with eight hex digits behind it."""
    return re.fullmatch("a-[0-9a-f]{8}", str(found)) is not None


@pytest.fixture
def two_folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with files of one name, as the editions of one day have them."""
    pt, en = tmp_path / "pt", tmp_path / "en"
    pt.mkdir()
    en.mkdir()
    write(pt, "a", "Acme orders X1.")
    write(en, "a", "Bolt orders Y2.")
    return pt, en


def contents(store: Store) -> list[tuple[str, str]]:
    return sorted((article.origin, article.text[article.body :].strip()) for article in store.articles())


def test_files_of_one_name_in_two_builds_are_two_articles(store: Store, two_folders: tuple[Path, Path]) -> None:
    first, second = (build([folder], store, engine=StubEngine()).rows[0] for folder in two_folders)

    assert (first.id, first.outcome) == ("a", "new")
    assert (is_second_id(second.id), second.outcome) == (True, "new")
    assert contents(store) == [("en/a.txt", "Bolt orders Y2."), ("pt/a.txt", "Acme orders X1.")]


def test_files_of_one_name_stay_unchanged_in_later_builds(store: Store, two_folders: tuple[Path, Path]) -> None:
    for folder in two_folders:
        build([folder], store, engine=StubEngine())
    ids = store.article_ids()
    again = [
        build(folders, store, engine=StubEngine()) for folders in ([two_folders[0]], [two_folders[1]], two_folders)
    ]

    assert [report.totals["unchanged"] for report in again] == [1, 1, 2]
    assert store.article_ids() == ids


@pytest.mark.parametrize("changed", [0, 1])
def test_a_change_in_one_of_two_files_of_one_name_replaces_only_that(
    store: Store, two_folders: tuple[Path, Path], changed: int
) -> None:
    for folder in two_folders:
        build([folder], store, engine=StubEngine())
    ids, before = store.article_ids(), dict(contents(store))
    folder = two_folders[changed]
    write(folder, "a", "Cola orders Z3.")
    report = build([folder], store, engine=StubEngine())

    assert [row.outcome for row in report.rows] == ["changed"]
    assert store.article_ids() == ids
    assert dict(contents(store)) == before | {f"{folder.name}/a.txt": "Cola orders Z3."}


@pytest.mark.parametrize("renamed", [0, 1])
def test_a_renamed_folder_does_not_double_its_articles(
    store: Store, two_folders: tuple[Path, Path], renamed: int
) -> None:
    for folder in two_folders:
        build([folder], store, engine=StubEngine())
    ids = store.article_ids()
    moved = two_folders[renamed].rename(two_folders[renamed].with_name("archive"))
    first = build([moved], store, engine=StubEngine())
    second = build([moved], store, engine=StubEngine())
    write(moved, "a", "Cola orders Z3.")
    third = build([moved], store, engine=StubEngine())

    assert [report.rows[0].outcome for report in (first, second, third)] == ["changed", "unchanged", "changed"]
    assert store.article_ids() == ids
    assert ("archive/a.txt", "Cola orders Z3.") in contents(store)


def test_a_second_id_stays_when_the_first_is_gone(store: Store, two_folders: tuple[Path, Path]) -> None:
    for folder in two_folders:
        build([folder], store, engine=StubEngine())
    build([two_folders[1]], store, engine=StubEngine(), prune=True)
    report = build([two_folders[1]], store, engine=StubEngine())

    assert report.totals["unchanged"] == 1
    assert contents(store) == [("en/a.txt", "Bolt orders Y2.")]


def test_many_articles_of_one_id_in_one_file_are_all_kept(store: Store, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "language": "en", "text": f"Acme orders X{number}."}) for number in range(4)]
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    build([tmp_path / "wire.jsonl"], store, engine=StubEngine())
    again = build([tmp_path / "wire.jsonl"], store, engine=StubEngine())

    assert [text for _, text in contents(store)] == [f"Acme orders X{number}." for number in range(4)]
    assert again.totals["unchanged"] == 4


def test_one_id_with_one_text_is_a_duplicate(store: Store, news: Path) -> None:
    (news / "copy").mkdir()
    write(news / "copy", "a", "Acme orders X1.")
    report = build([news], store, engine=StubEngine())

    assert report.totals["duplicate"] == 1
    assert report.totals["new"] == 2
    assert len(store.graph()) == 3


def test_a_fault_of_the_engine_costs_one_article(store: Store, news: Path) -> None:
    write(news, "aa", "A fault.")
    report = build([news], store, engine=StubEngine())

    assert outcomes(report) == [("a", "new", 1), ("aa", "failed", 0), ("b", "new", 2)]
    assert report.rows[1].reason == "the engine failed: RuntimeError: a fault on purpose"


def test_a_fault_on_a_changed_article_keeps_the_earlier_version(store: Store, news: Path) -> None:
    build([news], store, engine=StubEngine())
    write(news, "a", "A fault.")
    row = build([news], store, engine=StubEngine()).rows[0]

    assert (row.outcome, row.claims) == ("failed", 1)
    assert "its earlier version is kept" in str(row.reason)


def test_an_extraction_that_breaks_the_contract_is_a_fault_of_its_article(store: Store, news: Path) -> None:
    class Confused:
        version = "confused"

        def extract(self, article: Article) -> Extraction:
            return Extraction(article=ArticleId("a"))

    report = build([news], store, engine=Confused())

    assert outcomes(report) == [("a", "new", 0), ("b", "failed", 0)]


def test_what_cannot_be_read_is_reported(store: Store, news: Path, tmp_path: Path) -> None:
    (news / "photo.jpg").write_bytes(b"\xff\xd8")
    report = build([news / "none.txt", news], store, engine=StubEngine())

    assert [(row.origin, row.outcome.value) for row in report.rows] == [
        ("news/none.txt", "failed"),
        ("news/a.txt", "new"),
        ("news/b.txt", "new"),
        ("news/photo.jpg", "skipped"),
    ]
    assert all(row.reason for row in report.rows if row.id is None)


def test_the_report_as_json(store: Store, news: Path) -> None:
    found = json.loads(build([news], store, engine=StubEngine()).to_json())

    assert found["rows"][0] == {"id": "a", "origin": "news/a.txt", "outcome": "new", "claims": 1, "reason": None}
    assert found["totals"] == {
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "removed": 0,
        "duplicate": 0,
        "failed": 0,
        "skipped": 0,
        "claims": 3,
    }
    assert found["generation"] == 2


def test_progress_counts_up_to_the_number_of_inputs(store: Store, news: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    build([news], store, engine=StubEngine(), progress=lambda *call: calls.append(call))

    assert calls == [(1, 2, "a"), (2, 2, "b")]


def test_an_interrupted_build_keeps_what_it_committed(store: Store, news: Path) -> None:
    def interrupt(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([news], store, engine=StubEngine(), progress=interrupt)

    assert store.article_ids() == ["a"]
    assert store.check() == []


def test_no_jobs_is_a_mistake_of_the_caller(store: Store, news: Path) -> None:
    with pytest.raises(ValueError, match="jobs must be 1 or more"):
        build([news], store, engine=StubEngine(), jobs=0)


def test_two_jobs_give_the_same_store_and_report(store: Store, news: Path, tmp_path: Path) -> None:
    for number in range(10):
        write(news, f"c{number}", f"Cola orders Z{number}. Acme denies ordering Z{number}.")
    write(news, "d", "A fault.")
    alone = build([news], store, engine=StubEngine())
    found = _run_stub(news, tmp_path / "two.sqlite", jobs=2)

    assert json.loads(found.stdout) == json.loads(alone.to_json())
    with Store.open(tmp_path / "two.sqlite", read_only=True) as other:
        assert other.graph().claims == store.graph().claims


def test_a_dying_process_ends_the_build_with_one_clear_line(news: Path, tmp_path: Path) -> None:
    write(news, "z", "A crash.")
    found = _run_stub(news, tmp_path / "two.sqlite", jobs=2)

    assert found.returncode == 1
    assert "KgError: a process of the build died: run it again with one job" in found.stderr


def _run_stub(news: Path, path: Path, jobs: int) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[1]
    command = [sys.executable, str(STUB), str(news), str(path), str(jobs), "0"]
    return subprocess.run(
        command, capture_output=True, text=True, env=os.environ | {"PYTHONPATH": str(root)}, timeout=60
    )
