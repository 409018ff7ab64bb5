"""Parts of a store as graphs in memory: small enough for a page or for the RDF of one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from kg.graph import Edge, Graph, KnowledgeGraph
from kg.model import Claim, EntityId, Status
from kg.store import StoreGraph

MOST_CLAIMS = 2_000
"""Claims on one drawing, those between the ends of paths not counted."""

MOST_EDGES = 600
"""Edges on one drawing where not all claims fit, those with the most claims."""


def excerpt_of(graph: Graph, claims: Iterable[Claim], entities: Iterable[EntityId] = ()) -> KnowledgeGraph:
    """These claims with their ends and articles, and these entities."""
    part = KnowledgeGraph()
    kept = sorted(claims, key=lambda claim: claim.id)
    for entity in sorted({*entities, *(end for claim in kept for end in (claim.subject, claim.object))}):
        part.add_entity(graph.entities[entity])
    for article in sorted({claim.article for claim in kept}):
        if article in graph.articles:
            part.add_article(graph.articles[article])
    for claim in kept:
        part.add_claim(claim)
    return part


def neighbourhood(graph: StoreGraph, centres: Iterable[EntityId], *, size: int, hops: int = 1) -> KnowledgeGraph:
    """`centres` and what lies within `hops` of them: ring after ring those with the most claims, `size` in all.

    Only counted edges are read to choose them. All claims among `centres` come along; of the other edges too, unless
    they are more than `MOST_CLAIMS`: then the best claim of each status stands for them, for `MOST_EDGES` edges.
    """
    inner = list(dict.fromkeys(centres))
    chosen = dict.fromkeys(inner)
    ring = inner
    for _ in range(hops):
        ring = _next_ring(graph, ring, chosen, max(0, size - len(chosen)))
        chosen |= dict.fromkeys(ring)
    edges = {edge for entity in chosen for edge in graph.edges_among(entity, list(chosen))}
    return excerpt_of(graph, _claims_of(graph, edges, set(inner)), chosen)


def _next_ring(graph: StoreGraph, ring: Iterable[EntityId], known: Collection[EntityId], size: int) -> list[EntityId]:
    near = Counter[EntityId]()
    for entity in ring:
        for edge in (*graph.edges_from(entity), *graph.edges_to(entity)):
            near[edge.object if edge.subject == entity else edge.subject] += sum(edge.counts)
    return sorted(near.keys() - set(known), key=lambda entity: (-near[entity], entity))[:size]


def _claims_of(graph: StoreGraph, edges: Collection[Edge], inner: Collection[EntityId]) -> Iterator[Claim]:
    many = sum(sum(edge.counts) for edge in edges) > MOST_CLAIMS
    whole = {(edge.subject, edge.object) for edge in edges if not many or {edge.subject, edge.object} <= set(inner)}
    for subject, object in sorted(whole):
        yield from graph.claims_between(subject, object)
    others = [edge for edge in edges if (edge.subject, edge.object) not in whole]
    for edge in sorted(others, key=lambda edge: (-sum(edge.counts), edge))[:MOST_EDGES]:
        yield from (graph.best_claim(edge, status) for status in Status if edge.count(status))


def described_part(graph: Graph, claims: Iterable[Claim], entities: Iterable[EntityId]) -> KnowledgeGraph:
    """The same with everybody who says one of the claims, so that its RDF is that of the whole graph."""
    kept = list(claims)
    said = {claim.attribution for claim in kept if claim.attribution is not None}
    speakers = {speaker for words in said for speaker in (words, *graph.entities_named(words))}
    known = (EntityId(speaker) for speaker in speakers if speaker in graph.entities)
    return excerpt_of(graph, kept, {*entities, *known})
