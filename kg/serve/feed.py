"""Atom feeds (RFC 4287) of new claims, so that a newsroom can follow what is said of a company."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from kg.model import Claim
from kg.ontology.vocabulary import Vocabulary
from kg.pages.data import safe_url
from kg.serve.choice import date_of
from kg.statements import tell
from kg.store import StoreGraph

ENTRIES = 50
"""Claims in one feed."""

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 cannot hold, even escaped
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REST = {len("2024"): "-01-01", len("2024-09"): "-01"}
_NEVER = "1970-01-01T00:00:00Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed is about: its title, where it is read from and which page shows the same."""

    title: str
    address: str
    page: str
    root: str


def write_feed(graph: StoreGraph, vocabulary: Vocabulary, feed: Feed, claims: Iterable[Claim]) -> bytes:
    """The feed of these claims in their order; undated ones are left out, for Atom wants a date of each."""
    ElementTree.register_namespace("", _ATOM)
    head = ElementTree.Element(f"{{{_ATOM}}}feed")
    dated = [claim for claim in claims if date_of(graph, claim)]
    newest = max((date_of(graph, claim) for claim in dated), default="")
    _put(head, "id", f"urn:kg:feed:{hashlib.sha256(feed.address.encode()).hexdigest()[:16]}")
    _put(head, "title", feed.title)
    _put(head, "updated", _moment(newest))
    _put(_put(head, "author"), "name", "kg")
    _link(head, "self", feed.root + feed.address, "application/atom+xml")
    _link(head, "alternate", feed.root + feed.page, "text/html")
    for claim in dated:
        _entry(head, graph, vocabulary, feed.root, claim)
    content: bytes = ElementTree.tostring(head, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def _entry(head: ElementTree.Element, graph: StoreGraph, vocabulary: Vocabulary, root: str, claim: Claim) -> None:
    article = graph.articles.get(claim.article)
    told = tell(graph, vocabulary, (claim.subject, claim.relation, claim.object), "en")
    entry = _put(head, "entry")
    _put(entry, "id", f"urn:kg:claim:{claim.id}")
    _put(entry, "title", f"{told} ({claim.status})")
    moment = _moment(date_of(graph, claim))
    _put(entry, "updated", moment)
    _put(entry, "published", moment)
    _link(entry, "alternate", f"{root}/claim/{claim.id}", "text/html")
    source = safe_url(article.url) if article else None
    if source is not None:
        _link(entry, "via", source)
    if article is not None and (article.outlet or article.title):
        _put(_put(entry, "author"), "name", article.outlet or article.title or "")
    category = _put(entry, "category")
    category.set("term", claim.status.value)
    _put(entry, "summary", " … ".join(evidence.quote for evidence in claim.evidence))


def _put(parent: ElementTree.Element, name: str, text: str | None = None) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, f"{{{_ATOM}}}{name}")
    if text is not None:
        element.text = _NO_XML.sub("", text)
    return element


def _link(parent: ElementTree.Element, relation: str, address: str, media: str | None = None) -> None:
    link = _put(parent, "link")
    link.set("rel", relation)
    link.set("href", _NO_XML.sub("", address))
    if media is not None:
        link.set("type", media)


def _moment(published: str) -> str:
    """The first moment of a day, month or year."""
    return f"{published}{_REST.get(len(published), '')}T00:00:00Z" if published else _NEVER
