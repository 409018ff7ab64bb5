"""The knowledge graph: entities, articles and claims by what they join; filled once, then only read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from kg.model import Article, ArticleId, Claim, ClaimId, Entity, EntityId, Label


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

    def published_within(self, claim: Claim, since: date | None, until: date | None) -> bool:
        """True where the claim's article may have been published in that time; both days included, None: open.

        A date without day or month counts as within when any day of it is; an article without date does not.
        """
        if since is None and until is None:
            return True
        article = self.articles.get(claim.article)
        if article is None or article.published is None:
            return False
        length = len(article.published)
        after = since is None or article.published >= since.isoformat()[:length]
        return after and (until is None or article.published <= until.isoformat()[:length])

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self._claims)

    def _sorted(self, ids: Iterable[ClaimId]) -> tuple[Claim, ...]:
        return tuple(sorted((self._claims[i] for i in ids), key=claim_order))


def claim_order(claim: Claim) -> tuple[str, ...]:
    """The order in which claims are listed everywhere."""
    return (claim.subject, claim.relation, claim.object, claim.article, claim.status, claim.id)


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
