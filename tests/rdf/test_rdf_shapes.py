"""SHACL: the export keeps to its shapes, and each planted fault is told in one line."""

import pytest
import rdflib
from rdflib import RDF, RDFS, Literal

from kg.errors import OntologyError
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import KG
from kg.rdf.shapes import to_rdflib, validate, validate_rdf

kg = rdflib.Namespace(KG)
SH = rdflib.SH
ENT = rdflib.Namespace("https://example.org/kg/entity/")
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")


@pytest.fixture
def data(graph, vocabulary):
    return to_rdflib(graph, vocabulary)


def the_order(data):
    return data.value(predicate=RDF.predicate, object=kg.orders)


def test_an_export_passes(graph):
    assert validate(graph) == []


def drop(predicate):
    return lambda data, claim: data.remove((claim, predicate, None))


def put(predicate, value):
    return lambda data, claim: data.set((claim, predicate, value))


def in_evidence(change):
    return lambda data, claim: change(data, data.value(claim, kg.evidence))


def add(*triple):
    return lambda data, claim: data.add(triple)


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (drop(RDF.subject), "one subject"),
        (drop(RDF.object), "one object"),
        (put(RDF.object, ENT.nobody), "one object"),
        (put(RDF.predicate, kg.admires), "one predicate"),
        (drop(kg.status), "one status"),
        (put(kg.status, kg.rumoured), "one status"),
        (put(kg.status, kg.denied), "follows from polarity"),
        (put(kg.polarity, kg.Denied), "follows from polarity"),
        (drop(kg.evidentiality), "kind of source"),
        (put(kg.confidence, Literal("1.5", datatype=rdflib.XSD.decimal)), "confidence"),
        (drop(kg.evidence), "at least one piece of evidence"),
        (drop(rdflib.PROV.wasDerivedFrom), "one article"),
        (put(kg.maxQuantity, Literal(3)), "least quantity"),
        (put(kg.latest, Literal("1999-01-01", datatype=rdflib.XSD.date)), "earliest day"),
        (put(kg.currency, Literal("dollars")), "ISO 4217"),
        (in_evidence(drop(OA.exact)), "exact quote"),
        (in_evidence(put(OA.end, Literal(0))), "before its end"),
        (in_evidence(drop(kg.rule)), "names the rule"),
        (put(RDF.subject, ENT.zeta), "the subject of orders is a Company"),
        (put(RDF.object, ENT.bolt), "the object of orders is a Chip or Product"),
        (add(ENT.acme, RDFS.label, Literal("Acme again")), "one label"),
        (add(ENT.acme, RDF.type, kg.Chip), "one class"),
        (add(ENT.acme, kg.uses, ENT.zeta), "acme uses entity/zeta: a plain edge that no asserted claim backs"),
        (add(ENT.acme, kg.dependsOn, ENT.bolt), "acme dependsOn entity/bolt: a plain edge"),
    ],
)
def test_a_planted_fault_is_told(data, fault, says):
    fault(data, the_order(data))

    faults = validate_rdf(data)

    assert any(says in line for line in faults), faults
    assert not any("\n" in line for line in faults)


def test_ends_of_different_classes_do_not_compete(data):
    claim = the_order(data)
    data.remove((ENT.acme, kg.orders, ENT.zeta))
    data.set((claim, RDF.predicate, kg.competesWith))

    assert any("both ends of this relation are of one class" in line for line in validate_rdf(data))


def test_the_shapes_know_the_signatures_of_the_vocabulary(vocabulary):
    """Each relation has a shape, and the shape lists the same classes as kg.ttl."""
    shapes = rdflib.Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")
    for relation in vocabulary.relations.values():
        shape = shapes.value(predicate=SH.targetNode, object=kg[relation.name])
        ends = {}
        for constraint in shapes.objects(shape, SH.property):
            path = list(shapes.items(shapes.value(constraint, SH.path)))
            options = shapes.value(constraint, SH["or"])
            nodes = [constraint] if options is None else list(shapes.items(options))
            ends[path[-1]] = {str(shapes.value(node, SH["class"])).removeprefix(KG) for node in nodes}

        assert ends == {RDF.subject: set(relation.domain), RDF.object: set(relation.range)}


def test_faulty_shapes_are_named(graph, tmp_path, monkeypatch):
    (tmp_path / "kg.ttl").write_bytes((ontology_dir() / "kg.ttl").read_bytes())
    (tmp_path / "shapes.ttl").write_text("kgs:Claim a sh:NodeShape")
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))

    with pytest.raises(OntologyError, match=r"shapes\.ttl"):
        validate(graph)
