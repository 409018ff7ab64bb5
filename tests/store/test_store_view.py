"""A view of a store reads no more than it is asked, and sees one moment."""

import pickle
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.model import Article, ArticleId, Claim, ClaimId, Entity, EntityId, Evidence, Extraction, Span
from kg.store import Store

ACME, X1 = EntityId("acme"), EntityId("x1")


def reading(key: str) -> tuple[Article, Extraction]:
    text = f"Acme orders X1, says {key}."
    article = Article(id=ArticleId(key), text=text, language="en", title="Orders", published="2025-01-01")
    entities = (Entity(id=ACME, kind="Company", name="Acme"), Entity(id=X1, kind="Chip", name="X1"))
    evidence = (Evidence(span=Span(0, 14), quote=text[:14], rule="test"),)
    claim = Claim(article=article.id, subject=ACME, relation="orders", object=X1, evidence=evidence)
    return article, Extraction(article=article.id, entities=entities, claims=(claim,))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        for key in "abc":
            store.replace(*reading(key), "1")
        yield store


def asked(store: Store) -> list[str]:
    """The tables that are read from now on, one entry a query."""
    queries: list[str] = []
    store._database.set_trace_callback(queries.append)
    return queries


def test_edges_are_told_without_reading_a_claim(store: Store) -> None:
    with store.view() as view:
        queries = asked(store)
        edges = (*view.edges_from(ACME), *view.edges_to(X1))

    assert [edge.counts[0] for edge in edges] == [3, 3]
    assert not [query for query in queries if "claim" in query]


def test_the_text_of_an_article_is_read_at_its_first_use(store: Store) -> None:
    with store.view() as view:
        queries = asked(store)
        article = view.articles[ArticleId("a")]
        known = (article.title, article.published)
        before = [query for query in queries if "article_text" in query]
        texts = (article.text, article.text)

    assert known == ("Orders", "2025-01-01")
    assert before == []
    assert texts == (reading("a")[0].text,) * 2
    assert len([query for query in queries if "article_text" in query]) == 1


def test_a_stored_article_is_an_article_in_all_respects(store: Store) -> None:
    plain = reading("a")[0]
    with store.view() as view:
        stored = view.articles[plain.id]

        assert stored == plain
        assert plain == stored
        assert hash(stored) == hash(plain)
        assert stored.text_hash == plain.text_hash
        assert replace(stored, title="Other") == replace(plain, title="Other")
        assert pickle.loads(pickle.dumps(stored)) == plain


def test_a_view_stays_at_its_moment_while_a_build_writes(store: Store) -> None:
    with Store.open(store.path, read_only=True) as reader, reader.view() as view:
        before = len(view)
        store.replace(*reading("d"), "1")

        assert (before, len(view), len(view.claims_from(ACME))) == (3, 3, 3)
        assert ArticleId("d") not in view.articles


def test_what_is_unknown_is_absent(store: Store) -> None:
    with store.view() as view:
        assert EntityId("nobody") not in view.entities
        assert view.articles.get(ArticleId("z")) is None
        assert view.claim(ClaimId("0" * 16)) is None
        assert view.claim(ClaimId("no id")) is None
        assert view.entities_named("...") == ()
        assert len(view.entities) == 2


def test_a_damaged_text_is_named_when_it_is_asked_for(store: Store) -> None:
    store._database.execute("UPDATE article_text SET packed = x'00' WHERE article = 1")
    with store.view() as view:
        article = view.articles[ArticleId("a")]
        with pytest.raises(StoreError, match="article a: its stored text is damaged"):
            _ = article.text


def test_the_first_claims_are_told_without_reading_the_rest(store: Store) -> None:
    with store.view() as view:
        queries = asked(store)
        first = next(iter(view))
        reading_claims = [query for query in queries if "FROM claim" in query]

    assert first.subject == ACME
    assert len(reading_claims) == 1
