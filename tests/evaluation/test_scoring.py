"""The figures equal those of the reference script, on written and on random annotations."""

import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from kg.engines.rules import RulesEngine
from kg.evaluation import load_gold, read_gold, score, total
from kg.evaluation.gold import GoldArticle, load_article
from kg.evaluation.reading import add_extraction
from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Extraction,
    Label,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
)
from kg.ontology.vocabulary import load_vocabulary
from kg.rdf.write import write_rdf

WriteGold = Callable[..., Path]

NAMES = ("ByteDance", "byte dance", "The Nvidia", "Nvidia", "H20", "US curbs 2023", "curbs 2024", "Washington", "China")
KINDS = ("Company", "Chip", "Model", "Sanction", "Country")
RELATIONS = ("orders", "imposedBy", "partnersWith", "competesWith", "develops")
STATUSES = ("asserted", "planned", "denied", "ended")
TEXT = "ByteDance bought chips. Nvidia sold them."

gold_ids = st.integers(0, 4).map(lambda n: f"g-{n}")
gold_entities = st.tuples(
    *(
        st.fixed_dictionaries(
            {"id": st.just(f"g-{n}"), "type": st.sampled_from(KINDS),
             "names": st.lists(st.sampled_from(NAMES), max_size=3)},
            optional={"issuer": gold_ids, "also_types": st.lists(st.sampled_from(KINDS), max_size=1)},
        )
        for n in range(5)
    )
).map(list)  # fmt: skip
gold_claims = st.lists(
    st.fixed_dictionaries(
        {"s": gold_ids, "p": st.sampled_from(RELATIONS), "o": gold_ids, "status": st.sampled_from(STATUSES)},
        optional={
            "optional": st.booleans(),
            "also": st.lists(st.sampled_from(RELATIONS), max_size=2),
            "quantity": st.sampled_from([">1000", "<30000", "~10", "1000", "5e3", "many"]),
        },
    ),
    max_size=8,
)
entities = st.tuples(
    *(
        st.builds(
            Entity, id=st.just(EntityId(f"n-{n}")), kind=st.sampled_from(KINDS), name=st.sampled_from(NAMES),
            aliases=st.lists(st.builds(Label, text=st.sampled_from(NAMES)), max_size=2).map(tuple),
        )
        for n in range(5)
    )
)  # fmt: skip
numbers = st.sampled_from([None, 10.0, 1000.0, 1005.0, 5000.0, 30000.0])
quantities = st.none() | st.builds(
    Quantity, operator=st.sampled_from(["=", ">", "<", "~", ".."]), minimum=numbers, maximum=numbers,
    unit=st.just("chips"), text=st.just("some chips"),
)  # fmt: skip


@st.composite
def read_claims(draw: st.DrawFn) -> list[Claim]:
    return [_drawn_claim(draw) for _ in range(draw(st.integers(0, 8)))]


def _drawn_claim(draw: st.DrawFn) -> Claim:
    quote = draw(st.sampled_from(["ByteDance bought chips.", "Nvidia sold them.", "never written"]))
    start = draw(st.sampled_from([0, 24]))
    return Claim(
        article=ArticleId(draw(st.sampled_from(["x1", "x2"]))),
        subject=EntityId(f"n-{draw(st.integers(0, 4))}"),
        relation=draw(st.sampled_from(RELATIONS)),
        object=EntityId(f"n-{draw(st.integers(0, 4))}"),
        polarity=draw(st.sampled_from(list(Polarity))),
        actuality=draw(st.sampled_from([Actuality.ACTUAL, Actuality.PLANNED, Actuality.ENDED])),
        qualifiers=Qualifiers(quantity=draw(quantities)),
        evidence=(Evidence(span=Span(start, start + len(quote)), quote=quote, rule="test"),),
    )


def _graph(nodes: tuple[Entity, ...], claims: list[Claim]) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for name in ("x1", "x2"):
        article = Article(id=ArticleId(name), text=TEXT, language="en")
        own = tuple(claim for claim in claims if claim.article == name)
        add_extraction(graph, article, Extraction(article=article.id, entities=nodes, claims=own))
    return graph


