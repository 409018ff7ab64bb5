"""The conflicts of a graph, or those that one entity takes part in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, groupby

from kg.conflicts.claims import conflicts_within, may_coincide
from kg.conflicts.cycles import Steps, find_cycles, reachable
from kg.conflicts.kinds import Conflict, ConflictKind
from kg.graph import Graph
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.statements import Triple, is_from, make_statement

_ORDER = {kind: rank for rank, kind in enumerate(ConflictKind)}


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
    search = _Search(graph, vocabulary, frozenset(relations), until)
    kept = frozenset(kinds) or frozenset(ConflictKind)
    found = [
        Conflict(kind=kind, sides=tuple(make_statement(graph, vocabulary, side, language) for side in sides))
        for kind, sides in search.conflicts(entity)
        if kind in kept and _takes_part(graph, sides, source, since)
    ]
    return sorted(found, key=_conflict_order)


def _takes_part(graph: Graph, sides: Iterable[Sequence[Claim]], source: str | None, since: date | None) -> bool:
    return any(
        (source is None or is_from(graph, claim, source)) and graph.published_within(claim, since, None)
        for side in sides
        for claim in side
    )


def _conflict_order(conflict: Conflict) -> tuple[object, ...]:
    head = conflict.sides[0]
    return (_ORDER[conflict.kind], head.triple, head.status, head.citations[0].claim.id)


class _Search:
    """Reads the claims once, triple by triple, and remembers the steps of the relations that allow no cycle."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, relations: frozenset[str], until: date | None) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._relations = relations
        self._until = until

    def conflicts(self, entity: EntityId | None) -> Iterator[tuple[ConflictKind, Sequence[Sequence[Claim]]]]:
        """Each conflict as its kind and the claims of its sides."""
        steps: dict[str, Steps] = defaultdict(dict)
        for (subject, relation, object), claims in self._triples(entity):
            known = self._vocabulary.relations.get(relation)
            yield from conflicts_within(self._graph, known, claims)
            if known and known.acyclic and any(claim.status is Status.ASSERTED for claim in claims):
                steps[relation].setdefault(subject, []).append(object)
        for relation in sorted(steps):
            yield from self._cycles(relation, entity, steps[relation])

    def _triples(self, entity: EntityId | None) -> Iterator[tuple[Triple, list[Claim]]]:
        if entity is None:
            claims: Iterable[Claim] = self._graph.claims
        else:
            incoming = (claim for claim in self._graph.claims_to(entity) if claim.subject != entity)
            claims = (*self._graph.claims_from(entity), *incoming)
        kept = filter(self._counts, claims)
        for triple, group in groupby(kept, key=lambda claim: (claim.subject, claim.relation, claim.object)):
            yield triple, list(group)

    def _counts(self, claim: Claim) -> bool:
        wanted = not self._relations or claim.relation in self._relations
        return wanted and self._graph.published_within(claim, None, self._until)

    def _cycles(
        self, relation: str, entity: EntityId | None, steps: Steps
    ) -> Iterator[tuple[ConflictKind, list[list[Claim]]]]:
        if entity is not None:
            steps = reachable(entity, lambda each: self._following(each, relation))
        for cycle in find_cycles(steps, steps if entity is None else [entity]):
            ends = zip(cycle, (*cycle[1:], cycle[0]), strict=True)
            sides = [self._asserted(subject, relation, object) for subject, object in ends]
            if all(_may_meet(*pair) for pair in combinations(sides, 2)):
                yield (ConflictKind.OPPOSITE if len(cycle) == 2 else ConflictKind.CYCLE), sides

    def _following(self, entity: EntityId, relation: str) -> list[EntityId]:
        claims = self._graph.claims_from(entity)
        return sorted({claim.object for claim in claims if self._is_step(claim, relation)})

    def _asserted(self, subject: EntityId, relation: str, object: EntityId) -> list[Claim]:
        return [claim for claim in self._graph.claims_between(subject, object) if self._is_step(claim, relation)]

    def _is_step(self, claim: Claim, relation: str) -> bool:
        return claim.relation == relation and claim.status is Status.ASSERTED and self._counts(claim)


def _may_meet(first: Iterable[Claim], second: Sequence[Claim]) -> bool:
    return any(may_coincide(one, other) for one in first for other in second)
