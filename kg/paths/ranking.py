"""Which claim is the best ground for a hop, and what a hop costs."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph import KnowledgeGraph
from kg.model import Claim, Status
from kg.paths.route import Hop

_STATUS_ORDER = {status: rank for rank, status in enumerate(Status)}
_COST = 1_000_000  # confidences are added up as whole millionths: sums of floats depend on their order


def best_first(graph: KnowledgeGraph, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by status (asserted first), then confidence, then date of the article, newest first."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    ordered.sort(key=lambda claim: _published(graph, claim) or "", reverse=True)
    return tuple(sorted(ordered, key=lambda claim: (_STATUS_ORDER[claim.status], -claim.confidence)))


def _published(graph: KnowledgeGraph, claim: Claim) -> str | None:
    article = graph.articles.get(claim.article)
    return article.published if article else None


def hop_cost(hop: Hop) -> int:
    """Less is better: doubt about the best claim, and more than any doubt where it is not asserted."""
    best = hop.claims[0]
    return _STATUS_ORDER[best.status] * 100 * _COST + _COST - round(best.confidence * _COST)
