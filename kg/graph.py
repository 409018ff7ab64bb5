"""The knowledge graph: entities, articles and claims by what they join; filled once, then only read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple, Protocol

from kg.model import Article, ArticleId, Claim, ClaimId, Entity, EntityId, Label, Status
from kg.ontology.folding import fold


class Edge(NamedTuple):
    """All claims of one triple, counted: what a search walks before it reads any claim.

    `counts` and `best` (the highest confidence, None without a claim) go by status, in the order of `Status`.
    A tuple because a search makes them by the thousand.
    """

    subject: EntityId
    relation: str
    object: EntityId
    counts: tuple[int, ...]
    best: tuple[float | None, ...]

    def count(self, status: Status) -> int:
        """How many claims of this status the edge has."""
        return self.counts[_PLACE[status]]

    def confidence(self, status: Status) -> float | None:
        """The highest confidence among the claims of this status, or None where there is none."""
        return self.best[_PLACE[status]]


_PLACE = {status: place for place, status in enumerate(Status)}


class Ways(NamedTuple):
    """How edges may be walked: along relations of `out`, against those of `into` (None: any), with such claims."""

    out: frozenset[str] | None
    into: frozenset[str] | None
    statuses: frozenset[Status]

    def leads_out(self, edge: Edge) -> bool:
        """True where the edge may be walked from its subject."""
        return (self.out is None or edge.relation in self.out) and any(map(edge.count, self.statuses))

    def leads_in(self, edge: Edge) -> bool:
        """True where the edge may be walked from its object."""
        return (self.into is None or edge.relation in self.into) and any(map(edge.count, self.statuses))


class Graph(Protocol):
    """What an answer may ask of a graph, whether it lies in memory or in a store.

    Everything is sorted: claims by `claim_order`, edges by subject, relation and object, ids by themselves.
    """

    @property
    def entities(self) -> Mapping[EntityId, Entity]:
        """Every entity by its id."""

    @property
    def articles(self) -> Mapping[ArticleId, Article]:
        """Every article by its id."""

    @property
    def claims(self) -> Iterable[Claim]:
        """Every claim; a store reads them as they are asked for."""

    def claim(self, claim_id: ClaimId) -> Claim | None:
        """The claim of this id, or None."""

    def claims_from(self, entity: EntityId) -> tuple[Claim, ...]:
        """Claims whose subject is `entity`."""

    def claims_to(self, entity: EntityId) -> tuple[Claim, ...]:
        """Claims whose object is `entity`."""

    def claims_between(self, subject: EntityId, object: EntityId) -> tuple[Claim, ...]:
        """Claims from `subject` to `object`; the other direction is left out."""

    def edges_from(self, entity: EntityId) -> tuple[Edge, ...]:
        """Edges whose subject is `entity`."""

    def edges_to(self, entity: EntityId) -> tuple[Edge, ...]:
        """Edges whose object is `entity`."""

    def edges_among(self, entity: EntityId, others: Collection[EntityId]) -> tuple[Edge, ...]:
        """Edges between `entity` and any of `others`, in either direction."""

    def joined(self, entities: Collection[EntityId], ways: Ways) -> Iterable[tuple[EntityId, EntityId]]:
        """Each of `entities` with every entity to which one of these ways leads from it; some pairs come twice."""

    def published_within(self, claim: Claim, since: date | None, until: date | None) -> bool:
        """True where the claim's article may have been published in that time; see `is_within`."""

    def entities_named(self, name: str) -> tuple[EntityId, ...]:
        """The entities with a label whose `name_key` is that of `name`; none for a name without letters."""

    def labels(self) -> Iterable[tuple[str, EntityId]]:
        """Every label with its entity; a label of several entities comes several times."""

    def __iter__(self) -> Iterator[Claim]: ...

    def __len__(self) -> int: ...


