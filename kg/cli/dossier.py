"""A dossier as a terminal shows it and as --json prints it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from kg.brief import Dossier, Moment, Statement
from kg.cli.records import claim_record
from kg.cli.texts import clean, details_of, echo_wrapped, quote_of, source_of, status_word
from kg.graph import Graph
from kg.ontology.vocabulary import Vocabulary

_WORDS = {
    "en": {
        "names": "Also called",
        "articles": "Claims: {claims}; articles: {articles}",
        "planned": "Planned, considered or possible",
        "ended": "Ended",
        "denied": "Denied",
        "conflicts": "Open conflicts: asserted and denied",
        "timeline": "Timeline",
        "reported": "article of this day",
    },
    "pt": {
        "names": "Também chamado",
        "articles": "Afirmações: {claims}; artigos: {articles}",
        "planned": "Planejado, em estudo ou possível",
        "ended": "Encerrado",
        "denied": "Negado",
        "conflicts": "Conflitos abertos: afirmado e negado",
        "timeline": "Linha do tempo",
        "reported": "artigo desse dia",
    },
    "es": {
        "names": "También llamado",
        "articles": "Afirmaciones: {claims}; artículos: {articles}",
        "planned": "Previsto, en estudio o posible",
        "ended": "Terminado",
        "denied": "Desmentido",
        "conflicts": "Conflictos abiertos: afirmado y desmentido",
        "timeline": "Cronología",
        "reported": "artículo de ese día",
    },
}


def echo_dossier(graph: Graph, vocabulary: Vocabulary, dossier: Dossier) -> None:
    """Prints the dossier; every statement with its quotes and sources."""
    page = _Page(graph, vocabulary, dossier.language)
    page.echo_head(dossier)
    for section in dossier.sections:
        page.echo_statements(f"{'→' if section.outgoing else '←'} {section.label}", section.statements)
    page.echo_statements(page.words["planned"], dossier.planned)
    page.echo_statements(page.words["ended"], dossier.ended)
    page.echo_statements(page.words["denied"], dossier.denied)
    conflicts = [side for conflict in dossier.conflicts for side in (conflict.asserted, conflict.denied)]
    page.echo_statements(page.words["conflicts"], conflicts)
    page.echo_timeline(dossier.timeline)


class _Page:
    """Prints the parts of one dossier in one language."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, language: str) -> None:
        self.words = _WORDS[language]
        self._graph = graph
        self._vocabulary = vocabulary
        self._language = language

    def echo_head(self, dossier: Dossier) -> None:
        entity = dossier.entity
        click.echo(click.style(clean(entity.name), bold=True) + f" — {dossier.kind} [{clean(entity.id)}]")
        if dossier.names:
            echo_wrapped(f"{self.words['names']}: {', '.join(map(clean, dossier.names))}")
        if entity.same_as:
            click.echo("Wikidata: " + ", ".join(map(clean, entity.same_as)))
        claims = {citation.claim.id for statement in _statements(dossier) for citation in statement.citations}
        click.echo(self.words["articles"].format(claims=len(claims), articles=dossier.articles))

    def echo_statements(self, heading: str, statements: Sequence[Statement]) -> None:
        if statements:
            click.echo("\n" + click.style(heading, bold=True, underline=True))
        for statement in statements:
            click.echo(f"  {self._told(statement)}")
            for citation in statement.citations:
                details = details_of(citation.claim)
                echo_wrapped(quote_of(citation.claim) + (f" ({details})" if details else ""), indent="    ", hang="")
                echo_wrapped(f"— {source_of(self._graph, citation.claim, self._language)}", indent="    ")

    def echo_timeline(self, timeline: Sequence[Moment]) -> None:
        if timeline:
            click.echo("\n" + click.style(self.words["timeline"], bold=True, underline=True))
        for moment in timeline:
            note = "" if moment.stated else f" ({self.words['reported']})"
            articles = ", ".join(sorted({clean(citation.claim.article) for citation in moment.citations}))
            click.echo(f"  {moment.when:<10}  {self._told(moment.statement)}{note} — {articles}")

    def _told(self, statement: Statement) -> str:
        return f"{clean(statement.text)} [{status_word(self._vocabulary, statement.status, self._language)}]"


def _statements(dossier: Dossier) -> list[Statement]:
    asserted = [statement for section in dossier.sections for statement in section.statements]
    return [*asserted, *dossier.planned, *dossier.ended, *dossier.denied]


def dossier_record(graph: Graph, vocabulary: Vocabulary, dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain values; each statement holds its claims with quotes and sources."""

    def told(statement: Statement) -> dict[str, Any]:
        claims = [claim_record(graph, vocabulary, c.claim, dossier.language) for c in statement.citations]
        return {"text": statement.text, "status": statement.status.value, "claims": claims}

    def section_records() -> list[dict[str, Any]]:
        return [
            {
                "relation": section.relation,
                "label": section.label,
                "direction": "outgoing" if section.outgoing else "incoming",
                "statements": [told(statement) for statement in section.statements],
            }
            for section in dossier.sections
        ]

    return {
        "id": dossier.entity.id,
        "name": dossier.entity.name,
        "kind": dossier.entity.kind,
        "kindLabel": dossier.kind,
        "names": list(dossier.names),
        "sameAs": list(dossier.entity.same_as),
        "articles": dossier.articles,
        "sections": section_records(),
        "planned": [told(statement) for statement in dossier.planned],
        "ended": [told(statement) for statement in dossier.ended],
        "denied": [told(statement) for statement in dossier.denied],
        "conflicts": [{"asserted": told(c.asserted), "denied": told(c.denied)} for c in dossier.conflicts],
        "timeline": [_moment_record(moment) for moment in dossier.timeline],
    }


def _moment_record(moment: Moment) -> dict[str, Any]:
    return {
        "when": moment.when,
        "stated": moment.stated,
        "text": moment.statement.text,
        "status": moment.statement.status.value,
        "claims": [citation.claim.id for citation in moment.citations],
    }
