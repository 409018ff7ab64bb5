"""Checks an exported graph against shapes.ttl with SHACL."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OntologyError
from kg.graph import KnowledgeGraph
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import KG, Vocabulary, load_vocabulary
from kg.rdf.namespaces import DEFAULT_BASE
from kg.rdf.write import rdf_bytes

if TYPE_CHECKING:
    from rdflib import Graph, URIRef
    from rdflib.term import Node


def to_rdflib(graph: KnowledgeGraph, vocabulary: Vocabulary, *, base: str = DEFAULT_BASE) -> Graph:
    """The export as an rdflib graph: all claims and the asserted edges; meant for graphs that fit in memory."""
    import rdflib

    return rdflib.Graph().parse(data=rdf_bytes(graph, vocabulary, "ttl", base=base), format="turtle")


def validate(graph: KnowledgeGraph) -> list[str]:
    """One line for each fault that the shapes find in the graph's own export; empty where all holds."""
    return validate_rdf(to_rdflib(graph, load_vocabulary()))


def validate_rdf(data: Graph) -> list[str]:
    """One line for each fault in RDF that is already there, sorted: where, which value, what is expected."""
    return sorted({*_shape_faults(data), *_edge_faults(data, load_vocabulary())})


def _shape_faults(data: Graph) -> Iterator[str]:
    import pyshacl
    from rdflib.namespace import SH

    folder = ontology_dir()
    # One graph, for pySHACL takes only class axioms from an ontology that it is given beside the data
    whole = data + _read(folder / "kg.ttl")
    _, report, _ = pyshacl.validate(whole, shacl_graph=_read(folder / "shapes.ttl"), inference="none")
    for result in report.subjects(SH.resultSeverity):
        where, value, message = (report.value(result, term) for term in (SH.focusNode, SH.value, SH.resultMessage))
        yield f"{_short(where)}{f' ({_short(value)})' if value not in (None, where) else ''}: {message}"


def _edge_faults(data: Graph, vocabulary: Vocabulary) -> Iterator[str]:
    """Plain edges that no asserted claim backs; in SHACL this would take time with the square of the claims."""
    backed = set(_backed(data, vocabulary))
    for name in (*vocabulary.relations, "dependsOn"):
        relation = _kg(name)
        for subject, object in data.subject_objects(relation):
            if (subject, relation, object) not in backed:
                yield f"{_short(subject)} {name} {_short(object)}: a plain edge that no asserted claim backs"


def _backed(data: Graph, vocabulary: Vocabulary) -> Iterator[tuple[Node | None, ...]]:
    from rdflib.namespace import RDF

    for claim in data.subjects(_kg("status"), _kg("asserted")):
        subject, relation, object = (data.value(claim, term) for term in (RDF.subject, RDF.predicate, RDF.object))
        yield subject, relation, object
        known = vocabulary.relations.get(str(relation).removeprefix(KG))
        if known is not None and known.depends:
            dependent, provider = (subject, object)[:: known.depends]
            yield dependent, _kg("dependsOn"), provider


def _kg(name: str) -> URIRef:
    from rdflib import URIRef

    return URIRef(KG + name)


@cache
def _read(path: Path) -> Graph:
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    try:
        return rdflib.Graph().parse(path, format="turtle")
    except BadSyntax as error:
        raise OntologyError(f"{path.name}: not Turtle ({str(error).splitlines()[0]}). Correct that line.") from error
    except OSError as error:
        raise OntologyError(f"{path.name}: cannot be read ({error.strerror}). Check the ontology folder.") from error


def _short(node: Node | None) -> str:
    """The last two parts of an IRI, which name it among its kind; other terms as they are."""
    return "/".join(str(node).rsplit("/", 2)[-2:])
