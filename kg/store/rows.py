"""Articles, entities and claims as rows of the store and back, without loss."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.errors import StoreError
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    ClaimId,
    Entity,
    EntityId,
    Evidence,
    Evidentiality,
    Label,
    Money,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
    Time,
)
from kg.ontology.folding import fold

Row = tuple[Any, ...]
"""What SQLite gives back for one of the queries below."""

SELECT_ARTICLES = "SELECT id, text, language, body, title, published, url, outlet, origin FROM article "
SELECT_NAMINGS = "SELECT key, entity, kind, name, owner, same_as FROM naming "
SELECT_CLAIMS = """
SELECT key, article, subject, relation, object, polarity, actuality, evidentiality, attribution, qualifiers, confidence,
  start, end, quote, rule, subject_start, subject_end, object_start, object_end
FROM claim LEFT JOIN evidence ON claim = key
"""
_CLAIM_WIDTH = 11
_OPEN_BOUNDS: dict[str, Any] = {"minimum": None, "maximum": None}


def folded_name(name: str) -> str:
    """The form under which names are looked up: without case, accents and surplus spaces."""
    return " ".join(fold(name).split())


def article_row(article: Article, engine: str, notes: tuple[str, ...]) -> dict[str, object]:
    """What table `article` holds, by column."""
    names = ("id", "language", "body", "title", "published", "url", "outlet", "origin")
    row: dict[str, object] = {name: getattr(article, name) for name in names}
    text = zlib.compress(article.text.encode())
    return row | {"text": text, "hash": article.text_hash, "engine": engine, "notes": _json(notes)}


def article_of(row: Row) -> Article:
    """The article of a row of SELECT_ARTICLES."""
    key, packed, language, body, title, published, url, outlet, origin = row
    try:
        text = zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise StoreError(f"article {key}: its stored text is damaged ({error}): build the store anew") from error
    return Article(
        id=ArticleId(key),
        text=text,
        language=language,
        body=body,
        title=title,
        published=published,
        url=url,
        outlet=outlet,
        origin=origin,
    )


def naming_row(entity: Entity) -> dict[str, object]:
    """What table `naming` holds, by column; the key is a hash of all the rest and of the aliases."""
    row: dict[str, object] = {"entity": entity.id, "kind": entity.kind, "name": entity.name, "owner": entity.owner}
    row["same_as"] = _json(entity.same_as)
    aliases = [[label.text, label.language] for label in entity.aliases]
    key = hashlib.sha256(_json([*row.values(), aliases]).encode()).hexdigest()[:16]
    return row | {"key": key, "folded": folded_name(entity.name)}


def label_rows(key: str, entity: Entity) -> list[Row]:
    """The aliases of the naming with this key."""
    return [(key, label.text, label.language, folded_name(label.text)) for label in entity.aliases]


def entity_of(row: Row, labels: Iterable[Row]) -> Entity:
    """The entity of a row of SELECT_NAMINGS and its labels `(text, language)`."""
    _, key, kind, name, owner, same_as = row
    return Entity(
        id=EntityId(key),
        kind=kind,
        name=name,
        aliases=tuple(Label(text=text, language=language) for text, language in labels),
        same_as=tuple(json.loads(same_as)),
        owner=None if owner is None else EntityId(owner),
    )


def claim_row(claim: Claim) -> dict[str, object]:
    """What table `claim` holds, by column."""
    return {
        "key": claim.id,
        "article": claim.article,
        "subject": claim.subject,
        "relation": claim.relation,
        "object": claim.object,
        "status": claim.status.value,
        "polarity": claim.polarity.value,
        "actuality": claim.actuality.value,
        "evidentiality": claim.evidentiality.value,
        "attribution": claim.attribution,
        "qualifiers": _json(_without_gaps(asdict(claim.qualifiers))),
        "confidence": claim.confidence,
    }


def claims_of(found: Iterable[Row]) -> Iterator[tuple[ClaimId, Claim]]:
    """The claims of rows of SELECT_CLAIMS ordered by key and place, each with the key it is stored under."""
    for key, group in groupby(found, key=itemgetter(0)):
        pieces = list(group)
        yield ClaimId(key), _claim_of(pieces[0][:_CLAIM_WIDTH], [piece[_CLAIM_WIDTH:] for piece in pieces])


def _claim_of(row: Row, evidence: list[Row]) -> Claim:
    key, article, subject, relation, object, polarity, actuality, evidentiality, attribution, qualifiers, score = row
    try:
        return Claim(
            article=ArticleId(article),
            subject=EntityId(subject),
            relation=relation,
            object=EntityId(object),
            polarity=Polarity(polarity),
            actuality=Actuality(actuality),
            evidentiality=Evidentiality(evidentiality),
            attribution=attribution,
            qualifiers=_qualifiers_of(json.loads(qualifiers)),
            confidence=score,
            evidence=tuple(_evidence_of(piece) for piece in evidence if piece[0] is not None),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(f"claim {key} of article {article} is damaged ({error}): build the store anew") from error


def evidence_rows(claim: Claim) -> list[dict[str, object]]:
    """What table `evidence` holds of a claim, by column; `place` keeps the order."""
    return [{"claim": claim.id, "place": i} | _evidence_row(piece) for i, piece in enumerate(claim.evidence)]


def _evidence_row(evidence: Evidence) -> dict[str, object]:
    row: dict[str, object] = {"start": evidence.span.start, "end": evidence.span.end}
    row |= {"quote": evidence.quote, "rule": evidence.rule}
    for name, span in (("subject", evidence.subject), ("object", evidence.object)):
        row[f"{name}_start"], row[f"{name}_end"] = (None, None) if span is None else (span.start, span.end)
    return row


def _evidence_of(row: Row) -> Evidence:
    start, end, quote, rule, *ends = row
    subject, object = _span_of(*ends[:2]), _span_of(*ends[2:])
    return Evidence(span=Span(start, end), quote=quote, rule=rule, subject=subject, object=object)


def _span_of(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def _qualifiers_of(parts: dict[str, Any]) -> Qualifiers:
    quantity, money, time = parts.get("quantity"), parts.get("money"), parts.get("time")
    return Qualifiers(
        quantity=Quantity(**_OPEN_BOUNDS | quantity) if quantity else None,
        money=Money(**_OPEN_BOUNDS | money) if money else None,
        time=_time_of(time) if time else None,
        purpose=parts.get("purpose"),
        role=parts.get("role"),
    )


def _time_of(parts: dict[str, str]) -> Time:
    return Time(text=parts["text"], earliest=_day_of(parts, "earliest"), latest=_day_of(parts, "latest"))


def _day_of(time: dict[str, str], bound: str) -> date | None:
    return date.fromisoformat(time[bound]) if bound in time else None


def _without_gaps(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _without_gaps(part) for name, part in value.items() if part is not None}
    return value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
