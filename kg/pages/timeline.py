"""What a timeline tells of one entity: which of its claims, when there are more than a page can carry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.errors import UnknownEntity
from kg.graph import Graph
from kg.model import Claim, EntityId, Status

Triple = tuple[EntityId, str, EntityId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Claims of one entity, those of the most telling statements first, out of `total`."""

    claims: tuple[Claim, ...]
    total: int


def story_of(graph: Graph, entity: EntityId, limit: int) -> Story:
    """At most `limit` claims that name the entity.

    What changed its status comes first, then what is denied, planned or ended, then what was said most often; all
    claims of one such statement are kept together, so that its history is whole.

    Raises:
        UnknownEntity: `entity` is not in the graph.
    """
    if entity not in graph.entities:
        raise UnknownEntity(entity)
    incoming = [claim for claim in graph.claims_to(entity) if claim.subject != entity]
    claims = [*graph.claims_from(entity), *incoming]
    threads: dict[Triple, list[Claim]] = defaultdict(list)
    for claim in claims:
        threads[claim.subject, claim.relation, claim.object].append(claim)
    ranked = sorted(threads, key=lambda triple: (*_rank(threads[triple]), triple))
    kept: list[Claim] = [claim for triple in ranked for claim in threads[triple]][:limit]
    return Story(claims=tuple(kept), total=len(claims))


def _rank(claims: list[Claim]) -> tuple[int, int, int]:
    statuses = {claim.status for claim in claims}
    return (-len(statuses), -len(statuses - {Status.ASSERTED}), -len(claims))
