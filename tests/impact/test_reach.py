from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NoPath
from kg.graph import KnowledgeGraph
from kg.impact import Impact, Standing, find_impact
from kg.model import Actuality, Article, ArticleId, Claim, EntityId, Evidentiality, Polarity, Status
from kg.ontology.vocabulary import load_vocabulary
from kg.paths import find_paths

Graphs = Callable[..., KnowledgeGraph]
Claims = Callable[..., Claim]

SUPPLY = ["cc suppliedBy", "cg uses", "cg develops", "cg manufactures", "cg develops"]
SIGNATURES = [*SUPPLY, "cc owns", "gg alternativeTo"]


def impact_of(graph: KnowledgeGraph, entity: str, **options: Any) -> Impact:
    return find_impact(graph, load_vocabulary(), EntityId(entity), **options)


def told(impact: Impact) -> set[str]:
    return {" ".join(one.path.entities) for one in impact.supplied}


def random_claims(dice: Random, size: int, signatures: list[str]) -> list[Claim]:
    return [random_claim(dice, dice.choice(signatures)) for _ in range(size)]


def random_claim(dice: Random, signature: str) -> Claim:
    kinds, relation = signature.split()
    ends = [f"{kind}{dice.randint(1, 4)}" for kind in kinds]
    return Claim(
        article=ArticleId("a1"),
        subject=EntityId(ends[0]),
        relation=relation,
        object=EntityId(ends[1]),
        polarity=dice.choice([Polarity.AFFIRMED] * 5 + [Polarity.DENIED]),
        actuality=dice.choice([Actuality.ACTUAL] * 3 + [Actuality.PLANNED]),
        evidentiality=dice.choice([Evidentiality.NARRATOR] * 2 + [Evidentiality.ANALYST]),
        confidence=dice.choice([0.3, 0.9]),
    )


def path_length(graph: KnowledgeGraph, source: str, target: str, statuses: list[Status], max_hops: int) -> int | None:
    try:
        found = find_paths(
            graph, load_vocabulary(), EntityId(source), EntityId(target), k=1, max_hops=max_hops, statuses=statuses
        )
    except NoPath:
        return None
    return len(found[0].hops)


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=True), st.integers(4, 24), st.sampled_from(["c1", "g1"]), st.integers(1, 5))
def test_reached_are_exactly_those_from_whom_a_path_leads_here(
    make_graph: Graphs, dice: Random, size: int, node: str, max_hops: int
) -> None:
    graph = make_graph("c1 owns c2", "g1 alternativeTo g2", *random_claims(dice, size, SIGNATURES))
    found = impact_of(graph, node, max_hops=max_hops)
    expected = {}
    for entity in sorted(graph.entities.keys() - {node}):
        asserted = path_length(graph, entity, node, [Status.ASSERTED], max_hops)
        hops = asserted or path_length(graph, entity, node, [Status.ASSERTED, Status.PLANNED], max_hops)
        if hops:
            expected[entity] = (hops, asserted is None)

    assert {one.entity: (one.hops, one.standing is Standing.PLANNED) for one in found.supplied} == expected
    assert found.complete
    for one in found.supplied:
        assert (one.path.entities[0], one.path.entities[-1]) == (one.entity, node)
        assert len(set(one.path.entities)) == one.hops + 1
        assert all(claim.status in {Status.ASSERTED, Status.PLANNED} for hop in one.path.hops for claim in hop.claims)


@settings(deadline=None, max_examples=100)
@given(st.randoms(use_true_random=True), st.integers(4, 20), st.integers(1, 4))
def test_distances_are_those_of_networkx_in_the_graph_turned_around(
    make_graph: Graphs, dice: Random, size: int, max_hops: int
) -> None:
    graph = make_graph("c2 suppliedBy c1", *random_claims(dice, size, ["cc suppliedBy", "cg uses"]))
    network = networkx.DiGraph()
    network.add_edges_from((c.subject, c.object) for c in graph if c.status is Status.ASSERTED)
    distances = networkx.single_source_shortest_path_length(network.reverse(), "c1", cutoff=max_hops)
    further = networkx.single_source_shortest_path_length(network.reverse(), "c1", cutoff=max_hops + 1)

    found = impact_of(make_graph(*(c for c in graph if c.status is Status.ASSERTED)), "c1", max_hops=max_hops)

    assert {one.entity: one.hops for one in found.supplied} == {e: n for e, n in distances.items() if n}
    assert found.beyond == (len(further) > len(distances))


def test_a_foundry_that_is_cut_off_hits_designer_and_users(make_graph: Graphs) -> None:
    graph = make_graph("c1 manufactures g1", "c2 develops g1", "c3 uses g1", "c3 competesWith c4")

    assert told(impact_of(graph, "c1")) == {"g1 c1", "c2 g1 c1", "c3 g1 c1"}


def test_a_chip_does_not_depend_on_other_chips_of_its_maker(make_graph: Graphs) -> None:
    graph = make_graph("c1 develops g1", "c1 develops g2", "c2 uses g2")

    assert told(impact_of(graph, "g1")) == {"c1 g1"}


def test_no_way_passes_an_entity_twice(make_graph: Graphs) -> None:
    graph = make_graph("c1 develops g1", "c1 suppliedBy c2", "c2 suppliedBy c1", "c1 develops g2")

    assert told(impact_of(graph, "g2")) == {"c1 g2", "c2 c1 g2"}


