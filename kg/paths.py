"""Dependency paths between two entities, each hop told through the claims that carry it."""

from __future__ import annotations

import difflib
import functools
import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from kg.errors import AmbiguousEntity, NoPath, UnknownEntity
from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, EntityId, Status
from kg.ontology.folding import fold
from kg.ontology.vocabulary import Vocabulary

_STATUS_ORDER = {status: rank for rank, status in enumerate(Status)}
_COST = 1_000_000  # confidences are added up as whole millionths: sums of floats depend on their order
_MOST_STEPS = 300_000  # partial paths looked at before a search gives up: about two seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a path; `claims` are its grounds, best first, and `denials` what contradicts them.

    `backwards` is True where the best claim runs from `target` to `source` (a chip to the firm that makes it).
    """

    source: EntityId
    target: EntityId
    claims: tuple[Claim, ...]
    backwards: bool = False
    denials: tuple[Claim, ...] = ()

    @property
    def status(self) -> Status:
        """The status of the best claim: asserted wherever one article asserts the hop."""
        return self.claims[0].status


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """Hops that join one entity to another; no entity occurs twice."""

    hops: tuple[Hop, ...]

    @property
    def entities(self) -> tuple[EntityId, ...]:
        """The entities in the order they are passed, both ends included."""
        return (self.hops[0].source, *(hop.target for hop in self.hops))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Limits:
    """What a search may use."""

    max_hops: int
    via: frozenset[EntityId]
    not_via: frozenset[EntityId]
    relations: frozenset[str]
    statuses: frozenset[Status]
    since: date | None
    until: date | None
    undirected: bool


def find_paths(
    graph: KnowledgeGraph,
    vocabulary: Vocabulary,
    source: EntityId,
    target: EntityId,
    *,
    k: int = 3,
    max_hops: int = 6,
    via: Iterable[EntityId] = (),
    not_via: Iterable[EntityId] = (),
    relations: Iterable[str] = (),
    statuses: Iterable[Status] = (Status.ASSERTED,),
    since: date | None = None,
    until: date | None = None,
    undirected: bool = False,
) -> list[Path]:
    """The `k` shortest dependency paths; among equals the best grounded first, then by entity ids.

    Supply relations are walked from the one that depends. What a firm develops or manufactures is walked both
    ways: from a good to its maker, and from a maker to the good obtained through it; never from a good through
    its maker to the maker's other goods, nor from a foundry through a good to the firm that designed it.
    `relations` replaces the supply relations by others, walked as stated. `since` and `until` bound the
    articles' dates and leave undated articles out. `undirected` walks every relation both ways.

    Raises:
        NoPath: nothing joins the two ends within these limits; the message names what would.
        UnknownEntity: an end is not in the graph.
    """
    for end in (source, target):
        if end not in graph.entities:
            raise UnknownEntity(end, _nearest(graph, end))
    limits = _Limits(
        max_hops=max_hops,
        via=frozenset(via) - {source, target},
        not_via=frozenset(not_via),
        relations=frozenset(relations),
        statuses=frozenset(statuses),
        since=since,
        until=until,
        undirected=undirected,
    )
    if source == target:
        raise NoPath(f"'{_name(graph, source)}' is both ends of the path. Give two different entities.")
    paths = _Search(graph, vocabulary, limits).shortest(source, target, k)
    if not paths:
        raise NoPath(_no_path(graph, vocabulary, source, target, limits))
    return paths


class _Search:
    """Walks the claims of one graph under one set of limits; neighbours are looked up once."""

    def __init__(self, graph: KnowledgeGraph, vocabulary: Vocabulary, limits: _Limits) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._limits = limits
        self._onward = functools.cache(self._neighbours)

    def shortest(self, source: EntityId, target: EntityId, k: int) -> list[Path]:
        """Up to `k` paths in order (A*: the hops still needed are known exactly or underestimated)."""
        if {source, target} & self._limits.not_via:
            return []
        ahead = self._hops_ahead(source, target)
        found: list[Path] = []
        queue: list[tuple[int, int, tuple[EntityId, ...], tuple[Hop, ...]]] = [(0, 0, (source,), ())]
        for _ in range(_MOST_STEPS):
            if not queue or len(found) == k:
                break
            _, cost, entities, hops = heapq.heappop(queue)
            if entities[-1] == target:
                found.append(Path(hops=tuple(self._with_denials(hop) for hop in hops)))
                continue
            for hop in self._hops_on(entities, hops):
                length = len(hops) + 1 + ahead(hop.target, entities)
                if length <= self._limits.max_hops:
                    step = (length, cost + _hop_cost(hop), (*entities, hop.target), (*hops, hop))
                    heapq.heappush(queue, step)
        if queue and not found:
            raise NoPath(f"No path among the first {_MOST_STEPS} ways looked at. Lower --max-hops, or name a --via.")
        return found

    def _hops_ahead(self, source: EntityId, target: EntityId) -> _Ahead:
        """How many hops an entity is from the target at least, through every stop still to make."""
        to_target = self._distances(target, {source})
        to_stops = {stop: self._distances(stop, {source, target}) for stop in sorted(self._limits.via)}
        return _Ahead(to_target, to_stops, far=self._limits.max_hops + 1)

    def _distances(self, target: EntityId, walls: set[EntityId]) -> dict[EntityId, int]:
        """Hops from every entity that reaches `target` within the limit; no walk leaves a wall."""
        distances = {target: 0}
        ring = [target]
        for distance in range(1, self._limits.max_hops + 1):
            nearer = {e for entity in ring if entity not in walls for e in self._before(entity)}
            ring = sorted(nearer - distances.keys())
            distances.update(dict.fromkeys(ring, distance))
        return distances

    def _before(self, entity: EntityId) -> Iterator[EntityId]:
        for claim, walked_back in self._claims_at(entity):
            if walked_back if claim.subject == entity else self._is_walked(claim):
                yield claim.object if claim.subject == entity else claim.subject

    def _hops_on(self, entities: tuple[EntityId, ...], hops: tuple[Hop, ...]) -> Iterator[Hop]:
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

    def _with_denials(self, hop: Hop) -> Hop:
        triples = {(claim.subject, claim.relation, claim.object) for claim in hop.claims}
        ends = (hop.source, hop.target)
        both_ways = (*self._graph.claims_between(*ends), *self._graph.claims_between(*reversed(ends)))
        against = [
            claim
            for claim in both_ways
            if claim.status is Status.DENIED and (claim.subject, claim.relation, claim.object) in triples
        ]
        return replace(hop, denials=tuple(claim for claim in against if claim not in hop.claims))


@dataclass(frozen=True, slots=True)
class _Ahead:
    """A lower bound for the hops still needed, and `far` where there is no way."""

    to_target: dict[EntityId, int]
    to_stops: dict[EntityId, dict[EntityId, int]]
    far: int

    def __call__(self, entity: EntityId, passed: tuple[EntityId, ...]) -> int:
        longest = self.to_target.get(entity, self.far)
        for stop, distances in self.to_stops.items():
            if stop != entity and stop not in passed:
                detour = distances.get(entity, self.far) + self.to_target.get(stop, self.far)
                longest = max(longest, detour)
        return longest


def best_first(graph: KnowledgeGraph, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by status (asserted first), then confidence, then date of the article, newest first."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    ordered.sort(key=lambda claim: _published(graph, claim) or "", reverse=True)
    return tuple(sorted(ordered, key=lambda claim: (_STATUS_ORDER[claim.status], -claim.confidence)))


def _published(graph: KnowledgeGraph, claim: Claim) -> str | None:
    article = graph.articles.get(claim.article)
    return article.published if article else None


def _hop_cost(hop: Hop) -> int:
    """Less is better: doubt about the best claim, and more than any doubt where it is not asserted."""
    best = hop.claims[0]
    return _STATUS_ORDER[best.status] * 100 * _COST + _COST - round(best.confidence * _COST)


def _no_path(graph: KnowledgeGraph, vocabulary: Vocabulary, source: EntityId, target: EntityId, limits: _Limits) -> str:
    message = f"No path from '{_name(graph, source)}' to '{_name(graph, target)}' within {limits.max_hops} hops."
    for advice, wider in _wider_limits(limits):
        if _Search(graph, vocabulary, wider).shortest(source, target, 1):
            return f"{message} There is one with {advice}."
    return f"{message} No claims join them in any way; 'kg show' tells what is known of each."


def _wider_limits(limits: _Limits) -> Iterator[tuple[str, _Limits]]:
    """The wider searches a user may want, the nearest first."""
    every = frozenset(Status)
    yield "--status planned", replace(limits, statuses=limits.statuses | {Status.PLANNED})
    yield f"--max-hops {limits.max_hops + 4}", replace(limits, max_hops=limits.max_hops + 4)
    yield "--status all (denied or ended claims count then)", replace(limits, statuses=every)
    yield "--undirected (it is no dependency then)", replace(limits, undirected=True)
    open_limits = replace(limits, via=frozenset(), not_via=frozenset(), relations=frozenset(), since=None, until=None)
    yield "no limits on stops, relations and dates", open_limits


def resolve_name(graph: KnowledgeGraph, name: str) -> EntityId:
    """The entity that a person means by `name`: its id, or any label in any case, with or without accents.

    Raises:
        UnknownEntity: no label fits; the nearest ones are named.
        AmbiguousEntity: several entities have this label, and none alone has it letter by letter.
    """
    if name in graph.entities:
        return EntityId(name)
    wanted = _name_key(name)
    fitting = [entity for entity in _sorted_entities(graph) if wanted and wanted in map(_name_key, _labels(entity))]
    exact = [entity for entity in fitting if name in _labels(entity)]
    for entities in (exact, fitting):
        if len(entities) == 1:
            return entities[0].id
    if fitting:
        raise AmbiguousEntity(name, tuple(entity.id for entity in fitting))
    raise UnknownEntity(name, _nearest(graph, name))


def _sorted_entities(graph: KnowledgeGraph) -> list[Entity]:
    return [graph.entities[key] for key in sorted(graph.entities)]


def _labels(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias.text for alias in entity.aliases))


def _name_key(text: str) -> str:
    """Letters and digits of `text` without case and accents: "Ascend-910b" is "Ascend 910B"."""
    return "".join(character for character in fold(text) if character.isalnum())


def _nearest(graph: KnowledgeGraph, name: str) -> tuple[str, ...]:
    """Up to five labels close to `name`, each of another entity; parts of a label count as close."""
    wanted = fold(name)
    labels = {fold(label): entity for entity in _sorted_entities(graph) for label in _labels(entity)}
    close = difflib.get_close_matches(wanted, sorted(labels), n=10, cutoff=0.6)
    containing = [label for label in sorted(labels) if len(wanted) > 2 and wanted in label]
    return tuple(dict.fromkeys(labels[label].name for label in (*close, *containing)))[:5]


def _name(graph: KnowledgeGraph, entity: EntityId) -> str:
    return graph.entities[entity].name
