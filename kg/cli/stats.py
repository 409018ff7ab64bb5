"""`kg stats`: how much a store holds, of what, from where and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import json_option, language_option, open_vocabulary, store_option
from kg.cli.texts import echo_json, echo_table
from kg.cli.words import STATISTICS
from kg.model import Status

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary
    from kg.store.statistics import Rank, Share, Statistics

_BAR = 40  # columns of the longest bar


@click.command("stats", short_help="Count what the store holds.")
@click.option(
    "--top", type=click.IntRange(min=1), default=10, show_default=True, help="Rows of each ranking and long list."
)
@language_option
@json_option
@store_option
def stats_command(top: int, lang: str, as_json: bool, store_path: str) -> None:
    """Count entities by class, claims by relation and status, articles by language, outlet and month.

    Entities are ranked by their asserted edges and by the outlets that speak of them. Listed too: entities and
    articles without any claim, and how confidently claims were read.
    """
    from kg.store import Store
    from kg.store.statistics import read_statistics

    vocabulary = open_vocabulary()
    with Store.open(store_path, read_only=True) as store:
        found = read_statistics(store, top=top)
    if as_json:
        echo_json(_record(found))
    else:
        _Tables(vocabulary, lang, top).echo(found)


class _Tables:
    """Prints the counts in one language."""

    def __init__(self, vocabulary: Vocabulary, language: str, top: int) -> None:
        self._vocabulary = vocabulary
        self._language = language
        self._words = STATISTICS[language]
        self._top = top

    def echo(self, found: Statistics) -> None:
        totals = ("articles", "entities", "edges", "claims")
        click.echo("; ".join(f"{self._words[name]}: {getattr(found, name)}" for name in totals))
        self._echo("statuses", ["status", "claims"], self._labelled(found.statuses.items()))
        self._echo("classes", ["class", "entities"], self._labelled(found.classes.items()))
        self._echo_relations(found)
        self._echo("evidentialities", ["evidentiality", "claims"], self._labelled(found.evidentialities.items()))
        for name in ("languages", "outlets", "months", "engines"):
            self._echo_shares(name, getattr(found, name))
        self._echo_ranks("degrees", "edges", found.degrees)
        self._echo_ranks("sources", "outlets", found.sources)
        self._echo_names("unanswered", [f"{rank.name} [{rank.entity}]" for rank in found.unanswered])
        self._echo_names("silent", found.silent)
        self._echo_confidences(found.confidences)

    def _echo(self, heading: str, heads: Iterable[str], rows: Sequence[Sequence[object]]) -> None:
        if rows:
            click.echo("\n" + click.style(self._words[heading].upper(), bold=True))
            echo_table([self._words[head].upper() for head in heads], rows)

    def _labelled(self, counts: Iterable[tuple[str, int]]) -> list[list[object]]:
        return [[self._label(str(name)), number] for name, number in counts]

    def _label(self, name: str) -> str:
        return self._vocabulary.label(name, self._language)

    def _echo_relations(self, found: Statistics) -> None:
        rows = [[self._label(each.relation), each.edges, *each.claims] for each in found.relations]
        if rows:
            click.echo("\n" + click.style(self._words["relations"].upper(), bold=True))
            statuses = (self._label(status.value).upper() for status in Status)
            echo_table([self._words["relation"].upper(), self._words["edges"].upper(), *statuses], rows)

    def _echo_shares(self, heading: str, shares: Sequence[Share]) -> None:
        shown = shares if heading == "months" else shares[: self._top]
        most = max((share.claims for share in shares), default=0)
        rows = [
            [share.name or "—", share.articles, share.claims, *([_bar(share.claims, most)] * (heading == "months"))]
            for share in shown
        ]
        heads = ["name", "articles", "claims", *(["share"] * (heading == "months"))]
        self._echo(heading, heads, rows)
        self._echo_rest(len(shares) - len(shown))

    def _echo_ranks(self, heading: str, unit: str, ranks: Sequence[Rank]) -> None:
        rows = [[rank.name, self._label(rank.kind), rank.number] for rank in ranks]
        self._echo(heading, ["name", "class", unit], rows)

    def _echo_names(self, heading: str, names: Sequence[str]) -> None:
        self._echo(heading, ["name"], [[name] for name in names[: self._top]])
        self._echo_rest(len(names) - self._top)

    def _echo_rest(self, count: int) -> None:
        if count > 0:
            click.echo(self._words["rest"].format(count=count))

    def _echo_confidences(self, confidences: Sequence[int]) -> None:
        most = max(confidences, default=0)
        if most:
            steps = (f"{place / 10:.1f}–{(place + 1) / 10:.1f}" for place in range(len(confidences)))
            rows = [[step, number, _bar(number, most)] for step, number in zip(steps, confidences, strict=True)]
            self._echo("confidences", ["confidence", "claims", "share"], rows)


def _bar(number: int, most: int) -> str:
    """A bar in proportion; at least one column for what is not nothing."""
    return "█" * max(round(_BAR * number / most), number > 0) if most else ""


def _record(found: Statistics) -> dict[str, Any]:
    def shares(known: Iterable[Share]) -> list[dict[str, Any]]:
        return [{"name": each.name, "articles": each.articles, "claims": each.claims} for each in known]

    def ranks(known: Iterable[Rank], unit: str) -> list[dict[str, Any]]:
        return [{"id": each.entity, "kind": each.kind, "name": each.name, unit: each.number} for each in known]

    return {
        "articles": found.articles,
        "entities": found.entities,
        "edges": found.edges,
        "claims": found.claims,
        "statuses": {status.value: number for status, number in found.statuses.items()},
        "classes": found.classes,
        "relations": {
            each.relation: {"edges": each.edges}
            | {status.value: number for status, number in zip(Status, each.claims, strict=True)}
            for each in found.relations
        },
        "evidentialities": {speaker.value: number for speaker, number in found.evidentialities.items()},
        "languages": shares(found.languages),
        "outlets": shares(found.outlets),
        "months": shares(found.months),
        "engines": shares(found.engines),
        "degrees": ranks(found.degrees, "edges"),
        "sources": ranks(found.sources, "outlets"),
        "unanswered": [{"id": each.entity, "kind": each.kind, "name": each.name} for each in found.unanswered],
        "silent": list(found.silent),
        "confidences": list(found.confidences),
    }
