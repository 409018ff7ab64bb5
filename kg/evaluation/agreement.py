"""Two annotators of the same articles: how far their claims agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.errors import GoldError
from kg.evaluation.figures import LEVELS, Tally
from kg.evaluation.gold import GoldArticle, GoldClaim
from kg.evaluation.naming import Nodes, fold_name
from kg.evaluation.scoring import score_article
from kg.model import Actuality, ArticleId, Claim, EntityId, Polarity, Status

_ACTUALITIES = {Status.PLANNED: Actuality.PLANNED, Status.ENDED: Actuality.ENDED}


def agreement(ours: Sequence[GoldArticle], others: Sequence[GoldArticle]) -> tuple[int, dict[str, float]]:
    """How many articles both hold, and F1 a level (entities, claims, triples, endpoints) over these.

    Recall is the share of our claims that the other has, precision the share of the other's that we have. What one
    of them marks as optional is not demanded of the other, but found where the other demands it.

    Raises:
        GoldError: the two have no article in common.
    """
    by_id = {article.id: article for article in others}
    pairs = [(article, by_id[article.id]) for article in ours if article.id in by_id]
    if not pairs:
        raise GoldError("The two folders have no article in common. Expected the same ids in both.")
    there = [_levels(one, two) for one, two in pairs]
    back = [_levels(two, one) for one, two in pairs]
    return len(pairs), {level: _f1(_sum(back, level).recall, _sum(there, level).recall) for level in LEVELS}


def _levels(gold: GoldArticle, other: GoldArticle) -> Mapping[str, Tally]:
    claims = [_as_claim(claim, other.id) for claim in other.claims]
    return score_article(gold, claims, _nodes(other)).levels


def _sum(levels: Sequence[Mapping[str, Tally]], name: str) -> Tally:
    return sum((own[name] for own in levels), Tally())


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _nodes(article: GoldArticle) -> Nodes:
    """An annotation's entities as if a graph held them."""
    entities = article.entities.values()
    return Nodes(
        names={EntityId(e.id): {fold_name(n) for n in (*e.names, e.id.replace("-", " "))} for e in entities},
        kinds={EntityId(e.id): e.kind for e in entities},
        issuers={EntityId(e.id): {EntityId(e.issuer)} for e in entities if e.issuer},
    )


def _as_claim(claim: GoldClaim, article: str) -> Claim:
    return Claim(
        article=ArticleId(article),
        subject=EntityId(claim.subject),
        relation=claim.relation,
        object=EntityId(claim.object),
        polarity=Polarity.DENIED if claim.status is Status.DENIED else Polarity.AFFIRMED,
        actuality=_ACTUALITIES.get(claim.status, Actuality.ACTUAL),
    )
