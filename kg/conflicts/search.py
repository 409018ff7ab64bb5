"""The conflicts of a graph, or those that one entity takes part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from kg.conflicts.claims import conflicts_within, may_coincide
from kg.conflicts.cycles import Steps, find_cycles, steps_around
from kg.conflicts.kinds import Conflict, ConflictKind
from kg.filters import is_told_by
from kg.graph import Edge, Graph, Ways
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.statements import Triple, make_statement

_ORDER = {kind: rank for rank, kind in enumerate(ConflictKind)}

_CIRCLES = {ConflictKind.OPPOSITE, ConflictKind.CYCLE}


def find_conflicts(
    graph: Graph,
    vocabulary: Vocabulary,
    *,
    entity: EntityId | None = None,
    relations: Iterable[str] = (),
    kinds: Iterable[ConflictKind] = (),
    source: str | None = None,
    since: date | None = None,
    until: date | None = None,
    language: str = "en",
) -> list[Conflict]:
    """The conflicts that fit every condition given, by kind, then by subject, relation and object.

    `until` shows what was known on that day: later claims and those of undated articles are left out. `since` and
    `source` keep conflicts in which such an article takes part, with all their sides; `source` is found as by
    `kg.brief.find_claims`. Texts are in `language`.
    """
    kept = frozenset(kinds) or frozenset(ConflictKind)
    search = _Search(graph, vocabulary, frozenset(relations), until, circles=bool(kept & _CIRCLES))
    found = [
        Conflict(kind=kind, sides=tuple(make_statement(graph, vocabulary, side, language) for side in sides))
        for kind, sides in search.conflicts(entity)
        if kind in kept and _takes_part(graph, sides, source, since)
    ]
    return sorted(found, key=_conflict_order)


def _takes_part(graph: Graph, sides: Iterable[Sequence[Claim]], source: str | None, since: date | None) -> bool:
    return any(
        (source is None or is_told_by(graph, claim, source)) and graph.published_within(claim, since, None)
        for side in sides
        for claim in side
    )


def _conflict_order(conflict: Conflict) -> tuple[object, ...]:
    head = conflict.sides[0]
    return (_ORDER[conflict.kind], head.triple, head.status, head.citations[0].claim.id)


class _Search:
    """Walks the edges once, reads claims only where several speak of one triple, and looks for circles last."""

    def __init__(
        self, graph: Graph, vocabulary: Vocabulary, relations: frozenset[str], until: date | None, *, circles: bool
    ) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._relations = relations
        self._until = until
        self._circles = circles
        self._read: dict[Triple, list[Claim]] = defaultdict(list)

    def conflicts(self, entity: EntityId | None) -> Iterator[tuple[ConflictKind, Sequence[Sequence[Claim]]]]:
        """Each conflict as its kind and the claims of its sides."""
        steps: dict[str, Steps] = defaultdict(dict)
        for edge in self._edges(entity):
            known = self._vocabulary.relations.get(edge.relation)
            if sum(edge.counts) > 1:
                yield from conflicts_within(self._graph, known, self._claims(*edge[:3]))
            if self._circles and known and known.acyclic and self._is_step(edge):
                steps[edge.relation].setdefault(edge.subject, []).append(edge.object)
        for relation in sorted(steps):
            yield from self._cycles(relation, entity, steps[relation])

    def _edges(self, entity: EntityId | None) -> Iterator[Edge]:
        if entity is None:
            edges: Iterable[Edge] = (edge for each in self._graph.entities for edge in self._graph.edges_from(each))
        else:
            incoming = (edge for edge in self._graph.edges_to(entity) if edge.subject != entity)
            edges = (*self._graph.edges_from(entity), *incoming)
            arriving = (claim for claim in self._graph.claims_to(entity) if claim.subject != entity)
            for claim in (*self._graph.claims_from(entity), *arriving):
                self._read[claim.subject, claim.relation, claim.object].append(claim)
        return (edge for edge in edges if not self._relations or edge.relation in self._relations)

    def _claims(self, subject: EntityId, relation: str, object: EntityId) -> list[Claim]:
        read = self._read.get((subject, relation, object))
        claims = self._graph.claims_between(subject, object) if read is None else read
        return [
            claim
            for claim in claims
            if claim.relation == relation and self._graph.published_within(claim, None, self._until)
        ]

    def _asserted(self, subject: EntityId, relation: str, object: EntityId) -> list[Claim]:
        return [claim for claim in self._claims(subject, relation, object) if claim.status is Status.ASSERTED]

    def _is_step(self, edge: Edge) -> bool:
        return bool(edge.count(Status.ASSERTED) and (self._until is None or self._asserted(*edge[:3])))

    def _cycles(
        self, relation: str, entity: EntityId | None, steps: Steps
    ) -> Iterator[tuple[ConflictKind, list[list[Claim]]]]:
        if entity is not None:
            if entity not in steps or len(steps) == 1:  # nothing leads away from it, or nothing towards it
                return
            steps = self._steps_around(entity, relation)
        for cycle in find_cycles(steps, steps if entity is None else [entity]):
            ends = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
            sides = [self._asserted(subject, relation, object) for subject, object in ends]
            if all(_may_meet(*pair) for pair in combinations(sides, 2)):
                yield (ConflictKind.OPPOSITE if len(cycle) == 2 else ConflictKind.CYCLE), sides

    def _steps_around(self, entity: EntityId, relation: str) -> Steps:
        only, none, asserted = frozenset({relation}), frozenset[str](), frozenset({Status.ASSERTED})

        def known(subject: EntityId, object: EntityId) -> bool:
            return self._until is None or bool(self._asserted(subject, relation, object))

        def following(each: EntityId) -> list[EntityId]:
            others = {other for _, other in self._graph.joined([each], Ways(only, none, asserted))}
            return [other for other in sorted(others) if known(each, other)]

        def preceding(each: EntityId) -> list[EntityId]:
            others = {other for _, other in self._graph.joined([each], Ways(none, only, asserted))}
            return [other for other in sorted(others) if known(other, each)]

        return steps_around(entity, following, preceding)


def _may_meet(first: Iterable[Claim], second: Sequence[Claim]) -> bool:
    return any(may_coincide(one, other) for one in first for other in second)
