"""What a person types, and the entity that is meant by it."""

from __future__ import annotations

import difflib

from kg.errors import AmbiguousEntity, UnknownEntity
from kg.graph import KnowledgeGraph
from kg.model import Entity, EntityId
from kg.ontology.folding import fold


def resolve_name(graph: KnowledgeGraph, name: str) -> EntityId:
    """The entity that a person means by `name`: its id, or any label in any case, with or without accents.

    Raises:
        UnknownEntity: no label fits; the nearest ones are named.
        AmbiguousEntity: several entities have this label, and none alone has it letter by letter.
    """
    if name in graph.entities:
        return EntityId(name)
    wanted = _name_key(name)
    fitting = [entity for entity in _sorted_entities(graph) if wanted and wanted in map(_name_key, _labels(entity))]
    exact = [entity for entity in fitting if name in _labels(entity)]
    for entities in (exact, fitting):
        if len(entities) == 1:
            return entities[0].id
    if fitting:
        raise AmbiguousEntity(name, tuple(entity.id for entity in fitting))
    raise UnknownEntity(name, nearest_names(graph, name))


def _sorted_entities(graph: KnowledgeGraph) -> list[Entity]:
    return [graph.entities[key] for key in sorted(graph.entities)]


def _labels(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias.text for alias in entity.aliases))


def _name_key(text: str) -> str:
    """Letters and digits of `text` without case and accents: "Ascend-910b" is "Ascend 910B"."""
    return "".join(character for character in fold(text) if character.isalnum())


def nearest_names(graph: KnowledgeGraph, name: str) -> tuple[str, ...]:
    """Up to five labels close to `name`, each of another entity; parts of a label count as close."""
    wanted = fold(name)
    labels = {fold(label): entity for entity in _sorted_entities(graph) for label in _labels(entity)}
    close = difflib.get_close_matches(wanted, sorted(labels), n=10, cutoff=0.6)
    containing = [label for label in sorted(labels) if len(wanted) > 2 and wanted in label]
    return tuple(dict.fromkeys(labels[label].name for label in (*close, *containing)))[:5]
