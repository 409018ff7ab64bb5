from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import chain, combinations, pairwise

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.filters import ClaimFilter
from kg.graph import KnowledgeGraph
from kg.impact import Holding, find_impact
from kg.impact.ownership import find_holdings, share_of
from kg.model import Actuality, Claim, EntityId, Qualifiers, Quantity, Status
from kg.ontology.vocabulary import load_vocabulary
from kg.paths.limits import Limits

Graphs = Callable[..., KnowledgeGraph]
Claims = Callable[..., Claim]

COMPANIES = [f"c{number}" for number in range(1, 6)]
stakes = st.dictionaries(
    st.tuples(st.sampled_from(COMPANIES), st.sampled_from(COMPANIES)),
    st.one_of(st.none(), st.sampled_from([5, 20, 25, 30, 50, 51, 100])),
    max_size=12,
)


def holdings(graph: KnowledgeGraph, *seeds: str, max_hops: int = 5) -> dict[str, Holding]:
    statuses = frozenset((Status.ASSERTED, Status.PLANNED))
    limits = Limits(max_hops=max_hops, claims=ClaimFilter(statuses=statuses))
    found = find_holdings(graph, {EntityId(seed) for seed in seeds}, limits, 100)
    assert found.complete
    return {holding.entity: holding for holding in found.holdings}


@settings(deadline=None, max_examples=150)
@given(stakes, st.sets(st.sampled_from(COMPANIES), min_size=1, max_size=2), st.integers(1, 5))
def test_shares_are_the_products_over_all_simple_chains_summed(
    make_graph: Graphs, make_claim: Claims, drawn: dict[tuple[str, str], int | None], seeds: set[str], max_hops: int
) -> None:
    graph = make_graph(*(f"{name} suppliedBy c1" for name in COMPANIES), *owning(drawn, make_claim))
    network = networkx.DiGraph()
    network.add_nodes_from(COMPANIES)
    network.add_edges_from(pair for pair in drawn if pair[0] != pair[1])
    known: dict[str, Fraction] = {}
    unknown: dict[str, int] = {}
    for seed in seeds:
        others = network.subgraph(set(COMPANIES) - seeds | {seed})
        for target in sorted(set(COMPANIES) - seeds):
            for nodes in networkx.all_simple_paths(others, seed, target, cutoff=max_hops):
                shares = [drawn[pair] for pair in pairwise(nodes)]
                unknown[target] = unknown.get(target, 0) + (None in shares)
                product = Fraction(int(None not in shares))
                for share in shares:
                    product *= Fraction(share or 1, 100)
                known[target] = known.get(target, Fraction(0)) + product

    found = holdings(graph, *seeds, max_hops=max_hops)

    assert {name: holding.share for name, holding in found.items()} == known
    assert {name: holding.unknown for name, holding in found.items()} == unknown


@settings(deadline=None, max_examples=150)
@given(stakes, st.sets(st.sampled_from(COMPANIES), min_size=1, max_size=2))
def test_the_half_rule_is_the_least_set_that_nothing_more_falls_under(
    make_graph: Graphs, make_claim: Claims, drawn: dict[tuple[str, str], int | None], seeds: set[str]
) -> None:
    graph = make_graph(*(f"{name} suppliedBy c1" for name in COMPANIES), *owning(drawn, make_claim))
    certain = least_closed({pair: share or 0 for pair, share in drawn.items()}, seeds)
    possible = least_closed({pair: 100 if share is None else share for pair, share in drawn.items()}, seeds)

    found = holdings(graph, *seeds)

    assert {name for name, holding in found.items() if holding.half == "yes"} == certain
    assert {name for name, holding in found.items() if holding.half == "unknown"} == possible - certain


def owning(drawn: dict[tuple[str, str], int | None], make_claim: Claims) -> list[Claim]:
    return [make_claim(f"{a} owns {b}", percent) for (a, b), percent in drawn.items() if a != b]