def _reference_graph(scorer: ModuleType, graph: KnowledgeGraph) -> Any:
    """What the script makes of a graph, in the order of the graph: its own order changes from run to run."""
    names = {e.id: {scorer.fold(n) for n in (e.name, *(a.text for a in e.aliases), e.id.replace("-", " "))}
             for e in graph.entities.values()}  # fmt: skip
    issuers: dict[str, set[str]] = {e: set() for e in names}
    claims = []
    for claim in graph.claims:
        if claim.relation == "imposedBy":
            issuers[claim.subject].add(claim.object)
        q = claim.qualifiers.quantity
        low, high = (q.minimum, q.maximum) if q else (None, None)
        middle = (low + high) / 2 if low is not None and high is not None else None
        claims.append({
            "s": claim.subject, "p": claim.relation, "o": claim.object, "status": claim.status.value,
            "articles": [claim.article], "evidence": [(e.quote, e.span.start, e.span.end) for e in claim.evidence],
            "time": None, "purpose": None, "low": low, "high": high,
            "exact": middle if q is not None and q.operator in ("=", "~") else None,
        })  # fmt: skip
    return claims, names, {e.id: {e.kind} for e in graph.entities.values()}, issuers


def _figures(articles: list[GoldArticle], graph: KnowledgeGraph) -> dict[str, Any]:
    record = total(score(articles, graph)).record()
    return {name: value for name, value in record.items() if name not in ("statuses", "languages")}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=gold_entities, first=gold_claims, second=gold_claims, nodes=entities, claims=read_claims())
def test_random_annotations_give_the_figures_of_the_reference(
    scorer: ModuleType, tmp_path: Path, known: Any, first: Any, second: Any, nodes: Any, claims: Any
) -> None:
    for name, own in (("x1", first), ("x2", second)):
        gold = {"id": name, "language": "en", "entities": known, "claims": own}
        (tmp_path / f"{name}.json").write_text(json.dumps(gold), "utf-8")
        (tmp_path / f"{name}.txt").write_text(TEXT, "utf-8")
    graph = _graph(nodes, claims)
    reference = [scorer.Article(path) for path in sorted(tmp_path.glob("*.json"))]

    expected, misses = scorer.score(reference, _reference_graph(scorer, graph))
    articles = load_gold(tmp_path)

    assert _figures(articles, graph) == expected
    ours = [(s.article, "missed", *g.triple, g.status.value) for s in score(articles, graph) for g in s.missed]
    assert sorted(ours) == sorted(miss for miss in misses if miss[1] == "missed")


def test_a_read_folder_gives_the_figures_of_the_reference_on_the_exported_graph(
    scorer: ModuleType, write_gold: WriteGold, tmp_path: Path, engine: RulesEngine
) -> None:
    folder = write_gold("a1")
    write_gold("a2", "A Huawei, fabricante chinesa, lançou o Ascend 920.", language="pt", entities=[
        {"id": "huawei", "type": "Company", "names": ["Huawei"]},
        {"id": "china", "type": "Country", "names": ["China"]},
        {"id": "ascend-920", "type": "Chip", "names": ["Ascend 920"]},
    ], claims=[
        {"s": "huawei", "p": "develops", "o": "ascend-920", "status": "asserted"},
        {"s": "huawei", "p": "basedIn", "o": "china", "status": "asserted", "optional": True},
    ])  # fmt: skip
    articles = load_gold(folder)
    graph = read_gold(articles, engine)
    exported = tmp_path / "graph.ttl"
    write_rdf(graph, load_vocabulary(), exported, "ttl")

    reference = [scorer.Article(path) for path in sorted(folder.glob("*.json"))]
    expected, _ = scorer.score(reference, scorer.read_graph(exported))

    assert _figures(articles, graph) == expected
    assert expected["claims"]["matched"] >= 2


def test_a_claim_with_another_status_is_a_right_triple_and_a_wrong_claim(write_gold: WriteGold) -> None:
    article = load_article(
        write_gold(claims=[{"s": "bytedance", "p": "orders", "o": "h20", "status": "planned"}]) / "a1.json"
    )
    nodes = tuple(Entity(id=EntityId(e.id), kind=e.kind, name=e.names[0]) for e in article.entities.values())
    graph = KnowledgeGraph()
    claim = Claim(article=ArticleId("a1"), subject=EntityId("bytedance"), relation="orders", object=EntityId("h20"))
    add_extraction(
        graph, Article(id=ArticleId("a1"), text="", language="en"),
        Extraction(article=ArticleId("a1"), entities=nodes, claims=(claim,)),
    )  # fmt: skip

    (only,) = score([article], graph)

    assert (only.levels["triples"].f1, only.levels["claims"].f1) == (1.0, 0.0)
    assert (only.wrong, [g.status for g in only.missed]) == ((claim,), ["planned"])


@pytest.mark.parametrize(("name", "share"), [("quantities", 1.0), ("evidence", 1.0), ("denied as true", 0.0)])
def test_shares_are_counted_over_what_the_annotation_demands(
    write_gold: WriteGold, engine: RulesEngine, name: str, share: float
) -> None:
    articles = load_gold(write_gold())

    assert total(score(articles, read_gold(articles, engine))).share(name) == share
