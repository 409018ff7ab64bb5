"""Which scored relations stand: signatures, thresholds, the word of a trusted rule, and what excludes what."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.candidates import Candidate
from kg.claims.classifier import PairClassifier
from kg.claims.consistency import ONE_WAY, consistent
from kg.claims.lines import make_line
from kg.claims.pairs import find_pairs
from kg.claims.selection import find_places, joinable, select
from kg.model import Article, ArticleId, EntityId, Form, Mention, Span
from kg.ontology.cues import load_cues
from kg.ontology.vocabulary import load_vocabulary
from kg.ontology.weights import load_reliability, load_weights
from kg.sentences.split import split_sentences

ACME, X1, BETA = EntityId("acme"), EntityId("x1"), EntityId("beta")
TEXT = "Acme ordered X1 chips. Beta grew."


def lines(text: str = TEXT) -> list:
    article, cues = Article(id=ArticleId("a"), text=text, language="en"), load_cues("en")
    made = []
    for sentence in split_sentences(article, cues):
        mentions = []
        for name, kind, entity in (("Acme", "Company", ACME), ("X1", "Chip", X1), ("Beta", "Company", BETA)):
            if name in sentence.text:
                start = sentence.span.start + sentence.text.index(name)
                mentions.append(
                    Mention(
                        article=article.id, sentence=sentence.index, span=Span(start, start + len(name)), text=name,
                        kind=kind, form=Form.NAME, entity=entity,
                    )
                )  # fmt: skip
        made.append(make_line(sentence, mentions, cues))
    return made


def places(candidates: list[Candidate], here: list) -> dict:
    triggers = {line.sentence.index: () for line in here}
    return find_places(here, candidates, triggers, load_vocabulary(), lambda e: None, lambda e: None)


def order(here: list, confidence: float = 0.9) -> Candidate:
    return Candidate(
        line=here[0], subject=0, relation="orders", object=2, trigger=(1, 2), rule="test.orders", confidence=confidence
    )


def test_both_orders_of_two_mentions_are_paired_and_pairs_that_met_are_not_paired_again() -> None:
    ends = [tuple(m.entity for m in pair.ends) for pair in find_pairs(lines("Acme ordered X1. Acme likes X1."))]

    assert sorted(ends) == [(ACME, X1)] * 2 + [(X1, ACME)] * 2


def test_neighbouring_lines_are_paired_and_the_object_may_stand_first() -> None:
    across = [pair for pair in find_pairs(lines()) if pair.first_line is not None]

    assert {tuple(m.entity for m in pair.ends) for pair in across} == {
        (ACME, BETA), (BETA, ACME), (X1, BETA), (BETA, X1),
    }  # fmt: skip


def test_places_hold_only_ends_that_some_relation_joins() -> None:
    found = places([], lines())

    assert (ACME, X1) in found
    assert all(joinable(load_vocabulary(), *(m.kind for m in p[0].pair.ends)) for p in found.values())


def test_signatures_decide_what_may_join() -> None:
    vocabulary = load_vocabulary()

    assert "orders" in joinable(vocabulary, "Company", "Chip")
    assert "orders" not in joinable(vocabulary, "Country", "Person")
    assert "owns" in joinable(vocabulary, "", "Company")


def test_a_trusted_rule_stands_against_the_classifier() -> None:
    here = lines()
    chosen = list(select(places([order(here)], here), PairClassifier({"orders": {"": -9.0}}, {}), load_vocabulary()))

    assert [(c.relation, c.rule, c.line) for c in chosen] == [("orders", "test.orders", here[0])]


@pytest.mark.parametrize(("confidence", "counts"), [(0.2, {}), (0.9, {"test.orders": (0, 50)})])
def test_a_doubtful_rule_falls_where_the_classifier_disagrees(
    confidence: float, counts: dict[str, tuple[int, int]]
) -> None:
    here = lines()
    found = places([order(here, confidence)], here)

    assert list(select(found, PairClassifier({"orders": {"": -9.0}}, counts), load_vocabulary())) == []


def test_the_classifier_alone_may_say_a_relation() -> None:
    here = lines("Acme X1.")
    chosen = list(select(places([], here), PairClassifier({"orders": {"": 3.0}}, {}), load_vocabulary()))

    assert [(c.relation, c.rule) for c in chosen] == [("orders", "pairs.orders")]
    assert tuple(m.entity for m in chosen[0].ends) == (ACME, X1)


def test_a_pair_that_never_meets_must_score_more() -> None:
    here = lines("Acme grew. The X1 shipped.")
    weights = {"orders": {"": math.log(0.3 / 0.7)}}

    assert list(select(places([], here), PairClassifier(weights, {}), load_vocabulary())) == []
    assert list(select(places([], lines("Acme X1.")), PairClassifier(weights, {}), load_vocabulary()))


def test_reliability_moves_from_the_patterns_word_to_its_record() -> None:
    candidate = order(lines())
    fresh, proven, broken = (
        PairClassifier({}, {"test.orders": c}).reliability(candidate) for c in ((0, 0), (50, 50), (0, 50))
    )

    assert fresh == pytest.approx(candidate.confidence)
    assert broken < 0.1 < fresh < proven < 1


@given(
    st.dictionaries(st.sampled_from(["", "a", "b", "c"]), st.floats(-9, 9)),
    st.lists(st.sampled_from("abcd"), unique=True),
)
def test_a_score_is_a_probability(weights: dict[str, float], features: list[str]) -> None:
    classifier = PairClassifier({"orders": weights}, {})
    ((score,),) = classifier.scores([classifier.rows(features)])

    assert 0 < score < 1


@pytest.mark.parametrize("rival", ["uses", "orders", "receives"])
def test_who_makes_goods_does_not_obtain_them(rival: str) -> None:
    sure, weak = (ACME, X1, "develops"), (ACME, X1, rival)

    assert set(consistent({sure: 0.9, weak: 0.5})) == {sure}
    assert set(consistent({sure: 0.4, weak: 0.5})) == {weak}


def test_other_firms_may_obtain_what_one_makes() -> None:
    scores = {(ACME, X1, "develops"): 0.9, (BETA, X1, "orders"): 0.3}

    assert consistent(scores) == scores


@pytest.mark.parametrize("relation", sorted(ONE_WAY))
def test_a_one_way_relation_keeps_its_surer_direction(relation: str) -> None:
    there, back = (ACME, BETA, relation), (BETA, ACME, relation)

    assert set(consistent({there: 0.6, back: 0.5})) == {there}
    assert set(consistent({there: 0.5, back: 0.6})) == {back}
    assert len(consistent({there: 0.5, back: 0.5})) == 1


def test_one_way_relations_are_relations_of_the_ontology() -> None:
    assert load_vocabulary().relations.keys() >= ONE_WAY


def test_the_candidate_of_a_rule_is_kept_but_for_its_score() -> None:
    here = lines("Acme ordered X1 chips.")
    said = order(here)
    (chosen,) = select(places([said], here), PairClassifier({"orders": {"": 2.0}}, {}), load_vocabulary())

    assert replace(chosen, confidence=said.confidence) == said


def test_shipped_weights_are_of_known_relations() -> None:
    relations = load_vocabulary().relations.keys()
    rules = load_reliability()

    assert load_weights().keys() <= relations
    assert {r.split(".")[1] for r in rules if not r.startswith(("structure.", "pairs."))} <= relations
    assert all(0 <= right <= fired for right, fired in rules.values())
