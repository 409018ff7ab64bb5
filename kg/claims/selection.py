"""Pairs + rule candidates → the candidates that stand: pooled over the article, scored, the best places cited.

A pair of entities is judged by all the places where the two meet (as in document-level relation extraction); what the
patterns say of them enters as features, so that each pattern counts as much as it proved reliable in training.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.claims.arguments import UNTYPED
from kg.claims.candidates import Candidate
from kg.claims.classifier import PairClassifier
from kg.claims.consistency import ONE_WAY, consistent
from kg.claims.lines import Line
from kg.claims.pairs import Link, Pair, find_pairs, pair_features
from kg.claims.scope import find_operators
from kg.claims.status import is_bare_negation
from kg.model import EntityId
from kg.ontology.vocabulary import Vocabulary

THRESHOLD = 0.25
_ACROSS = 0.4  # what a pair must score that never meets in one sentence
_TRUSTED = 0.47  # a rule this reliable stands on its own
_SAID = 0.8  # what a trusted rule's reliability is worth as a confidence
_CITED = 3  # places of one claim that are cited at most
_GENERIC = {EntityId("advanced-chips"): ("restricts", "orders", "receives")}  # ruling 1 of the annotation guide
_SECOND_BEST = 0.6  # further places are cited where they score this share of the best one

Ends = tuple[EntityId, EntityId]
# Ends, relation, the classifier's score, the reliability of the best rule that says it (0: none does) → score.
Judge = Callable[[Ends, str, float, float], float]


@dataclass(frozen=True, slots=True)
class Place:
    """One pair with its features and the rule candidates that join exactly its two mentions."""

    pair: Pair
    features: frozenset[str]
    hits: tuple[Candidate, ...]
    triggers: tuple[tuple[int, str], ...]


def find_places(
    lines: Sequence[Line],
    candidates: Sequence[Candidate],
    triggers: Mapping[int, tuple[tuple[int, str], ...]],
    vocabulary: Vocabulary,
    link: Link,
    country: Link,
) -> dict[Ends, list[Place]]:
    """All places of the article by the two entities, subject first; only ends that some relation may join.

    `triggers` holds what stands in each line, by the index of its sentence.
    """
    hits: dict[tuple[int, int, int, int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for key in _keys(candidate, vocabulary):
            hits[key].append(candidate)
    places: dict[Ends, list[Place]] = defaultdict(list)
    with_hits = {line for line, *_ in hits}
    for pair in find_pairs(lines):
        subject, object = pair.ends
        if subject.entity is None or object.entity is None or not joinable(vocabulary, subject.kind, object.kind):
            continue
        found = tuple(hits.get(_pair_key(pair), ())) if id(pair.line) in with_hits else ()
        here = triggers[pair.line.sentence.index]
        rules = {(c.relation, c.rule) for c in found}
        features = frozenset(pair_features(pair, here, rules, link, country))
        places[subject.entity, object.entity].append(Place(pair, features, found, here))
    return places


def pooled_features(places: Sequence[Place]) -> frozenset[str]:
    """The features of a pair of entities: those of all its places, and how many places there are."""
    return places[0].features.union({_count(places)}, *(p.features for p in places[1:]))


def _count(places: Sequence[Place]) -> str:
    return f"count:{min(len(places), 4)}"


@functools.cache
def joinable(vocabulary: Vocabulary, subject_kind: str, object_kind: str) -> tuple[str, ...]:
    """The relations whose signature these classes fit; a name of no class yet ("") fits those of `UNTYPED`."""
    fitting = []
    for name, relation in vocabulary.relations.items():
        alike = not relation.same_kind or subject_kind == object_kind or not (subject_kind and object_kind)
        if alike and _may_be(subject_kind, relation.domain) and _may_be(object_kind, relation.range):
            fitting.append(name)
    return tuple(fitting)


def _may_be(kind: str, kinds: Sequence[str]) -> bool:
    return kind in kinds if kind else any(k in UNTYPED for k in kinds)


def select(
    places: Mapping[Ends, Sequence[Place]],
    classifier: PairClassifier,
    vocabulary: Vocabulary,
    threshold: float = THRESHOLD,
    judge: Judge | None = None,
) -> Iterator[Candidate]:
    """The candidates that a trusted rule says or that score at least `threshold`, each at its best places.

    A `judge` has the last word on the score of every relation that may hold, wherever the two ends stand.
    """
    ordered = sorted(places.items())
    rows = {ends: [classifier.rows(place.features) for place in here] for ends, here in ordered}
    pooled = [classifier.rows([_count(here)]).union(*rows[ends]) for ends, here in ordered]
    scores: dict[tuple[EntityId, EntityId, str], float] = {}
    for (ends, here), row in zip(ordered, classifier.scores(pooled), strict=True):
        least = threshold if judge or _meets(here) else max(threshold, _ACROSS)
        said = {candidate.relation for place in here for candidate in place.hits}
        if judge or said or max(row) >= least:
            back = places.get((ends[1], ends[0]), ())
            for relation in filter(classifier.columns.__contains__, _open(ends, here, said, back, vocabulary)):
                score = row[classifier.columns[relation]]
                best = _best_rule(relation, here, classifier) if relation in said else 0.0
                score = judge(ends, relation, score, best) if judge else with_rule(score, best)
                if score >= least:
                    scores[(*ends, relation)] = score
    for (subject, object, relation), score in consistent(scores).items():
        ends = (subject, object)
        yield from _cited(places[ends], rows[ends], relation, score, classifier)


def _meets(places: Sequence[Place]) -> bool:
    return any(p.pair.first_line is None or p.hits for p in places)


def _open(
    ends: Ends, here: Sequence[Place], said: Set[str], back: Sequence[Place], vocabulary: Vocabulary
) -> Iterator[str]:
    """The relations that may hold between the two: signature, order and background knowledge speak for them."""
    one, two = here[0].pair.ends
    allowed = _GENERIC.get(ends[0]) or _GENERIC.get(ends[1])
    against = ONE_WAY & {candidate.relation for place in back for candidate in place.hits}
    if any("known:object-of-other" in place.features for place in here):
        against = against | {"develops"}  # the lexicon knows another maker
    for relation in joinable(vocabulary, one.kind, two.kind):
        if vocabulary.relations[relation].symmetric and ends[0] > ends[1]:
            continue
        if (allowed is None or relation in allowed) and (relation in said or relation not in against):
            yield relation


def _best_rule(relation: str, places: Sequence[Place], classifier: PairClassifier) -> float:
    """The reliability of the most reliable rule that says the relation."""
    return max(classifier.reliability(c) for place in places for c in place.hits if c.relation == relation)


def with_rule(score: float, reliability: float) -> float:
    """The score, or what a rule of this reliability (0: none) is worth where it can be trusted."""
    return max(score, _SAID * reliability) if reliability >= _TRUSTED else score


def _cited(
    places: Sequence[Place], rows: Sequence[Set[int]], relation: str, score: float, classifier: PairClassifier
) -> Iterator[Candidate]:
    if len(places) == 1:
        yield _candidate(places[0], relation, score)
        return
    column = classifier.columns[relation]
    judged = zip(classifier.scores(rows), places, strict=True)
    scored = [(row[column], -n, p) for n, (row, p) in enumerate(judged)]
    best = max(value for value, *_ in scored)
    ranked = sorted(scored, key=lambda item: item[:2], reverse=True)
    denials = [item for item in ranked[_CITED:] if _may_deny(item[2].pair)]
    for value, _, place in [*ranked[:_CITED], *denials]:
        if value >= best * _SECOND_BEST or _may_deny(place.pair):
            yield _candidate(place, relation, score)


def _may_deny(pair: Pair) -> bool:
    """True for places that must not go unread: a sentence with a denial about both ends, or an elliptical one."""
    if is_bare_negation(pair.line):
        return True
    return pair.first_line is None and any(o.kind in ("denial", "negation") for o in find_operators(pair.line))


def _candidate(place: Place, relation: str, score: float) -> Candidate:
    """The rule candidate of this place where one says the relation, else one made from the pair."""
    said = [c for c in place.hits if c.relation == relation]
    if said:
        return replace(max(said, key=lambda c: (c.confidence, c.rule)), confidence=score)
    pair = place.pair
    subject, object = (pair.object, pair.subject) if pair.turned else (pair.subject, pair.object)
    return Candidate(
        line=pair.line, subject=subject, relation=relation, object=object, trigger=_trigger(place, relation),
        rule=f"pairs.{relation}", confidence=score,
        subject_line=None if pair.turned else pair.first_line, object_line=pair.first_line if pair.turned else None,
    )  # fmt: skip


def _trigger(place: Place, relation: str) -> tuple[int, int]:
    """The unit that says the relation: a trigger of its own patterns between the two, else the stretch between them."""
    pair = place.pair
    first, last = (0, pair.object) if pair.first_line is not None else sorted((pair.subject, pair.object))
    own = [at for at, name in place.triggers if name.rstrip("-=~") == relation and first - 3 <= at <= last + 3]
    if own:
        at = min(own, key=lambda at: abs(at - (first + last) // 2))
        return at, at + 1
    return (last, last + 1) if pair.first_line is not None else (first, last + 1)


def _keys(candidate: Candidate, vocabulary: Vocabulary) -> Iterator[tuple[int, int, int, int, int]]:
    subject, object = id(candidate.subject_line or candidate.line), id(candidate.object_line or candidate.line)
    yield (id(candidate.line), subject, candidate.subject, object, candidate.object)
    if vocabulary.relations[candidate.relation].symmetric:
        yield (id(candidate.line), object, candidate.object, subject, candidate.subject)


def _pair_key(pair: Pair) -> tuple[int, int, int, int, int]:
    line, first = id(pair.line), id(pair.first_line or pair.line)
    if pair.turned:
        return (line, line, pair.object, first, pair.subject)
    return (line, first, pair.subject, line, pair.object)
