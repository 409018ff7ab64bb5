"""Relations that cannot hold together between the same two entities: the surer one stays."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import EntityId

Scored = Mapping[tuple[EntityId, EntityId, str], float]

# Who makes goods is not, in one text, who obtains them.
_MAKES, _OBTAINS = ("develops", "manufactures"), ("uses", "orders", "receives")
ONE_WAY = frozenset(
    {"lessPowerfulThan", "successorOf", "variantOf", "alternativeTo", "suppliedBy", "owns", "acquires", "investsIn"}
    | {"poweredBy"}
)


def consistent(scores: Scored) -> dict[tuple[EntityId, EntityId, str], float]:
    """The scored triples without those that a surer one excludes; a draw keeps what sorts first."""
    return {triple: score for triple, score in scores.items() if not _excluded(triple, score, scores)}


def _excluded(triple: tuple[EntityId, EntityId, str], score: float, scores: Scored) -> bool:
    subject, object, relation = triple
    rivals: tuple[str, ...] = _OBTAINS if relation in _MAKES else _MAKES if relation in _OBTAINS else ()
    if relation == "develops":
        rivals = (*rivals, "owns")
    if any(scores.get((subject, object, rival), 0.0) > score for rival in rivals):
        return True
    if relation not in ONE_WAY:
        return False
    back = scores.get((object, subject, relation), 0.0)
    return back > score or (back == score and object < subject)
