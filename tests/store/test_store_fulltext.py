from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Extraction, Label, Polarity, Span, Status
from kg.store import Store
from kg.store.fulltext import FullText

DATES = {"a": "2024-05-01", "b": None, "c": "2025"}
QUOTES = {"a": "A Índia encomendou chips.", "b": "Orbis denied it.", "c": "Orbis buys more chips."}


def claim(article: str, **more: object) -> Claim:
    evidence = (Evidence(span=Span(0, len(QUOTES[article])), quote=QUOTES[article], rule="test"),)
    ends = {"subject": EntityId("orbis"), "object": EntityId("k9")}
    return Claim(article=ArticleId(article), relation="orders", evidence=evidence, **ends, **more)  # type: ignore[arg-type]


CLAIMS = {"a": claim("a", confidence=0.9), "b": claim("b", polarity=Polarity.DENIED), "c": claim("c", confidence=0.5)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    entities = (
        Entity(id=EntityId("k9"), kind="Chip", name="K9"),
        Entity(
            id=EntityId("orbis"), kind="Company", name="Orbis", aliases=(Label(text="Órbis do Norte", language="pt"),)
        ),
    )
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        for key, quote in QUOTES.items():
            article = Article(id=ArticleId(key), text=quote, language="en", published=DATES[key])
            store.replace(article, Extraction(article=article.id, entities=entities, claims=(CLAIMS[key],)), "test")
        yield store


def test_words_are_found_in_labels_and_quotes_whatever_their_case_and_accents(store: Store) -> None:
    words = FullText(store)

    assert words.find("orbis NORTE").entities == ("orbis",)
    assert words.find("india CHIPS").claims == (CLAIMS["a"].id,)
    assert set(words.find("chip").claims) == {CLAIMS["a"].id, CLAIMS["c"].id}
    assert words.find("hip").claims == ()


@pytest.mark.parametrize("words", ["", " ", "?!", '"'])
def test_no_words_find_nothing(store: Store, words: str) -> None:
    found = FullText(store).find(words)

    assert (found.entities, found.claims) == ((), ())


def test_the_index_carries_the_state_it_was_made_of(store: Store) -> None:
    words = FullText(store)
    store.remove(ArticleId("a"))

    assert words.generation < store.generation
    assert FullText(store).find("india").claims == ()


@pytest.mark.parametrize("entity", [None, EntityId("orbis"), EntityId("k9")])
def test_the_newest_claims_come_first_and_undated_ones_last(store: Store, entity: EntityId | None) -> None:
    with store.view() as graph:
        assert list(graph.newest_claims(entity)) == [CLAIMS["c"], CLAIMS["a"], CLAIMS["b"]]
        assert list(graph.newest_claims(entity, statuses=[Status.DENIED])) == [CLAIMS["b"]]
        assert list(graph.newest_claims(entity, relations=["owns"])) == []


def test_the_best_claim_of_an_edge_is_the_surest_of_its_status(store: Store) -> None:
    with store.view() as graph:
        (edge,) = graph.edges_from(EntityId("orbis"))

        assert graph.best_claim(edge, Status.ASSERTED) == CLAIMS["a"]
        assert graph.best_claim(edge, Status.DENIED) == CLAIMS["b"]
        with pytest.raises(LookupError):
            graph.best_claim(edge, Status.PLANNED)
