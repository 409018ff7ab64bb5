"""Which claim is the best ground for a hop, and what a hop costs."""

from __future__ import annotations

from collections.abc import Iterable, Set

from kg.graph import Edge, Graph
from kg.model import Claim, Status

_STATUS_ORDER = {status: rank for rank, status in enumerate(Status)}
_COST = 1_000_000  # confidences are added up as whole millionths: sums of floats depend on their order


def best_first(graph: Graph, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by status (asserted first), then confidence, then date of the article, newest first."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    ordered.sort(key=lambda claim: _published(graph, claim) or "", reverse=True)
    return tuple(sorted(ordered, key=lambda claim: (_STATUS_ORDER[claim.status], -claim.confidence)))


def _published(graph: Graph, claim: Claim) -> str | None:
    article = graph.articles.get(claim.article)
    return article.published if article else None


def edge_cost(edge: Edge, statuses: Set[Status]) -> int:
    """Less is better: doubt about the best claim of these statuses, and more than any doubt where it is not asserted.

    Raises:
        ValueError: the edge has no claim of these statuses.
    """
    for status, rank in _STATUS_ORDER.items():
        best = edge.best[rank]
        if best is not None and status in statuses:
            return rank * 100 * _COST + _COST - round(best * _COST)
    raise ValueError(f"no claim of {sorted(statuses)} carries {edge[:3]}")
