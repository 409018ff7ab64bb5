"""Candidates → claims of one article: kinds settled, signatures checked, repeats merged with all their evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from kg.claims.arguments import UNTYPED
from kg.claims.attachment import Measures, find_measures, find_qualifiers
from kg.claims.attribution import find_source
from kg.claims.candidates import Candidate
from kg.claims.lines import Line
from kg.claims.measure_status import is_lifted
from kg.claims.status import EXPLICIT, find_status, strength
from kg.model import Actuality, Article, Claim, EntityId, Evidence, Form, Mention, Qualifiers, Span, Status, Time
from kg.ontology.vocabulary import Vocabulary

_DATED_TOGETHER = ("imposedBy", "targets", "restricts")


def settle_kinds(candidates: Sequence[Candidate], vocabulary: Vocabulary) -> dict[EntityId, str]:
    """The class of each name that no cue typed: the one that most of its places in relations ask for."""
    votes: dict[EntityId, Counter[str]] = defaultdict(Counter)
    for candidate in candidates:
        relation = vocabulary.relations[candidate.relation]
        for mention, kinds in zip(candidate.ends, (relation.domain, relation.range), strict=True):
            if mention.kind == "" and mention.entity is not None:
                fitting = [k for k in UNTYPED if k in kinds]
                votes[mention.entity].update([*fitting, *fitting[:1]])
    return {e: min(v, key=lambda k: (-v[k], UNTYPED.index(k))) for e, v in votes.items()}


def make_claims(
    article: Article,
    candidates: Iterable[Candidate],
    kinds: Mapping[EntityId, str],
    vocabulary: Vocabulary,
    entity_of: Callable[[EntityId], EntityId],
    name_of: Callable[[EntityId], str] = str,
) -> list[Claim]:
    """Claims whose signature holds, merged by what they say.

    `entity_of` gives the final id of an entity, `name_of` the name under which a speaker is cited.

    Candidates of one triple come best place first; the best place decides the status.
    """
    places: dict[tuple[str, ...], list[tuple[int, Claim]]] = defaultdict(list)
    measures: dict[int, Measures] = {}
    candidates = list(candidates)
    lifted = {entity_of(e) for e in lifted_measures(c.line for c in candidates)}
    for candidate in candidates:
        claim = _claim(article, candidate, kinds, vocabulary, entity_of, name_of, measures)
        if claim is not None:
            places[(*_ends(claim, vocabulary), claim.relation)].append((strength(candidate), claim))
    settled = [claim for key in sorted(places) for claim in settle_statuses(places[key])]
    ended = [replace(c, actuality=Actuality.ENDED) if c.subject in lifted else c for c in settled]
    return list(share_dates(ended))


def share_dates(claims: Sequence[Claim]) -> Iterator[Claim]:
    """One measure has one date: what a single claim of it tells holds for the claims of it that tell none."""
    times: dict[EntityId, set[Time]] = defaultdict(set)
    for claim in claims:
        if claim.relation in _DATED_TOGETHER and claim.qualifiers.time is not None:
            times[claim.subject].add(claim.qualifiers.time)
    for claim in claims:
        known = times[claim.subject] if claim.relation in _DATED_TOGETHER and claim.qualifiers.time is None else set()
        if len(known) == 1:
            yield replace(claim, qualifiers=replace(claim.qualifiers, time=next(iter(known))))
        else:
            yield claim


def lifted_measures(lines: Iterable[Line]) -> set[EntityId]:
    """The measures, known by name, that some sentence calls lifted: all that the article says of them is over."""
    found = set()
    for line in {line.sentence.index: line for line in lines}.values():
        for index, unit in enumerate(line.units):
            mention = unit.mention
            if (
                mention is not None
                and mention.kind == "Sanction"
                and mention.form is Form.NAME
                and mention.entity is not None
            ):
                found |= {mention.entity} if is_lifted(line, index) else set()
    return found


def settle_statuses(places: Sequence[tuple[int, Claim]]) -> Iterator[Claim]:
    """One claim with the status of the strongest place; beside it a denied one where an equally strong place denies.

    What only a weak place asserts does not outweigh a denial: it yields the denied claim alone.
    """
    top = max(level for level, _ in places)
    strong = [claim for level, claim in places if level == top]
    denied = any(c.status is Status.DENIED for c in strong)
    statuses = {strong[0].status}
    if denied and top == EXPLICIT:
        statuses |= {Status.DENIED, *[c.status for c in strong if c.status is not Status.DENIED][:1]}
    elif denied:
        statuses = {Status.DENIED}
    for status in sorted(statuses):
        same = [claim for _, claim in places if claim.status is status]
        yield _merged(same)


def _claim(
    article: Article,
    candidate: Candidate,
    kinds: Mapping[EntityId, str],
    vocabulary: Vocabulary,
    entity_of: Callable[[EntityId], EntityId],
    name_of: Callable[[EntityId], str],
    measures: dict[int, Measures],
) -> Claim | None:
    subject, object = candidate.ends
    if subject.entity is None or object.entity is None or subject.entity == object.entity:
        return None
    subject_kind = subject.kind or kinds.get(subject.entity, "")
    object_kind = object.kind or kinds.get(object.entity, "")
    status = find_status(candidate, article.published)
    if status is None or not vocabulary.allows(subject_kind, candidate.relation, object_kind):
        return None
    line = candidate.line
    if line.sentence.index not in measures:
        measures[line.sentence.index] = find_measures(line, article.published)
    source = find_source(candidate, name_of)
    return Claim(
        article=article.id,
        subject=entity_of(subject.entity),
        relation=candidate.relation,
        object=entity_of(object.entity),
        polarity=status[0],
        actuality=status[1],
        evidentiality=source.evidentiality,
        attribution=source.name,
        qualifiers=find_qualifiers(candidate, measures[line.sentence.index]),
        confidence=round(candidate.confidence, 3),
        evidence=_evidence(candidate, subject, object),
    )


def _evidence(candidate: Candidate, subject: Mention, object: Mention) -> tuple[Evidence, ...]:
    """The sentence that says it; before it, where an end stands in an earlier sentence, that one too."""
    earlier = candidate.subject_line or candidate.object_line
    here = _cited(
        candidate.line,
        candidate.rule,
        None if candidate.subject_line else subject,
        None if candidate.object_line else object,
    )
    if earlier is None:
        return (here,)
    return (
        here,
        _cited(
            earlier,
            candidate.rule,
            subject if candidate.subject_line else None,
            object if candidate.object_line else None,
        ),
    )


def _cited(line: Line, rule: str, subject: Mention | None, object: Mention | None) -> Evidence:
    return Evidence(
        span=line.sentence.span, quote=line.sentence.text, rule=rule,
        subject=subject.span if subject is not None else None, object=object.span if object is not None else None,
    )  # fmt: skip


def _ends(claim: Claim, vocabulary: Vocabulary) -> tuple[str, str]:
    if vocabulary.relations[claim.relation].symmetric:
        first, second = sorted((claim.subject, claim.object))
        return first, second
    return claim.subject, claim.object


def _merged(claims: Sequence[Claim]) -> Claim:
    """One claim with the qualifiers and the evidence of all."""
    if len(claims) == 1:
        return claims[0]
    evidence = sorted({e for claim in claims for e in claim.evidence}, key=_evidence_order)
    return replace(reduce(_merge, claims), evidence=tuple(evidence))


def _merge(first: Claim, second: Claim) -> Claim:
    """One claim with the qualifiers of both; the surer one decides the axes."""
    best, other = (first, second) if first.confidence >= second.confidence else (second, first)
    confidence = 1 - (1 - first.confidence) * (1 - second.confidence * 0.5)
    return replace(
        best,
        qualifiers=_richest(best.qualifiers, other.qualifiers),
        confidence=round(min(0.98, max(best.confidence, confidence)), 3),
    )


def _evidence_order(evidence: Evidence) -> tuple[Span, str, str, str]:
    return evidence.span, evidence.rule, str(evidence.subject), str(evidence.object)


def _richest(first: Qualifiers, second: Qualifiers) -> Qualifiers:
    return Qualifiers(
        quantity=first.quantity or second.quantity,
        money=first.money or second.money,
        time=first.time or second.time,
        purpose=first.purpose or second.purpose,
        role=first.role or second.role,
    )
