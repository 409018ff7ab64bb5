"""Articles, entities and claims as rows of the store and back, without loss."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from kg.errors import StoreError
from kg.graph import Edge, name_key
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
    Status,
    Time,
)
from kg.ontology.folding import fold

Row = tuple[Any, ...]
"""What SQLite gives back for one of the queries below."""

_HEAD = ("id", "language", "body", "title", "published", "url", "outlet", "origin")
SELECT_HEADS = "SELECT id, language, body, title, published, url, outlet, origin, article.key FROM article "
SELECT_ARTICLES = """
SELECT id, language, body, title, published, url, outlet, origin, packed
FROM article LEFT JOIN article_text ON article_text.article = article.key
"""
SELECT_NAMINGS = """
SELECT naming.key, entity.id, naming.kind, naming.name, owner, same_as
FROM naming JOIN entity ON entity.key = naming.entity
"""
SELECT_CLAIMS = """
SELECT claim.key, claim.hash, article.id, subject.id, relation.text, object.id, polarity, actuality, evidentiality,
  attribution, qualifiers, confidence,
  start, end, quote, rule.text, subject_start, subject_end, object_start, object_end
FROM claim JOIN article ON article.key = claim.article
  JOIN entity AS subject ON subject.key = claim.subject JOIN entity AS object ON object.key = claim.object
  JOIN word AS relation ON relation.key = claim.relation
  LEFT JOIN evidence ON evidence.claim = claim.key LEFT JOIN word AS rule ON rule.key = evidence.rule
"""
SELECT_NAMED = """
SELECT entity.id, naming.name FROM naming JOIN entity ON entity.key = naming.entity WHERE naming.letters = ?1
UNION SELECT entity.id, label.text FROM label JOIN naming ON naming.key = label.naming
  JOIN entity ON entity.key = naming.entity WHERE label.letters = ?1
ORDER BY 1
"""
CLAIM_ORDER = "ORDER BY claim.key, evidence.key"
_CLAIM_WIDTH = 12
_OPEN_BOUNDS: dict[str, Any] = {"minimum": None, "maximum": None}
_NO_QUALIFIERS = Qualifiers()

# A column holds the place of the word in its enumeration: a new word may be added at the end, none may move.
_STATUSES, _POLARITIES, _ACTUALITIES, _SPEAKERS = tuple(Status), tuple(Polarity), tuple(Actuality), tuple(Evidentiality)
_PLACES: dict[str, dict[str, int]] = {
    name: {word: place for place, word in enumerate(words)}
    for name, words in {
        "status": _STATUSES,
        "polarity": _POLARITIES,
        "actuality": _ACTUALITIES,
        "evidentiality": _SPEAKERS,
    }.items()
}


def place_of(column: str, word: str) -> int:
    """The number under which this word of `status`, `polarity`, `actuality` or `evidentiality` is stored."""
    return _PLACES[column][word]


def folded_name(name: str) -> str:
    """The form under which names are looked up: without case, accents and surplus spaces."""
    return " ".join(fold(name).split())


def article_row(article: Article, notes: tuple[str, ...]) -> dict[str, object]:
    """What table `article` holds, by column; key and engine are left to the writer."""
    names = ("id", "language", "body", "title", "published", "url", "outlet", "origin")
    row: dict[str, object] = {name: getattr(article, name) for name in names}
    return row | {"hash": bytes.fromhex(article.text_hash), "notes": _json(notes)}


def packed_text(article: Article) -> bytes:
    """The article's text as it is stored."""
    return zlib.compress(article.text.encode())


def article_of(row: Row) -> Article:
    """The article of a row of SELECT_ARTICLES."""
    *head, packed = row
    return Article(text=text_of(row[0], packed), **head_of(head))


def head_of(row: Sequence[Any]) -> dict[str, Any]:
    """The fields of an article but for its text, of the first columns of SELECT_ARTICLES or SELECT_HEADS."""
    return dict(zip(_HEAD, row, strict=True))


def text_of(key: str, packed: bytes | None) -> str:
    """The text that was packed.

    Raises:
        StoreError: it does not unpack.
    """
    try:
        return zlib.decompress(packed).decode()  # type: ignore[arg-type]
    except (zlib.error, UnicodeDecodeError, TypeError) as error:
        raise StoreError(f"article {key}: its stored text is damaged ({error}): build the store anew") from error


def naming_row(entity: Entity) -> dict[str, object]:
    """What table `naming` holds, by column; the hash is one of all the rest and of the aliases."""
    row: dict[str, object] = {"entity": entity.id, "kind": entity.kind, "name": entity.name, "owner": entity.owner}
    row["same_as"] = _json(entity.same_as)
    aliases = [[label.text, label.language] for label in entity.aliases]
    digest = hashlib.sha256(_json([*row.values(), aliases]).encode()).digest()[:8]
    return row | {"hash": digest, "letters": name_key(entity.name)}


def label_rows(naming: int, entity: Entity) -> list[Row]:
    """The aliases of the naming with this key."""
    return [(naming, label.text, label.language, name_key(label.text)) for label in entity.aliases]


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


def claim_row(claim: Claim) -> Row:
    """The columns of table `claim` from status on."""
    qualifiers = "" if claim.qualifiers == _NO_QUALIFIERS else _json(_without_gaps(asdict(claim.qualifiers)))
    return (
        _PLACES["status"][claim.status],
        _PLACES["polarity"][claim.polarity],
        _PLACES["actuality"][claim.actuality],
        _PLACES["evidentiality"][claim.evidentiality],
        claim.attribution,
        qualifiers or None,
        claim.confidence,
    )


def claims_of(found: Iterable[Row]) -> Iterator[tuple[ClaimId, Claim]]:
    """The claims of rows of SELECT_CLAIMS in CLAIM_ORDER, each with the id it is stored under."""
    for _, group in groupby(found, key=itemgetter(0)):
        pieces = list(group)
        yield (
            ClaimId(pieces[0][1].hex()),
            _claim_of(pieces[0][:_CLAIM_WIDTH], [piece[_CLAIM_WIDTH:] for piece in pieces]),
        )


def _claim_of(row: Row, evidence: list[Row]) -> Claim:
    _, key, article, subject, relation, object, polarity, actuality, speaker, attribution, qualifiers, score = row
    try:
        return Claim(
            article=ArticleId(article),
            subject=EntityId(subject),
            relation=relation,
            object=EntityId(object),
            polarity=_POLARITIES[polarity],
            actuality=_ACTUALITIES[actuality],
            evidentiality=_SPEAKERS[speaker],
            attribution=attribution,
            qualifiers=_NO_QUALIFIERS if qualifiers is None else _qualifiers_of(json.loads(qualifiers)),
            confidence=score,
            evidence=tuple(_evidence_of(piece) for piece in evidence if piece[0] is not None),
        )
    except (ValueError, TypeError, LookupError) as error:
        raise StoreError(
            f"claim {key.hex()} of article {article} is damaged ({error}): build the store anew"
        ) from error


def evidence_row(evidence: Evidence) -> Row:
    """The columns of table `evidence` but for claim and rule."""
    subject, object = evidence.subject, evidence.object
    ends = [(None, None) if span is None else (span.start, span.end) for span in (subject, object)]
    return (evidence.span.start, evidence.span.end, evidence.quote, *ends[0], *ends[1])


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


def edge_of(row: Row) -> Edge:
    """The edge of a row of subject, relation, object, four counts and four confidences."""
    return Edge(EntityId(row[0]), row[1], EntityId(row[2]), row[3:7], row[7:11])
