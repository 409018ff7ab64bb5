from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology import units
from kg.ontology.measures import load_number_words
from kg.ontology.units import load_units, unit_group


def test_words_for_chips_count_pieces_in_every_language() -> None:
    assert {unit_group(word) for word in ("GPUs", "unidades", "Peças", "tarjetas", "")} == {"piece"}


def test_what_is_in_no_group_stands_for_itself() -> None:
    assert unit_group("Superordenadores") == "superordenadores"


@pytest.mark.parametrize("word", sorted(load_units().keys() - {""}))
def test_every_word_is_a_unit_that_some_language_counts(word: str) -> None:
    assert any(word in load_number_words(language).nouns["units"] for language in ("en", "pt", "es"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('piece = ["Chip"]', "piece: 'Chip' is not folded"),
        ('piece = ["chip"]\nwafer = ["chip"]', "wafer: 'chip' is in 'piece' too"),
        ("piece = 3", "piece: expected a list"),
        ("piece = [", "not TOML"),
    ],
)
def test_a_fault_is_told_with_its_place(
    text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "units.toml").write_text(text, "utf-8")
    monkeypatch.setattr(units, "ontology_dir", lambda: tmp_path)
    load_units.cache_clear()

    with pytest.raises(OntologyError, match=message):
        load_units()
    load_units.cache_clear()
