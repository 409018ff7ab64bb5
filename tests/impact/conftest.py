"""Makers of small graphs: "huawei:Company develops ascend:Chip", with what differs given beside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Qualifiers, Quantity

ClaimMaker = Callable[..., Claim]
GraphMaker = Callable[..., KnowledgeGraph]

_KINDS = {"c": "Company", "g": "Chip", "m": "Sanction", "p": "Product", "n": "Country"}


def claim(text: str, percent: float | None = None, **changes: object) -> Claim:
    """A claim between entities whose first letter names their class: c1 is a company, g1 a chip (a good)."""
    subject, relation, object = text.split()
    if percent is not None:
        share = Quantity(operator="=", minimum=percent, maximum=percent, unit="%", text=f"{percent} %")
        changes["qualifiers"] = Qualifiers(quantity=share)
    fields = {"article": ArticleId("a1"), **changes}
    return Claim(subject=EntityId(subject), relation=relation, object=EntityId(object), **fields)  # type: ignore[arg-type]


def graph_of(*claims: Claim | str) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for item in claims:
        made = claim(item) if isinstance(item, str) else item
        graph.add_article(Article(id=made.article, text="", language="en"))
        for end in (made.subject, made.object):
            graph.add_entity(Entity(id=end, kind=_KINDS[end[0]], name=end))
        graph.add_claim(made)
    return graph


@pytest.fixture(scope="session")
def make_claim() -> ClaimMaker:
    return claim


@pytest.fixture(scope="session")
def make_graph() -> GraphMaker:
    return graph_of
