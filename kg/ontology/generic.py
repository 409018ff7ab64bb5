"""Entities without a name of their own (ontology/generic.toml): a maker's goods, a state's measures."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.model import Entity, EntityId, Label
from kg.ontology.locate import ontology_dir

_LANGUAGES = ("en", "pt", "es")


@dataclass(frozen=True, slots=True)
class Templates:
    """Name templates by group and language, and how each issuer is written in them."""

    groups: dict[str, dict[str, str | list[str]]]
    topics: dict[str, dict[str, Any]]
    issuers: dict[str, dict[str, str]]

    def goods(self, owner: EntityId, owner_name: str) -> Entity:
        """The class of chips that a company makes, where nothing more specific is named."""
        return self._entity("goods", owner=owner, slots={"owner": owner_name}, key=owner)

    def model(self, owner: EntityId, owner_name: str) -> Entity:
        """The new model of a company that the text does not name."""
        return self._entity("model", owner=owner, slots={"owner": owner_name}, key=owner)

    def advanced(self) -> Entity:
        """Advanced chips of any maker, as the object of a measure."""
        return self._entity("advanced", owner=None, slots={}, key="")

    def measures(self, issuer: EntityId, issuer_name: str, topic: str = "chips") -> Entity:
        """The measures of one issuer on one topic, where the text names no single one."""
        data, slots = self.topics[topic], self._issuer_slots(issuer, issuer_name)
        names = {
            "en": [f"{slots['adjective']} {name}" for name in data["en"]],
            "pt": [f"{name} {slots['of_pt']}" for name in data["pt"]],
            "es": [f"{name} {slots['of_es']}" for name in data["es"]],
        }
        return _named(EntityId(f"{issuer}-{data['id']}"), "Sanction", names, issuer)

    def ban(self, issuer: EntityId, issuer_name: str, subject: EntityId, subject_name: str) -> Entity:
        """A measure against one firm or one product."""
        slots = {**self._issuer_slots(issuer, issuer_name), "subject": subject_name}
        return self._entity("single", owner=issuer, slots=slots, key=issuer, subject=subject)

    def topic_of(self, goods: EntityId) -> str | None:
        """The topic of measures that these goods belong to, or None."""
        return next((name for name, data in self.topics.items() if goods in data["goods"]), None)

    def _issuer_slots(self, issuer: EntityId, name: str) -> dict[str, str]:
        return self.issuers.get(issuer) or {"adjective": name, "of_pt": f"de {name}", "of_es": f"de {name}"}

    def _entity(
        self, group: str, *, owner: EntityId | None, slots: dict[str, str], key: str, subject: str = ""
    ) -> Entity:
        data = self.groups[group]
        names = {language: [str(t).format(**slots) for t in data[language]] for language in _LANGUAGES}
        entity = EntityId(str(data["id"]).format(owner=key, issuer=key, subject_id=subject))
        return _named(entity, str(data["kind"]), names, owner)


def _named(entity: EntityId, kind: str, names: dict[str, list[str]], owner: EntityId | None) -> Entity:
    labels = [Label(text=text, language=language) for language in _LANGUAGES for text in names[language]]
    return Entity(id=entity, kind=kind, name=labels[0].text, aliases=tuple(sorted(set(labels))), owner=owner)


@functools.cache
def load_templates(root: Path | None = None) -> Templates:
    """The templates of ontology/generic.toml.

    Raises:
        OntologyError: the file is missing, no TOML, or lacks a group.
    """
    path = (root or ontology_dir()) / "generic.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"generic.toml: {error}") from error
    if missing := {"goods", "model", "single", "advanced", "topics", "issuers"} - set(data):
        raise OntologyError(f"generic.toml: no section {sorted(missing)}")
    topics, issuers = data.pop("topics"), data.pop("issuers")
    return Templates(groups=data, topics=topics, issuers=issuers)
