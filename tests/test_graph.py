"""What a graph says of edges, names and dates."""

from datetime import date

import pytest

from kg.graph import KnowledgeGraph, edges_of, is_within
from kg.model import ArticleId, Claim, Entity, EntityId, Label, Polarity, Status

ACME, BOLT, X1 = EntityId("acme"), EntityId("bolt"), EntityId("x1")


def claim(subject: EntityId, relation: str, object: EntityId, article: str = "a", **changes: object) -> Claim:
    fields = {"article": ArticleId(article), "subject": subject, "relation": relation, "object": object}
    return Claim(**fields, **changes)  # type: ignore[arg-type]


@pytest.fixture
def graph() -> KnowledgeGraph:
    graph = KnowledgeGraph()
    graph.add_entity(Entity(id=ACME, kind="Company", name="Açme", aliases=(Label(text="Acme-Chips"),)))
    graph.add_entity(Entity(id=BOLT, kind="Company", name="Bolt", aliases=(Label(text="acme chips"),)))
    graph.add_entity(Entity(id=X1, kind="Chip", name="X1"))
    graph.add_claim(claim(ACME, "orders", X1, confidence=0.5))
    graph.add_claim(claim(ACME, "orders", X1, "b", confidence=0.75))
    graph.add_claim(claim(ACME, "orders", X1, "c", polarity=Polarity.DENIED, confidence=1.0))
    graph.add_claim(claim(BOLT, "develops", X1))
    return graph


def test_an_edge_counts_its_claims_by_status_and_keeps_their_best(graph: KnowledgeGraph) -> None:
    (edge,) = graph.edges_from(ACME)

    assert (edge.subject, edge.relation, edge.object) == (ACME, "orders", X1)
    assert [edge.count(status) for status in Status] == [2, 0, 1, 0]
    assert [edge.confidence(status) for status in Status] == [0.75, None, 1.0, None]


def test_edges_lead_both_ways_and_cover_every_claim(graph: KnowledgeGraph) -> None:
    assert [edge[:3] for edge in graph.edges_to(X1)] == [(ACME, "orders", X1), (BOLT, "develops", X1)]
    assert graph.edges_from(X1) == graph.edges_to(ACME) == ()
    assert sum(sum(edge.counts) for edge in edges_of(graph)) == len(graph)


@pytest.mark.parametrize(
    ("typed", "expected"), [("ACME CHIPS", (ACME, BOLT)), ("acme", (ACME,)), ("--", ()), ("Acm", ())]
)
def test_names_fit_by_letters_and_digits_alone(
    graph: KnowledgeGraph, typed: str, expected: tuple[EntityId, ...]
) -> None:
    assert graph.entities_named(typed) == expected


@pytest.mark.parametrize(
    ("published", "since", "until", "within"),
    [
        (None, None, None, True),
        (None, date(2024, 1, 1), None, False),
        ("2024", date(2024, 6, 1), date(2024, 6, 2), True),
        ("2024-05", date(2024, 6, 1), None, False),
        ("2024-06-02", date(2024, 6, 1), date(2024, 6, 2), True),
        ("2024-06-03", None, date(2024, 6, 2), False),
    ],
)
def test_a_date_lies_within_when_any_day_of_it_does(
    published: str | None, since: date | None, until: date | None, within: bool
) -> None:
    assert is_within(published, since, until) is within
