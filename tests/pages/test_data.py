from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import KnowledgeGraph
from kg.model import ArticleId, Claim, Entity, EntityId, Evidence, Span
from kg.pages.choice import choose_entities
from kg.pages.data import PageData, page_data, safe_url
from kg.pages.layout import Positions


def data_of(graph: KnowledgeGraph) -> PageData:
    choice = choose_entities(graph, 300, None, 2)
    at: Positions = dict.fromkeys((*choice.shown, *choice.extra), (0, 0))
    return page_data(graph, choice, at)


def pair_graph(evidence: tuple[Evidence, ...] = ()) -> KnowledgeGraph:
    """a owns b, in an article that the graph does not hold."""
    graph = KnowledgeGraph()
    a, b = EntityId("a"), EntityId("b")
    for name in (a, b):
        graph.add_entity(Entity(id=name, kind="Company", name=name))
    graph.add_claim(Claim(article=ArticleId("x"), subject=a, relation="owns", object=b, evidence=evidence))
    return graph


def test_every_claim_is_carried_once_and_belongs_to_one_edge(demo: KnowledgeGraph) -> None:
    data = data_of(demo)

    assert [claim["id"] for claim in data.claims] == [claim.id for claim in demo]
    assert sorted(index for edge in data.edges for index in edge["claims"]) == list(range(len(demo)))


def test_claims_of_two_articles_share_an_edge_but_a_denial_has_its_own(demo: KnowledgeGraph) -> None:
    edges = {edge["id"]: edge for edge in data_of(demo).edges}

    assert len(edges["nvidia/develops/h20/asserted"]["claims"]) == 2
    assert len(edges["bytedance/develops/seedchip/planned"]["claims"]) == 1
    assert len(edges["bytedance/develops/seedchip/denied"]["claims"]) == 1


def test_edges_of_one_pair_lie_side_by_side_and_a_dashed_one_is_straight(demo: KnowledgeGraph) -> None:
    edges = [edge for edge in data_of(demo).edges if {edge["from"], edge["to"]} == {"n:bytedance", "n:seedchip"}]

    assert len({edge["curve"] for edge in edges}) == len(edges)
    assert any(edge["curve"] == 0 and edge["status"] != "asserted" for edge in edges)


def test_opposite_edges_bend_to_different_sides() -> None:
    graph = pair_graph()
    one = next(iter(graph))
    for claim in (replace(one, relation="suppliedBy"), replace(one, subject=EntityId("b"), object=EntityId("a"))):
        graph.add_claim(claim)

    curves = [edge["curve"] * (1 if edge["from"] == "n:a" else -1) for edge in data_of(graph).edges]

    assert len(set(curves)) == 3


def test_claim_whose_article_is_not_stored_is_shown_all_the_same() -> None:
    assert [article["title"] for article in data_of(pair_graph()).articles] == ["x"]


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.example/a", "http:", "http://[x", "", None],
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert safe_url(url) is None


def test_web_address_stays_as_it_is() -> None:
    assert safe_url("https://news.example/a?b=<c>") == "https://news.example/a?b=<c>"


@given(st.text())
def test_any_text_is_judged_without_failing(text: str) -> None:
    assert safe_url(text) in (None, text)


def test_quotes_stand_in_reading_order_and_once() -> None:
    later = Evidence(span=Span(90, 95), quote="later", rule="a", object=Span(90, 95))
    early = Evidence(span=Span(10, 15), quote="early", rule="a", subject=Span(10, 15))
    unmarked = replace(early, rule="b", subject=None)
    graph = pair_graph(evidence=(later, early, unmarked))

    assert data_of(graph).claims[0]["quotes"] == [[("early", "s")], [("later", "o")]]
