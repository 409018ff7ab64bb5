"""`kg export` and `kg view`: the graph for other programs, and as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import open_graph, open_view, open_vocabulary, store_option
from kg.cli.output import STANDARD_OUTPUT, open_output, open_text_output

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from kg.graph import Graph, KnowledgeGraph
    from kg.ontology.vocabulary import Vocabulary

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
@click.option("--overview", is_flag=True, help="The whole graph, folded to --limit nodes (60; 150 at most).")
@click.option("--timeline", metavar="NAME", help="What was said of this entity, along time.")
@click.option("--around", metavar="NAME", help="Only what lies near this entity.")
@click.option("--hops", type=click.IntRange(1, 6), default=2, show_default=True, help="How near, with --around.")
@click.option(
    "--limit",
    "--max-nodes",
    "limit",
    type=click.IntRange(min=2),
    help="Show the best known so many: 300 entities, or 600 claims of a timeline.",
)
@click.option("--title", metavar="TEXT", help="The headline.")
@store_option
def view_command(
    output: str,
    overview: bool,
    timeline: str | None,
    around: str | None,
    hops: int,
    limit: int | None,
    title: str | None,
    store_path: str,
) -> None:
    """Write one HTML page: search, filter, click a line to read its quote. It works offline.

    Without an option: the graph, up to --limit entities. --overview folds a graph of any size into one sheet,
    --around shows what lies near one entity, --timeline what was said of one along time.
    """
    if sum((overview, timeline is not None, around is not None)) > 1:
        raise click.UsageError("give only one of --overview, --timeline and --around")
    vocabulary = open_vocabulary()
    graph = open_view(store_path)
    page = _page_of(graph, vocabulary, overview=overview, timeline=timeline, around=around, hops=hops, limit=limit)
    with open_text_output(output) as stream:
        page(stream, title)
    if output != STANDARD_OUTPUT:
        click.echo(f"Wrote {output}. Open it in a browser.", err=True)


def _page_of(
    graph: Graph,
    vocabulary: Vocabulary,
    *,
    overview: bool,
    timeline: str | None,
    around: str | None,
    hops: int,
    limit: int | None,
) -> Callable[[TextIO, str | None], None]:
    """What writes the page asked for, given a stream and the headline; names are resolved before a file is made."""
    from kg import pages
    from kg.paths import resolve_name

    centre = resolve_name(graph, timeline or around or "") if timeline is not None or around is not None else None
    headline = graph.entities[centre].name if centre else _title_of(graph)

    def write(stream: TextIO, title: str | None) -> None:
        if overview:
            pages.write_overview_page(graph, vocabulary, stream, title=title or headline, max_nodes=limit or 60)
        elif timeline is not None and centre:
            most = limit or 600
            pages.write_timeline_page(
                graph, vocabulary, stream, title=title or headline, entity=centre, max_claims=most
            )
        else:
            pages.write_graph_page(
                graph, vocabulary, stream, title=title or headline, max_nodes=limit or 300, around=centre, hops=hops
            )

    return write


def _title_of(graph: Graph) -> str:
    count = len(graph.articles)
    return f"Knowledge graph of {count} article{'s' if count != 1 else ''}"
