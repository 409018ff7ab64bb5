"""A small graph with a claim of every status."""

from datetime import date

import pytest

from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Evidentiality,
    Label,
    Money,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
    Time,
)
from kg.ontology.vocabulary import load_vocabulary

TEXT = "Title: Zeta\n\nAcme ordered more than 1,000 Zeta chips from Bolt in 2023.\nAcme denied that it uses them. End."


def sentence_evidence(text: str, start: str, end: str) -> tuple[Evidence, ...]:
    span = Span(text.index(start), text.index(end) + len(end))
    return (Evidence(span=span, quote=span.of(text), rule="en/test/1"),)


def small_graph() -> KnowledgeGraph:
    graph = KnowledgeGraph()
    graph.add_article(
        Article(
            id=ArticleId("001"),
            text=TEXT,
            language="en",
            title='The "Zeta" story',
            published="2024-09",
            url="https://news.example/zeta",
            outlet="The Example",
        )
    )
    graph.add_entity(
        Entity(
            id=EntityId("acme"),
            kind="Company",
            name="Acme",
            aliases=(Label(text="Acme", language="en"), Label(text="dona da Zeta", language="pt")),
            same_as=("Q42",),
        )
    )
    graph.add_entity(Entity(id=EntityId("bolt"), kind="Company", name="Bolt"))
    graph.add_entity(Entity(id=EntityId("zeta"), kind="Chip", name="Zeta", owner=EntityId("bolt")))
    ordered = sentence_evidence(TEXT, "Acme ordered", "in 2023.")
    denied = sentence_evidence(TEXT, "Acme denied", "uses them.")
    quantity = Quantity(operator=">", minimum=1000.0, maximum=None, unit="chips", text="more than 1,000")
    money = Money(operator="~", minimum=900.0, maximum=1101.0, currency="USD", text="about $1,000")
    time = Time(text="in 2023", earliest=date(2023, 1, 1), latest=date(2023, 12, 31))

    def claim(
        subject: str, relation: str, object: str, evidence: tuple[Evidence, ...] = ordered, **more: object
    ) -> None:
        ends = {"subject": EntityId(subject), "object": EntityId(object)}
        graph.add_claim(Claim(article=ArticleId("001"), relation=relation, evidence=evidence, **ends, **more))

    claim("acme", "orders", "zeta", qualifiers=Qualifiers(quantity=quantity, money=money, time=time), confidence=0.92)
    claim("bolt", "develops", "zeta")
    claim("acme", "suppliedBy", "bolt", actuality=Actuality.PLANNED)
    claim("acme", "receives", "zeta", actuality=Actuality.ENDED)
    claim(
        "acme",
        "uses",
        "zeta",
        denied,
        polarity=Polarity.DENIED,
        evidentiality=Evidentiality.PARTY_STATEMENT,
        attribution="Acme",
    )
    return graph


@pytest.fixture
def graph() -> KnowledgeGraph:
    return small_graph()


@pytest.fixture(scope="session")
def vocabulary():
    return load_vocabulary()
