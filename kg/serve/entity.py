"""What the page of an entity tells, from counted edges first, so that a hub of the news opens as fast as others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from kg.graph import Edge
from kg.model import Entity, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.statements import Citation
from kg.store import StoreGraph

SHOWN = 10
"""Statements under each heading; the list of claims has the others."""

ON_PAGE = 60
"""Statements on the page of an entity with many headings; each heading has two of them at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One statement: the entity at its other end, its best claim with the article, and how many claims say so."""

    other: Entity
    best: Citation
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The statements of one status and relation in one direction; `total` counts them, `told` holds the first."""

    status: Status
    relation: str
    label: str
    outgoing: bool
    total: int
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """All that the page shows; `counts` are claims by status, both directions together."""

    entity: Entity
    kind: str
    names: tuple[str, ...]
    counts: dict[Status, int]
    headings: tuple[Heading, ...]


def entity_page(graph: StoreGraph, vocabulary: Vocabulary, entity: EntityId, *, language: str = "en") -> EntityPage:
    """The page of `entity`: what is asserted, planned, ended and denied of it, each by relation, most told first.

    Raises:
        KeyError: `entity` is not in the graph.
    """
    known = graph.entities[entity]
    edges = [*graph.edges_from(entity), *(edge for edge in graph.edges_to(entity) if edge.subject != entity)]
    return EntityPage(
        entity=known,
        kind=vocabulary.label(known.kind, language),
        names=tuple(sorted({alias.text for alias in known.aliases} - {known.name})),
        counts={status: sum(edge.count(status) for edge in edges) for status in Status},
        headings=tuple(_headings(graph, vocabulary, entity, edges, language)),
    )


def _headings(
    graph: StoreGraph, vocabulary: Vocabulary, entity: EntityId, edges: Iterable[Edge], language: str
) -> Iterator[Heading]:
    groups = _grouped(entity, edges)
    shown = max(2, min(SHOWN, ON_PAGE // max(1, len(groups))))
    for (status, incoming, relation), group in groups.items():
        yield Heading(
            status=status,
            relation=relation,
            label=vocabulary.label(relation, language),
            outgoing=not incoming,
            total=len(group),
            told=tuple(_told(graph, entity, edge, status) for edge in group[:shown]),
        )


def _grouped(entity: EntityId, edges: Iterable[Edge]) -> dict[tuple[Status, bool, str], list[Edge]]:
    """The edges of each status, direction and relation, most claims first, in the order of the page."""
    groups: dict[tuple[Status, bool, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        for status in Status:
            if edge.count(status):
                groups[status, edge.subject != entity, edge.relation].append(edge)
    places = {status: place for place, status in enumerate(Status)}
    ordered = sorted(groups, key=lambda key: (places[key[0]], *key[1:]))
    return {key: sorted(groups[key], key=partial(_rank, key[0])) for key in ordered}


def _rank(status: Status, edge: Edge) -> tuple[int, str, str]:
    return (-edge.count(status), edge.subject, edge.object)


def _told(graph: StoreGraph, entity: EntityId, edge: Edge, status: Status) -> Told:
    other = edge.object if edge.subject == entity else edge.subject
    claim = graph.best_claim(edge, status)
    best = Citation(claim=claim, article=graph.articles.get(claim.article))
    return Told(other=graph.entities[other], best=best, claims=edge.count(status))
