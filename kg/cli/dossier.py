"""A dossier as a terminal shows it and as --json prints it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import click

from kg.brief import Dossier, Figure, Moment, Section
from kg.claims.periods import time_value
from kg.cli.conflicts import conflict_record, echo_conflict, statement_record, support
from kg.cli.texts import clean, details_of, echo_table, echo_wrapped, quote_of, status_word
from kg.cli.words import DOSSIER
from kg.graph import Graph
from kg.model import Actuality, Article, ArticleId, Evidentiality, Money, Quantity, Status, Time
from kg.ontology.vocabulary import Vocabulary
from kg.statements import Citation, Statement, Triple

_SAID_BY_ARTICLE = (Evidentiality.NARRATOR, Evidentiality.NAMED_SOURCE)
_PLAIN = (Actuality.ACTUAL, Actuality.PLANNED, Actuality.ENDED)
_MOST_NAMES = 8


def echo_dossier(
    graph: Graph, vocabulary: Vocabulary, dossier: Dossier, *, all_quotes: bool = False, limit: int = 0
) -> None:
    """Prints the dossier as a memo: every line refers to its articles by number, the list of them comes last.

    A fact is shown with its best quote, or with all; plans, denials and conflicts always with all. Under each
    heading stand at most `limit` entries (0: all), the best supported first, and how many there are besides.
    """
    page = _Page(graph, vocabulary, dossier, limit)
    page.echo_head()
    page.echo_facts(all_quotes)
    page.echo_statements("planned", dossier.planned)
    page.echo_statements("denied", dossier.denied)
    page.echo_statements("ended", dossier.ended)
    page.echo_conflicts()
    page.echo_figures()
    page.echo_timeline()
    page.echo_sources()


class _Page:
    """Prints the parts of one dossier in its language."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, dossier: Dossier, limit: int) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._dossier = dossier
        self._language = dossier.language
        self._words = DOSSIER[dossier.language]
        self._numbers = {article: number for number, article in enumerate(dossier.sources, start=1)}
        self._disputes = _disputes(dossier)
        self._limit = limit
        self._cited: set[ArticleId] = set()

    def echo_head(self) -> None:
        entity = self._dossier.entity
        click.echo(click.style(clean(entity.name), bold=True) + f" — {self._dossier.kind} [{clean(entity.id)}]")
        names = self._names()
        if names:
            more = ", …" if len(names) > _MOST_NAMES else ""
            echo_wrapped(f"{self._words['names']}: {', '.join(map(clean, names[:_MOST_NAMES]))}{more}")
        if entity.same_as:
            click.echo("Wikidata: " + ", ".join(map(clean, entity.same_as)))
        if self._dossier.sources:
            echo_wrapped(self._basis())

    def _names(self) -> list[str]:
        """Its other names in this language; descriptions ("owner of TikTok") are left to --json."""
        labels = (label for label in self._dossier.entity.aliases if label.language in ("", self._language))
        return sorted({label.text for label in labels if not label.text[:1].islower()} - {self._dossier.entity.name})

    def _basis(self) -> str:
        articles = [self._graph.articles.get(key) for key in self._dossier.sources]
        days = sorted({article.published for article in articles if article and article.published})
        return self._words["basis"].format(
            claims=sum(len(statement.citations) for statement in _statements(self._dossier)),
            articles=len(articles),
            outlets=len({article.outlet for article in articles if article and article.outlet}),
            days=" – ".join(map(clean, dict.fromkeys((days[0], days[-1])))) if days else self._words["undated"],
        )

    def echo_facts(self, all_quotes: bool) -> None:
        if self._dossier.sections:
            self._echo_heading("facts")
        for section in self._dossier.sections:
            click.echo(f"  {click.style(self._relation(section), bold=True)}")
            for statement in self._chosen(section.statements):
                other = statement.object if section.outgoing else statement.subject
                self._echo_statement(clean(self._graph.entities[other].name), statement, "    ", all_quotes=all_quotes)
            self._echo_rest(len(section.statements), "    ")

    def _relation(self, section: Section) -> str:
        """The relation with the entity on its side of it: "Huawei develops …" and "… supplied by Huawei"."""
        name = clean(self._dossier.entity.name)
        return f"{name} {section.label} …" if section.outgoing else f"… {section.label} {name}"

    def echo_statements(self, heading: str, statements: Sequence[Statement]) -> None:
        if statements:
            self._echo_heading(heading)
        for statement in self._chosen(statements):
            self._echo_statement(clean(statement.text), statement, "  ", all_quotes=True)
        self._echo_rest(len(statements))

    def _chosen(self, statements: Sequence[Statement]) -> Sequence[Statement]:
        """All where they fit, else the best supported, newest first among equals."""
        if not 0 < self._limit < len(statements):
            return statements
        newest = sorted(statements, key=lambda each: each.newest, reverse=True)
        return sorted(newest, key=lambda each: each.sources, reverse=True)[: self._limit]

    def _echo_rest(self, total: int, indent: str = "  ") -> None:
        if 0 < self._limit < total:
            click.echo(indent + self._words["rest"].format(count=total - self._limit))

    def _echo_statement(self, told: str, statement: Statement, indent: str, *, all_quotes: bool) -> None:
        notes = [support(statement, self._language), *self._dispute(statement)]
        echo_wrapped(f"{told} {self._refer(statement.citations)} — {'; '.join(notes)}", indent=indent)
        for citation in statement.citations if all_quotes else [max(statement.citations, key=_worth)]:
            details = details_of(citation.claim)
            quote = quote_of(citation.claim) + (f" ({details})" if details else "")
            echo_wrapped(f"{quote} {self._source(citation)}", indent=f"{indent}  ", hang="")

    def _dispute(self, statement: Statement) -> list[str]:
        numbers = ", ".join(map(str, self._disputes.get((statement.triple, statement.status), ())))
        return [self._words["disputed"].format(numbers=numbers)] if numbers else []

    def echo_conflicts(self) -> None:
        if self._dossier.conflicts:
            self._echo_heading("conflicts")
        for number, conflict in enumerate(self._dossier.conflicts[: self._limit or None], start=1):
            echo_conflict(self._vocabulary, conflict, number, self._language, self._source, indent="  ")
        self._echo_rest(len(self._dossier.conflicts))

    def echo_figures(self) -> None:
        if self._dossier.figures:
            self._echo_heading("figures")
            heads = [self._words[name] for name in ("time", "figure", "unit", "statement", "cited")]
            echo_table(heads, map(self._figure_cells, self._dossier.figures[: self._limit or None]))
            self._echo_rest(len(self._dossier.figures), "")

    def _figure_cells(self, figure: Figure) -> list[str]:
        unit = figure.measure.currency if isinstance(figure.measure, Money) else figure.measure.unit
        return [
            self._time(figure.time) or "—",
            self._amount(figure.measure),
            unit or "—",
            click.unstyle(self._told(figure.statement)),
            self._refer(figure.citations),
        ]

    def _amount(self, measure: Quantity | Money) -> str:
        low, high = (self._number(bound) for bound in (measure.minimum, measure.maximum))
        if measure.operator == "..":
            return f"{low}–{high}"
        return f"{measure.operator} {low or high}".removeprefix("= ")

    def _number(self, value: float | None) -> str:
        marks = str.maketrans({",": self._words["thousands"], ".": self._words["decimal"]})
        return "" if value is None else f"{value if value % 1 else int(value):,}".translate(marks)

    def echo_timeline(self) -> None:
        """What articles date; what they do not only where it is news that it is planned, denied or over."""
        moments = [m for m in self._dossier.timeline if m.stated or m.statement.status is not Status.ASSERTED]
        if moments:
            self._echo_heading("timeline")
        self._echo_rest(len(moments))
        latest = moments[-self._limit :]
        labels = [self._time(m.time) or f"{clean(m.when)} ({self._words['reported']})" for m in latest]
        width = max(map(len, labels), default=0)
        for label, moment in zip(labels, latest, strict=True):
            told = f"{self._told(moment.statement)} {self._refer(moment.citations)}"
            echo_wrapped(f"{label:<{width}}  {told}", indent="  ", hang=" " * (width + 2))

    def _time(self, time: Time | None) -> str:
        value = time_value(time) if time else ""
        start, slash, end = value.partition("/")
        if not slash or (start and end):
            return value.replace("/", " – ")
        return self._words["since" if start else "until"].format(day=start or end)

    def echo_sources(self) -> None:
        if self._dossier.sources:
            self._echo_heading("sources")
        for key in sorted(self._cited, key=self._numbers.__getitem__):
            number = self._numbers[key]
            echo_wrapped(f"[{number}] {self._article(key, self._graph.articles.get(key))}", indent="  ", hang="    ")

    def _article(self, key: ArticleId, article: Article | None) -> str:
        day, outlet = (article.published, article.outlet) if article else (None, None)
        head = ", ".join(clean(part) for part in (day or self._words["undated"], outlet) if part)
        title = f": “{clean(article.title)}”" if article and article.title else ""
        return f"{head}{title} ({clean(key)})" + (f" {clean(article.url)}" if article and article.url else "")

    def _echo_heading(self, name: str) -> None:
        click.echo("\n" + click.style(self._words[name].upper(), bold=True))

    def _told(self, statement: Statement) -> str:
        return f"{clean(statement.text)} [{status_word(self._vocabulary, statement.status, self._language)}]"

    def _refer(self, citations: Iterable[Citation]) -> str:
        """The numbers of the articles; where a limit holds, of the newest ones and how many there are besides."""
        articles = sorted({citation.claim.article for citation in citations}, key=self._numbers.__getitem__)
        cited = articles[-self._limit :]
        self._cited.update(cited)
        more = f"+{len(articles) - len(cited)}" if len(cited) < len(articles) else ""
        return "".join(f"[{self._numbers[article]}]" for article in cited) + more

    def _source(self, citation: Citation) -> str:
        """The number of the article; how far a plan has come; on whose word it rests, if not the article's own."""
        claim, said = citation.claim, []
        if claim.attribution:
            said.append(f"{self._words['according_to']} {clean(claim.attribution)}")
        if claim.actuality not in _PLAIN:
            said.append(self._vocabulary.label(claim.actuality.value, self._language))
        if claim.evidentiality not in _SAID_BY_ARTICLE:
            said.append(self._vocabulary.label(claim.evidentiality.value, self._language))
        return ", ".join([self._refer([citation]), *said])


