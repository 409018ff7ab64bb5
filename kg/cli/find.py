"""`kg show` and `kg claims`: what the graph knows, told with its sources."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from kg.graph import Graph
    from kg.model import Claim
    from kg.ontology.vocabulary import Vocabulary


@click.command("show", short_help="Show all that is known of one entity.")
@click.argument("node")
@click.option("--all-quotes", is_flag=True, help="Show every quote of a fact; without it, the best one.")
@click.option(
    "--limit", type=click.IntRange(min=0), default=20, show_default=True, help="Entries under each heading; 0 for all."
)
@language_option
@json_option
@store_option
def show_command(node: str, all_quotes: bool, limit: int, lang: str, as_json: bool, store_path: str) -> None:
    """Show all that is known of NODE: facts, plans, denials, open conflicts, quantities and a timeline.

    Every line names its articles by number; they are listed at the end. Sources that repeat each other count once.
    --json gives everything, whatever the limit.
    """
    from kg.brief import build_dossier
    from kg.cli.dossier import dossier_record, echo_dossier
    from kg.paths import resolve_name

    vocabulary = open_vocabulary()
    graph = open_view(store_path)
    dossier = build_dossier(graph, vocabulary, resolve_name(graph, node), language=lang)
    if as_json:
        echo_json(dossier_record(graph, vocabulary, dossier))
    else:
        echo_dossier(graph, vocabulary, dossier, all_quotes=all_quotes, limit=limit)


@click.command("claims")
@click.option("--entity", metavar="NAME", help="Only claims about this entity, on either side.")
@relation_option
@status_option("Only claims of this status (repeatable); without it, all.")
@since_option
@until_option
@click.option("--source", metavar="TEXT", help="Only where article id, title, outlet or who says it contains TEXT.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many claims.")
@language_option
@json_option
@store_option
def claims_command(
    entity: str | None,
    relations: tuple[str, ...],
    statuses: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    source: str | None,
    limit: int | None,
    lang: str,
    as_json: bool,
    store_path: str,
) -> None:
    """List claims with their status, quote and source."""
    from kg.brief import select_claims
    from kg.paths import resolve_name

    vocabulary = open_vocabulary(relations)
    graph = open_view(store_path)
    found = select_claims(
        graph,
        entity=resolve_name(graph, entity) if entity is not None else None,
        relations=relations,
        statuses=statuses_of(statuses),
        source=source,
        since=day_of(since),
        until=day_of(until),
    )
    shown = list(islice(found, limit))
    if as_json:
        from kg.cli.records import claim_record

        echo_json([claim_record(graph, vocabulary, claim, lang) for claim in shown])
        return
    _echo_claims(graph, vocabulary, shown, lang)
    everything = entity is None and not any((relations, statuses, since, until, source))
    total = len(graph) if everything else len(shown) + sum(1 for _ in found)
    click.echo(f"Claims: {len(shown)} of {total}" if len(shown) < total else f"Claims: {total}", err=True)


def _echo_claims(graph: Graph, vocabulary: Vocabulary, claims: list[Claim], language: str) -> None:
    for claim in claims:
        ends = (clean(graph.entities[end].name) for end in (claim.subject, claim.object))
        said = f" {vocabulary.label(claim.relation, language)} ".join(ends)
        details = details_of(claim)
        click.echo(
            f"{click.style(said, bold=True)} [{status_word(vocabulary, claim.status, language)}]"
            + (f" ({details})" * bool(details))
        )
        echo_wrapped(quote_of(claim), indent="  ", hang="")
        echo_wrapped(f"— {source_of(graph, claim, language)}", indent="  ")
