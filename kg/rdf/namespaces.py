"""The IRIs of entities, claims, articles and evidence, safe for any id, and the prefixes of every export."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

import pyoxigraph as ox

from kg.model import ArticleId, ClaimId, EntityId
from kg.ontology.vocabulary import KG

DEFAULT_BASE = "https://example.org/kg/"

DCTERMS = "http://purl.org/dc/terms/"
OA = "http://www.w3.org/ns/oa#"
OWL = "http://www.w3.org/2002/07/owl#"
PROV = "http://www.w3.org/ns/prov#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
WD = "http://www.wikidata.org/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"

PLANNED_GRAPH = ox.NamedNode(f"{KG}plannedGraph")

_UNRESERVED = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9_.~-]*")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")


@dataclass(frozen=True, slots=True)
class Names:
    """Makes the IRIs of one export; `base` heads every IRI of data, while kg: terms keep their own namespace.

    >>> Names().entity(EntityId("dona do TikTok")).value
    'https://example.org/kg/entity/dona%20do%20TikTok'

    Raises:
        ValueError: `base` is no absolute IRI.
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        if not _ABSOLUTE.fullmatch(self.base):
            raise ValueError(f"base '{self.base}' is no absolute IRI. Give one such as {DEFAULT_BASE}")
        if not self.base.endswith(("/", "#")):
            object.__setattr__(self, "base", f"{self.base}/")

    def entity(self, entity_id: EntityId) -> ox.NamedNode:
        """The IRI of an entity."""
        return self._node("entity", entity_id)

    def claim(self, claim_id: ClaimId) -> ox.NamedNode:
        """The IRI of a claim."""
        return self._node("claim", claim_id)

    def evidence(self, claim_id: ClaimId, number: int) -> ox.NamedNode:
        """The IRI of the n-th quote of a claim, counted from 1."""
        return self._node("evidence", f"{claim_id}-{number}")

    def article(self, article_id: ArticleId) -> ox.NamedNode:
        """The IRI of an article."""
        return self._node("article", article_id)

    def run(self, engine: str) -> ox.NamedNode:
        """The IRI of the runs of one engine version."""
        return self._node("run", engine)

    def prefixes(self) -> dict[str, str]:
        """Every prefix that an export declares and a query may use, sorted."""
        data = {"art": "article", "claim": "claim", "ent": "entity", "ev": "evidence", "run": "run"}
        prefixes = {short: f"{self.base}{room}/" for short, room in data.items()}
        prefixes |= {"dcterms": DCTERMS, "kg": KG, "oa": OA, "owl": OWL, "prov": PROV, "rdf": RDF}
        prefixes |= {"rdfs": RDFS, "schema": SCHEMA, "skos": SKOS, "wd": WD, "xsd": XSD}
        return dict(sorted(prefixes.items()))

    def _node(self, room: str, id: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self.base}{room}/{encoded(id)}")


@cache
def term(name: str) -> ox.NamedNode:
    """The kg: IRI of a class, relation or status."""
    return ox.NamedNode(KG + encoded(name))


def encoded(id: str) -> str:
    """`id` as one path segment: different ids never meet, and no id can leave its folder."""
    if _UNRESERVED.fullmatch(id):
        return id
    segment = quote(id, safe="")
    # RFC 3986 resolves "." and ".." away, wherever an IRI is made absolute
    return segment.replace(".", "%2E") if segment in {".", ".."} else segment
