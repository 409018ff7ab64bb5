"""SPARQL over a graph: what it finds, what it refuses, and that it always comes back."""

import csv
import json
import time
import xml.etree.ElementTree as ET

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.model import Entity, EntityId
from kg.rdf.guard import check_query
from kg.rdf.results import SparqlResult
from kg.rdf.sparql import query
from kg.rdf.write import rdf_bytes


def test_denied_planned_and_ended_claims_have_no_plain_edge(graph):
    """Asked as a user would ask: of all claims that are not asserted, which has an edge?"""
    found = query(
        graph,
        """SELECT ?claim ?status WHERE {
             ?claim a kg:Claim ; kg:status ?status ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o .
             ?s ?p ?o . FILTER(?status != kg:asserted) }""",
    )
    everything = query(graph, "SELECT DISTINCT ?status { ?c kg:status ?status }")

    assert found.rows == ()
    assert len(everything.rows) == 4


def test_plans_are_found_only_where_they_are_asked_for(graph):
    assert query(graph, "ASK { ent:acme kg:suppliedBy ent:bolt }").boolean is False
    assert query(graph, "ASK { GRAPH kg:plannedGraph { ent:acme kg:suppliedBy ent:bolt } }").boolean is True


def test_dependence_is_written_out_and_can_be_walked(graph):
    found = query(graph, "SELECT ?far { ent:acme kg:dependsOn+ ?far }")

    assert [row["far"]["value"].rpartition("/")[2] for row in found.rows] == ["bolt", "zeta"]


def test_answers_in_all_formats(graph):
    found = query(graph, "SELECT ?e ?name { ?e a kg:Company ; rdfs:label ?name } ORDER BY DESC(?name)")

    assert found.serialize("table").splitlines() == [
        "e         name",
        "--------  ----",
        "ent:bolt  Bolt",
        "ent:acme  Acme",
    ]
    names = [row["name"]["value"] for row in json.loads(found.serialize("json"))["results"]["bindings"]]
    assert names == ["Bolt", "Acme"]
    assert [row["name"] for row in csv.DictReader(found.serialize("csv").splitlines())] == names
    assert found.serialize("tsv").splitlines()[2].endswith('\t"Acme"@en')
    literals = ET.fromstring(found.serialize("xml")).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert [literal.text for literal in literals] == names


def test_yes_or_no_in_all_formats(graph):
    found = query(graph, "ASK { ent:acme a kg:Company }")

    assert found.serialize("table") == "yes\n"
    assert found.serialize("csv") == "true\n"
    assert json.loads(found.serialize("json"))["boolean"] is True
    assert "<boolean>true</boolean>" in found.serialize("xml")


def test_constructed_triples_come_as_turtle(graph):
    found = query(graph, "CONSTRUCT { ?s kg:owns ?o } WHERE { ?s kg:orders ?o }")

    triples = set(rdflib.Graph().parse(data=found.serialize("ttl"), format="turtle"))
    assert [[str(term).rpartition("/")[2] for term in triple] for triple in triples] == [
        ["acme", "ontology#owns", "zeta"]
    ]


@pytest.mark.parametrize(("text", "format"), [("ASK {}", "ttl"), ("DESCRIBE ent:acme", "csv"), ("ASK {}", "yaml")])
def test_a_format_that_does_not_fit_names_those_that_do(graph, text, format):
    with pytest.raises(QueryError, match="Choose"):
        query(graph, text).serialize(format)


def test_rows_beyond_the_limit_are_left_out_and_told(graph):
    found = query(graph, "SELECT * { ?s ?p ?o }", max_rows=3)

    assert len(found.rows) == 3
    assert found.truncated
    assert not query(graph, "SELECT * { ?s a kg:Chip }", max_rows=1).truncated


def test_a_huge_result_stops_at_the_limit(graph):
    found = query(graph, f"SELECT * {{ {_PRODUCT} }}", max_rows=50_000, timeout=60)

    assert len(found.rows) == 50_000
    assert found.truncated


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # rdflib's own reader of JSON-LD
def test_triples_in_all_formats(graph):
    found = query(graph, "CONSTRUCT WHERE { ?s kg:orders ?o }")

    read = [set(rdflib.Graph().parse(data=found.serialize(name), format=syntax)) for name, syntax in _SYNTAXES.items()]
    assert [len(triples) for triples in read] == [1, 1, 1]
    assert read[0] == read[1] == read[2]


