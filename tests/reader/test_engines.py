"""The engines reader and auto over toy weights: what holds whatever the numbers are."""

from __future__ import annotations

import pickle
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg.engines.choice import make_engine
from kg.errors import ReaderError
from kg.model import Article, ArticleId, EntityId
from kg.ontology.vocabulary import load_vocabulary
from kg.reader.combine import combined, probability, terms

TEXT = (
    "ByteDance ordered 100,000 Ascend 910B chips from Huawei in 2023. The United States restricts exports of the "
    "Nvidia H20 to China. Huawei's Ascend 910B competes with the H20, people familiar with the matter said."
)
ARTICLE = Article(id=ArticleId("a"), text=TEXT, language="en", published="2024-09-30")


@pytest.mark.parametrize("name", ["reader", "auto"])
def test_an_engine_claims_only_what_the_ontology_allows_and_cites_the_text(name: str, toy_folder: Path) -> None:
    extraction = make_engine(name, toy_folder).extract(ARTICLE)
    kinds = {e.id: e.kind for e in extraction.entities}

    assert extraction.claims
    for claim in extraction.claims:
        assert load_vocabulary().allows(kinds[claim.subject], claim.relation, kinds[claim.object])
        assert all(e.quote == e.span.of(TEXT) for e in claim.evidence)


@pytest.mark.parametrize("name", ["reader", "auto"])
def test_the_same_article_gives_the_same_extraction_also_after_pickling(name: str, toy_folder: Path) -> None:
    engine = make_engine(name, toy_folder)
    again = pickle.loads(pickle.dumps(engine))

    assert engine.extract(ARTICLE) == engine.extract(ARTICLE) == again.extract(ARTICLE)
    assert engine.version == again.version


def test_evidence_says_which_methods_found_a_claim(toy_folder: Path) -> None:
    reader = {e.rule for c in make_engine("reader", toy_folder).extract(ARTICLE).claims for e in c.evidence}
    auto = {e.rule for c in make_engine("auto", toy_folder).extract(ARTICLE).claims for e in c.evidence}

    assert any(rule.startswith("reader.") for rule in reader)
    assert any(rule.endswith("+reader") for rule in auto)


def test_an_article_without_news_gives_no_claim(toy_folder: Path) -> None:
    assert make_engine("auto", toy_folder).extract(Article(id=ArticleId("b"), text="", language="pt")).claims == ()


def test_a_folder_that_lacks_a_file_is_named(toy_folder: Path) -> None:
    (toy_folder / "head.npz").unlink()

    with pytest.raises(ReaderError, match=r"no head\.npz here"):
        make_engine("reader", toy_folder)


def test_a_broken_settings_file_is_named(toy_folder: Path) -> None:
    (toy_folder / "reader.json").write_text("{}", "utf-8")

    with pytest.raises(ReaderError, match="Train it again"):
        make_engine("auto", toy_folder)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="no engine 'llm'"):
        make_engine("llm")


def test_agreement_counts_more_than_either_alone() -> None:
    weights = (0.5, 0.5, 0.5, 0.2, 0.0, 0.0, 0.0, 0.0)

    def both(score: float, odds: float | None) -> float:
        return combined(weights, 0.0, terms(score, 0.0, odds, meets=True, placed=True))

    assert both(0.8, 2.0) > both(0.8, -2.0)
    assert both(0.8, 2.0) > both(0.1, 2.0)
    assert both(0.8, None) < both(0.8, -2.0)
    assert probability(0.0) == 0.5


@pytest.mark.parametrize(
    ("meets", "lexical", "stands"), [(True, 0.0, True), (False, 0.9, True), (False, 0.0, False)]
)  # fmt: skip
def test_what_the_reader_alone_says_of_two_that_share_no_sentence_must_be_surer(
    meets: bool, lexical: float, stands: bool, toy_runtime: None
) -> None:
    from kg.engines.auto import Weighing

    ends = (EntityId("acme"), EntityId("x1"))
    place = SimpleNamespace(pair=SimpleNamespace(first_line=None if meets else object()))
    opinions = {ends: {"orders": SimpleNamespace(odds=0.2)}}
    reading = SimpleNamespace(places={ends: [place]})
    weigh = Weighing(reading, {ends: [place]}, opinions, (0, 1.0, 0, 0, 0, 0, 0, 0), 0.0, apart=0.9)

    assert (weigh(ends, "orders", lexical, 0.0) > 0.5) is stands
    assert bool(weigh.heard) is (lexical > 0)
