"""`kg path`: how one entity depends on another, hop by hop with its quotes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import (
    day_of,
    json_option,
    language_option,
    open_view,
    open_vocabulary,
    relation_option,
    since_option,
    status_option,
    statuses_of,
    store_option,
    until_option,
)
from kg.cli.texts import clean, details_of, echo_json, echo_wrapped, quote_of, source_of, status_word
from kg.model import Claim, EntityId, Status

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.ontology.vocabulary import Vocabulary
    from kg.paths import Hop, Path

_SHOWN = 3


@click.command("path", short_help="Show how one entity depends on another, with quotes.")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@click.option("-k", "--k", "count", type=click.IntRange(min=1), default=3, show_default=True, help="How many paths.")
@click.option("--max-hops", type=click.IntRange(1, 20), default=6, show_default=True, help="The longest path.")
@click.option("--via", multiple=True, metavar="NAME", help="Only paths through this entity (repeatable).")
@click.option("--not-via", multiple=True, metavar="NAME", help="No path through this entity (repeatable).")
@relation_option
@status_option("Walk claims of this status too (repeatable); asserted ones always count.")
@since_option
@until_option
@click.option("--undirected", is_flag=True, help="Walk every relation both ways: a connection, not a dependency.")
@language_option
@click.option("--html", type=click.Path(dir_okay=False), metavar="FILE", help="Also write the paths as a page.")
@json_option
@store_option
def path_command(
    source: str,
    target: str,
    count: int,
    max_hops: int,
    via: tuple[str, ...],
    not_via: tuple[str, ...],
    relations: tuple[str, ...],
    statuses: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    undirected: bool,
    lang: str,
    html: str | None,
    as_json: bool,
    store_path: str,
) -> None:
    """Show the shortest dependency paths from FROM to TO.

    Names are given as you would type them: any alias, in any case, with or without accents. Each hop cites its
    claims; what is denied is walked only with --status denied, and is marked.
    """
    from kg.paths import find_paths, resolve_name

    vocabulary = open_vocabulary(relations)
    graph = open_view(store_path)
    paths = find_paths(
        graph,
        vocabulary,
        resolve_name(graph, source),
        resolve_name(graph, target),
        k=count,
        max_hops=max_hops,
        via=[resolve_name(graph, name) for name in via],
        not_via=[resolve_name(graph, name) for name in not_via],
        relations=relations,
        statuses=(Status.ASSERTED, *statuses_of(statuses)),
        since=day_of(since),
        until=day_of(until),
        undirected=undirected,
    )
    _show(graph, vocabulary, paths, lang, html, as_json=as_json)


def _show(
    graph: Graph, vocabulary: Vocabulary, paths: list[Path], language: str, html: str | None, *, as_json: bool
) -> None:
    if html:
        _write_page(graph, vocabulary, paths, html)
    if as_json:
        echo_json([_path_record(graph, vocabulary, path, language) for path in paths])
    elif html != "-":
        _echo_paths(graph, vocabulary, paths, language)


def _write_page(graph: Graph, vocabulary: Vocabulary, paths: list[Path], file: str) -> None:
    from kg.cli.output import open_text_output
    from kg.pages import write_path_page

    ends = (paths[0].entities[0], paths[0].entities[-1])
    title = " → ".join(graph.entities[end].name for end in ends)
    with open_text_output(file) as stream:
        write_path_page(graph, vocabulary, paths, stream, title=title)


def _echo_paths(graph: Graph, vocabulary: Vocabulary, paths: list[Path], language: str) -> None:
    for number, path in enumerate(paths, start=1):
        hops = f"({len(path.hops)} hop{'s' if len(path.hops) > 1 else ''})"
        names = " → ".join(_name(graph, entity) for entity in path.entities)
        click.echo(click.style(f"{number}. {names}", bold=True) + f" {hops}")
        for hop in path.hops:
            _echo_hop(graph, vocabulary, hop, language)
        click.echo()


def _echo_hop(graph: Graph, vocabulary: Vocabulary, hop: Hop, language: str) -> None:
    for claim in hop.claims[:_SHOWN]:
        _echo_claim(graph, vocabulary, claim, language)
    if len(hop.claims) > _SHOWN:
        click.echo(f"   and {len(hop.claims) - _SHOWN} more; --json lists all.")
    for claim in hop.denials:
        _echo_claim(graph, vocabulary, claim, language)


def _echo_claim(graph: Graph, vocabulary: Vocabulary, claim: Claim, language: str) -> None:
    details = details_of(claim)
    said = f"   {_name(graph, claim.subject)} {vocabulary.label(claim.relation, language)} {_name(graph, claim.object)}"
    click.echo(f"{said} [{status_word(vocabulary, claim.status, language)}]" + (f" ({details})" if details else ""))
    echo_wrapped(quote_of(claim), indent="     ", hang="")
    echo_wrapped(f"— {source_of(graph, claim, language)}", indent="     ")


def _name(graph: Graph, entity: EntityId) -> str:
    return clean(graph.entities[entity].name)


def _path_record(graph: Graph, vocabulary: Vocabulary, path: Path, language: str) -> dict[str, Any]:
    from kg.cli.records import claim_record

    def hop_record(hop: Hop) -> dict[str, Any]:
        return {
            "source": hop.source,
            "target": hop.target,
            "status": hop.status.value,
            "backwards": hop.backwards,
            "claims": [claim_record(graph, vocabulary, claim, language) for claim in hop.claims],
            "denials": [claim_record(graph, vocabulary, claim, language) for claim in hop.denials],
        }

    names = [graph.entities[entity].name for entity in path.entities]
    return {"entities": list(path.entities), "names": names, "hops": [hop_record(hop) for hop in path.hops]}