def least_closed(shares: dict[tuple[str, str], int], seeds: set[str]) -> set[str]:
    """What all sets have in common that hold every company of which they and the seeds hold half."""
    others = sorted(set(COMPANIES) - seeds)
    subsets = chain.from_iterable(combinations(others, size) for size in range(len(others) + 1))
    closed = [set(held) for held in subsets if is_closed(shares, seeds, set(held))]
    return set.intersection(*closed)


def is_closed(shares: dict[tuple[str, str], int], seeds: set[str], held: set[str]) -> bool:
    owners = seeds | held
    sums = {b: sum(s for (a, c), s in shares.items() if c == b and a in owners and a != b) for b in COMPANIES}
    return all(sums[company] < 50 for company in set(COMPANIES) - owners)


def test_shares_multiply_along_a_chain_and_add_up_over_chains(make_graph: Graphs, make_claim: Claims) -> None:
    graph = make_graph(
        make_claim("c1 owns c2", 50), make_claim("c2 owns c3", 50), make_claim("c1 investsIn c3", 10), "c1 owns p1"
    )

    found = holdings(graph, "c1")

    assert {name: (holding.share, holding.unknown) for name, holding in found.items()} == {
        "c2": (Fraction(1, 2), 0),
        "c3": (Fraction(35, 100), 0),
        "p1": (Fraction(0), 1),
    }
    assert {name: holding.half for name, holding in found.items()} == {"c2": "yes", "c3": "yes", "p1": "unknown"}


def test_shares_of_two_listed_owners_are_counted_together(make_graph: Graphs, make_claim: Claims) -> None:
    graph = make_graph(
        "m1 targets c1",
        "m1 targets c2",
        make_claim("c1 owns c3", 25),
        make_claim("c2 owns c3", 25),
        make_claim("c1 owns c4", 49),
    )

    kept = find_impact(graph, load_vocabulary(), EntityId("m1"), half_rule=True).owned

    assert [(holding.entity, holding.share, holding.half) for holding in kept] == [("c3", Fraction(1, 2), "yes")]


def test_a_planned_stake_is_told_and_counts_for_nothing(make_graph: Graphs, make_claim: Claims) -> None:
    graph = make_graph(make_claim("c1 investsIn c2", 60, actuality=Actuality.PLANNED))

    holding = holdings(graph, "c1")["c2"]

    assert (holding.standing, holding.share, holding.unknown, holding.half) == ("planned", 0, 0, "no")


@pytest.mark.parametrize(
    ("unit", "minimum", "maximum", "share"),
    [
        ("%", 12.5, 12.5, Fraction(1, 8)),
        ("percent", 50.0, None, Fraction(1, 2)),
        ("por cento", 20.0, 30.0, Fraction(1, 5)),
        ("%", None, 5.0, None),
        ("%", 130.0, 130.0, None),
        ("shares", 50.0, 50.0, None),
    ],
)
def test_only_percentages_of_a_whole_are_shares(
    make_claim: Claims, unit: str, minimum: float | None, maximum: float | None, share: Fraction | None
) -> None:
    quantity = Quantity(operator="..", minimum=minimum, maximum=maximum, unit=unit, text="some")

    assert share_of(make_claim("c1 owns c2", qualifiers=Qualifiers(quantity=quantity))) == share


def test_too_many_chains_are_announced(make_graph: Graphs, make_claim: Claims, monkeypatch: pytest.MonkeyPatch) -> None:
    graph = make_graph("c1 owns c2", "c2 owns c3")
    monkeypatch.setattr("kg.impact.ownership._MOST_CHAINS", 1)

    found = find_impact(graph, load_vocabulary(), EntityId("c1"))

    assert ([holding.entity for holding in found.owned], found.cut) == (["c2"], ("owned",))


def test_more_holdings_than_the_limit_are_announced(make_graph: Graphs) -> None:
    graph = make_graph(*(f"c1 owns c{number}" for number in range(2, 9)), "c2 owns c9")

    assert find_impact(graph, load_vocabulary(), EntityId("c1"), limit=3).cut == ("owned",)
    assert find_impact(graph, load_vocabulary(), EntityId("c1"), limit=8).cut == ()
