"""The default engine's promises: a version that follows the ontology, sound extractions, any language."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.engines.rules import RulesEngine, _ontology_hash
from kg.model import Article, Extraction
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import load_vocabulary

TEXT = (
    "A ByteDance, dona do TikTok, encomendou 100 mil chips Ascend 910B à Huawei. A empresa chinesa negou o relato. "
    "Os Estados Unidos proibiram a venda do H20 à China."
)


def test_the_version_is_stable_and_names_the_engine(engine: RulesEngine) -> None:
    assert engine.version == RulesEngine().version
    assert engine.version.startswith("rules-")


def test_the_version_changes_with_any_data_file_and_with_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    shutil.copytree(ontology_dir() / "patterns", folder / "patterns")
    before = _ontology_hash(folder)
    (folder / "README.md").write_text("No data.", "utf-8")
    unchanged = _ontology_hash(folder)
    (folder / "patterns" / "pt" / "owns.toml").write_text("# nothing", "utf-8")

    assert before == unchanged != _ontology_hash(folder)


def test_the_engine_survives_pickling(engine: RulesEngine, make_article: Callable[..., Article]) -> None:
    article = make_article(TEXT, "pt")

    assert pickle.loads(pickle.dumps(engine)).extract(article) == engine.extract(article)


def test_every_end_of_a_claim_is_a_listed_entity_that_its_relation_allows(
    read: Callable[[str, str], Extraction],
) -> None:
    extraction, vocabulary = read(TEXT, "pt"), load_vocabulary()
    kinds = {e.id: e.kind for e in extraction.entities}

    assert extraction.claims
    assert set(kinds) == {end for c in extraction.claims for end in (c.subject, c.object)}
    assert all(vocabulary.allows(kinds[c.subject], c.relation, kinds[c.object]) for c in extraction.claims)


def test_no_claim_joins_an_entity_to_itself_or_stands_twice(read: Callable[[str, str], Extraction]) -> None:
    claims = read(TEXT * 3, "pt").claims

    assert all(c.subject != c.object for c in claims)
    assert len({(c.subject, c.relation, c.object, c.status) for c in claims}) == len(claims)
    assert all(0 < c.confidence <= 1 for c in claims)


@pytest.mark.parametrize("language", ["es", "de", "", "zh"])
def test_a_language_without_rules_of_its_own_is_read_all_the_same(
    engine: RulesEngine, make_article: Callable[..., Article], language: str
) -> None:
    extraction = engine.extract(make_article("Nvidia, Huawei, H20.", language))

    assert extraction.article == "a"


@pytest.mark.parametrize("text", ["", "\n\n", " ", ".", "?!", "#", "- ", "文字", "\u202e\x00", "a" * 5000])
def test_a_text_without_news_yields_nothing(
    engine: RulesEngine, make_article: Callable[..., Article], text: str
) -> None:
    extraction = engine.extract(make_article(text, "pt"))

    assert (extraction.entities, extraction.claims) == ((), ())


def test_a_name_that_only_the_article_knows_becomes_an_entity_of_its_class(
    read: Callable[[str, str], Extraction],
) -> None:
    entities = {e.name: e.kind for e in read("A startup chinesa Zorvex cresceu.", "pt").entities}

    assert entities["Zorvex"] == "Company"
