"""What the graph knows of one entity, every line with its source; and claims chosen by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypedDict, Unpack

from kg.conflicts import Conflict, find_conflicts
from kg.conflicts.figures import measure_key
from kg.filters import ClaimFilter
from kg.graph import Graph
from kg.model import ArticleId, Claim, Entity, EntityId, Money, Quantity, Status, Time
from kg.ontology.vocabulary import Vocabulary
from kg.statements import Citation, Statement, make_statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The statements of one relation in one direction; `outgoing` where the entity is their subject."""

    relation: str
    label: str
    outgoing: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A count or a sum of money that articles give alike for one statement and one time."""

    statement: Statement
    measure: Quantity | Money
    time: Time | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A statement at the time it speaks of or, where it names none, at its article's date (`time` is None).

    `when` sorts: it is the first day that the time allows, else its last.
    """

    when: str
    time: Time | None
    statement: Statement
    citations: tuple[Citation, ...]

    @property
    def stated(self) -> bool:
        """True where the articles name the time."""
        return self.time is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """All that is known of one entity; `sections` holds asserted statements only, `sources` every article cited."""

    entity: Entity
    kind: str
    language: str
    names: tuple[str, ...]
    sections: tuple[Section, ...]
    planned: tuple[Statement, ...]
    ended: tuple[Statement, ...]
    denied: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    figures: tuple[Figure, ...]
    timeline: tuple[Moment, ...]
    sources: tuple[ArticleId, ...]

    @property
    def articles(self) -> int:
        """How many articles speak of the entity."""
        return len(self.sources)


class ClaimChoice(TypedDict, total=False):
    """The conditions of `select_claims` as keyword arguments."""

    entity: EntityId | None
    relations: Iterable[str]
    statuses: Iterable[Status]
    source: str | None
    since: date | None
    until: date | None


def build_dossier(graph: Graph, vocabulary: Vocabulary, entity: EntityId, *, language: str = "en") -> Dossier:
    """The cited dossier of `entity`, its labels in `language`; `sources` are sorted by date.

    Raises:
        KeyError: `entity` is not in the graph; `kg.paths.resolve_name` finds ids.
    """
    known = graph.entities[entity]
    statements = tuple(make_statements(graph, vocabulary, find_claims(graph, entity=entity), language))
    conflicts = tuple(find_conflicts(graph, vocabulary, entity=entity, language=language))
    return Dossier(
        entity=known,
        kind=vocabulary.label(known.kind, language),
        language=language,
        names=_other_names(known),
        sections=tuple(_sections(vocabulary, entity, statements, language)),
        planned=_of_status(statements, Status.PLANNED),
        ended=_of_status(statements, Status.ENDED),
        denied=_of_status(statements, Status.DENIED),
        conflicts=conflicts,
        figures=tuple(sorted(_figures(statements), key=_figure_order)),
        timeline=tuple(sorted(_moments(statements), key=_moment_order)),
        sources=_sources((*statements, *(side for conflict in conflicts for side in conflict.sides))),
    )


def select_claims(
    graph: Graph,
    *,
    entity: EntityId | None = None,
    relations: Iterable[str] = (),
    statuses: Iterable[Status] = (),
    source: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[Claim]:
    """The claims that fit every condition given, in the order of the graph, read as they are asked for.

    `source` is found in the article's id, title, outlet or the claim's attribution, in any case; `since` and
    `until` bound the article's date, both days included, and leave undated articles out.
    """
    wanted = ClaimFilter(
        relations=frozenset(relations), statuses=frozenset(statuses), told_by=source, since=since, until=until
    )
    claims = graph.claims if entity is None else _claims_of(graph, entity)
    return (claim for claim in claims if wanted.allows(graph, claim))


def find_claims(graph: Graph, **conditions: Unpack[ClaimChoice]) -> list[Claim]:
    """The same as a list; for the conditions see `select_claims`."""
    return list(select_claims(graph, **conditions))


def _claims_of(graph: Graph, entity: EntityId) -> list[Claim]:
    incoming = (claim for claim in graph.claims_to(entity) if claim.subject != entity)
    return [*graph.claims_from(entity), *incoming]


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


def _figures(statements: Iterable[Statement]) -> Iterator[Figure]:
    for statement in statements:
        alike: dict[tuple[object, ...], list[tuple[Quantity | Money, Citation]]] = defaultdict(list)
        for citation in statement.citations:
            parts = citation.claim.qualifiers
            for measure in (parts.quantity, parts.money):
                if measure is not None:
                    alike[*measure_key(measure), _bounds(parts.time)].append((measure, citation))
        for group in alike.values():
            measure, head = group[0]
            citations = tuple(citation for _, citation in group)
            time = head.claim.qualifiers.time
            yield Figure(statement=statement, measure=measure, time=time, citations=citations)


def _figure_order(figure: Figure) -> tuple[object, ...]:
    measure, head = figure.measure, figure.citations[0]
    when = _day(figure.time) or head.published
    return (figure.statement.text, figure.statement.status, when, measure.text, head.claim.article)


def _moments(statements: Iterable[Statement]) -> Iterator[Moment]:
    for statement in statements:
        times: dict[tuple[str, object], list[Citation]] = defaultdict(list)
        for citation in statement.citations:
            time = citation.claim.qualifiers.time
            times[_day(time) or citation.published, _day(time) and _bounds(time)].append(citation)
        for (when, stated), citations in times.items():
            time = citations[0].claim.qualifiers.time if stated else None
            if when:
                yield Moment(when=when, time=time, statement=statement, citations=tuple(citations))


def _day(time: Time | None) -> str:
    """The first day that the time allows, else its last; "" where both are open."""
    bound = (time.earliest or time.latest) if time else None
    return bound.isoformat() if bound else ""


def _bounds(time: Time | None) -> tuple[date | None, date | None]:
    return (time.earliest, time.latest) if time else (None, None)


def _moment_order(moment: Moment) -> tuple[str, str, str, str]:
    return (moment.when, moment.statement.text, moment.statement.status, moment.citations[0].claim.article)


def _sources(statements: Iterable[Statement]) -> tuple[ArticleId, ...]:
    dated = {(each.published, each.claim.article) for statement in statements for each in statement.citations}
    return tuple(article for _, article in sorted(dated))
