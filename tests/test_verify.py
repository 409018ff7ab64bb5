"""Whatever is tampered with in a store, verify names the place."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Extraction, Span
from kg.store import Store
from kg.verify import verify

TEXT = "Acme orders X1. Nothing else is said."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    article = Article(id=ArticleId("a"), text=TEXT, language="en", origin="news/a.txt")
    evidence = Evidence(span=Span(0, 15), quote="Acme orders X1.", rule="test", subject=Span(0, 4), object=Span(12, 14))
    claim = Claim(
        article=article.id,
        subject=EntityId("acme"),
        relation="orders",
        object=EntityId("x1"),
        attribution="Acme",
        evidence=(evidence,),
    )
    entities = (
        Entity(id=EntityId("acme"), kind="Company", name="Acme"),
        Entity(id=EntityId("x1"), kind="Chip", name="X1"),
    )
    with Store.open(tmp_path / "kg.sqlite", create=True) as store:
        store.replace(article, Extraction(article=article.id, entities=entities, claims=(claim,)), "1")
        yield store


def test_a_sound_store_has_no_problem(store: Store) -> None:
    assert verify(store) == []


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ("UPDATE evidence SET quote = 'Acme orders X2.'", "article a, claim", "is not the quote"),
        ("UPDATE evidence SET start = 1", "article a, claim", "is not the quote"),
        ("UPDATE evidence SET object_end = 30", "article a, claim", "object at 12 to 30 lies outside"),
        ("DELETE FROM evidence", "article a, claim", "it has no evidence"),
        ("UPDATE claim SET attribution = 'Bolt'", "article a, claim", "gives the id"),
        ("UPDATE claim SET polarity = 'Maybe'", "article a", "is damaged"),
        ("UPDATE word SET text = 'admires' WHERE text = 'orders'", "article a, claim", "has no relation 'admires'"),
        (
            "UPDATE claim SET subject = object, object = subject",
            "article a, claim",
            "does not allow Chip orders Company",
        ),
        ("UPDATE article_text SET packed = x'00'", "article a", "stored text is damaged"),
        ("UPDATE edge SET asserted = 7", "kg.sqlite", "edge acme orders x1"),
        ("UPDATE claim SET status = 2", "kg.sqlite", "edge acme orders x1"),
        ("UPDATE entity SET kind = 'Chip'", "kg.sqlite", "entity acme"),
        ("DELETE FROM entity WHERE id = 'x1'", "kg.sqlite", "refers to a missing entity"),
        ("DELETE FROM word WHERE text = 'orders'", "kg.sqlite", "relation of 1 rows refers to a missing word"),
    ],
)
def test_each_kind_of_tampering_is_found(store: Store, change: str, where: str, what: str) -> None:
    with closing(sqlite3.connect(store.path)) as database:
        database.execute(change)
        database.commit()
    problems = verify(store)

    assert [problem for problem in problems if where in problem.where and what in problem.what], problems


def test_a_damaged_claim_does_not_hide_another_article(store: Store) -> None:
    second = Article(id=ArticleId("b"), text="Nothing.", language="en")
    store.replace(second, Extraction(article=second.id), "1")
    with closing(sqlite3.connect(store.path)) as database:
        database.execute("UPDATE article_text SET packed = x'00'")
        database.commit()

    assert [problem.where for problem in verify(store)] == ["article a", "article b"]
