"""Relations that cannot hold together between the same two entities: the surer one stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.model import EntityId

Scored = Mapping[tuple[EntityId, EntityId, str], float]

# Who makes goods is not, in one text, who obtains them.
_MAKES, _OBTAINS = ("develops", "manufactures"), ("uses", "orders", "receives")
_CERTAIN = 0.9
ONE_WAY = frozenset(
    {"lessPowerfulThan", "successorOf", "variantOf", "alternativeTo", "suppliedBy", "owns", "acquires", "investsIn"}
    | {"poweredBy"}
)


def consistent(scores: Scored) -> dict[tuple[EntityId, EntityId, str], float]:
    """The scored triples without those that a surer one excludes; a draw keeps what sorts first."""
    homes: dict[EntityId, float] = defaultdict(float)
    for (subject, _, relation), score in scores.items():
        if relation == "basedIn":
            homes[subject] = max(homes[subject], score)
    kept = {triple: score for triple, score in scores.items() if not _excluded(triple, score, scores)}
    return {triple: score for triple, score in kept.items() if not _is_second_home(triple, score, homes)}


def _is_second_home(triple: tuple[EntityId, EntityId, str], score: float, homes: Mapping[EntityId, float]) -> bool:
    """A company has one home; a second one must be as good as certain."""
    subject, _, relation = triple
    return relation == "basedIn" and score < min(homes[subject], _CERTAIN)


def _excluded(triple: tuple[EntityId, EntityId, str], score: float, scores: Scored) -> bool:
    subject, object, relation = triple
    rivals: tuple[str, ...] = _OBTAINS if relation in _MAKES else _MAKES if relation in _OBTAINS else ()
    if relation == "targets":
        rivals = ("imposedBy",)
    if relation == "develops":
        rivals = (*rivals, "owns")
    if any(scores.get((subject, object, rival), 0.0) > score for rival in rivals):
        return True
    if relation not in ONE_WAY:
        return False
    back = scores.get((object, subject, relation), 0.0)
    return back > score or (back == score and object < subject)
