"""`kg conflicts`: claims that contradict each other, each side with its quotes and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    store_option,
)
from kg.cli.texts import clean, details_of, echo_json, echo_wrapped, quote_of, source_of, status_word
from kg.cli.words import CONFLICTS

if TYPE_CHECKING:
    from kg.conflicts import Conflict
    from kg.graph import Graph
    from kg.ontology.vocabulary import Vocabulary
    from kg.statements import Citation, Statement

_KINDS = ["denial", "plan", "ended", "quantity", "money", "date", "opposite", "cycle"]


@click.command("conflicts", short_help="List claims that contradict each other.")
@click.option("--entity", metavar="NAME", help="Only conflicts about this entity, on either side.")
@relation_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only this kind (repeatable).")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only conflicts in which an article of this day or later takes part.",
)
@click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="As known on this day: without later articles and undated ones.",
)
@click.option(
    "--source", metavar="TEXT", help="Only where such a source takes part: article id, title, outlet, who says it."
)
@language_option
@json_option
@store_option
def conflicts_command(
    entity: str | None,
    relations: tuple[str, ...],
    kinds: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    source: str | None,
    lang: str,
    as_json: bool,
    store_path: str,
) -> None:
    """List claims that contradict each other: denials, figures, dates and comparisons that cannot all be true.

    Every side is shown with all its quotes; which one is newer is said, which one is right is not.
    """
    from kg.conflicts import ConflictKind, find_conflicts
    from kg.paths import resolve_name

    vocabulary = open_vocabulary(relations)
    graph = open_view(store_path)
    found = find_conflicts(
        graph,
        vocabulary,
        entity=resolve_name(graph, entity) if entity is not None else None,
        relations=relations,
        kinds=map(ConflictKind, kinds),
        source=source,
        since=day_of(since),
        until=day_of(until),
        language=lang,
    )
    if as_json:
        echo_json([conflict_record(graph, vocabulary, conflict, lang) for conflict in found])
        return
    for number, conflict in enumerate(found, start=1):
        echo_conflict(vocabulary, conflict, number, lang, lambda each: source_of(graph, each.claim, lang))
        click.echo()
    click.echo(f"Conflicts: {len(found)}", err=True)


def echo_conflict(
    vocabulary: Vocabulary,
    conflict: Conflict,
    number: int,
    language: str,
    cite: Callable[[Citation], str],
    indent: str = "",
) -> None:
    """Prints the conflict and each quote of its sides, followed by what `cite` says of its source."""
    click.echo(indent + click.style(f"{number}. {CONFLICTS[language][conflict.kind]}: {_told(conflict)}", bold=True))
    indent += "   "
    echo_wrapped(f"{why(conflict, language)} {age(vocabulary, conflict, language)}", indent=indent, hang="")
    for side in conflict.sides:
        echo_wrapped(f"{_side(vocabulary, conflict, side, language)} — {support(side, language)}", indent=indent)
        for citation in side.citations:
            details = details_of(citation.claim)
            quote = quote_of(citation.claim) + (f" ({details})" if details else "")
            echo_wrapped(f"{quote} — {cite(citation)}", indent=f"{indent}  ", hang="")


def why(conflict: Conflict, language: str) -> str:
    """One sentence that says why the sides cannot all be true."""
    return CONFLICTS[language][f"{conflict.kind}_why"]


def age(vocabulary: Vocabulary, conflict: Conflict, language: str) -> str:
    """One sentence that says which side is newer, as far as the dates tell."""
    words, newer = CONFLICTS[language], conflict.newer
    if newer is None:
        return words["same_age"]
    return words["newer"].format(side=_side(vocabulary, conflict, newer, language), date=clean(newer.newest))


def support(statement: Statement, language: str) -> str:
    """On how many independent sources the statement rests and, where it differs, on how many articles."""
    words, articles = CONFLICTS[language], len({citation.claim.article for citation in statement.citations})
    sources = statement.sources
    told = words["sources_one"] if sources == 1 else words["sources_many"].format(count=sources)
    return told + (f", {words['articles_many'].format(count=articles)}" if articles != sources else "")


def _told(conflict: Conflict) -> str:
    """What the conflict is about: one statement, or each step of a circle."""
    return "; ".join(dict.fromkeys(clean(side.text) for side in conflict.sides))


def _side(vocabulary: Vocabulary, conflict: Conflict, side: Statement, language: str) -> str:
    """What sets this side apart from the others."""
    if conflict.kind in ("opposite", "cycle"):
        return clean(side.text)
    status = status_word(vocabulary, side.status, language)
    values = ", ".join(dict.fromkeys(_values(conflict, side)))
    return f"{values} [{status}]" if values else status


def _values(conflict: Conflict, side: Statement) -> Iterator[str]:
    for citation in side.citations:
        parts = citation.claim.qualifiers
        value = {"quantity": parts.quantity, "money": parts.money, "date": parts.time}.get(conflict.kind)
        if value is not None:
            yield clean(value.text)


def conflict_record(graph: Graph, vocabulary: Vocabulary, conflict: Conflict, language: str) -> dict[str, Any]:
    """The conflict as plain values; `newer` is the place of the newer side among `sides`, or None."""
    newer = conflict.newer
    return {
        "kind": conflict.kind.value,
        "why": why(conflict, language),
        "newer": None if newer is None else conflict.sides.index(newer),
        "sides": [statement_record(graph, vocabulary, side, language) for side in conflict.sides],
    }


def statement_record(graph: Graph, vocabulary: Vocabulary, statement: Statement, language: str) -> dict[str, Any]:
    """The statement as plain values, with its claims; `sources` counts those that do not repeat each other."""
    from kg.cli.records import claim_record

    return {
        "subject": statement.subject,
        "relation": statement.relation,
        "object": statement.object,
        "text": statement.text,
        "status": statement.status.value,
        "sources": statement.sources,
        "newest": statement.newest or None,
        "claims": [claim_record(graph, vocabulary, each.claim, language) for each in statement.citations],
    }
