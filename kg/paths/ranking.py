"""Which claim is the best ground for a hop, and what a hop costs."""

from __future__ import annotations

import math
from collections.abc import Iterable, Set

from kg.graph import Edge, Graph
from kg.model import Claim, Status

_ORDER = (Status.ASSERTED, Status.PLANNED, Status.ENDED, Status.DENIED)
_RANK = {status: rank for rank, status in enumerate(_ORDER)}
_COST = 1_000_000  # costs are added up as whole millionths: sums of floats depend on their order
_NOT_ASSERTED = 1_000 * _COST  # more than any doubt that the hops of the longest path can add up to
_LEAST = 1e-9


def best_first(graph: Graph, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims by status (asserted first, denied last), then confidence, then date of the article, newest first."""
    ordered = sorted(claims, key=lambda claim: claim.id)
    ordered.sort(key=lambda claim: _published(graph, claim) or "", reverse=True)
    return tuple(sorted(ordered, key=lambda claim: (_RANK[claim.status], -claim.confidence)))


def _published(graph: Graph, claim: Claim) -> str | None:
    article = graph.articles.get(claim.article)
    return article.published if article else None


def edge_cost(edge: Edge, statuses: Set[Status]) -> int:
    """What the best claim of these statuses costs; see `cost_of`.

    Raises:
        ValueError: the edge has no claim of these statuses.
    """
    for status in _ORDER:
        best = edge.confidence(status)
        if best is not None and status in statuses:
            return cost_of(status, best)
    raise ValueError(f"no claim of {sorted(statuses)} carries {edge[:3]}")


def cost_of(status: Status, confidence: float) -> int:
    """Less is better: doubt in whole millionths, and more than any doubt where the claim is not asserted.

    Doubt is the negative logarithm of the confidence, so that costs add up along a path where confidences
    multiply: the cheapest path is the one most likely to hold as a whole.

    >>> cost_of(Status.ASSERTED, 1.0), cost_of(Status.ASSERTED, 0.5)
    (0, 693147)
    """
    doubt = -math.log(max(round(confidence, 6), _LEAST))
    return _RANK[status] * _NOT_ASSERTED + round(doubt * _COST)
