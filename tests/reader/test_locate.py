"""Where the weights are looked for, and what a user reads who has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.engines.choice import default_engine
from kg.errors import ReaderError
from kg.reader import locate
from kg.reader.locate import reader_dir


def test_the_folder_that_the_user_names_outranks_the_variable(
    tmp_path: Path, toy_runtime: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_READER", str(tmp_path / "other"))

    assert reader_dir(tmp_path) == tmp_path
    assert reader_dir() == tmp_path / "other"


def test_without_weights_the_message_says_what_to_install(
    tmp_path: Path, toy_runtime: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_READER", raising=False)
    monkeypatch.setattr(locate, "_CHECKOUT", tmp_path)
    monkeypatch.setattr(locate, "_PACKAGE", "kg_has_no_such_package")

    with pytest.raises(ReaderError, match="Install kg-chips-reader"):
        reader_dir()


def test_without_onnxruntime_the_build_stops_before_the_first_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locate, "find_spec", lambda name: None)
    (tmp_path / "a.txt").write_text("Huawei develops the Ascend 910B.", "utf-8")
    done = CliRunner().invoke(
        main, ["build", str(tmp_path), "--engine", "auto", "--store", str(tmp_path / "kg.sqlite")]
    )

    assert done.exit_code == 1
    assert "pip install 'kg-chips[reader]'" in done.output
    assert not (tmp_path / "kg.sqlite").exists()


def test_without_an_engine_named_the_reader_is_used_where_it_is_installed(
    toy_folder: Path, toy_runtime: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_READER", str(toy_folder))
    installed = default_engine()
    monkeypatch.setattr("kg.reader.locate.find_spec", lambda name: None)

    assert (installed, default_engine()) == ("auto", "rules")