def test_asserted_reported_and_planned_stand_apart(make_graph: Graphs, make_claim: Claims) -> None:
    graph = make_graph(
        "c2 suppliedBy c1",
        make_claim("c3 suppliedBy c1", evidentiality=Evidentiality.ANONYMOUS_SOURCES),
        "c4 suppliedBy c3",
        make_claim("c5 suppliedBy c1", actuality=Actuality.CONSIDERED),
        make_claim("c6 suppliedBy c1", polarity=Polarity.DENIED),
        make_claim("c7 suppliedBy c1", actuality=Actuality.ENDED),
    )

    found = impact_of(graph, "c1")

    by_standing = {standing: [one.entity for one in found.supplied_by_standing(standing)] for standing in Standing}
    assert by_standing == {Standing.ASSERTED: ["c2"], Standing.REPORTED: ["c3", "c4"], Standing.PLANNED: ["c5"]}


def test_an_asserted_detour_counts_before_a_planned_short_cut(make_graph: Graphs, make_claim: Claims) -> None:
    graph = make_graph(
        "c3 suppliedBy c2", "c2 suppliedBy c1", make_claim("c3 suppliedBy c1", actuality=Actuality.PLANNED)
    )

    assert told(impact_of(graph, "c1")) == {"c2 c1", "c3 c2 c1"}


def test_a_measure_reaches_out_from_what_it_restricts_and_whom_it_targets(make_graph: Graphs) -> None:
    graph = make_graph(
        "m1 restricts g1", "m1 targets c1", "m1 targets n1", "c2 uses g1", "c3 suppliedBy c1", "c1 owns c4"
    )

    found = impact_of(graph, "m1")

    assert [listing.entity for listing in found.listed] == ["c1", "g1", "n1"]
    assert told(found) == {"c2 g1", "c3 c1"}
    assert [holding.entity for holding in found.owned] == ["c4"]


def test_nothing_stands_more_firmly_than_the_listing_it_starts_from(make_graph: Graphs, make_claim: Claims) -> None:
    graph = make_graph(
        make_claim("m1 restricts g1", actuality=Actuality.CONSIDERED), "m1 restricts g2", "c1 uses g1", "c2 uses g2"
    )

    found = impact_of(graph, "m1")

    assert {one.entity: one.standing for one in found.supplied} == {"c1": Standing.PLANNED, "c2": Standing.ASSERTED}


def test_what_is_firmly_named_counts_before_what_is_only_reported(make_graph: Graphs, make_claim: Claims) -> None:
    rumour = make_claim("m1 targets c2", evidentiality=Evidentiality.NAMED_SOURCE)
    graph = make_graph(rumour, "m1 restricts g1", "c1 suppliedBy c2", make_claim("c1 uses g1", confidence=0.2))

    (reached,) = impact_of(graph, "m1").supplied

    assert (reached.seed, reached.standing) == ("g1", Standing.ASSERTED)


def test_measures_that_name_a_company_are_told_with_their_denials(make_graph: Graphs, make_claim: Claims) -> None:
    denial = make_claim("m1 targets c1", polarity=Polarity.DENIED, article=ArticleId("a2"))
    graph = make_graph("m1 targets c1", denial, make_claim("m2 affects c1", polarity=Polarity.DENIED))

    (listing,) = impact_of(graph, "c1").listed

    assert (listing.measure, listing.grounds.denials) == ("m1", (denial,))


def test_alternatives_say_whether_they_are_hit_too(make_graph: Graphs) -> None:
    graph = make_graph(
        "c1 develops g1",
        "g2 alternativeTo g1",
        "g3 alternativeTo g1",
        "c1 develops g3",
        "c9 uses g9",
        "g8 alternativeTo g9",
    )

    found = impact_of(graph, "c1")

    assert [(a.entity, a.good, a.hit) for a in found.alternatives] == [("g2", "g1", False), ("g3", "g1", True)]


def test_more_alternatives_than_the_limit_are_announced(make_graph: Graphs) -> None:
    graph = make_graph("g2 alternativeTo g1", "g3 alternativeTo g1")

    found = impact_of(graph, "g1", limit=1)

    assert ([one.entity for one in found.alternatives], found.cut) == (["g2"], ("alternatives",))


def test_more_listings_than_the_limit_are_announced(make_graph: Graphs) -> None:
    graph = make_graph("m1 restricts g1", "m1 restricts g2", "m1 restricts g3")

    assert impact_of(graph, "m1", limit=2).cut == ("listed",)
    assert impact_of(graph, "m1", limit=3).cut == ()


def test_a_search_that_ends_at_its_limit_says_so(make_graph: Graphs) -> None:
    graph = make_graph(*(f"c{number} suppliedBy c1" for number in range(2, 9)))

    found = impact_of(graph, "c1", limit=3)

    assert ([one.entity for one in found.supplied], found.complete) == (["c2", "c3", "c4"], False)
    assert impact_of(graph, "c1", limit=7).complete


def test_entities_further_away_than_the_hops_allowed_are_announced(make_graph: Graphs) -> None:
    graph = make_graph("c2 suppliedBy c1", "c3 suppliedBy c2")

    assert impact_of(graph, "c1", max_hops=1).beyond
    assert not impact_of(graph, "c1", max_hops=2).beyond


def test_as_of_a_day_only_what_was_published_counts(make_graph: Graphs, make_claim: Claims) -> None:
    graph = make_graph("c2 suppliedBy c1", make_claim("c3 suppliedBy c1", article=ArticleId("new")))
    graph.add_article(Article(id=ArticleId("a1"), text="", language="en", published="2024-01-01"))
    graph.add_article(Article(id=ArticleId("new"), text="", language="en", published="2025-01-01"))

    assert told(impact_of(graph, "c1", as_of=date(2024, 6, 1))) == {"c2 c1"}
