"""Checks a store against itself and the ontology: every quote, every claim, every count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.errors import StoreError
from kg.model import Article, ArticleId, Claim, ClaimId, EntityId, Evidence
from kg.ontology.vocabulary import Vocabulary, load_vocabulary
from kg.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that must not be in a store: `where` names the place, `what` the fault."""

    where: str
    what: str


def verify(store: Store) -> list[Problem]:
    """All that is wrong with a store, the file first, then article by article; empty in a sound one.

    Raises:
        StoreError: the file is too damaged to be looked through.
    """
    problems = [Problem(where=str(store.path), what=fault) for fault in store.check()]
    kinds, vocabulary = store.kinds(), load_vocabulary()
    for article_id in store.article_ids():
        problems.extend(_check_article(store, article_id, kinds, vocabulary))
    return problems


def _check_article(
    store: Store, article_id: ArticleId, kinds: Mapping[EntityId, str], vocabulary: Vocabulary
) -> Iterator[Problem]:
    try:
        article, claims = store.article(article_id), store.claims(article_id)
    except StoreError as error:  # this one cannot be read, the others still can
        yield Problem(where=f"article {article_id}", what=str(error))
        return
    for key, claim in claims:
        faults = [*_identity_faults(key, claim), *_signature_faults(claim, kinds, vocabulary)]
        for place, evidence in enumerate(claim.evidence, 1):
            faults += [f"evidence {place}: {fault}" for fault in _evidence_faults(article, evidence)]
        yield from (Problem(where=f"article {article_id}, claim {key}", what=fault) for fault in faults)


def _identity_faults(key: ClaimId, claim: Claim) -> Iterator[str]:
    if claim.id != key:
        yield f"what it says gives the id {claim.id}"
    if not claim.evidence:
        yield "it has no evidence"


def _signature_faults(claim: Claim, kinds: Mapping[EntityId, str], vocabulary: Vocabulary) -> Iterator[str]:
    subject, object = kinds.get(claim.subject, "?"), kinds.get(claim.object, "?")
    if claim.relation not in vocabulary.relations:
        yield f"the ontology has no relation '{claim.relation}'"
    elif not vocabulary.allows(subject, claim.relation, object):
        yield f"the ontology does not allow {subject} {claim.relation} {object}"


def _evidence_faults(article: Article | None, evidence: Evidence) -> Iterator[str]:
    if article is None or evidence.span.of(article.text) != evidence.quote:
        yield f"the text at {evidence.span.start} to {evidence.span.end} is not the quote"
    for name, end in (("subject", evidence.subject), ("object", evidence.object)):
        if end is not None and not evidence.span.covers(end):
            yield f"its {name} at {end.start} to {end.end} lies outside the quote"
