"""The claims that join two entities by some relations, and what denies them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.filters import ClaimFilter
from kg.graph import Graph
from kg.impact.standing import Standing, standing_of
from kg.model import Claim, EntityId, Status
from kg.paths.ranking import best_first


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Claims, best first, and the denials of what they say."""

    claims: tuple[Claim, ...]
    denials: tuple[Claim, ...] = ()

    @property
    def standing(self) -> Standing:
        """How firmly the claims stand."""
        return standing_of(self.claims)


def find_grounds(
    graph: Graph, subject: EntityId, object: EntityId, relations: Collection[str], wanted: ClaimFilter
) -> Grounds | None:
    """The wanted claims of these relations from `subject` to `object`, or None where there are none."""
    spoken = [claim for claim in graph.claims_between(subject, object) if claim.relation in relations]
    claims = best_first(graph, (claim for claim in spoken if wanted.allows(graph, claim)))
    if not claims:
        return None
    said = {claim.relation for claim in claims}
    denials = (c for c in spoken if c.status is Status.DENIED and c.relation in said and wanted.is_known(graph, c))
    return Grounds(claims=claims, denials=tuple(denials))
