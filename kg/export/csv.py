"""One row per claim for spreadsheets: names, status, quote and source; cells never run as formulas."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import TextIO

from kg.graph import KnowledgeGraph
from kg.model import Article, Claim, Entity, Money, Quantity, Time

# fmt: off
COLUMNS = (
    "claim", "subject", "subject_kind", "relation", "object", "object_kind", "status", "polarity", "actuality",
    "evidentiality", "attribution", "quantity", "quantity_operator", "quantity_min", "quantity_max", "quantity_unit",
    "money", "money_operator", "money_min", "money_max", "currency", "time", "earliest", "latest", "purpose", "role",
    "confidence", "quote", "quote_start", "quote_end", "quotes", "article", "title", "outlet", "published", "language",
    "url", "subject_id", "object_id",
)
# fmt: on
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write(graph: KnowledgeGraph, stream: TextIO) -> None:
    """Writes a header and the claims in the graph's order; the quote is the first one, `quotes` counts them."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for row in rows(graph):
        writer.writerow({name: _cell(value) for name, value in row.items()})


def rows(graph: KnowledgeGraph) -> Iterator[dict[str, object]]:
    """The claims in the graph's order as plain values by column; what a claim does not say is left out."""
    for claim in graph.claims:
        subject, object = graph.entities[claim.subject], graph.entities[claim.object]
        row = _claim_cells(claim, subject, object) | _qualifier_cells(claim) | _evidence_cells(claim)
        yield row | _article_cells(graph, claim)


def _claim_cells(claim: Claim, subject: Entity, object: Entity) -> dict[str, object]:
    return {
        "claim": claim.id,
        "subject": subject.name,
        "subject_kind": subject.kind,
        "relation": claim.relation,
        "object": object.name,
        "object_kind": object.kind,
        "status": claim.status.value,
        "polarity": claim.polarity.value,
        "actuality": claim.actuality.value,
        "evidentiality": claim.evidentiality.value,
        "attribution": claim.attribution,
        "confidence": claim.confidence,
        "subject_id": subject.id,
        "object_id": object.id,
    }


def _qualifier_cells(claim: Claim) -> dict[str, object]:
    parts = claim.qualifiers
    cells: dict[str, object] = {"purpose": parts.purpose, "role": parts.role}
    return cells | _quantity_cells(parts.quantity) | _money_cells(parts.money) | _time_cells(parts.time)


def _quantity_cells(quantity: Quantity | None) -> dict[str, object]:
    if quantity is None:
        return {}
    bounds = {"quantity_min": quantity.minimum, "quantity_max": quantity.maximum}
    words = {"quantity": quantity.text, "quantity_operator": quantity.operator, "quantity_unit": quantity.unit}
    return {**words, **bounds}


def _money_cells(money: Money | None) -> dict[str, object]:
    if money is None:
        return {}
    words = {"money": money.text, "money_operator": money.operator, "currency": money.currency}
    return {**words, "money_min": money.minimum, "money_max": money.maximum}


def _time_cells(time: Time | None) -> dict[str, object]:
    return {} if time is None else {"time": time.text, "earliest": time.earliest, "latest": time.latest}


def _evidence_cells(claim: Claim) -> dict[str, object]:
    if not claim.evidence:
        return {"quotes": 0}
    first = claim.evidence[0]
    place = {"quote_start": first.span.start, "quote_end": first.span.end}
    return {"quote": first.quote, **place, "quotes": len(claim.evidence)}


def _article_cells(graph: KnowledgeGraph, claim: Claim) -> dict[str, object]:
    article: Article | None = graph.articles.get(claim.article)
    if article is None:
        return {"article": claim.article}
    source = {"title": article.title, "outlet": article.outlet, "url": article.url}
    return {"article": article.id, "published": article.published, "language": article.language, **source}


def _cell(value: object) -> object:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front; the rest is left as it is."""
    if not isinstance(value, str):
        return value
    text = value.replace("\0", "\ufffd")
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
