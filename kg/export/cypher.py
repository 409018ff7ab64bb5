"""Statements for Neo4j and its kin: entities, articles, and one relationship per claim; safe to run twice."""

from __future__ import annotations

import re
from typing import TextIO

from kg.graph import KnowledgeGraph
from kg.model import Article, Claim, Entity, Status

_HEAD = (
    "CREATE CONSTRAINT kg_entity IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n"
    "CREATE CONSTRAINT kg_article IF NOT EXISTS FOR (n:Article) REQUIRE n.id IS UNIQUE;\n"
)
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

Value = str | int | float | list[str] | None


def write(graph: KnowledgeGraph, stream: TextIO) -> None:
    """Writes one statement per line. An asserted claim is a relationship such as ``ORDERS``.

    Any other carries its status in its name (``ORDERS_DENIED``), so that a query for the plain name finds
    asserted claims only.
    """
    stream.write(_HEAD)
    for _, article in sorted(graph.articles.items()):
        stream.write(f"MERGE (n:Article {{id: {_literal(article.id)}}}) SET n += {_map(_article(article))};\n")
    for _, entity in sorted(graph.entities.items()):
        kind = _identifier(entity.kind)
        stream.write(f"MERGE (n:Entity {{id: {_literal(entity.id)}}}) SET n:{kind}, n += {_map(_entity(entity))};\n")
    for claim in graph.claims:
        stream.write(_relationship(claim))


def _relationship(claim: Claim) -> str:
    name = _WORD_START.sub("_", claim.relation).upper()
    kind = name if claim.status is Status.ASSERTED else f"{name}_{claim.status.value.upper()}"
    return (
        f"MATCH (s:Entity {{id: {_literal(claim.subject)}}}), (o:Entity {{id: {_literal(claim.object)}}}) "
        f"MERGE (s)-[c:{_identifier(kind)} {{id: {_literal(claim.id)}}}]->(o) SET c += {_map(_claim(claim))};\n"
    )


def _article(article: Article) -> dict[str, Value]:
    fields: dict[str, Value] = {"title": article.title, "published": article.published, "outlet": article.outlet}
    return fields | {"language": article.language, "url": article.url}


def _entity(entity: Entity) -> dict[str, Value]:
    aliases = sorted({alias.text for alias in entity.aliases})
    return {"name": entity.name, "kind": entity.kind, "aliases": aliases, "wikidata": list(entity.same_as)}


def _claim(claim: Claim) -> dict[str, Value]:
    parts = claim.qualifiers
    first = claim.evidence[0] if claim.evidence else None
    axes: dict[str, Value] = {
        "status": claim.status.value,
        "polarity": claim.polarity.value,
        "actuality": claim.actuality.value,
        "evidentiality": claim.evidentiality.value,
        "attribution": claim.attribution,
    }
    return axes | {
        "quantity": parts.quantity.text if parts.quantity else None,
        "money": parts.money.text if parts.money else None,
        "time": parts.time.text if parts.time else None,
        "earliest": parts.time.earliest.isoformat() if parts.time and parts.time.earliest else None,
        "latest": parts.time.latest.isoformat() if parts.time and parts.time.latest else None,
        "purpose": parts.purpose,
        "role": parts.role,
        "confidence": claim.confidence,
        "quote": first.quote if first else None,
        "quoteStart": first.span.start if first else None,
        "quoteEnd": first.span.end if first else None,
        "article": claim.article,
    }


def _map(values: dict[str, Value]) -> str:
    filled = (f"{name}: {_literal(value)}" for name, value in values.items() if value not in (None, [], ""))
    return "{" + ", ".join(filled) + "}"


def _literal(value: Value) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_literal, value)) + "]"
    if not isinstance(value, str):
        return repr(value)
    quoted = value.replace("\\", "\\\\").replace("'", "\\'")
    return "'" + _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted) + "'"


def _identifier(name: str) -> str:
    """`name` between backticks, its own doubled: no name of the ontology can end the statement."""
    return "`" + _UNSAFE.sub("", name).replace("`", "``") + "`"
