"""The word lists for numbers and dates: complete in every language, and faults are named with file and place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology.locate import ontology_dir
from kg.ontology.measures import load_date_words, load_number_words

LANGUAGES = ("en", "pt", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_both_files(language: str) -> None:
    assert load_number_words(language).language == language
    assert load_date_words(language).language == language


def test_a_language_without_files_is_read_as_english() -> None:
    assert load_number_words("xx").language == "en"
    assert load_date_words("xx").language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_below_a_thousand_has_its_words(language: str) -> None:
    values = {*load_number_words(language).cardinals.values(), *load_number_words(language).scales.values()}

    assert {*range(1, 21), *range(20, 101, 10), 1000, 10**6} <= values


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_month_or_weekday_is_said_twice(language: str) -> None:
    words = load_date_words(language)
    months = [spelling for month in words.months for spelling in month]

    assert len(set(months)) == len(months) >= 12
    assert len(set(words.weekdays)) == 7


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    target = tmp_path / "lexicons" / "en"
    target.mkdir(parents=True)
    for name in ("numbers.toml", "dates.toml"):
        shutil.copy(ontology_dir() / "lexicons" / "en" / name, target / name)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        ("numbers.toml", "[cardinals]", "[cardinal]", "sections missing or unknown"),
        ("numbers.toml", "zero = 0", 'zero = "0"', "cardinals: expected whole numbers"),
        ("numbers.toml", '"dollars" = "USD"', '"dollars" = "usd"', "currencies: expected ISO 4217"),
        ("numbers.toml", 'decimal = "."', 'decimal = ","', "separators"),
        ("numbers.toml", 'articles = ["a", "an"]', 'articles = ["A", "an"]', "must be in lower case"),
        ("numbers.toml", "name_before_noun = true", "name_before_noun = 1", "expected true or false"),
        ("dates.toml", '"january", ', "", "months.full: expected 12 entries, found 11"),
        ("dates.toml", '"monday", ', "", "weekdays.full: expected 7 entries, found 6"),
        ("dates.toml", "[tense]", "[tense", "dates.toml"),
        ("dates.toml", 'and = ["and"]', "", "bounds: expected exactly the keys"),
    ],
)
def test_a_fault_names_the_file_and_the_place(broken: Path, name: str, old: str, new: str, message: str) -> None:
    path = broken / "lexicons" / "en" / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    load = load_number_words if name == "numbers.toml" else load_date_words
    with pytest.raises(OntologyError, match=message) as caught:
        load("en", broken)

    assert f"lexicons/en/{name}" in str(caught.value)
    assert "\n" not in str(caught.value)
