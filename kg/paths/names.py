"""What a person types, and the entity that is meant by it."""

from __future__ import annotations

import difflib
import heapq
from collections.abc import Iterable

from kg.errors import AmbiguousEntity, UnknownEntity
from kg.graph import Graph
from kg.model import Entity, EntityId
from kg.ontology.folding import fold

_LOOKED_AT = 200  # labels compared letter by letter, chosen by the pairs of letters they share with the name


def resolve_name(graph: Graph, name: str) -> EntityId:
    """The entity that a person means by `name`: its id, or any label in any case, with or without accents.

    Raises:
        UnknownEntity: no label fits; the nearest ones are named.
        AmbiguousEntity: several entities have this label, and none alone has it letter by letter.
    """
    if name in graph.entities:
        return EntityId(name)
    fitting = graph.entities_named(name)
    exact = [key for key in fitting if name in _labels(graph.entities[key])]
    for found in (exact, fitting):
        if len(found) == 1:
            return found[0]
    if fitting:
        raise AmbiguousEntity(name, fitting)
    raise UnknownEntity(name, nearest_names(graph, name))


def _labels(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias.text for alias in entity.aliases))


def nearest_names(graph: Graph, name: str) -> tuple[str, ...]:
    """Up to five labels close to `name`, each of another entity; parts of a label count as close."""
    wanted = fold(name)
    labels: dict[str, EntityId] = {}
    for label, entity in graph.labels():
        folded = fold(label)
        labels[folded] = max(entity, labels.get(folded, entity))
    close = difflib.get_close_matches(wanted, _alike(wanted, labels), n=10, cutoff=0.6)
    containing = sorted(label for label in labels if wanted in label) if len(wanted) > 2 else []
    names = dict.fromkeys(graph.entities[labels[label]].name for label in (*close, *containing[:10]))
    return tuple(names)[:5]


def _alike(wanted: str, labels: Iterable[str]) -> list[str]:
    """The labels that share most pairs of letters with `wanted`; comparing all of them letter by letter takes long."""
    pairs = _pairs(wanted)

    def likeness(label: str) -> tuple[float, str]:
        own = _pairs(label)
        return (len(pairs & own) / len(pairs | own), label)

    return [label for _, label in heapq.nlargest(_LOOKED_AT, map(likeness, labels))]


def _pairs(text: str) -> set[str]:
    framed = f"^{text}$"
    return {framed[place : place + 2] for place in range(len(framed) - 1)}
