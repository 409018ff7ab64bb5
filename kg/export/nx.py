"""The graph for network programs: a networkx MultiDiGraph, GraphML and GEXF, one edge per claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TextIO

from kg.graph import KnowledgeGraph
from kg.model import Claim, Entity, Status

if TYPE_CHECKING:
    from networkx import MultiDiGraph

# What XML 1.0 cannot hold, not even escaped, and half characters.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CLOCK = re.compile(r' lastmodifieddate="[^"]*"')


def to_networkx(graph: KnowledgeGraph) -> MultiDiGraph:
    """Entities as nodes and claims as edges keyed by claim id, in sorted order, with scalar attributes only.

    `weight` is the confidence of an asserted claim and 0 for any other, so that weighted measures count no
    denied, planned or ended claim; `status` tells them apart.
    """
    import networkx

    network = networkx.MultiDiGraph()
    for key, entity in sorted(graph.entities.items()):
        network.add_node(_text(key), **_node(entity))
    for claim in graph.claims:
        network.add_edge(_text(claim.subject), _text(claim.object), key=claim.id, **_edge(graph, claim))
    return network


def write_graphml(graph: KnowledgeGraph, stream: TextIO) -> None:
    """Writes GraphML; the ids of nodes and edges are those of entities and claims."""
    import networkx

    for line in networkx.generate_graphml(to_networkx(graph), named_key_ids=True, edge_id_from_attribute="id"):
        stream.write(line + "\n")


def write_gexf(graph: KnowledgeGraph, stream: TextIO) -> None:
    """Writes GEXF 1.2 for Gephi, without the day of writing that networkx puts in."""
    import networkx

    text = "\n".join(networkx.generate_gexf(to_networkx(graph)))
    stream.write(_CLOCK.sub("", text, count=1) + "\n")


def _node(entity: Entity) -> dict[str, str]:
    return {
        "label": _text(entity.name),
        "kind": entity.kind,
        "aliases": _text("; ".join(sorted({alias.text for alias in entity.aliases}))),
        "wikidata": " ".join(entity.same_as),
    }


def _edge(graph: KnowledgeGraph, claim: Claim) -> dict[str, Any]:
    article = graph.articles.get(claim.article)
    asserted = claim.status is Status.ASSERTED
    time = claim.qualifiers.time
    return {
        "id": claim.id,
        "label": claim.relation if asserted else f"{claim.relation} ({claim.status.value})",
        "weight": float(claim.confidence) if asserted else 0.0,
        "relation": claim.relation,
        "status": claim.status.value,
        "actuality": claim.actuality.value,
        "evidentiality": claim.evidentiality.value,
        "attribution": _text(claim.attribution or ""),
        "confidence": float(claim.confidence),
        "quantity": _text(claim.qualifiers.quantity.text if claim.qualifiers.quantity else ""),
        "time": _text(time.text if time else ""),
        "quote": _text(claim.evidence[0].quote if claim.evidence else ""),
        "article": _text(claim.article),
        "title": _text((article and article.title) or ""),
        "outlet": _text((article and article.outlet) or ""),
        "published": (article and article.published) or "",
    }


def _text(value: str) -> str:
    return _NOT_XML.sub("\ufffd", value)
