"""`kg diff`: what changed between two stores, or between two days of one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, datetime
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
from kg.cli.texts import clean, details_of, echo_json, echo_table, echo_wrapped, quote_of, source_of, status_word
from kg.cli.words import CHANGES

if TYPE_CHECKING:
    from kg.diff import Change, State
    from kg.graph import Graph
    from kg.model import EntityId
    from kg.ontology.vocabulary import Vocabulary
    from kg.statements import Statement

_KINDS = ["sanctioned", "denied", "ended", "status", "figure", "new", "gone"]
_SHOWN = 3


@click.command("diff", short_help="Show what changed between two stores or two days.")
@click.argument("old", required=False, type=click.Path(dir_okay=False))
@click.argument("new", required=False, type=click.Path(dir_okay=False))
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="What articles published after this day changed, within one store.",
)
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="With --since: articles up to this day."
)
@click.option("--entity", metavar="NAME", help="Only changes about this entity, on either side.")
@relation_option
@click.option("--kind", "kinds", multiple=True, type=click.Choice(_KINDS), help="Only this kind (repeatable).")
@language_option
@json_option
@store_option
def diff_command(
    old: str | None,
    new: str | None,
    since: datetime | None,
    until: datetime | None,
    entity: str | None,
    relations: tuple[str, ...],
    kinds: tuple[str, ...],
    lang: str,
    as_json: bool,
    store_path: str,
) -> None:
    """Show what NEW says otherwise than OLD (two stores; NEW is --store where it is not given).

    Or, with --since and no stores, what later articles of one store changed; undated ones are left out. Claims are
    compared by what they say and their status, so that stores built by two versions of kg can be compared too.
    """
    from kg.diff import find_changes

    vocabulary = open_vocabulary(relations)
    before, after = _states(old, new, day_of(since), day_of(until), store_path)
    changes = find_changes(
        before,
        after,
        vocabulary,
        entity=None if entity is None else _resolved(entity, after.graph, before.graph),
        relations=relations,
        language=lang,
    )
    kept = [change for change in changes if not kinds or not set(kinds).isdisjoint(change.kinds)]
    if as_json:
        records = [_change_record(before.graph, after.graph, vocabulary, change, lang) for change in kept]
        echo_json({"old": _state_record(before), "new": _state_record(after), "changes": records})
    else:
        _echo_changes(before.graph, after.graph, vocabulary, kept, lang)


def _states(
    old: str | None, new: str | None, since: date | None, until: date | None, store_path: str
) -> tuple[State, State]:
    from kg.diff import State

    if (old is None) == (since is None) or (until is not None and since is None):
        raise click.UsageError("Give either two stores (OLD NEW) or --since YYYY-MM-DD, which --until may follow.")
    if old is not None:
        return State(graph=open_view(old)), State(graph=open_view(new or store_path))
    graph = open_view(store_path)
    return State(graph=graph, until=since), State(graph=graph, until=until or date.max)


def _resolved(name: str, *graphs: Graph) -> EntityId:
    """The entity of this name in the first graph that knows it."""
    from kg.errors import UnknownEntity
    from kg.paths import resolve_name

    for graph in graphs[:-1]:
        try:
            return resolve_name(graph, name)
        except UnknownEntity:
            continue
    return resolve_name(graphs[-1], name)


def _echo_changes(old: Graph, new: Graph, vocabulary: Vocabulary, changes: Iterable[Change], language: str) -> None:
    """A table of counts, then each change once, under the first heading that fits it."""
    words, groups = CHANGES[language], defaultdict(list)
    counts: Counter[str] = Counter()
    for change in changes:
        groups[change.kinds[0].value].append(change)
        counts.update(kind.value for kind in change.kinds)
    if counts:
        echo_table([words["change"], words["count"]], [[words[kind], counts[kind]] for kind in _KINDS if counts[kind]])
    for kind in _KINDS:
        if groups[kind]:
            click.echo("\n" + click.style(words[kind].upper(), bold=True))
        for change in groups[kind]:
            _echo_change(old, new, vocabulary, change, language)
    click.echo(f"Changes: {sum(map(len, groups.values()))}", err=True)


def _echo_change(old: Graph, new: Graph, vocabulary: Vocabulary, change: Change, language: str) -> None:
    was, now_said = (_side(vocabulary, side, language) for side in (change.before, change.after))
    echo_wrapped(f"{clean(change.text)}: {was} → {now_said}", indent="  ")
    citations, now = change.news, {each.claim for side in change.after for each in side.citations}
    for citation in citations[:_SHOWN]:
        graph = new if citation.claim in now else old
        details = details_of(citation.claim)
        quote = quote_of(citation.claim) + (f" ({details})" if details else "")
        echo_wrapped(f"{quote} — {source_of(graph, citation.claim, language)}", indent="    ", hang="")
    if len(citations) > _SHOWN:
        click.echo(f"    + {len(citations) - _SHOWN} (--json)")


def _side(vocabulary: Vocabulary, statements: Iterable[Statement], language: str) -> str:
    """The statuses of one side, each with its figures."""
    told = []
    for statement in statements:
        figures = dict.fromkeys(
            clean(measure.text)
            for citation in statement.citations
            for measure in (citation.claim.qualifiers.quantity, citation.claim.qualifiers.money)
            if measure
        )
        status = status_word(vocabulary, statement.status, language)
        told.append(status + (f" ({'; '.join(figures)})" if figures else ""))
    return ", ".join(told) or CHANGES[language]["nothing"]


def _state_record(state: State) -> dict[str, Any]:
    """How much is known there; with a day, how many articles are not later."""
    from kg.graph import is_within

    articles = state.graph.articles
    if state.until is None:
        return {"articles": len(articles), "until": None}
    known = sum(is_within(article.published, None, state.until) for article in articles.values())
    return {"articles": known, "until": None if state.until == date.max else state.until.isoformat()}


def _change_record(old: Graph, new: Graph, vocabulary: Vocabulary, change: Change, language: str) -> dict[str, Any]:
    from kg.cli.conflicts import statement_record

    subject, relation, object = change.triple
    return {
        "kinds": [kind.value for kind in change.kinds],
        "subject": subject,
        "relation": relation,
        "object": object,
        "text": change.text,
        "before": [statement_record(old, vocabulary, each, language) for each in change.before],
        "after": [statement_record(new, vocabulary, each, language) for each in change.after],
    }
