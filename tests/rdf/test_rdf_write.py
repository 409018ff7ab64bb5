"""The RDF export: the same claims in every syntax, the same bytes every time, nothing asserted that is not."""

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, XSD

from kg.graph import KnowledgeGraph
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Label, Polarity, Span
from kg.ontology.vocabulary import KG, load_vocabulary
from kg.rdf.literals import bounds, decimal, number, period
from kg.rdf.namespaces import Names, encoded
from kg.rdf.write import FORMATS, rdf_bytes, write_rdf

pytestmark = pytest.mark.filterwarnings("ignore:.*is deprecated, use Dataset:DeprecationWarning:rdflib")

kg = rdflib.Namespace(KG)
ENT = rdflib.Namespace("https://example.org/kg/entity/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
SYNTAX = {"ttl": "turtle", "trig": "trig", "nq": "nquads", "nt": "nt", "jsonld": "json-ld"}


def read(content: bytes, format: str) -> rdflib.Graph:
    """The default graph as rdflib reads it."""
    if format in {"trig", "nq"}:
        dataset = rdflib.Dataset()
        dataset.parse(data=content, format=SYNTAX[format])
        return dataset.default_graph
    return rdflib.Graph().parse(data=content, format=SYNTAX[format])


def as_lines(graph: rdflib.Graph) -> set[str]:
    return {" ".join(term.n3() for term in triple) for triple in graph}


def oxigraph_lines(content: bytes) -> set[str]:
    triples = [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.TURTLE)]
    return as_lines(read(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES), "nt"))


def test_rdflib_and_oxigraph_read_equal_triples(graph, vocabulary):
    content = rdf_bytes(graph, vocabulary, "ttl", engine="rules 1")

    assert oxigraph_lines(content) == as_lines(read(content, "ttl"))


@pytest.mark.parametrize("format", FORMATS)
def test_every_syntax_holds_the_same_statements(graph, vocabulary, format):
    content = rdf_bytes(graph, vocabulary, format, engine="rules 1")

    assert as_lines(read(content, format)) == as_lines(read(rdf_bytes(graph, vocabulary, "nt", engine="rules 1"), "nt"))


@pytest.mark.parametrize("format", FORMATS)
def test_no_blank_nodes(graph, vocabulary, format):
    nodes = set(read(rdf_bytes(graph, vocabulary, format), format).all_nodes())

    assert not any(isinstance(node, rdflib.BNode) for node in nodes)


