"""Whether a node of the graph is what the annotation means: by class and name, a measure also by its issuer."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cached_property

from kg.evaluation.gold import GoldArticle, GoldEntity
from kg.graph import KnowledgeGraph
from kg.model import Entity, EntityId

_ARTICLES = frozenset(("the", "a", "o", "os", "as", "el", "la", "los", "las"))
_YEAR = re.compile(r"\b20\d\d\b")


def fold_name(name: str) -> str:
    """A name without case, accents, punctuation and articles.

    >>> fold_name("Os chips «Ascend» da Huawei")
    'chips ascend da huawei'
    """
    text = unicodedata.normalize("NFKD", name).casefold()
    text = re.sub(r"[^\w\s]", " ", "".join(c for c in text if not unicodedata.combining(c)))
    return " ".join(word for word in text.split() if word not in _ARTICLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nodes:
    """What the ends of claims are called (folded), which class they have, and who issues the measures among them."""

    names: Mapping[EntityId, Set[str]]
    kinds: Mapping[EntityId, str]
    issuers: Mapping[EntityId, Set[EntityId]]

    @classmethod
    def of(cls, graph: KnowledgeGraph) -> Nodes:
        """The nodes of a graph; a measure's issuers are the objects of its imposedBy claims, whatever their status."""
        issuers: dict[EntityId, set[EntityId]] = defaultdict(set)
        for claim in graph.claims:
            if claim.relation == "imposedBy":
                issuers[claim.subject].add(claim.object)
        names = {entity.id: frozenset(map(fold_name, _labels(entity))) for entity in graph.entities.values()}
        return cls(names=names, kinds={e.id: e.kind for e in graph.entities.values()}, issuers=issuers)


def _labels(entity: Entity) -> list[str]:
    return [entity.name, *(a.text for a in entity.aliases), entity.id.replace("-", " ").replace("_", " ")]


class Sameness:
    """Which nodes stand for which entities of one annotated article."""

    def __init__(self, article: GoldArticle, nodes: Nodes) -> None:
        self._article = article
        self._nodes = nodes
        self._known: dict[tuple[str, EntityId], bool] = {}

    @cached_property
    def _folded(self) -> dict[str, frozenset[str]]:
        entities = self._article.entities.values()
        return {e.id: frozenset(map(fold_name, (*e.names, e.id.replace("-", " ")))) for e in entities}

    def same(self, gold_id: str, node: EntityId) -> bool:
        """True where the node stands for the entity; a shared name outranks a shared issuer."""
        key = (gold_id, node)
        if key not in self._known:
            named = self._named(node)
            self._known[key] = (gold_id in named or not named) and self._matches(gold_id, node)
        return self._known[key]

    def _named(self, node: EntityId) -> set[str]:
        own = self._nodes.names.get(node, frozenset())
        return {gold_id for gold_id, names in self._folded.items() if own & names}

    def _matches(self, gold_id: str, node: EntityId) -> bool:
        entity, kind = self._article.entities[gold_id], self._nodes.kinds.get(node, "")
        if kind and kind not in entity.kinds:
            return False
        if self._nodes.names.get(node, frozenset()) & self._folded[gold_id]:
            return True
        return entity.kind == "Sanction" == kind and self._same_issuer(entity, node)

    def _same_issuer(self, entity: GoldEntity, node: EntityId) -> bool:
        """True for a measure of the same issuer, unless the years in the two names contradict each other."""
        issuers = self._nodes.issuers.get(node, frozenset())
        names = self._folded.get(entity.issuer or "", frozenset())
        if not any(self._nodes.names.get(issuer, frozenset()) & names for issuer in issuers):
            return False
        expected = set(_YEAR.findall(" ".join(entity.names)))
        found = set(_YEAR.findall(" ".join(self._nodes.names[node])))
        return not (expected and found) or bool(expected & found)
