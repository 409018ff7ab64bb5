"""What a SPARQL endpoint says of itself: the SPARQL 1.1 Service Description of `kg serve`."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg.rdf import jsonld, turtle
from kg.rdf.namespaces import DCTERMS, PLANNED_GRAPH, RDF, Names
from kg.rdf.results import TRIPLE_FORMATS, rdf_xml
from kg.rdf.write import nquads

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_ROWS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_WRITTEN = (*_ROWS, "Turtle", "N-Triples", "JSON-LD", "RDF_XML")


def service_description(endpoint: str, format: str) -> str:
    """The description of the endpoint at this address, in one of `TRIPLE_FORMATS`.

    Raises:
        ValueError: the format is unknown.
    """
    if format not in TRIPLE_FORMATS:
        raise ValueError(f"format '{format}' is unknown. Choose one of {', '.join(TRIPLE_FORMATS)}.")
    triples = list(_triples(ox.NamedNode(endpoint)))
    prefixes = {**Names().prefixes(), "sd": SD}
    if format == "nt":
        return nquads(ox.Quad(*triple) for triple in triples).decode()
    if format == "jsonld":
        return jsonld.document(triples, prefixes)
    if format == "rdfxml":
        return rdf_xml(triples, prefixes)
    return "\n".join([turtle.header(prefixes), *turtle.blocks(triples, prefixes)])


def _triples(endpoint: ox.NamedNode) -> Iterator[ox.Triple]:
    """Graphs as relative fragments of the endpoint, so that the description has no blank node."""
    service, dataset = (ox.NamedNode(f"{endpoint.value}#{part}") for part in ("service", "dataset"))
    default, planned = (ox.NamedNode(f"{endpoint.value}#{part}") for part in ("asserted", "planned"))
    yield _said(service, f"{RDF}type", ox.NamedNode(f"{SD}Service"))
    yield _said(service, f"{SD}endpoint", endpoint)
    yield _said(service, f"{SD}supportedLanguage", ox.NamedNode(f"{SD}SPARQL11Query"))
    for format in _WRITTEN:
        yield _said(service, f"{SD}resultFormat", ox.NamedNode(_FORMATS + format))
    yield _said(service, f"{SD}defaultDataset", dataset)
    yield _said(dataset, f"{RDF}type", ox.NamedNode(f"{SD}Dataset"))
    yield _said(dataset, f"{SD}defaultGraph", default)
    yield _said(dataset, f"{SD}namedGraph", planned)
    yield _said(default, f"{RDF}type", ox.NamedNode(f"{SD}Graph"))
    yield _said(default, f"{DCTERMS}title", ox.Literal("Articles, entities, claims, and the edges that are asserted"))
    yield _said(planned, f"{RDF}type", ox.NamedNode(f"{SD}NamedGraph"))
    yield _said(planned, f"{SD}name", PLANNED_GRAPH)


def _said(subject: ox.NamedNode, predicate: str, object: ox.NamedNode | ox.Literal) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), object)
