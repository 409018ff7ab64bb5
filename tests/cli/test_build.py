import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner, Result

from kg.cli import build as build_module
from kg.cli import main
from kg.model import Article, Claim, Entity, EntityId, Evidence, Extraction, Span
from kg.store import Store

Build = Callable[..., Result]


class StubEngine:
    """Reads one claim where a text speaks of chips, and none elsewhere."""

    version = "stub-1"

    def extract(self, article: Article) -> Extraction:
        start = article.text.find("chips")
        if start < 0:
            return Extraction(article=article.id)
        entities = (
            Entity(id=EntityId("a"), kind="Company", name="A"),
            Entity(id=EntityId("b"), kind="Chip", name="B"),
        )
        evidence = (Evidence(span=Span(start, start + 5), quote="chips", rule="stub"),)
        claim = Claim(
            article=article.id, subject=EntityId("a"), relation="uses", object=EntityId("b"), evidence=evidence
        )
        return Extraction(article=article.id, entities=entities, claims=(claim,))


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    monkeypatch.setitem(sys.modules, "kg.engines.rules", SimpleNamespace(RulesEngine=StubEngine))  # type: ignore[arg-type]
    monkeypatch.chdir(tmp_path)
    for name in ("KG_STORE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    news = tmp_path / "news"
    news.mkdir()
    (news / "full.txt").write_text("Title: Full\nLanguage: en\n\nThe firm uses the new chips.\n")
    (news / "quiet.txt").write_text("Title: Quiet\nLanguage: en\n\nThe weather stays fair.\n")
    (news / "junk.txt").write_bytes(b"\x00\x01\x02\x03" * 50)

    def run(*args: str, **options: object) -> Result:
        return CliRunner().invoke(main, ["build", *args], catch_exceptions=False, **options)  # type: ignore[arg-type]

    return run


def test_the_table_names_silent_articles_and_unreadable_files(build: Build) -> None:
    result = build("news")

    rows = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert result.exit_code == 0
    assert rows["full"].split() == ["full", "new", "1"]
    assert rows["quiet"].endswith("no claims found")
    assert "failed" in rows["news/junk.txt"]
    assert "1 failed, 2 new" in result.stdout
    assert "1 without any claim." in result.stdout


def test_a_second_build_reads_nothing_again(build: Build, tmp_path: Path) -> None:
    build("news")
    (tmp_path / "news" / "quiet.txt").write_text("Language: en\n\nThe weather turns to chips.\n")

    result = build("news")

    assert "1 changed, 1 failed, 1 unchanged" in result.stdout
    assert "full" not in result.stdout


def test_prune_removes_what_is_gone(build: Build, tmp_path: Path) -> None:
    (tmp_path / "news" / "junk.txt").unlink()
    build("news")
    (tmp_path / "news" / "quiet.txt").unlink()

    assert "1 unchanged" in build("news").stdout
    assert "1 removed" in build("news", "--prune").stdout
    with Store.open("kg.sqlite", read_only=True) as store:
        assert store.article_ids() == ["full"]


def test_json_reports_every_row(build: Build) -> None:
    report = json.loads(build("news", "--json").stdout)

    outcomes = {row["origin"]: row["outcome"] for row in report["rows"]}
    assert outcomes == {"news/full.txt": "new", "news/junk.txt": "failed", "news/quiet.txt": "new"}


def test_nothing_readable_is_an_error(build: Build) -> None:
    result = build("news/junk.txt", "nowhere.txt")

    assert result.exit_code == 1
    assert "Nothing could be read" in result.stderr
    assert "nowhere.txt" in result.stdout


BAD = {
    "news/empty.txt": "empty file",
    "news/binary.txt": "binary data, not text",
    "news/large.txt": "2.1 kB, over the limit of 2 kB; split it or raise --max-bytes",
    "news/wire.jsonl": "line 2: not JSON",
    "news/gone.txt": "no such file or folder",
}


@pytest.fixture
def mixed(build: Build, tmp_path: Path) -> list[str]:
    """The arguments of a build over one good file, one of each bad kind, and one good line beside a broken one."""
    news = tmp_path / "news"
    for name in ("quiet.txt", "junk.txt"):
        (news / name).unlink()
    (news / "empty.txt").write_bytes(b"")
    (news / "binary.txt").write_bytes(bytes(range(256)))
    (news / "large.txt").write_text("chips " * 350)
    (news / "wire.jsonl").write_text('{"id": "line", "language": "en", "text": "It uses the new chips."}\n{"text": \n')
    return ["news", "news/gone.txt", "--max-bytes", "2000"]


def test_a_mixed_folder_gives_each_input_its_row_and_reason(build: Build, mixed: list[str]) -> None:
    result = build(*mixed)

    rows = {line.split()[0]: line for line in result.stdout.splitlines()}
    assert result.exit_code == 0
    assert rows["full"].split() == ["full", "new", "1"]
    assert rows["line"].split() == ["line", "new", "1"]
    assert [(origin, reason) for origin, reason in BAD.items() if f"failed          {reason}" not in rows[origin]] == []
    assert "5 failed, 2 new" in result.stdout


def test_a_mixed_folder_as_json(build: Build, mixed: list[str]) -> None:
    result = build(*mixed, "--json")

    rows = json.loads(result.stdout)["rows"]
    reasons = {row["origin"]: row["reason"] for row in rows if row["outcome"] == "failed"}
    assert result.exit_code == 0
    assert [row["id"] for row in rows if row["outcome"] == "new"] == ["full", "line"]
    assert reasons.keys() == BAD.keys()
    assert [origin for origin, reason in BAD.items() if not reasons[origin].startswith(reason)] == []


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_only_bad_input_fails_after_it_was_told(
    build: Build, mixed: list[str], tmp_path: Path, options: list[str]
) -> None:
    (tmp_path / "news" / "full.txt").unlink()
    (tmp_path / "news" / "wire.jsonl").write_text('{"text": \n')

    result = build(*mixed, *options)

    assert result.exit_code == 1
    assert [origin for origin in BAD if origin not in result.stdout] == []
    assert "Nothing could be read" in result.stderr


def test_too_large_a_file_names_the_option(build: Build) -> None:
    result = build("news/full.txt", "--max-bytes", "10")

    assert result.exit_code == 1
    assert "--max-bytes" in result.stdout


def test_no_paths_is_wrong_usage(build: Build) -> None:
    assert build().exit_code == 2


def test_standard_input_is_read(build: Build) -> None:
    result = build("-", input="Title: Piped\nLanguage: en\n\nA line about chips.\n")

    assert result.exit_code == 0
    assert "1 new" in result.stdout


def test_hostile_file_names_do_not_steer_the_terminal(build: Build, tmp_path: Path) -> None:
    (tmp_path / "news" / "e\x1b[31mvil.txt").write_bytes(b"")

    assert "\x1b" not in build("news").output


def test_a_narrow_terminal_wraps_the_notes(build: Build) -> None:
    result = build("news/full.txt", "--max-bytes", "10", env={"COLUMNS": "60"})

    assert "--max-bytes" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 60


def test_progress_is_one_line_that_is_wiped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    monkeypatch.setattr(sys, "stderr", sys.stderr)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    with build_module._progress() as progress:
        assert progress is not None
        progress(1, 4, "a very long\x1b[31m name of an article")

    lines = click.unstyle(capsys.readouterr().err).split("\r")
    assert lines[1].startswith("1 of 4 read")
    assert len(lines[1]) < 30
    assert lines[-1] == ""


def test_without_a_terminal_there_is_no_progress(build: Build) -> None:
    assert build("news").stderr == "Store: kg.sqlite\n"