def test_another_process_writes_the_same_bytes(vocabulary):
    """Hash seeds differ between processes, so anything left to the order of a set would show."""
    root = Path(__file__).parents[2]
    script = (
        "import runpy, sys; from kg.rdf import rdf_bytes; from kg.ontology.vocabulary import load_vocabulary;"
        f"g = runpy.run_path({str(Path(__file__).with_name('conftest.py'))!r})['small_graph']();"
        f"sys.stdout.buffer.write(b''.join(rdf_bytes(g, load_vocabulary(), f) for f in {FORMATS!r}))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]

    assert runs[0] == runs[1]
    assert runs[0]


def test_turtle_reads_well(graph, vocabulary):
    content = rdf_bytes(graph, vocabulary, "ttl").decode()

    assert 'ent:acme a kg:Company ;\n    rdfs:label "Acme"@en ;\n' in content
    assert "kg:minQuantity 1000 ;" in content
    order = [content.index(f"\n{start}") for start in ("art:001 a", "ent:acme a", "claim:", "ev:", "ent:acme kg:")]
    assert order == sorted(order)


def test_only_asserted_claims_give_plain_edges(graph, vocabulary):
    found = read(rdf_bytes(graph, vocabulary, "trig"), "trig")

    edges = {(s, p, o) for s, p, o in found if {s, o} <= {ENT.acme, ENT.bolt, ENT.zeta} and p != kg.goodsOf}
    assert edges == {
        (ENT.acme, kg.orders, ENT.zeta),
        (ENT.acme, kg.dependsOn, ENT.zeta),
        (ENT.bolt, kg.develops, ENT.zeta),
        (ENT.zeta, kg.dependsOn, ENT.bolt),
    }


@pytest.mark.parametrize("format", ["trig", "nq"])
def test_planned_edges_stand_in_their_own_graph(graph, vocabulary, format):
    dataset = rdflib.Dataset()
    dataset.parse(data=rdf_bytes(graph, vocabulary, format), format=SYNTAX[format])

    assert set(dataset.graph(kg.plannedGraph)) == {
        (ENT.acme, kg.suppliedBy, ENT.bolt),
        (ENT.acme, kg.dependsOn, ENT.bolt),
    }


def test_a_triple_both_asserted_and_denied_keeps_its_edge_and_both_claims(graph, vocabulary):
    asserted = next(claim for claim in graph if claim.relation == "develops")
    graph.add_claim(
        Claim(
            article=asserted.article,
            subject=asserted.subject,
            relation="develops",
            object=asserted.object,
            polarity=Polarity.DENIED,
            evidence=asserted.evidence,
        )
    )
    found = read(rdf_bytes(graph, vocabulary, "ttl"), "ttl")

    statuses = {found.value(claim, kg.status) for claim in found.subjects(RDF.predicate, kg.develops)}
    assert statuses == {kg.asserted, kg.denied}
    assert (ENT.bolt, kg.develops, ENT.zeta) in found


def test_quotes_slice_back_and_carry_their_surroundings(graph, vocabulary):
    found = read(rdf_bytes(graph, vocabulary, "ttl"), "ttl")
    text = graph.articles[ArticleId("001")].text

    quotes = list(found.subjects(RDF.type, OA.TextQuoteSelector))
    assert len(quotes) == len(graph)
    for quote in quotes:
        start, end = int(found.value(quote, OA.start)), int(found.value(quote, OA.end))
        assert str(found.value(quote, OA.exact)) == text[start:end]
        assert str(found.value(quote, OA.prefix)) == text[max(0, start - 32) : start]
        assert str(found.value(quote, OA.suffix)) == text[end : end + 32]


def test_the_text_of_an_article_is_not_exported(graph, vocabulary):
    found = read(rdf_bytes(graph, vocabulary, "nt"), "nt")
    longest = max(len(str(text)) for text in found.objects() if isinstance(text, rdflib.Literal))

    assert longest == max(64, *(len(claim.evidence[0].quote) for claim in graph))  # a SHA-256, or one sentence


def test_qualifiers_keep_their_bounds_and_words(graph, vocabulary):
    found = read(rdf_bytes(graph, vocabulary, "ttl"), "ttl")
    claim = found.value(predicate=RDF.predicate, object=kg.orders)

    assert found.value(claim, kg.minQuantity).toPython() == 1000
    assert found.value(claim, kg.maxQuantity) is None
    assert found.value(claim, kg.quantity) is None
    assert found.value(claim, kg.amount) == rdflib.Literal("1000.5", datatype=XSD.decimal)
    assert str(found.value(claim, kg.time)) == "2023"
    assert found.value(claim, kg.latest).toPython() == date(2023, 12, 31)
    assert found.value(claim, kg.timeText) == rdflib.Literal("in 2023", lang="en")


def test_a_month_of_publication_stays_a_month_and_has_two_days_as_bounds(graph, vocabulary):
    found = read(rdf_bytes(graph, vocabulary, "ttl"), "ttl")
    article = rdflib.URIRef("https://example.org/kg/article/001")

    assert found.value(article, rdflib.SDO.datePublished).n3() == f'"2024-09"^^<{XSD.gYearMonth}>'
    assert found.value(article, kg.earliest).toPython() == date(2024, 9, 1)
    assert found.value(article, kg.latest).toPython() == date(2024, 9, 30)


def test_a_source_that_the_graph_holds_is_linked(graph, vocabulary):
    found = read(rdf_bytes(graph, vocabulary, "ttl"), "ttl")
    denial = found.value(predicate=kg.status, object=kg.denied)

    assert found.value(denial, kg.attributedTo) == ENT.acme


def test_the_base_moves_the_data_and_leaves_the_vocabulary(graph, vocabulary):
    content = rdf_bytes(graph, vocabulary, "ttl", base="https://kb.example/news")
    found = read(content, "ttl")

    assert (rdflib.URIRef("https://kb.example/news/entity/acme"), RDF.type, kg.Company) in found
    assert b"https://example.org/kg/entity" not in content


@pytest.mark.parametrize("base", ["", "not an iri", "https://x y/", "https://x/<"])
def test_a_base_that_is_no_iri_is_refused(graph, vocabulary, base):
    with pytest.raises(ValueError, match="absolute IRI"):
        rdf_bytes(graph, vocabulary, "ttl", base=base)


def test_writes_to_a_path_or_a_stream(graph, vocabulary, tmp_path):
    stream = io.BytesIO()
    write_rdf(graph, vocabulary, stream, "ttl")
    write_rdf(graph, vocabulary, tmp_path / "graph.ttl", "ttl")

    assert (tmp_path / "graph.ttl").read_bytes() == stream.getvalue() == rdf_bytes(graph, vocabulary, "ttl")


def test_an_unknown_format_names_the_known_ones(graph, vocabulary):
    with pytest.raises(ValueError, match="ttl, trig, nq, nt, jsonld"):
        rdf_bytes(graph, vocabulary, "rdfxml")


hostile = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12) | st.sampled_from(
    [
        ".",
        "..",
        "a/b",
        "<script>",
        '"',
        "\\",
        "ent:x",
        "#",
        "%2F",
        "\r\n",
        "\x00",
        "\u202eevil",
        "'''",
        "a b",
        "é",
    ]
)


