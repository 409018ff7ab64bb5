from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import KnowledgeGraph
from kg.model import ArticleId, Claim, Entity, EntityId, Polarity, Status
from kg.ontology.vocabulary import Vocabulary
from kg.pages import write_overview_page
from kg.pages.overview import MOST_NODES, Overview, fold_graph


def crowd(companies: int, chips_each: int) -> KnowledgeGraph:
    """Companies that each develop as many chips, half of them in China."""
    graph = KnowledgeGraph()
    graph.add_entity(Entity(id=EntityId("china"), kind="Country", name="China"))
    for index in range(companies):
        company = EntityId(f"company-{index:03}")
        graph.add_entity(Entity(id=company, kind="Company", name=f"Company {index}"))
        if index % 2:
            graph.add_claim(claim_of(company, "basedIn", EntityId("china")))
        for number in range(chips_each):
            chip = EntityId(f"chip-{index:03}-{number}")
            graph.add_entity(Entity(id=chip, kind="Chip", name=f"Chip {index}-{number}"))
            graph.add_claim(claim_of(company, "develops", chip))
    return graph


def claim_of(subject: EntityId, relation: str, object: EntityId) -> Claim:
    return Claim(article=ArticleId("a"), subject=subject, relation=relation, object=object)


def nodes_of(overview: Overview) -> int:
    return len(overview.named) + len(overview.groups)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 30), st.integers(0, 6), st.integers(2, 200))
def test_no_entity_is_lost_and_no_limit_broken(
    vocabulary: Vocabulary, companies: int, chips_each: int, limit: int
) -> None:
    graph = crowd(companies, chips_each)

    overview = fold_graph(graph, vocabulary, limit)

    linked = {end for claim in graph for end in (claim.subject, claim.object)}
    assert set(overview.place) == linked
    assert nodes_of(overview) <= max(min(limit, MOST_NODES), 3)


def test_what_is_folded_says_of_which_home_or_maker(vocabulary: Vocabulary) -> None:
    overview = fold_graph(crowd(30, 4), vocabulary, 40)

    groups = {(group.kind, group.of): len(group.members) for group in overview.groups}
    assert ("Chip", "company-001") in groups
    assert groups["Chip", "company-001"] == 4
    assert ("Chip", None) in groups


def test_named_are_those_with_the_most_neighbours(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    overview = fold_graph(demo, vocabulary, 30)

    assert overview.named[:2] == ("bytedance", "nvidia")
    assert overview.total == len(demo.entities)


def test_lines_stand_for_every_claim_between_two_nodes(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    overview = fold_graph(demo, vocabulary, 30)

    between = [claim for claim in demo if overview.place[claim.subject] != overview.place[claim.object]]
    assert sum(line.total for line in overview.lines) == len(between)
    assert {claim.id for line in overview.lines for claim in line.claims} == {claim.id for claim in between}
    assert not overview.is_sampled


def test_a_line_never_mixes_statuses(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    for line in fold_graph(demo, vocabulary, 20).lines:
        assert {claim.status for claim in line.claims} == {line.status}


def test_large_graph_cites_one_claim_a_line_and_keeps_denials(vocabulary: Vocabulary) -> None:
    graph = crowd(200, 4)
    for index in range(3):
        denied = claim_of(EntityId(f"company-{index:03}"), "suppliedBy", EntityId(f"company-{index + 1:03}"))
        graph.add_claim(replace(denied, polarity=Polarity.DENIED))

    overview = fold_graph(graph, vocabulary, 20)

    assert overview.is_sampled or overview.all_lines <= 80
    assert all(1 <= len(line.claims) <= line.total for line in overview.lines)
    assert Status.DENIED in {line.status for line in overview.lines}


def page_of(graph: KnowledgeGraph, vocabulary: Vocabulary) -> str:
    stream = io.StringIO()
    write_overview_page(graph, vocabulary, stream, title="Overview")
    return stream.getvalue()


def test_same_graph_gives_the_same_overview(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    assert page_of(demo, vocabulary) == page_of(demo, vocabulary)


@pytest.mark.slow
def test_overview_of_a_large_graph_stays_small(vocabulary: Vocabulary) -> None:
    assert len(page_of(crowd(900, 4), vocabulary)) < 760_000
