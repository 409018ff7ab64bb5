"""Every way to ask for paths gives what networkx finds in the same claims, in the order that is promised."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from random import Random
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NoPath
from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Polarity,
    Qualifiers,
    Status,
    Time,
)
from kg.ontology.vocabulary import load_vocabulary
from kg.paths import find_paths

NAMES = "abcdef"
KINDS = dict(zip(NAMES, ["Company", "Chip", "Company", "Model", "Chip", "Company"], strict=True))
PUBLISHED = {"a1": "2023-05-01", "a2": "2024-03", "a3": "2024-09-30", "a4": None}
OUTLETS = {"a1": "Exame", "a2": "Wire", "a3": "Wire", "a4": None}
DAYS = [date(2023, 5, 1), date(2024, 3, 15), date(2024, 9, 30)]
RANK = {Status.ASSERTED: 0, Status.PLANNED: 1, Status.ENDED: 2, Status.DENIED: 3}
STANDINGS = [
    (Polarity.AFFIRMED, Actuality.ACTUAL),
    (Polarity.AFFIRMED, Actuality.PLANNED),
    (Polarity.DENIED, Actuality.ACTUAL),
    (Polarity.AFFIRMED, Actuality.ENDED),
]


def random_claim(dice: Random) -> Claim:
    subject, object = dice.sample(NAMES, 2)
    time = Time(text="then", earliest=dice.choice([None, *DAYS]), latest=dice.choice([None, *DAYS]))
    polarity, actuality = dice.choice([STANDINGS[0]] * 4 + STANDINGS)
    return Claim(
        article=ArticleId(dice.choice(sorted(PUBLISHED))),
        subject=EntityId(subject),
        relation=dice.choice(["uses", "uses", "suppliedBy", "suppliedBy", "owns", "competesWith"]),
        object=EntityId(object),
        polarity=polarity,
        actuality=actuality,
        qualifiers=Qualifiers(time=dice.choice([None, time, time])),
        confidence=dice.choice([0.2, 0.5, 0.9, 1.0]),
    )


stops = st.lists(st.sampled_from("bcde"), max_size=2, unique=True)
days = st.sampled_from(DAYS)
ALL = st.just(None)

MODES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "k shortest": {"k": st.integers(1, 5)},
    "all simple": {"k": ALL},
    "weighted": {"k": st.integers(1, 5), "weight": st.just("confidence")},
    "all weighted": {"k": ALL, "weight": st.just("confidence"), "statuses": st.just(list(Status))},
    "via": {"k": ALL, "via": stops},
    "weighted via": {"k": st.integers(1, 5), "via": stops, "weight": st.just("confidence")},
    "not via": {"k": ALL, "not_via": stops},
    "undirected": {"k": st.integers(1, 9), "undirected": st.just(True)},
    "classes": {"k": ALL, "classes": st.lists(st.sampled_from(["Company", "Chip", "Model"]), min_size=1)},
    "relations": {"k": ALL, "relations": st.lists(st.sampled_from(["uses", "owns", "competesWith"]), min_size=1)},
    "statuses": {"k": ALL, "statuses": st.lists(st.sampled_from(list(Status)), min_size=1)},
    "source": {"k": ALL, "told_by": st.sampled_from(["wire", "EXAME", "a4"])},
    "published": {"k": ALL, "since": days, "until": days},
    "as of": {"k": ALL, "as_of": days},
    "holds on": {"k": ALL, "holds_on": days},
}
MODES["everything at once"] = {
    name: st.one_of(st.none(), chosen) for mode in MODES.values() for name, chosen in mode.items()
}


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None, max_examples=80)
@given(dice=st.randoms(use_true_random=True), size=st.integers(8, 60), data=st.data())
def test_paths_equal_those_of_networkx(mode: str, dice: Random, size: int, data: st.DataObject) -> None:
    graph = graph_of([random_claim(dice) for _ in range(size)])
    drawn = {name: data.draw(chosen, label=name) for name, chosen in MODES[mode].items()}
    options = {name: value for name, value in drawn.items() if value is not None or name == "k"}
    options["max_hops"] = data.draw(st.integers(1, 5), label="max_hops")

    found = entities_found(graph, options)

    assert found == expected(graph, options)


def entities_found(graph: KnowledgeGraph, options: dict[str, Any]) -> list[tuple[str, ...]]:
    try:
        paths = find_paths(graph, load_vocabulary(), EntityId("a"), EntityId("f"), **options)
    except NoPath:
        return []
    assert paths.complete
    for path in paths:
        for hop in path.hops:
            assert all(is_allowed(claim, options) for claim in hop.claims)
            ends = {(hop.source, hop.target), (hop.target, hop.source)}
            assert {(claim.subject, claim.object) for claim in (*hop.claims, *hop.denials)} <= ends
        assert path.weakest.cost == max(hop.cost for hop in path.hops)
    return [path.entities for path in paths]


def graph_of(drawn: list[Claim]) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for key, published in PUBLISHED.items():
        graph.add_article(Article(id=ArticleId(key), text="", language="en", published=published, outlet=OUTLETS[key]))
    for name, kind in KINDS.items():
        graph.add_entity(Entity(id=EntityId(name), kind=kind, name=name))
    for claim in drawn:
        graph.add_claim(claim)
    return graph


def expected(graph: KnowledgeGraph, options: dict[str, Any]) -> list[tuple[str, ...]]:
    network = networkx.MultiDiGraph()
    network.add_nodes_from(NAMES)
    for claim in graph:
        if is_allowed(claim, options):
            walk(network, claim, options)
    simple = networkx.all_simple_paths(network, "a", "f", cutoff=options["max_hops"])
    kept = [nodes for nodes in {tuple(nodes) for nodes in simple} if passes(nodes, options)]
    return sorted(kept, key=lambda nodes: order(network, nodes, options))[: options["k"]]


def is_allowed(claim: Claim, options: dict[str, Any]) -> bool:
    published, time = PUBLISHED[claim.article], claim.qualifiers.time
    first = options.get("since"), options.get("until"), options.get("as_of")
    if any(first) and published is None:
        return False
    since, until, as_of = (day and day.isoformat()[: len(published or "")] for day in first)
    told = options.get("told_by", "").casefold()
    holds = options.get("holds_on")
    return (
        claim.status in options.get("statuses", [Status.ASSERTED])
        and (not options.get("relations") or claim.relation in options["relations"])
        and (since is None or published >= since)  # type: ignore[operator]
        and all(last is None or published <= last for last in (until, as_of))  # type: ignore[operator]
        and told in f"{claim.article} {OUTLETS[claim.article] or ''}".casefold()
        and (holds is None or bool(time and (time.earliest or time.latest) and includes(time, holds)))
    )


def includes(time: Time, day: date) -> bool:
    return (time.earliest or date.min) <= day <= (time.latest or date.max)


def walk(network: Any, claim: Claim, options: dict[str, Any]) -> None:
    listed = claim.relation in (options.get("relations") or ())
    cost = RANK[claim.status] * 10**9 + round(-math.log(claim.confidence) * 10**6)
    both = options.get("undirected") or (listed and claim.relation == "competesWith")
    if both or listed or claim.relation in {"uses", "suppliedBy"}:
        network.add_edge(claim.subject, claim.object, cost=cost)
    if both:
        network.add_edge(claim.object, claim.subject, cost=cost)


def passes(nodes: tuple[str, ...], options: dict[str, Any]) -> bool:
    kinds = {KINDS[name] for name in nodes[1:-1]}
    return (
        set(options.get("via", ())) <= set(nodes)
        and not set(options.get("not_via", ())) & set(nodes)
        and (not options.get("classes") or kinds <= set(options["classes"]))
    )


def order(network: Any, nodes: tuple[str, ...], options: dict[str, Any]) -> tuple[int, int, tuple[str, ...]]:
    cost = sum(min(edge["cost"] for edge in network[a][b].values()) for a, b in pairwise(nodes))
    first = (cost, len(nodes)) if options.get("weight") == "confidence" else (len(nodes), cost)
    return (*first, nodes)
