"""`kg eval` prints the figures, the errors, the faults of an annotation and the agreement of two."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Kg = Callable[..., Result]
TEXT = "ByteDance ordered more than 1,000 H20 chips from Nvidia."
GOLD = {
    "language": "en",
    "entities": [
        {"id": "bytedance", "type": "Company", "names": ["ByteDance"]},
        {"id": "nvidia", "type": "Company", "names": ["Nvidia"]},
        {"id": "h20", "type": "Chip", "names": ["H20"]},
    ],
    "claims": [
        {"s": "bytedance", "p": "suppliedBy", "o": "nvidia", "status": "asserted"},
        {"s": "nvidia", "p": "worksFor", "o": "bytedance", "status": "denied"},
    ],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a1", "a2"):
        (tmp_path / f"{name}.json").write_text(json.dumps({"id": name, **GOLD}), "utf-8")
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_eval_prints_figures_by_level_language_status_and_relation(kg: Kg, folder: Path) -> None:
    shown = kg("eval", str(folder)).output

    for head in ("LEVEL", "TRIPLES BY LANGUAGE", "CLAIMS BY STATUS", "TRIPLES BY RELATION"):
        assert head in shown
    assert "evidence 1.0" in shown
    assert "2 articles" in shown


def test_eval_as_json_holds_the_same_figures(kg: Kg, folder: Path) -> None:
    figures = json.loads(kg("eval", str(folder), "--only", "a1", "--json").output)

    assert figures["articles"] == 1
    assert figures["relations"]["suppliedBy"] == {
        "precision": 1.0, "recall": 1.0, "f1": 1.0, "matched": 1, "predicted": 1, "gold": 1,
    }  # fmt: skip
    assert figures["languages"]["en"]["claims"] == figures["claims"]
    assert "misses" not in figures


def test_eval_lists_so_many_errors_of_each_article(kg: Kg, folder: Path) -> None:
    errors = json.loads(kg("eval", str(folder), "--misses", "1", "--json").output)["misses"]

    assert [(e["article"], e["kind"], e["relation"]) for e in errors] == [
        (a, "missed", "worksFor") for a in ("a1", "a2")
    ]
    assert errors[0]["sentence"] == TEXT
    shown = kg("eval", str(folder), "--misses", "1").output
    assert "  expected: Nvidia worksFor ByteDance denied\n" in shown
    assert f"  sentence: {TEXT}\n" in shown


def test_eval_lists_all_errors_of_one_relation(kg: Kg, folder: Path) -> None:
    errors = json.loads(kg("eval", str(folder), "--relation", "orders", "--json").output)["misses"]

    assert {(e["article"], e["kind"], e["relation"]) for e in errors} == {(a, "wrong", "orders") for a in ("a1", "a2")}


def test_eval_scores_a_store_without_reading_the_texts(kg: Kg, folder: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "own.sqlite")
    kg("build", str(folder / "a1.txt"), "--store", store)

    figures = json.loads(kg("eval", str(folder), "--store", store, "--json").output)

    assert figures["relations"]["suppliedBy"]["recall"] == 0.5


def test_eval_lint_names_faults_and_fails(kg: Kg, folder: Path) -> None:
    result = kg("eval", str(folder), "--lint")

    assert result.exit_code == 1
    assert "a1.json  nvidia worksFor bytedance denied: worksFor cannot join Company and Company" in result.output


def test_eval_agreement_of_a_folder_with_itself_is_full(kg: Kg, folder: Path) -> None:
    levels = json.loads(kg("eval", str(folder), "--agreement", str(folder), "--json").output)

    assert levels == {"articles": 2, "entities": 1.0, "claims": 1.0, "triples": 1.0, "endpoints": 1.0}


def test_eval_of_a_folder_without_annotations_says_what_is_expected(kg: Kg, tmp_path: Path) -> None:
    result = kg("eval", str(tmp_path))

    assert result.exit_code == 1
    assert "Expected pairs of ID.txt and ID.json" in result.output