_SYNTAXES = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}


def test_a_dataset_written_before_can_be_asked(graph, vocabulary):
    assert query(rdf_bytes(graph, vocabulary, "nq"), "ASK { ?c kg:status kg:denied }").boolean


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { service silent <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { # <\n SERVICE <http://127.0.0.1:9/> { ?s ?p '#' } }", "SERVICE"),
        ('SELECT * { ?s ?p "a\\"" . SERVICE <http://127.0.0.1:9/> { ?s ?p "" } }', "SERVICE"),
        ("SELECT * { SER\\u0056ICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "escapes"),
        ("SELECT * FROM <file:///etc/hostname> { ?s ?p ?o }", "FROM"),
        ("SELECT * FROM NAMED <http://127.0.0.1:9/> { ?s ?p ?o }", "FROM"),
        ("INSERT DATA { ent:a kg:owns ent:b }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("LOAD <http://127.0.0.1:9/>", "LOAD"),
        ("CLEAR ALL", "CLEAR"),
        ("DROP GRAPH kg:plannedGraph", "DROP"),
    ],
)
def test_what_leaves_or_changes_the_graph_is_refused(graph, text, says):
    with pytest.raises(QueryError, match=says) as caught:
        query(graph, text)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?service ?from ?load } LIMIT 0",
        'SELECT * { ?s rdfs:label "SERVICE <x> FROM" }',
        "SELECT * { ?s ?p <https://example.org/SERVICE#FROM> } # SERVICE FROM",
        "SELECT * { ent:amazon-web-services ?p '''it's SERVICE'''@en }",
    ],
)
def test_the_same_words_as_names_texts_and_comments_are_allowed(graph, text):
    assert query(graph, text).rows == ()


_PIECES = ["#", "<", ">", '"', "'", '"""', "'''", "\\", "\n", " ", "?a", "<http://a/b#c>", "{", "}", "kg:a", "@en", "1"]


@given(st.lists(st.sampled_from(_PIECES), max_size=8).map("".join))
@example("<")
def test_the_guard_reads_to_the_end_of_any_text(clutter):
    """Whatever comes before, a service clause on a line of its own after closed quotes is seen."""
    if not set(clutter) & {'"', "'", "\\"}:
        with pytest.raises(QueryError):
            check_query(f"{clutter}\nSERVICE <http://127.0.0.1:9/> {{}}")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * WHERE { ?s ?p ", "line 1, column"),
        ("SELECT *\nWHERE { ?s nowhere:x ?o }", "line 2, column .* prefix"),
        ("", "expected"),
    ],
)
def test_a_wrong_query_is_told_where_it_is_wrong(graph, text, says):
    with pytest.raises(QueryError, match=says) as caught:
        query(graph, text)

    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


_PRODUCT = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT (COUNT(*) AS ?n) {{ {_PRODUCT} }}",
        "SELECT (COUNT(*) AS ?n) { ?a (!kg:x|^!kg:x)* ?b . ?b (!kg:x|^!kg:x)* ?c . ?c (!kg:x|^!kg:x)* ?d }",
        f"SELECT * {{ {_PRODUCT} }} ORDER BY ?c8 ?c7",
    ],
    ids=["product", "property path", "order"],
)
def test_a_runaway_query_is_stopped(graph, text):
    started = time.monotonic()
    with pytest.raises(QueryError, match=r"within 0\.5 seconds|too much memory"):
        query(graph, text, timeout=0.5)

    assert time.monotonic() - started < 3


def test_a_table_shows_text_that_cannot_act_on_a_terminal(graph):
    graph.add_entity(Entity(id=EntityId("evil"), kind="Person", name="\x1b[31mred\n\u202eEve"))

    shown = query(graph, "SELECT ?name { ?e a kg:Person ; rdfs:label ?name }").serialize("table")

    assert not set(shown) & {"\x1b", "\u202e"}
    assert len(shown.splitlines()) == 3


def test_a_result_of_no_rows_still_has_its_head():
    empty = SparqlResult(form="rows", content=b"?a\n")

    assert empty.serialize("table") == "a\n-\n"
    assert json.loads(empty.serialize("json"))["head"]["vars"] == ["a"]
