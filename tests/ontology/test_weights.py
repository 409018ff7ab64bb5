"""The weights that ship with kg, and what the loader says about a faulty line."""

from __future__ import annotations

from math import isfinite
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology.patterns import load_patterns
from kg.ontology.vocabulary import load_vocabulary
from kg.ontology.weights import load_reliability, load_weights


def test_every_relation_with_weights_is_known_and_has_an_intercept() -> None:
    weights = load_weights()

    assert weights
    assert weights.keys() <= load_vocabulary().relations.keys()
    assert [relation for relation, features in weights.items() if "" not in features] == []
    assert all(isfinite(w) for features in weights.values() for w in features.values())


def test_every_counted_rule_is_known_and_right_at_most_as_often_as_it_fired() -> None:
    patterns = {p.rule for language in ("en", "pt", "es") for p in load_patterns(language)}
    rules = load_reliability()

    assert rules
    assert [r for r in rules if not r.startswith("structure.") and r not in patterns] == []
    assert [rule for rule, (right, fired) in rules.items() if not 0 <= right <= fired] == []


def test_without_files_there_are_no_weights(tmp_path: Path) -> None:
    assert (load_weights(tmp_path), load_reliability(tmp_path)) == ({}, {})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "weights").mkdir()
    return tmp_path


@pytest.mark.parametrize("line", ["orders\tx", "orders\tx\ty\t1", "orders\tx\theavy"])
def test_a_faulty_weight_is_named_with_its_line(folder: Path, line: str) -> None:
    (folder / "weights" / "pairs.tsv").write_text(f"# weights\norders\t\t0.5\n{line}\n", "utf-8")

    with pytest.raises(OntologyError, match=r"^weights/pairs.tsv:3: expected relation, feature, weight"):
        load_weights(folder)


@pytest.mark.parametrize("line", ["en.orders.order\t1", "en.orders.order\tone\t2"])
def test_a_faulty_count_is_named_with_its_line(folder: Path, line: str) -> None:
    (folder / "weights" / "rules.tsv").write_text(f"{line}\n", "utf-8")

    with pytest.raises(OntologyError, match=r"^weights/rules.tsv:1: expected rule, right, fired"):
        load_reliability(folder)
