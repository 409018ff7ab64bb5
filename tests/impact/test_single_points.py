from __future__ import annotations

from collections.abc import Callable
from random import Random

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NoPath, UnknownEntity
from kg.graph import KnowledgeGraph
from kg.impact import find_single_points
from kg.model import EntityId
from kg.ontology.vocabulary import load_vocabulary
from kg.paths import find_paths

Graphs = Callable[..., KnowledgeGraph]


def random_pairs(dice: Random, size: int) -> list[tuple[int, int]]:
    return [(a, b) for a, b in (dice.sample(range(1, 8), 2) for _ in range(size))]


def points(graph: KnowledgeGraph, company: str, max_hops: int) -> dict[str, tuple[EntityId, ...]]:
    found = find_single_points(graph, load_vocabulary(), EntityId(company), max_hops=max_hops)
    assert found.complete
    return {point.entity: point.behind for point in found.points}


@settings(deadline=None, max_examples=150)
@given(st.randoms(use_true_random=True), st.integers(4, 18))
def test_single_points_are_the_dominators_of_networkx(make_graph: Graphs, dice: Random, size: int) -> None:
    edges = {(f"c{a}", f"c{b}") for a, b in random_pairs(dice, size)} | {("c1", "c2")}
    network = networkx.DiGraph(sorted(edges))
    immediate = networkx.immediate_dominators(network, "c1")
    expected: dict[str, set[str]] = {}
    for entity in immediate.keys() - {"c1"}:
        dominator = immediate[entity]
        while dominator not in ("c1", None):
            expected.setdefault(dominator, set()).add(entity)
            dominator = immediate[dominator]

    found = points(make_graph(*(f"{a} suppliedBy {b}" for a, b in edges)), "c1", max_hops=9)

    assert {entity: set(behind) for entity, behind in found.items()} == expected


@settings(deadline=None, max_examples=60)
@given(st.randoms(use_true_random=True), st.integers(6, 14), st.integers(2, 4))
def test_without_a_single_point_no_path_reaches_what_lies_behind_it(
    make_graph: Graphs, dice: Random, size: int, max_hops: int
) -> None:
    graph = make_graph("c1 suppliedBy c2", *(f"c{a} suppliedBy c{b}" for a, b in random_pairs(dice, size)))
    reached = {entity for entity in graph.entities if has_path(graph, entity, max_hops)}
    expected = {}
    for point in reached:
        behind = {entity for entity in reached - {point} if not has_path(graph, entity, max_hops, point)}
        if behind:
            expected[point] = behind

    assert {entity: set(behind) for entity, behind in points(graph, "c1", max_hops).items()} == expected


def has_path(graph: KnowledgeGraph, entity: EntityId, max_hops: int, *without: EntityId) -> bool:
    try:
        start = EntityId("c1")
        return bool(find_paths(graph, load_vocabulary(), start, entity, k=1, max_hops=max_hops, not_via=without))
    except NoPath:
        return False


def test_the_only_foundry_is_a_single_point(make_graph: Graphs) -> None:
    graph = make_graph(
        "c1 uses g1", "c2 develops g1", "c3 manufactures g1", "c3 suppliedBy c4", "c1 uses g2", "c4 manufactures g3"
    )

    assert points(graph, "c1", 5) == {
        "g1": ("c2", "c3", "c4", "g3"),
        "c3": ("c4", "g3"),
        "c4": ("g3",),
    }


def test_a_second_way_ends_the_single_point(make_graph: Graphs) -> None:
    graph = make_graph("c1 suppliedBy c2", "c2 suppliedBy c3", "c1 suppliedBy c3")

    assert points(graph, "c1", 5) == {}


def test_a_detour_longer_than_the_hops_allowed_is_none(make_graph: Graphs) -> None:
    chain = ("c1 suppliedBy c2", "c2 suppliedBy c3", "c3 suppliedBy c4")
    graph = make_graph(*chain, "c1 suppliedBy c5", "c5 suppliedBy c6", "c6 suppliedBy c3")

    assert points(graph, "c1", 3) == {"c2": ("c4",), "c3": ("c4",), "c5": ("c6",)}
    assert points(graph, "c1", 4) == {"c3": ("c4",), "c5": ("c6",)}


def test_a_corridor_that_is_too_wide_is_announced(make_graph: Graphs) -> None:
    graph = make_graph(*(f"c1 suppliedBy c{number}" for number in range(2, 9)))

    assert not find_single_points(graph, load_vocabulary(), EntityId("c1"), limit=3).complete


def test_an_unknown_company_is_named(make_graph: Graphs) -> None:
    with pytest.raises(UnknownEntity, match="c9"):
        find_single_points(make_graph("c1 suppliedBy c2"), load_vocabulary(), EntityId("c9"))
