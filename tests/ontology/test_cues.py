"""The cue lists of each language: the same keys in all, words that can match, and faults named with their place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.ontology.cues import Cues, load_cues
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import load_vocabulary

LANGUAGES = sorted(path.parent.name for path in (ontology_dir() / "lexicons").glob("*/cues.toml"))


def keys(cues: Cues) -> dict[str, set[str]]:
    return {group: set(getattr(cues, group)) for group in ("nouns", "words", "patterns")}


def test_portuguese_and_english_have_cues() -> None:
    assert {"en", "pt"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_keys_of_english(language: str) -> None:
    assert keys(load_cues(language)) == keys(load_cues("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_list_is_empty_and_no_word_has_capitals_or_blanks_around(language: str) -> None:
    cues = load_cues(language)
    lists = {**cues.nouns, **cues.words, "abbreviations": cues.abbreviations}

    assert cues.boilerplate
    assert [name for name, words in lists.items() if not words] == []
    assert [w for words in lists.values() for w in words if w != w.lower().strip() or not w] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_that_sentences_describe_has_its_nouns(language: str) -> None:
    classes = load_vocabulary().classes.keys()

    assert classes - {"Country"} <= load_cues(language).nouns.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pattern_matches_an_empty_text(language: str) -> None:
    cues = load_cues(language)
    patterns = {**cues.patterns, **{p.pattern: p for p in cues.boilerplate}}

    assert [name for name, p in patterns.items() if p.search("")] == []


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "negation", "it did not sell"),
        ("en", "denial", "it denied the report"),
        ("en", "planned", "it will sell"),
        ("en", "anonymous", "people familiar with the matter"),
        ("en", "banning", "banned"),
        ("pt", "negation", "nao vendeu"),
        ("pt", "denial", "a empresa desmentiu"),
        ("pt", "planned", "a empresa pretende vender"),
        ("pt", "anonymous", "segundo fontes"),
        ("pt", "banning", "proibiram"),
    ],
)
def test_cues_know_the_plainest_words_for_their_sense(language: str, name: str, text: str) -> None:
    assert load_cues(language).patterns[name].search(text)


def test_a_language_without_cues_is_read_by_those_of_english() -> None:
    assert load_cues("xx").language == "en"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lexicons" / "en").mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[words\n", r"^lexicons/en/cues.toml: .*line 1"),
        ("[wordz]\n", r"^lexicons/en/cues.toml: unknown section \['wordz'\]; known: "),
        ('[patterns]\nnegation = "(not"\n', r"^lexicons/en/cues.toml, negation: .*: \(not$"),
        ('[boilerplate]\npatterns = ["*"]\n', r"^lexicons/en/cues.toml, boilerplate: nothing to repeat"),
    ],
)
def test_a_faulty_file_is_named_with_its_place(folder: Path, content: str, message: str) -> None:
    (folder / "lexicons" / "en" / "cues.toml").write_text(content, "utf-8")

    with pytest.raises(OntologyError, match=message) as error:
        load_cues("en", folder)
    assert not re.search(re.escape(str(folder)), str(error.value))


def test_a_missing_file_is_named(folder: Path) -> None:
    with pytest.raises(OntologyError, match=r"lexicons/en/cues\.toml"):
        load_cues("pt", folder)
