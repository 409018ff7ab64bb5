"""One hop: where it leads from an entity under the limits of a search, and which claims carry it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterator

from kg.graph import Edge, Graph, edges_of
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.ranking import best_first, edge_cost
from kg.paths.route import Hop, Step


class Steps:
    """The hops that one graph offers under one set of limits; neighbours are looked up once.

    Edges are walked and claims are read for the hops of a path found, except where a limit asks for what only
    claims know.
    """

    def __init__(self, graph: Graph, vocabulary: Vocabulary, limits: Limits) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._limits = limits
        self._edges_at = functools.cache(self._allowed_edges)
        self._onward = functools.cache(self._neighbours)

    def onward(self, entities: tuple[EntityId, ...], steps: tuple[Step, ...]) -> Iterator[Step]:
        """The steps that may follow these; none leads back to an entity already passed."""
        here = entities[-1]
        for there, step in self._onward(here).items():
            if there in entities:
                continue
            if self._limits.undirected or not steps:
                yield step
                continue
            kept = self._leading_on(steps[-1], step.edges)
            if kept:
                yield step if kept is step.edges else self._step(here, there, kept)

    def before(self, entity: EntityId) -> Iterator[EntityId]:
        """The entities from which one hop leads to `entity`, some of them twice."""
        for edge in self._edges_at(entity):
            if self._is_walked_back(edge) if edge.subject == entity else self._is_walked(edge):
                yield edge.object if edge.subject == entity else edge.subject

    def hop(self, step: Step) -> Hop:
        """The step with the claims that carry it, best first, and with what contradicts them."""
        triples = {edge[:3] for edge in step.edges}
        ends = (step.source, step.target)
        both_ways = (*self._graph.claims_between(*ends), *self._graph.claims_between(*reversed(ends)))
        spoken = [claim for claim in both_ways if (claim.subject, claim.relation, claim.object) in triples]
        claims = best_first(self._graph, filter(self._is_allowed, spoken))
        denials = tuple(c for c in spoken if c.status is Status.DENIED and c not in claims)
        backwards = claims[0].subject != step.source
        return Hop(source=step.source, target=step.target, claims=claims, backwards=backwards, denials=denials)

    def _leading_on(self, last: Step, edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """The edges that may follow `last`; see `find_paths` for the two turns that prove nothing."""
        here = last.target
        if all(self._makes(edge) and edge.subject == here for edge in last.edges):
            return tuple(edge for edge in edges if not (self._makes(edge) and edge.subject == here))
        if all(edge.relation == "manufactures" and edge.object == here for edge in last.edges):
            return tuple(edge for edge in edges if not (edge.relation == "develops" and edge.object == here))
        return edges

    def _neighbours(self, entity: EntityId) -> dict[EntityId, Step]:
        """Where one hop leads from `entity`, in order of ids."""
        found: dict[EntityId, list[Edge]] = defaultdict(list)
        for edge in self._edges_at(entity):
            if edge.subject == entity and self._is_walked(edge):
                found[edge.object].append(edge)
            elif edge.object == entity and self._is_walked_back(edge):
                found[edge.subject].append(edge)
        return {other: self._step(entity, other, tuple(found[other])) for other in sorted(found)}

    def _step(self, source: EntityId, target: EntityId, edges: tuple[Edge, ...]) -> Step:
        cost = min(edge_cost(edge, self._limits.statuses) for edge in edges)
        return Step(source=source, target=target, edges=edges, cost=cost)

    def _allowed_edges(self, entity: EntityId) -> tuple[Edge, ...]:
        """The edges of `entity` that the limits allow; from claims where a limit asks for their dates."""
        graph, limits = self._graph, self._limits
        if limits.since is None and limits.until is None:
            edges = (*graph.edges_from(entity), *graph.edges_to(entity))
        else:
            claims = (*graph.claims_from(entity), *graph.claims_to(entity))
            edges = edges_of(claim for claim in claims if self._is_allowed(claim))
        return tuple(edge for edge in edges if edge.subject != edge.object and self._is_open(edge))

    def _is_open(self, edge: Edge) -> bool:
        limits = self._limits
        if edge.subject in limits.not_via or edge.object in limits.not_via:
            return False
        if limits.relations and edge.relation not in limits.relations:
            return False
        return any(edge.count(status) for status in limits.statuses)

    def _is_allowed(self, claim: Claim) -> bool:
        limits = self._limits
        return claim.status in limits.statuses and self._graph.published_within(claim, limits.since, limits.until)

    def _is_walked(self, edge: Edge) -> bool:
        relation = self._vocabulary.relations.get(edge.relation)
        listed = edge.relation in self._limits.relations
        return self._limits.undirected or listed or (relation is not None and relation.depends != 0)

    def _is_walked_back(self, edge: Edge) -> bool:
        relation = self._vocabulary.relations.get(edge.relation)
        symmetric = relation is not None and relation.symmetric and edge.relation in self._limits.relations
        return self._limits.undirected or symmetric or self._makes(edge)

    def _makes(self, edge: Edge) -> bool:
        relation = self._vocabulary.relations.get(edge.relation)
        return relation is not None and relation.depends < 0
