"""Claims as the plain values that --json prints: the record of the JSONL export with names and source."""

from __future__ import annotations

from typing import Any

from kg.export import jsonl
from kg.graph import Graph
from kg.model import Claim
from kg.ontology.vocabulary import Vocabulary


def claim_record(graph: Graph, vocabulary: Vocabulary, claim: Claim, language: str) -> dict[str, Any]:
    """The claim with the names of its ends, the label of its relation, and its article's title, outlet and date."""
    record = jsonl.claim_record(claim)
    del record["record"]
    article = graph.articles.get(claim.article)
    return record | {
        "subjectName": graph.entities[claim.subject].name,
        "objectName": graph.entities[claim.object].name,
        "relationLabel": vocabulary.label(claim.relation, language),
        "title": article.title if article else None,
        "outlet": article.outlet if article else None,
        "published": article.published if article else None,
        "url": article.url if article else None,
    }