def _worth(citation: Citation) -> tuple[float, str, str]:
    return (citation.claim.confidence, citation.published, citation.claim.article)


def _disputes(dossier: Dossier) -> dict[tuple[Triple, Status], list[int]]:
    """The numbers of the conflicts that a statement takes part in."""
    disputes: dict[tuple[Triple, Status], list[int]] = defaultdict(list)
    for number, conflict in enumerate(dossier.conflicts, start=1):
        for key in dict.fromkeys((side.triple, side.status) for side in conflict.sides):
            disputes[key].append(number)
    return disputes


def _statements(dossier: Dossier) -> list[Statement]:
    asserted = [statement for section in dossier.sections for statement in section.statements]
    return [*asserted, *dossier.planned, *dossier.ended, *dossier.denied]


def dossier_record(graph: Graph, vocabulary: Vocabulary, dossier: Dossier) -> dict[str, Any]:
    """The dossier as plain values; each statement holds its claims with quotes and sources."""

    def told(statements: Iterable[Statement]) -> list[dict[str, Any]]:
        return [statement_record(graph, vocabulary, statement, dossier.language) for statement in statements]

    sections = [
        {
            "relation": section.relation,
            "label": section.label,
            "direction": "outgoing" if section.outgoing else "incoming",
            "statements": told(section.statements),
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
        "sections": sections,
        "planned": told(dossier.planned),
        "ended": told(dossier.ended),
        "denied": told(dossier.denied),
        "conflicts": [conflict_record(graph, vocabulary, each, dossier.language) for each in dossier.conflicts],
        "figures": [_figure_record(figure) for figure in dossier.figures],
        "timeline": [_moment_record(moment) for moment in dossier.timeline],
        "sources": [_article_record(key, graph.articles.get(key)) for key in dossier.sources],
    }


def _figure_record(figure: Figure) -> dict[str, Any]:
    measure = figure.measure
    paid = isinstance(measure, Money)
    return {
        "kind": "money" if paid else "quantity",
        "operator": measure.operator,
        "minimum": measure.minimum,
        "maximum": measure.maximum,
        "unit": measure.currency if isinstance(measure, Money) else measure.unit,
        "words": measure.text,
        "time": _time_record(figure.time),
        **_reference(figure.statement, figure.citations),
    }


def _moment_record(moment: Moment) -> dict[str, Any]:
    record = {"when": moment.when, "stated": moment.stated, "time": _time_record(moment.time)}
    return record | _reference(moment.statement, moment.citations)


def _reference(statement: Statement, citations: Iterable[Citation]) -> dict[str, Any]:
    return {
        "text": statement.text,
        "status": statement.status.value,
        "claims": [citation.claim.id for citation in citations],
    }


def _time_record(time: Time | None) -> dict[str, Any] | None:
    if time is None:
        return None
    earliest, latest = (bound and bound.isoformat() for bound in (time.earliest, time.latest))
    return {"words": time.text, "earliest": earliest, "latest": latest}


def _article_record(key: ArticleId, article: Article | None) -> dict[str, Any]:
    fields = ("published", "outlet", "title", "url")
    return {"id": key} | {field: getattr(article, field) if article else None for field in fields}