class KnowledgeGraph:
    """Entities by id, articles by id, claims by id; iteration is always in sorted order.

    The one mutable type of kg: `add_article`, `add_entity` and `add_claim` fill it, nothing else changes it.
    """

    def __init__(self) -> None:
        self.articles: dict[ArticleId, Article] = {}
        self.entities: dict[EntityId, Entity] = {}
        self._claims: dict[ClaimId, Claim] = {}
        self._outgoing: dict[EntityId, set[ClaimId]] = defaultdict(set)
        self._incoming: dict[EntityId, set[ClaimId]] = defaultdict(set)

    def add_article(self, article: Article) -> None:
        """Adds the article, or replaces the one of the same id."""
        self.articles[article.id] = article

    def add_entity(self, entity: Entity) -> None:
        """Adds an entity; where the id is known, aliases and same_as of both are kept."""
        known = self.entities.get(entity.id)
        self.entities[entity.id] = entity if known is None else united(known, entity)

    def add_claim(self, claim: Claim) -> None:
        """Adds a claim whose two ends are known entities.

        Raises:
            ValueError: subject or object was never added.
        """
        for end in (claim.subject, claim.object):
            if end not in self.entities:
                raise ValueError(f"claim {claim.id} names '{end}', which is no entity of the graph")
        self._claims[claim.id] = claim
        self._outgoing[claim.subject].add(claim.id)
        self._incoming[claim.object].add(claim.id)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, sorted by subject, relation, object, article and id."""
        return tuple(sorted(self._claims.values(), key=claim_order))

    def claim(self, claim_id: ClaimId) -> Claim | None:
        """The claim of this id, or None."""
        return self._claims.get(claim_id)

    def claims_from(self, entity: EntityId) -> tuple[Claim, ...]:
        """Claims whose subject is `entity`, sorted."""
        return self._sorted(self._outgoing.get(entity, ()))

    def claims_to(self, entity: EntityId) -> tuple[Claim, ...]:
        """Claims whose object is `entity`, sorted."""
        return self._sorted(self._incoming.get(entity, ()))

    def claims_between(self, subject: EntityId, object: EntityId) -> tuple[Claim, ...]:
        """Claims from `subject` to `object`, sorted; the other direction is left out."""
        return self._sorted(self._outgoing.get(subject, set()) & self._incoming.get(object, set()))

    def edges_from(self, entity: EntityId) -> tuple[Edge, ...]:
        """Edges whose subject is `entity`, sorted by relation and object."""
        return edges_of(self.claims_from(entity))

    def edges_to(self, entity: EntityId) -> tuple[Edge, ...]:
        """Edges whose object is `entity`, sorted by subject and relation."""
        return edges_of(self.claims_to(entity))

    def edges_among(self, entity: EntityId, others: Collection[EntityId]) -> tuple[Edge, ...]:
        """Edges between `entity` and any of `others`, in either direction, sorted."""
        found = {*self.edges_from(entity), *self.edges_to(entity)}
        return tuple(
            sorted(edge for edge in found if (edge.object if edge.subject == entity else edge.subject) in others)
        )

    def joined(self, entities: Collection[EntityId], ways: Ways) -> Iterator[tuple[EntityId, EntityId]]:
        """Each of `entities` with every entity to which one of these ways leads from it."""
        for entity in entities:
            yield from ((entity, edge.object) for edge in self.edges_from(entity) if ways.leads_out(edge))
            yield from ((entity, edge.subject) for edge in self.edges_to(entity) if ways.leads_in(edge))

    def published_within(self, claim: Claim, since: date | None, until: date | None) -> bool:
        """True where the claim's article may have been published in that time; see `is_within`."""
        if since is None and until is None:
            return True
        article = self.articles.get(claim.article)
        return is_within(article.published if article else None, since, until)

    def entities_named(self, name: str) -> tuple[EntityId, ...]:
        """The entities with a label whose `name_key` is that of `name`, sorted."""
        wanted = name_key(name)
        found = {entity for label, entity in self.labels() if wanted and name_key(label) == wanted}
        return tuple(sorted(found))

    def labels(self) -> Iterator[tuple[str, EntityId]]:
        """Every label with its entity, in the order of the entities."""
        for key in sorted(self.entities):
            entity = self.entities[key]
            yield entity.name, key
            yield from ((alias.text, key) for alias in entity.aliases)

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self._claims)

    def _sorted(self, ids: Iterable[ClaimId]) -> tuple[Claim, ...]:
        return tuple(sorted((self._claims[i] for i in ids), key=claim_order))


def claim_order(claim: Claim) -> tuple[str, ...]:
    """The order in which claims are listed everywhere."""
    return (claim.subject, claim.relation, claim.object, claim.article, claim.status, claim.id)


def name_key(name: str) -> str:
    """Letters and digits of `name` without case and accents.

    >>> name_key("Ascend-910b") == name_key("Ascend 910B")
    True
    """
    return "".join(character for character in fold(name) if character.isalnum())


def is_within(published: str | None, since: date | None, until: date | None) -> bool:
    """True where a day of this date (day, month or year) lies in that time; both days included, None: open.

    What has no date lies in no time but the unbounded one.

    >>> is_within("2024-09", date(2024, 9, 15), None)
    True
    """
    if since is None and until is None:
        return True
    if published is None:
        return False
    length = len(published)
    after = since is None or published >= since.isoformat()[:length]
    return after and (until is None or published <= until.isoformat()[:length])


def edges_of(claims: Iterable[Claim]) -> tuple[Edge, ...]:
    """The edges that these claims make, sorted by subject, relation and object."""
    found: dict[tuple[EntityId, str, EntityId], list[list[float]]] = defaultdict(lambda: [[] for _ in Status])
    for claim in claims:
        triple = (claim.subject, claim.relation, claim.object)
        found[triple][_PLACE[claim.status]].append(claim.confidence)
    return tuple(
        Edge(*triple, tuple(map(len, scores)), tuple(max(score, default=None) for score in scores))
        for triple, scores in sorted(found.items())
    )


def _second_name(head: Entity, other: Entity) -> set[Label]:
    return {Label(text=other.name)} if other.name != head.name else set()


def united(first: Entity, second: Entity) -> Entity:
    """One entity with the labels of both; name and kind of the one whose (kind, name) sorts first."""
    head, other = sorted((first, second), key=lambda entity: (entity.kind, entity.name))
    return replace(
        head,
        aliases=tuple(sorted({*head.aliases, *other.aliases, *_second_name(head, other)})),
        same_as=tuple(sorted({*head.same_as, *other.same_as})),
        owner=head.owner or other.owner,
    )
