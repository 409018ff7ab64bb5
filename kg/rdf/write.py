"""The whole graph as Turtle, TriG, N-Triples, N-Quads or JSON-LD."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import BinaryIO

import pyoxigraph as ox

from kg.graph import KnowledgeGraph
from kg.model import Status
from kg.ontology.vocabulary import KG, Vocabulary
from kg.rdf import jsonld, turtle
from kg.rdf.namespaces import DEFAULT_BASE, PLANNED_GRAPH, Names
from kg.rdf.triples import described, edges

FORMATS = ("ttl", "trig", "nq", "nt", "jsonld")


def write_rdf(
    graph: KnowledgeGraph,
    vocabulary: Vocabulary,
    target: BinaryIO | str | PathLike[str],
    format: str,
    *,
    base: str = DEFAULT_BASE,
    engine: str | None = None,
) -> None:
    """Writes `rdf_bytes` to a binary stream or a file."""
    content = rdf_bytes(graph, vocabulary, format, base=base, engine=engine)
    if isinstance(target, str | PathLike):
        Path(target).write_bytes(content)
    else:
        target.write(content)


def rdf_bytes(
    graph: KnowledgeGraph,
    vocabulary: Vocabulary,
    format: str,
    *,
    base: str = DEFAULT_BASE,
    engine: str | None = None,
) -> bytes:
    """The graph in one of `FORMATS`, without blank nodes, the same bytes for the same graph.

    A plain edge stands only where an asserted claim holds. Planned edges go to the graph kg:plannedGraph, which
    only trig and nq can hold; denied and ended claims give none. `engine` names the run in prov:wasGeneratedBy.

    Raises:
        ValueError: the format is unknown, or `base` is no absolute IRI.
    """
    if format not in FORMATS:
        raise ValueError(f"format '{format}' is unknown. Choose one of {', '.join(FORMATS)}.")
    names = Names(base)
    triples = [*described(graph, names, engine), *edges(graph.claims, Status.ASSERTED, vocabulary, names)]
    planned = edges(graph.claims, Status.PLANNED, vocabulary, names)
    prefixes = names.prefixes()
    if format == "jsonld":
        return jsonld.document(triples, prefixes).encode()
    if format == "nt":
        return _sorted_lines(nquads(_quads(triples, ox.DefaultGraph())))
    if format == "nq":
        return _sorted_lines(nquads(_quads(triples, ox.DefaultGraph())) + nquads(_quads(planned, PLANNED_GRAPH)))
    parts = [turtle.header(prefixes), *turtle.blocks(triples, prefixes)]
    if format == "trig":
        parts += _named_graph(planned, prefixes)
    return "\n".join(parts).encode()


def graph_quads(graph: KnowledgeGraph, vocabulary: Vocabulary, names: Names) -> Iterator[ox.Quad]:
    """The statements of all exports, the planned edges in their own graph."""
    yield from _quads(described(graph, names), ox.DefaultGraph())
    yield from _quads(edges(graph.claims, Status.ASSERTED, vocabulary, names), ox.DefaultGraph())
    yield from _quads(edges(graph.claims, Status.PLANNED, vocabulary, names), PLANNED_GRAPH)


def nquads(quads: Iterable[ox.Quad]) -> bytes:
    """The quads as lines of N-Quads, in their order."""
    content = io.BytesIO()
    ox.serialize(quads, content, ox.RdfFormat.N_QUADS)
    return content.getvalue()


def _quads(triples: Iterable[ox.Triple], graph: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    return (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def _sorted_lines(content: bytes) -> bytes:
    # At \n alone: a raw \x0b or U+2028 inside a literal ends no line
    return b"".join(sorted({line + b"\n" for line in content.split(b"\n") if line}))


def _named_graph(triples: Iterable[ox.Triple], prefixes: dict[str, str]) -> list[str]:
    blocks = list(turtle.blocks(triples, prefixes, indent="    "))
    name = f"kg:{PLANNED_GRAPH.value.removeprefix(KG)}"
    return [f"{name} {{\n{''.join(blocks)}}}\n"] if blocks else []