@settings(max_examples=60, deadline=None)
@given(ids=st.lists(hostile, min_size=2, max_size=3, unique=True), label=hostile, language=hostile | st.just("pt"))
def test_hostile_ids_and_labels_come_back_as_they_went_in(ids, label, language):
    graph = KnowledgeGraph()
    graph.add_article(
        Article(id=ArticleId(label), text=label, language=language, title=label, url=label, published=label)
    )
    for entity_id in ids:
        graph.add_entity(
            Entity(id=EntityId(entity_id), kind="Company", name=label, aliases=(Label(text=label, language=language),))
        )
    evidence = Evidence(span=Span(0, len(label)), quote=label, rule=label)
    graph.add_claim(
        Claim(
            article=ArticleId(label),
            subject=EntityId(ids[0]),
            relation="owns",
            object=EntityId(ids[1]),
            attribution=label,
            evidence=(evidence,),
        )
    )
    vocabulary = load_vocabulary()
    readings = [as_lines(read(rdf_bytes(graph, vocabulary, format), format)) for format in FORMATS]
    assert all(reading == readings[0] for reading in readings)

    found = read(rdf_bytes(graph, vocabulary, "ttl"), "ttl")
    assert {str(text) for text in found.objects(None, RDFS.label | SKOS.altLabel)} == {label}
    entities = set(found.subjects(RDF.type, kg.Company))
    assert len(entities) == len(ids)
    assert all(str(entity).startswith(str(ENT)) for entity in entities)


@given(st.lists(hostile, min_size=2, max_size=2, unique=True))
def test_different_ids_never_meet_in_one_iri(ids):
    assert encoded(ids[0]) != encoded(ids[1])
    assert not set(encoded(ids[0])) & set('/#?<>" \\')


def test_ids_cannot_climb_out_of_their_folder():
    assert Names().entity(EntityId("..")).value == "https://example.org/kg/entity/%2E%2E"


@pytest.mark.parametrize(
    ("value", "lexical"),
    [(100000.0, "100000"), (5.7e9, "5700000000"), (1e22, "10000000000000000000000"), (0.5, "0.5"), (1e-7, "0.0000001")],
)
def test_numbers_are_canonical(value, lexical):
    assert number(value).value == lexical


def test_confidence_is_a_decimal_even_when_whole():
    assert decimal(1.0).value == "1.0"


@pytest.mark.parametrize(
    ("earliest", "latest", "short"),
    [
        (date(2023, 1, 1), date(2023, 12, 31), "2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 7, 31), date(2024, 7, 31), "2024-07-31"),
        (None, date(2024, 7, 31), "/2024-07"),
        (None, date(2024, 7, 30), "/2024-07-30"),
        (date(2022, 1, 1), None, "2022/"),
        (date(2022, 1, 1), date(2024, 12, 31), "2022/2024"),
        (date(2022, 3, 1), date(2024, 12, 31), "2022-03/2024-12"),
        (date(2022, 3, 2), date(2024, 12, 31), "2022-03-02/2024-12-31"),
        (None, None, None),
    ],
)
def test_periods_are_as_short_as_their_bounds_allow(earliest, latest, short):
    assert period(earliest, latest) == short


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_period_gives_back_the_unit_its_bounds_came_from(day, length):
    unit = day.isoformat()[:length]

    assert period(*bounds(unit)) == unit
