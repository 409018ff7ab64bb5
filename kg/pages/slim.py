"""Page data without what the page's script can tell by itself; a third of the bytes of a page full of claims."""

from __future__ import annotations

from kg.pages.data import PageData, Record

_OF_THE_EDGE = ("subject", "relation", "object", "status")
_ALWAYS = ("id", "name", "kind", "count", "size", "x", "y")


def slim_nodes(data: PageData) -> list[Record]:
    """Nodes without empty fields."""
    return [{name: value for name, value in node.items() if name in _ALWAYS or value} for node in data.nodes]


def slim_edges(data: PageData) -> list[Record]:
    """Edges without their id, which the four other fields make, and with each end as a place in the list of nodes."""
    place = {node["id"]: index for index, node in enumerate(data.nodes)}
    return [_slim_edge(edge, place) for edge in data.edges]


def slim_claims(data: PageData) -> list[Record]:
    """Claims without what their edge says."""
    return [{name: value for name, value in claim.items() if name not in _OF_THE_EDGE} for claim in data.claims]


def _slim_edge(edge: Record, place: dict[str, int]) -> Record:
    kept: Record = {name: edge[name] for name in ("relation", "status", "claims", "total") if name in edge}
    kept |= {name: edge[name] for name in ("curve", "extra") if edge[name]}
    return kept | {"from": place[edge["from"]], "to": place[edge["to"]]}
