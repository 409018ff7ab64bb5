"""`kg export` and `kg view`: the graph for other programs, and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import open_graph, open_vocabulary, store_option
from kg.cli.output import STANDARD_OUTPUT, open_output, open_text_output

if TYPE_CHECKING:
    from typing import TextIO

    from kg.graph import KnowledgeGraph

_RDF_FORMATS = ("ttl", "trig", "nq", "nt", "jsonld")
_OTHER_FORMATS = ("graphml", "gexf", "csv", "cypher", "jsonl")


@click.command("export")
@click.option(
    "--format",
    "format_",
    type=click.Choice([*_RDF_FORMATS, *_OTHER_FORMATS]),
    help="By default what the ending of the file says, or ttl.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default=STANDARD_OUTPUT,
    metavar="FILE",
    help="Where to write; '-' (the default) is standard output.",
)
@store_option
def export_command(format_: str | None, output: str, store_path: str) -> None:
    """Write the graph in a format of other programs.

    A claim that is not asserted never looks like a fact: RDF gives it no plain edge, Cypher puts its status into
    the relationship's name, GraphML and GEXF give it the weight 0, CSV and JSONL have a status column.
    """
    chosen = format_ or _format_of(output)
    graph = open_graph(store_path)
    if chosen in _RDF_FORMATS:
        from kg.rdf.write import write_rdf

        vocabulary = open_vocabulary()
        with open_output(output) as stream:
            write_rdf(graph, vocabulary, stream, chosen)
    else:
        with open_text_output(output) as text:
            _write_text(graph, text, chosen)


def _format_of(output: str) -> str:
    ending = output.rpartition(".")[2].lower()
    return ending if ending in (*_RDF_FORMATS, *_OTHER_FORMATS) else "ttl"


def _write_text(graph: KnowledgeGraph, stream: TextIO, format: str) -> None:
    from kg.export import csv, cypher, jsonl, nx

    writers = {
        "graphml": nx.write_graphml,
        "gexf": nx.write_gexf,
        "csv": csv.write,
        "cypher": cypher.write,
        "jsonl": jsonl.write,
    }
    writers[format](graph, stream)


@click.command("view", short_help="Write an HTML page of the graph.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, allow_dash=True),
    default="graph.html",
    show_default=True,
    metavar="FILE",
    help="The page to write; '-' is standard output.",
)
@click.option("--around", metavar="NAME", help="Only what lies near this entity.")
@click.option("--hops", type=click.IntRange(1, 6), default=2, show_default=True, help="How near, with --around.")
@click.option(
    "--max-nodes", type=click.IntRange(min=2), default=300, show_default=True, help="Show the best known so many."
)
@store_option
def view_command(output: str, around: str | None, hops: int, max_nodes: int, store_path: str) -> None:
    """Write one HTML page of the graph: search, filter, click a line to read its quote. It works offline."""
    from kg.pages import write_graph_page
    from kg.paths import resolve_name

    vocabulary = open_vocabulary()
    graph = open_graph(store_path)
    center = resolve_name(graph, around) if around is not None else None
    title = graph.entities[center].name if center else _title_of(graph)
    with open_text_output(output) as stream:
        write_graph_page(graph, vocabulary, stream, title=title, max_nodes=max_nodes, around=center, hops=hops)
    if output != STANDARD_OUTPUT:
        click.echo(f"Wrote {output}. Open it in a browser.", err=True)


def _title_of(graph: KnowledgeGraph) -> str:
    count = len(graph.articles)
    return f"Knowledge graph of {count} article{'s' if count != 1 else ''}"
