"""`kg path`: how one entity depends on another, hop by hop with its quotes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import (
    as_of_option,
    class_option,
    day_of,
    holds_on_option,
    json_option,
    language_option,
    open_view,
    open_vocabulary,
    relation_option,
    since_option,
    source_option,
    status_option,
    statuses_of,
    store_option,
    until_option,
)
from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ontology.vocabulary import Vocabulary
    from kg.paths import Paths, Weight


@click.command("path", short_help="Show how one entity depends on another, with quotes.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("-k", "--k", "count", type=click.IntRange(min=1), default=3, show_default=True, help="How many paths.")
@click.option("--all", "every", is_flag=True, help="All paths of at most --max-hops hops, whatever -k says.")
@click.option(
    "--weight",
    type=click.Choice(["hops", "confidence"]),
    default="hops",
    show_default=True,
    help="Few hops first, or first what most likely holds as a whole.",
)
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="The longest path.")
@click.option("--via", multiple=True, metavar="NAME", help="Only paths through this entity (repeatable).")
@click.option("--not-via", multiple=True, metavar="NAME", help="No path through this entity (repeatable).")
@class_option
@relation_option
@status_option("Walk claims of this status too (repeatable); asserted ones always count.")
@source_option
@since_option
@until_option
@as_of_option
@holds_on_option
@click.option("--undirected", is_flag=True, help="Walk every relation both ways: a connection, not a dependency.")
@language_option
@click.option("--html", type=click.Path(dir_okay=False), metavar="FILE", help="Also write the paths as a page.")
@json_option
@store_option
def path_command(
    relations: tuple[str, ...],
    classes: tuple[str, ...],
    store_path: str,
    lang: str,
    html: str | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show the shortest dependency paths from FROM to TO.

    Names are given as you would type them: any alias, in any case, with or without accents. Each hop cites its
    claims, best evidence first; each path names its weakest link. What is denied is walked only with --status
    denied, and is marked.

    Two times are kept apart: --since, --until and --as-of look at when an article was published, --holds-on at the
    time of which a claim speaks.
    """
    vocabulary = open_vocabulary(relations, classes)
    graph = open_view(store_path)
    paths = _find(graph, vocabulary, relations=relations, classes=classes, **asked)
    _show(graph, vocabulary, paths, lang, html, as_json=as_json)
    if not paths.complete:
        notice = f"Search ended after {paths.steps} ways looked at; there may be more paths. Lower --max-hops."
        click.echo(notice, err=True)


def _find(
    graph: Graph,
    vocabulary: Vocabulary,
    *,
    source: str,
    target: str,
    count: int,
    every: bool,
    via: tuple[str, ...],
    not_via: tuple[str, ...],
    statuses: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    holds_on: datetime | None,
    weight: Weight,
    **limits: Any,
) -> Paths:
    from kg.paths import find_paths, resolve_name

    return find_paths(
        graph,
        vocabulary,
        resolve_name(graph, source),
        resolve_name(graph, target),
        k=None if every else count,
        weight=weight,
        via=[resolve_name(graph, name) for name in via],
        not_via=[resolve_name(graph, name) for name in not_via],
        statuses=(Status.ASSERTED, *statuses_of(statuses)),
        since=day_of(since),
        until=day_of(until),
        as_of=day_of(as_of),
        holds_on=day_of(holds_on),
        **limits,
    )


def _show(
    graph: Graph, vocabulary: Vocabulary, paths: Paths, language: str, html: str | None, *, as_json: bool
) -> None:
    from kg.cli.routes import echo_paths, paths_record
    from kg.cli.texts import echo_json

    if html:
        _write_page(graph, vocabulary, paths, html)
    if as_json:
        echo_json(paths_record(graph, vocabulary, paths, language))
    elif html != "-":
        echo_paths(graph, vocabulary, paths, language)


def _write_page(graph: Graph, vocabulary: Vocabulary, paths: Paths, file: str) -> None:
    from kg.cli.output import open_text_output
    from kg.pages import write_path_page

    ends = (paths[0].entities[0], paths[0].entities[-1])
    title = " → ".join(graph.entities[end].name for end in ends)
    with open_text_output(file) as stream:
        write_path_page(graph, vocabulary, paths, stream, title=title)
