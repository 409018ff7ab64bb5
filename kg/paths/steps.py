"""One hop: where it leads from an entity under the limits of a search, and which claims carry it."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from kg.graph import Edge, Graph, Ways, edges_of
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths.limits import Limits
from kg.paths.ranking import best_first, edge_cost
from kg.paths.route import Hop, Step

_AT_MAKER = "from a good to its maker"
_FROM_FOUNDRY = "from a foundry to its good"
_TURNS = (_AT_MAKER, _FROM_FOUNDRY)


class Steps:
    """The hops that one graph offers under one set of limits; neighbours are looked up once.

    Edges are walked and claims are read for the hops of a path found, except where a limit asks for what only
    claims know.
    """

    def __init__(self, graph: Graph, vocabulary: Vocabulary, limits: Limits) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._limits = limits
        self._walked, self._walked_back = self._relations(back=False), self._relations(back=True)
        self._edges_at = functools.cache(self._allowed_edges)
        self._onward = functools.cache(self._neighbours)
        self._hop_of = functools.cache(self._read_hop)

    def onward(
        self, entities: tuple[EntityId, ...], steps: tuple[Step, ...], offered: Mapping[EntityId, Step]
    ) -> Iterator[Step]:
        """The steps of those offered that may follow these; none leads back to an entity already passed."""
        here = entities[-1]
        turn = self.turn_after(steps[-1]) if steps else ""
        for there, step in offered.items():
            kept = () if there in entities else self._open_after(turn, here, step.edges)
            if kept:
                yield step if kept is step.edges else self._step(here, there, kept)

    def onward_from(self, here: EntityId) -> dict[EntityId, Step]:
        """All steps from `here`, in order of ids."""
        return self._onward(here)

    def onward_among(self, here: EntityId, others: Collection[EntityId]) -> dict[EntityId, Step]:
        """The steps from `here` to any of `others`, in order of ids; the other edges of `here` are not read."""
        if self._limits.claims.reads_claims:
            return {there: step for there, step in self._onward(here).items() if there in others}
        edges = self._graph.edges_among(here, others)
        return self._steps_along(here, (edge for edge in edges if self._may_walk(edge)))

    def pairs(self, ring: Collection[EntityId], *, forward: bool) -> Iterator[tuple[EntityId, EntityId]]:
        """Each entity of `ring` with those one hop further on, or one hop before it where not `forward`."""
        if self._limits.claims.reads_claims:
            for entity in ring:
                others = self._onward(entity) if forward else self.before(entity)
                yield from ((entity, other) for other in others)
            return
        open_ends = functools.cache(lambda end: self._limits.may_pass(self._graph, end))
        ways = Ways(self._walked, self._walked_back, self._limits.claims.statuses)
        if not forward:
            ways = Ways(ways.into, ways.out, ways.statuses)
        for entity, other in self._graph.joined([entity for entity in ring if open_ends(entity)], ways):
            if open_ends(other):
                yield entity, other

    def hop(self, step: Step) -> Hop:
        """The step with the claims that carry it, best first, and with what contradicts them; read once."""
        return self._hop_of(step)

    def before(self, entity: EntityId) -> Iterator[EntityId]:
        """The entities from which one hop leads to `entity`, some of them twice."""
        return (other for other, _ in self._leading_to(entity))

    def toward(self, entity: EntityId) -> dict[EntityId, Step]:
        """The steps that lead to `entity` by where they start, in order of ids."""
        found: dict[EntityId, list[Edge]] = defaultdict(list)
        for other, edge in self._leading_to(entity):
            found[other].append(edge)
        return {other: self._step(other, entity, tuple(found[other])) for other in sorted(found)}

    def _leading_to(self, entity: EntityId) -> Iterator[tuple[EntityId, Edge]]:
        for edge in self._edges_at(entity):
            if self._is_walked_back(edge) if edge.subject == entity else self._is_walked(edge):
                yield (edge.object if edge.subject == entity else edge.subject), edge

    def may_follow(self, last: Step, step: Step) -> bool:
        """True where `step` may be taken after `last`, which leads to where it starts."""
        return bool(self._open_after(self.turn_after(last), step.source, step.edges))

    def turns_into(self, step: Step) -> frozenset[str]:
        """The turns at which the step may be taken, of those that `find_paths` does not always allow."""
        return frozenset(turn for turn in _TURNS if self._open_after(turn, step.source, step.edges))

    def turn_after(self, step: Step) -> str:
        """The turn that the step ends with, or "" where it restricts nothing."""
        here = step.target
        if self._limits.undirected:
            return ""
        if all(self._makes(edge) and edge.subject == here for edge in step.edges):
            return _AT_MAKER
        if all(edge.relation == "manufactures" and edge.object == here for edge in step.edges):
            return _FROM_FOUNDRY
        return ""

    def along(self, steps: Iterable[Step]) -> tuple[Step, ...] | None:
        """The steps, each with the edges that may follow the one before; None where a turn leaves none."""
        taken: list[Step] = []
        for step in steps:
            edges = step.edges if not taken else self._open_after(self.turn_after(taken[-1]), step.source, step.edges)
            if not edges:
                return None
            taken.append(step if edges is step.edges else self._step(step.source, step.target, edges))
        return tuple(taken)

    def _open_after(self, turn: str, here: EntityId, edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
        """The edges that may be walked from `here` after this turn; see `find_paths` for the two that prove nothing."""
        if turn == _AT_MAKER:
            kept = tuple(edge for edge in edges if not (self._makes(edge) and edge.subject == here))
        elif turn == _FROM_FOUNDRY:
            kept = tuple(edge for edge in edges if not (edge.relation == "develops" and edge.object == here))
        else:
            return edges
        return edges if len(kept) == len(edges) else kept

    def _read_hop(self, step: Step) -> Hop:
        triples = {edge[:3] for edge in step.edges}
        ends = (step.source, step.target)
        both_ways = (*self._graph.claims_between(*ends), *self._graph.claims_between(*reversed(ends)))
        spoken = [claim for claim in both_ways if (claim.subject, claim.relation, claim.object) in triples]
        claims = best_first(self._graph, filter(self._is_allowed, spoken))
        known = functools.partial(self._limits.claims.is_known, self._graph)
        denials = tuple(c for c in spoken if c.status is Status.DENIED and c not in claims and known(c))
        backwards = claims[0].subject != step.source
        return Hop(source=step.source, target=step.target, claims=claims, backwards=backwards, denials=denials)

    def _neighbours(self, entity: EntityId) -> dict[EntityId, Step]:
        """Where one hop leads from `entity`, in order of ids."""
        return self._steps_along(entity, self._edges_at(entity))

    def _steps_along(self, entity: EntityId, edges: Iterable[Edge]) -> dict[EntityId, Step]:
        found: dict[EntityId, list[Edge]] = defaultdict(list)
        for edge in edges:
            if edge.subject == entity and self._is_walked(edge):
                found[edge.object].append(edge)
            elif edge.object == entity and self._is_walked_back(edge):
                found[edge.subject].append(edge)
        return {other: self._step(entity, other, tuple(found[other])) for other in sorted(found)}

    def _step(self, source: EntityId, target: EntityId, edges: tuple[Edge, ...]) -> Step:
        cost = min(edge_cost(edge, self._limits.claims.statuses) for edge in edges)
        return Step(source=source, target=target, edges=edges, cost=cost)

    def _allowed_edges(self, entity: EntityId) -> tuple[Edge, ...]:
        """The edges of `entity` that the limits allow; from claims where a limit asks for what only claims know."""
        graph = self._graph
        if self._limits.claims.reads_claims:
            claims = (*graph.claims_from(entity), *graph.claims_to(entity))
            edges = edges_of(claim for claim in claims if self._is_allowed(claim))
        else:
            edges = (*graph.edges_from(entity), *graph.edges_to(entity))
        return tuple(edge for edge in edges if self._may_walk(edge))

    def _may_walk(self, edge: Edge) -> bool:
        wanted = self._limits.claims
        if edge.subject == edge.object or (wanted.relations and edge.relation not in wanted.relations):
            return False
        if not any(edge.count(status) for status in wanted.statuses):
            return False
        return all(self._limits.may_pass(self._graph, end) for end in (edge.subject, edge.object))

    def _is_allowed(self, claim: Claim) -> bool:
        return self._limits.claims.allows(self._graph, claim)

    def _is_walked(self, edge: Edge) -> bool:
        return self._walked is None or edge.relation in self._walked

    def _is_walked_back(self, edge: Edge) -> bool:
        return self._walked_back is None or edge.relation in self._walked_back

    def _relations(self, *, back: bool) -> frozenset[str] | None:
        """The relations walked along their direction or `back` against it; None where all are."""
        if self._limits.undirected:
            return self._limits.claims.relations or None
        listed = self._limits.claims.relations
        known = [self._vocabulary.relations[name] for name in listed & self._vocabulary.relations.keys()]
        if not listed:
            known = list(self._vocabulary.relations.values())
        if back:
            return frozenset(r.name for r in known if r.depends < 0 or (listed and r.symmetric))
        return listed or frozenset(relation.name for relation in known if relation.depends)

    def _makes(self, edge: Edge) -> bool:
        relation = self._vocabulary.relations.get(edge.relation)
        return relation is not None and relation.depends < 0
