import csv as csv_reader
import io
import json
import re
from datetime import date
from typing import Any

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.export import csv, cypher, jsonl, nx
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

WRITERS = [csv.write, cypher.write, jsonl.write, nx.write_graphml, nx.write_gexf]

# Text as strangers write it, without the half characters that no article holds.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
names = words.filter(bool)
days = st.none() | st.dates(date(1990, 1, 1), date(2040, 12, 31))
amounts = st.none() | st.floats(0, 1e12, allow_nan=False)


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for key in draw(st.sets(names, min_size=1, max_size=3)):
        title, url = draw(st.none() | words), draw(st.none() | words)
        graph.add_article(Article(id=ArticleId(key), text=draw(words), language="pt", title=title, url=url))
    for key in draw(st.sets(names, min_size=1, max_size=3)):
        aliases = tuple(sorted(draw(st.sets(st.builds(Label, text=words, language=st.sampled_from(["", "pt"]))))))
        graph.add_entity(Entity(id=EntityId(key), kind="Company", name=draw(words), aliases=aliases, same_as=("Q1",)))
    for _ in range(draw(st.integers(0, 3))):
        graph.add_claim(draw(claims(sorted(graph.entities), sorted(graph.articles))))
    return graph


@st.composite
def claims(draw: st.DrawFn, entities: list[EntityId], articles: list[ArticleId]) -> Claim:
    quantity = st.builds(Quantity, operator=st.just(">"), minimum=amounts, maximum=amounts, unit=words, text=words)
    money = st.builds(Money, operator=st.just("="), minimum=amounts, maximum=amounts, currency=words, text=words)
    time = st.builds(Time, text=words, earliest=days, latest=days)
    return Claim(
        article=draw(st.sampled_from(articles)),
        subject=draw(st.sampled_from(entities)),
        relation="uses",
        object=draw(st.sampled_from(entities)),
        polarity=draw(st.sampled_from(Polarity)),
        actuality=draw(st.sampled_from(Actuality)),
        evidentiality=draw(st.sampled_from(Evidentiality)),
        attribution=draw(st.none() | words),
        qualifiers=Qualifiers(
            quantity=draw(st.none() | quantity), money=draw(st.none() | money), time=draw(st.none() | time)
        ),
        confidence=draw(st.sampled_from([0.25, 1.0])),
        evidence=draw(st.sampled_from([(), (Evidence(span=Span(0, 3), quote="abc", rule="r", object=Span(1, 2)),)])),
    )


def written(write: Any, graph: KnowledgeGraph) -> str:
    stream = io.StringIO(newline="")
    write(graph, stream)
    return stream.getvalue()


def sample(*, name: str = "A", quote: str = "A uses B", polarity: Polarity = Polarity.AFFIRMED) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    graph.add_article(Article(id=ArticleId("001"), text=quote, language="en", published="2024-09-30", outlet="Wire"))
    graph.add_entity(Entity(id=EntityId("a"), kind="Company", name=name))
    graph.add_entity(Entity(id=EntityId("b"), kind="Chip", name="B"))
    evidence = (Evidence(span=Span(0, len(quote)), quote=quote, rule="test"),)
    claim = Claim(
        article=ArticleId("001"),
        subject=EntityId("a"),
        relation="suppliedBy",
        object=EntityId("b"),
        polarity=polarity,
        confidence=0.5,
        evidence=evidence,
    )
    graph.add_claim(claim)
    return graph


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_jsonl_reads_back_to_an_equal_graph(graph: KnowledgeGraph) -> None:
    back = jsonl.read(written(jsonl.write, graph).split("\n"))

    assert back.articles == graph.articles
    assert back.entities == graph.entities
    assert back.claims == graph.claims
    assert [(c.confidence, c.evidence) for c in back] == [(c.confidence, c.evidence) for c in graph]


def test_jsonl_lines_may_come_in_any_order() -> None:
    lines = written(jsonl.write, sample()).splitlines()

    assert jsonl.read(reversed(lines)).claims == sample().claims


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("not json", "line 1: "),
        ("[]", "line 1: "),
        ('{"record": "song"}', "unknown record 'song'"),
        ('{"record": "article", "id": "x"}', "line 1: "),
        ('{"record": "article", "id": "x", "text": "", "language": "", "colour": 1}', "colour"),
        ('{"record": "claim", "id": "1"}', "line 1: "),
        ('{"id": "1"}', "'record' is missing"),
    ],
)
def test_a_foreign_line_is_named(line: str, told: str) -> None:
    with pytest.raises(KgError, match=re.escape(told)):
        jsonl.read([line])


