"""Entities without a name of their own (ontology/generic.toml): a maker's goods, a state's measures."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.model import Entity, EntityId, Label
from kg.ontology.locate import ontology_dir

_LANGUAGES = ("en", "pt", "es")


@dataclass(frozen=True, slots=True)
class Templates:
    """Name templates by group and language, and how each issuer is written in them."""

    groups: dict[str, dict[str, str | list[str]]]
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

    def measures(self, issuer: EntityId, issuer_name: str) -> Entity:
        """The export controls of one issuer, where the text names no single measure."""
        slots = self.issuers.get(issuer) or {
            "adjective": issuer_name,
            "of_pt": f"de {issuer_name}",
            "of_es": f"de {issuer_name}",
        }
        return self._entity("measures", owner=issuer, slots=slots, key=issuer)

    def _entity(self, group: str, *, owner: EntityId | None, slots: dict[str, str], key: str) -> Entity:
        data = self.groups[group]
        labels = [Label(text=str(t).format(**slots), language=lang) for lang in _LANGUAGES for t in data[lang]]
        return Entity(
            id=EntityId(str(data["id"]).format(owner=key, issuer=key)),
            kind=str(data["kind"]),
            name=labels[0].text,
            aliases=tuple(sorted(set(labels))),
            owner=owner,
        )


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
    if missing := {"goods", "model", "measures", "advanced", "issuers"} - set(data):
        raise OntologyError(f"generic.toml: no section {sorted(missing)}")
    issuers = data.pop("issuers")
    return Templates(groups=data, issuers=issuers)
