"""What the graph knows of one entity, every line with its source; and claims chosen by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.graph import Graph
from kg.model import Article, Claim, Entity, EntityId, Status
from kg.ontology.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One claim with its article: what a reader needs to look it up."""

    claim: Claim
    article: Article | None

    @property
    def quote(self) -> str:
        """The words of the first evidence, or "" for a claim without any."""
        return self.claim.evidence[0].quote if self.claim.evidence else ""

    @property
    def published(self) -> str:
        """The date of the article, or "" where it has none."""
        return (self.article.published if self.article else None) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one or more articles say alike: a triple under one status, oldest article first."""

    subject: EntityId
    relation: str
    object: EntityId
    status: Status
    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The statements of one relation in one direction; `outgoing` where the entity is their subject."""

    relation: str
    label: str
    outgoing: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """One triple that some claims assert and others deny."""

    asserted: Statement
    denied: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A statement at the day it speaks of (`stated`) or, where it names none, at its article's date."""

    when: str
    stated: bool
    statement: Statement
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one entity; `sections` holds asserted statements only."""

    entity: Entity
    kind: str
    language: str
    names: tuple[str, ...]
    sections: tuple[Section, ...]
    planned: tuple[Statement, ...]
    ended: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    timeline: tuple[Moment, ...]
    articles: int


def build_dossier(graph: Graph, vocabulary: Vocabulary, entity: EntityId, *, language: str = "en") -> Dossier:
    """The cited dossier of `entity`, its labels in `language`.

    Raises:
        KeyError: `entity` is not in the graph; `kg.paths.resolve_name` finds ids.
    """
    known = graph.entities[entity]
    claims = find_claims(graph, entity=entity)
    statements = tuple(_statements(graph, vocabulary, claims, language))
    return Dossier(
        entity=known,
        kind=vocabulary.label(known.kind, language),
        language=language,
        names=_other_names(known),
        sections=tuple(_sections(vocabulary, entity, statements, language)),
        planned=_of_status(statements, Status.PLANNED),
        ended=_of_status(statements, Status.ENDED),
        denied=_of_status(statements, Status.DENIED),
        conflicts=tuple(_conflicts(statements)),
        timeline=tuple(sorted(_moments(statements), key=_moment_order)),
        articles=len({claim.article for claim in claims}),
    )


def find_claims(
    graph: Graph,
    *,
    entity: EntityId | None = None,
    relations: Iterable[str] = (),
    statuses: Iterable[Status] = (),
    source: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Claim]:
    """The claims that fit every condition given, in the order of the graph.

    `source` is found in the article's id, title, outlet or the claim's attribution, in any case; `since` and
    `until` bound the article's date, both days included, and leave undated articles out.
    """
    names, kept = frozenset(relations), frozenset(statuses)
    return [
        claim
        for claim in (graph.claims if entity is None else _claims_of(graph, entity))
        if (not names or claim.relation in names)
        and (not kept or claim.status in kept)
        and (source is None or _is_from(graph, claim, source))
        and graph.published_within(claim, since, until)
    ]


def _claims_of(graph: Graph, entity: EntityId) -> list[Claim]:
    incoming = (claim for claim in graph.claims_to(entity) if claim.subject != entity)
    return [*graph.claims_from(entity), *incoming]


def _is_from(graph: Graph, claim: Claim, source: str) -> bool:
    article = graph.articles.get(claim.article)
    fields = (article.title, article.outlet) if article else ()
    wanted = source.casefold()
    return any(wanted in field.casefold() for field in (claim.article, claim.attribution, *fields) if field)


def _statements(graph: Graph, vocabulary: Vocabulary, claims: Iterable[Claim], language: str) -> Iterator[Statement]:
    alike: dict[tuple[EntityId, str, EntityId, Status], list[Claim]] = defaultdict(list)
    for claim in claims:
        alike[claim.subject, claim.relation, claim.object, claim.status].append(claim)
    for (subject, relation, object, status), group in alike.items():
        citations = [Citation(claim=claim, article=graph.articles.get(claim.article)) for claim in group]
        label = vocabulary.label(relation, language)
        yield Statement(
            subject=subject,
            relation=relation,
            object=object,
            status=status,
            text=f"{graph.entities[subject].name} {label} {graph.entities[object].name}",
            citations=tuple(sorted(citations, key=_citation_order)),
        )


def _citation_order(citation: Citation) -> tuple[str, str, str]:
    return (citation.published, citation.claim.article, citation.claim.id)


def _other_names(entity: Entity) -> tuple[str, ...]:
    return tuple(sorted({alias.text for alias in entity.aliases} - {entity.name}))


def _of_status(statements: Iterable[Statement], status: Status) -> tuple[Statement, ...]:
    return tuple(statement for statement in statements if statement.status is status)


def _sections(
    vocabulary: Vocabulary, entity: EntityId, statements: Iterable[Statement], language: str
) -> Iterator[Section]:
    """What the entity does before what is done with it, each in the order of the relations' names."""
    groups: dict[tuple[bool, str], list[Statement]] = defaultdict(list)
    for statement in _of_status(statements, Status.ASSERTED):
        groups[statement.subject != entity, statement.relation].append(statement)
    for (incoming, relation), group in sorted(groups.items()):
        label = vocabulary.label(relation, language)
        yield Section(relation=relation, label=label, outgoing=not incoming, statements=tuple(group))


def _conflicts(statements: Iterable[Statement]) -> Iterator[Conflict]:
    sides: dict[tuple[EntityId, str, EntityId], dict[Status, Statement]] = defaultdict(dict)
    for statement in statements:
        sides[statement.subject, statement.relation, statement.object][statement.status] = statement
    for side in sides.values():
        if Status.ASSERTED in side and Status.DENIED in side:
            yield Conflict(asserted=side[Status.ASSERTED], denied=side[Status.DENIED])


def _moments(statements: Iterable[Statement]) -> Iterator[Moment]:
    for statement in statements:
        times: dict[tuple[str, bool], list[Citation]] = defaultdict(list)
        for citation in statement.citations:
            times[_when(citation)].append(citation)
        for (when, stated), citations in times.items():
            if when:
                yield Moment(when=when, stated=stated, statement=statement, citations=tuple(citations))


def _when(citation: Citation) -> tuple[str, bool]:
    """The first day that the claim's time allows, else its last, else the article's date."""
    time = citation.claim.qualifiers.time
    bound = (time.earliest or time.latest) if time else None
    return (bound.isoformat(), True) if bound else (citation.published, False)


def _moment_order(moment: Moment) -> tuple[str, str, str]:
    return (moment.when, moment.statement.text, moment.statement.status)