def test_a_claim_changed_by_hand_is_refused() -> None:
    lines = written(jsonl.write, sample()).replace('"object": "b"', '"object": "a"').splitlines()

    with pytest.raises(KgError, match="changed by hand"):
        jsonl.read(lines)


@pytest.mark.parametrize("write", WRITERS)
@given(graph=graphs())
@settings(max_examples=15, deadline=None)
def test_any_graph_is_written_and_twice_alike(write: Any, graph: KnowledgeGraph) -> None:
    assert written(write, graph) == written(write, graph)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "＝"])
def test_no_cell_of_the_csv_is_a_formula(start: str) -> None:
    text = written(csv.write, sample(name=f'{start}HYPERLINK("http://x")', quote=f"{start}1+1"))

    (row,) = csv_reader.DictReader(io.StringIO(text, newline=""))
    assert row["subject"] == f'\'{start}HYPERLINK("http://x")'
    assert row["quote"] == f"'{start}1+1"


def test_a_csv_row_tells_status_quote_and_source() -> None:
    text = written(csv.write, sample(quote='She said "no",\nthen left', polarity=Polarity.DENIED))

    (row,) = csv_reader.DictReader(io.StringIO(text, newline=""))
    assert (row["status"], row["quote"]) == ("denied", 'She said "no",\nthen left')
    assert (row["article"], row["outlet"], row["published"]) == ("001", "Wire", "2024-09-30")
    assert row["confidence"] == "0.5"


@given(graphs())
@settings(max_examples=30, deadline=None)
def test_graphml_and_gexf_hold_every_claim(graph: KnowledgeGraph) -> None:
    ids = sorted(claim.id for claim in graph)

    graphml = networkx.parse_graphml(written(nx.write_graphml, graph), force_multigraph=True)
    assert sorted(key for _, _, key in graphml.edges(keys=True)) == ids
    gexf = written(nx.write_gexf, graph)
    assert sorted(re.findall(r'<edge [^>]*\bid="([0-9a-f]{16})"', gexf)) == ids
    networkx.read_gexf(io.BytesIO(gexf.encode()))


def test_gexf_holds_no_clock() -> None:
    assert "lastmodified" not in written(nx.write_gexf, sample())


def test_denied_claims_weigh_nothing_in_network_programs() -> None:
    network = nx.to_networkx(sample(polarity=Polarity.DENIED))

    ((_, _, edge),) = network.edges(data=True)
    assert (edge["weight"], edge["label"], edge["confidence"]) == (0.0, "suppliedBy (denied)", 0.5)
    assert nx.to_networkx(sample()).size(weight="weight") == 0.5


def test_xml_without_place_for_a_character_shows_that_one_is_missing() -> None:
    text = written(nx.write_graphml, sample(name="bell\x07 & <b>"))

    assert networkx.parse_graphml(text).nodes["a"]["label"] == "bell\ufffd & <b>"


def test_cypher_names_the_status_of_what_is_no_fact() -> None:
    assert "-[c:`SUPPLIED_BY` {" in written(cypher.write, sample())
    denied = written(cypher.write, sample(polarity=Polarity.DENIED))
    assert "-[c:`SUPPLIED_BY_DENIED` {" in denied
    assert "`SUPPLIED_BY`" not in denied


@given(names)
def test_cypher_text_cannot_leave_its_quotes(text: str) -> None:
    (line,) = (line for line in written(cypher.write, sample(name=text)).split("\n") if "n:`Company`" in line)

    literal = re.search(r"name: '((?:[^'\\]|\\.)*)', kind: 'Company'", line)
    assert literal is not None
    assert _unescaped(literal[1]) == text


def _unescaped(literal: str) -> str:
    whole: str = json.loads('"' + literal.replace('"', '\\"').replace("\\'", "'") + '"')
    return whole


def test_cypher_is_one_statement_per_line() -> None:
    text = written(cypher.write, sample(name="a\nb\u2028c';MATCH (n) DETACH DELETE n;//"))

    assert all(line.endswith(";") for line in text.splitlines())
    assert len(text.splitlines()) == 2 + 1 + 2 + 1
