"""One hop: where it leads from an entity under the limits of a search, and which claims carry it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg.graph import KnowledgeGraph
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.ranking import best_first
from kg.paths.route import Hop


class Steps:
    """The hops that one graph offers under one set of limits; neighbours are looked up once."""

    def __init__(self, graph: KnowledgeGraph, vocabulary: Vocabulary, limits: Limits) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._limits = limits
        self._onward = functools.cache(self._neighbours)

    def onward(self, entities: tuple[EntityId, ...], hops: tuple[Hop, ...]) -> Iterator[Hop]:
        """The hops that may follow these; none leads back to an entity already passed."""
        here = entities[-1]
        for there, claims in self._onward(here).items():
            if there in entities:
                continue
            kept = claims if self._limits.undirected or not hops else self._leading_on(hops[-1], claims)
            if kept:
                yield Hop(source=here, target=there, claims=kept, backwards=kept[0].subject != here)

    def _leading_on(self, last: Hop, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
        """The claims that may follow `last`; see `find_paths` for the two turns that prove nothing."""
        here = last.target
        if all(self._makes(claim) and claim.subject == here for claim in last.claims):
            return tuple(claim for claim in claims if not (self._makes(claim) and claim.subject == here))
        if all(claim.relation == "manufactures" and claim.object == here for claim in last.claims):
            return tuple(claim for claim in claims if not (claim.relation == "develops" and claim.object == here))
        return claims

    def _neighbours(self, entity: EntityId) -> dict[EntityId, tuple[Claim, ...]]:
        """Where one hop leads from `entity`, in order of ids, each with its claims, best first."""
        found: dict[EntityId, list[Claim]] = defaultdict(list)
        for claim, walked_back in self._claims_at(entity):
            if claim.subject == entity and self._is_walked(claim):
                found[claim.object].append(claim)
            elif claim.object == entity and walked_back:
                found[claim.subject].append(claim)
        return {other: best_first(self._graph, found[other]) for other in sorted(found)}

    def _claims_at(self, entity: EntityId) -> Iterator[tuple[Claim, bool]]:
        """Claims of `entity` that the limits allow, each with whether it is also walked against its direction."""
        for claim in (*self._graph.claims_from(entity), *self._graph.claims_to(entity)):
            if claim.subject != claim.object and self._is_allowed(claim):
                yield claim, self._is_walked_back(claim)

    def _is_allowed(self, claim: Claim) -> bool:
        limits = self._limits
        if claim.status not in limits.statuses or {claim.subject, claim.object} & limits.not_via:
            return False
        if limits.relations and claim.relation not in limits.relations:
            return False
        return self._graph.published_within(claim, limits.since, limits.until)

    def _is_walked(self, claim: Claim) -> bool:
        relation = self._vocabulary.relations.get(claim.relation)
        listed = claim.relation in self._limits.relations
        return self._limits.undirected or listed or (relation is not None and relation.depends != 0)

    def _is_walked_back(self, claim: Claim) -> bool:
        relation = self._vocabulary.relations.get(claim.relation)
        symmetric = relation is not None and relation.symmetric and claim.relation in self._limits.relations
        return self._limits.undirected or symmetric or self._makes(claim)

    def _makes(self, claim: Claim) -> bool:
        relation = self._vocabulary.relations.get(claim.relation)
        return relation is not None and relation.depends < 0

    def before(self, entity: EntityId) -> Iterator[EntityId]:
        """The entities from which one hop leads to `entity`, some of them twice."""
        for claim, walked_back in self._claims_at(entity):
            if walked_back if claim.subject == entity else self._is_walked(claim):
                yield claim.object if claim.subject == entity else claim.subject

    def with_denials(self, hop: Hop) -> Hop:
        """The hop with what contradicts its claims."""
        triples = {(claim.subject, claim.relation, claim.object) for claim in hop.claims}
        ends = (hop.source, hop.target)
        both_ways = (*self._graph.claims_between(*ends), *self._graph.claims_between(*reversed(ends)))
        against = [
            claim
            for claim in both_ways
            if claim.status is Status.DENIED and (claim.subject, claim.relation, claim.object) in triples
        ]
        return replace(hop, denials=tuple(claim for claim in against if claim not in hop.claims))
