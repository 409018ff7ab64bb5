"""The values every step of kg takes and returns; standard library only, frozen, compared by content."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

ArticleId = NewType("ArticleId", str)
EntityId = NewType("EntityId", str)
ClaimId = NewType("ClaimId", str)


class Polarity(StrEnum):
    """Whether a claim is affirmed or denied (FactBank's first axis)."""

    AFFIRMED = "Affirmed"
    DENIED = "Denied"


class Actuality(StrEnum):
    """Whether what is claimed holds, held, or lies ahead."""

    ACTUAL = "Actual"
    PLANNED = "Planned"
    CONSIDERED = "Considered"
    POSSIBLE = "Possible"
    CONDITIONAL = "Conditional"
    ENDED = "Ended"


class Evidentiality(StrEnum):
    """On whose word a claim rests."""

    NARRATOR = "Narrator"
    NAMED_SOURCE = "NamedSource"
    PARTY_STATEMENT = "PartyStatement"
    OFFICIAL_DOCUMENT = "OfficialDocument"
    ANONYMOUS_SOURCES = "AnonymousSources"
    ANALYST = "Analyst"
    OTHER_MEDIA = "OtherMedia"


class Status(StrEnum):
    """The one word a reader sees; derived from polarity and actuality, never stored by hand."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    DENIED = "denied"
    ENDED = "ended"


class Form(StrEnum):
    """How a mention refers (the forms of ACE, with its premodifiers: "Chinese" in "Chinese firm")."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    PREMODIFIER = "premodifier"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open `[start, end)` in code points of `Article.text`.

    >>> Span(0, 9).of("ByteDance ordered chips")
    'ByteDance'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def of(self, text: str) -> str:
        """The slice of `text` that the span marks."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as read: `text` is NFC with line feeds as line ends, headers and boilerplate included.

    `body` marks where the prose begins; `origin` names the input without any folder of this machine;
    `published` is an ISO date of day, month or year precision (``2024-09-30``, ``2024-09``, ``2024``).
    """

    id: ArticleId
    text: str
    language: str
    body: int = 0
    title: str | None = None
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    origin: str = ""

    @property
    def text_hash(self) -> str:
        """SHA-256 over the text and every field that extraction or output reads, in hex."""
        fields = [self.text, self.language, self.body, self.title, self.published, self.url, self.outlet]
        return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or punctuation mark; `folded` is its text without case and accents, same length."""

    span: Span
    text: str
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence; `paragraph` counts from 0, `heading` marks titles and section headings.

    `tokens` are in order and never overlap; their spans are offsets in the article.
    """

    article: ArticleId
    index: int
    span: Span
    text: str
    language: str
    tokens: tuple[Token, ...] = ()
    paragraph: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that refers to something; `entity` is None until it is linked.

    `kind` is "" while nothing decides the class of a name. `candidates` holds the entities that the gazetteer
    offers, most likely first. `head` is the folded head noun of a nominal ("chips", "company"), `owner` the
    company or issuer that its words name ("chips da Huawei", "US curbs").
    """

    article: ArticleId
    sentence: int
    span: Span
    text: str
    kind: str
    form: Form
    entity: EntityId | None = None
    candidates: tuple[EntityId, ...] = ()
    head: str = ""
    owner: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Label:
    """A name of an entity; `language` is a BCP 47 code, or "" where the name is the same in all."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """What mentions refer to; `kind` is the local name of its class in kg.ttl.

    `aliases` are sorted; `same_as` holds Wikidata ids (``Q160120``); `owner` is set for a class of goods
    that the text names by its maker ("chips da Huawei").
    """

    id: EntityId
    kind: str
    name: str
    aliases: tuple[Label, ...] = ()
    same_as: tuple[str, ...] = ()
    owner: EntityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A count with its bounds: operator is one of ``= > < ~ ..`` and open bounds are None.

    "more than 100,000 chips" is ``>``, minimum 100000, maximum None, unit "chips".
    """

    operator: str
    minimum: float | None
    maximum: float | None
    unit: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount with its bounds in units of `currency` (ISO 4217); operator as in Quantity."""

    operator: str
    minimum: float | None
    maximum: float | None
    currency: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """When a claim holds: the words, and the first and last day they allow (None: open)."""

    text: str
    earliest: date | None
    latest: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifiers:
    """What narrows a claim; every part is optional."""

    quantity: Quantity | None = None
    money: Money | None = None
    time: Time | None = None
    purpose: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a claim was read: a sentence with its offsets, and the rule that read it.

    `quote == article.text[span.start:span.end]` always holds. `subject` and `object` mark the words that
    name the two ends, where they stand inside the quote; they too are offsets in the article, not in the quote.
    """

    span: Span
    quote: str
    rule: str
    subject: Span | None = None
    object: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one article says; two claims are equal when they say the same, whatever their evidence."""

    article: ArticleId
    subject: EntityId
    relation: str
    object: EntityId
    polarity: Polarity = Polarity.AFFIRMED
    actuality: Actuality = Actuality.ACTUAL
    evidentiality: Evidentiality = Evidentiality.NARRATOR
    attribution: str | None = None
    qualifiers: Qualifiers = Qualifiers()
    confidence: float = field(default=1.0, compare=False)
    evidence: tuple[Evidence, ...] = field(default=(), compare=False)

    @property
    def status(self) -> Status:
        """Denied before ended before planned: what is denied never counts as a fact."""
        if self.polarity is Polarity.DENIED:
            return Status.DENIED
        if self.actuality is Actuality.ENDED:
            return Status.ENDED
        return Status.ASSERTED if self.actuality is Actuality.ACTUAL else Status.PLANNED

    @property
    def id(self) -> ClaimId:
        """Content hash of what is said and by which article, 16 hex digits; evidence is left out."""
        return ClaimId(hashlib.sha256(self._identity().encode()).hexdigest()[:16])

    def _identity(self) -> str:
        q = self.qualifiers
        parts: list[object] = [self.article, self.subject, self.relation, self.object, self.polarity.value]
        parts += [self.actuality.value, self.evidentiality.value, self.attribution, q.purpose, q.role]
        parts.append(q.quantity and [q.quantity.operator, q.quantity.minimum, q.quantity.maximum, q.quantity.unit])
        parts.append(q.money and [q.money.operator, q.money.minimum, q.money.maximum, q.money.currency])
        parts.append(q.time and [q.time.text, str(q.time.earliest), str(q.time.latest)])
        return json.dumps(parts, ensure_ascii=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that an engine read in one article: entities that claims use (sorted by id), claims (sorted), notes."""

    article: ArticleId
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
