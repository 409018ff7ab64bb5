"""A printed confidence is a probability: curves rise, keep order, and are chosen by what a claim rests on."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from kg.claims.calibration import KINDS, apply_curve, calibrated, evidence_kind, log_odds
from kg.engines.rules import RulesEngine
from kg.model import ArticleId, Claim, EntityId, Evidence, Span
from kg.ontology.weights import load_curves

HERE = Span(0, 4)
unit = st.floats(0, 1)


def claim(*evidence: tuple[str, Span | None, Span | None], confidence: float = 0.5) -> Claim:
    read = (Evidence(span=HERE, quote="four", rule=rule, subject=s, object=o) for rule, s, o in evidence)
    return Claim(
        article=ArticleId("a"), subject=EntityId("s"), relation="owns", object=EntityId("o"),
        confidence=confidence, evidence=tuple(read),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("evidence", "kind"),
    [
        ([("en.owns.1", HERE, HERE)], "rule"),
        ([("pairs.owns", HERE, HERE), ("structure.of", HERE, HERE)], "rule"),
        ([("pairs.owns", HERE, HERE)], "pair"),
        ([("pairs.owns", HERE, None), ("pairs.owns", None, HERE)], "across"),
        ([("consequence.orders", None, None)], "consequence"),
    ],
)
def test_the_curve_is_chosen_by_what_a_claim_rests_on(
    evidence: list[tuple[str, Span | None, Span | None]], kind: str
) -> None:
    (only,) = calibrated([claim(*evidence)], {kind: (1.0, 1.0)})

    assert evidence_kind(only) == kind
    assert only.confidence == round(apply_curve(0.5, 1.0, 1.0), 3) > 0.7


def test_a_kind_without_a_curve_keeps_its_confidence() -> None:
    assert [c.confidence for c in calibrated([claim(("pairs.owns", HERE, HERE))], {"rule": (1.0, 1.0)})] == [0.5]


@given(unit, unit, st.floats(0.05, 3), st.floats(-3, 3))
def test_curves_keep_the_order_and_stay_within_bounds(one: float, two: float, slope: float, intercept: float) -> None:
    low, high = (apply_curve(score, slope, intercept) for score in sorted((one, two)))

    assert 0.01 <= low <= high <= 0.99


@given(st.floats(0.01, 0.99))
def test_the_curve_that_changes_nothing_changes_nothing(score: float) -> None:
    assert apply_curve(score, 1.0, 0.0) == pytest.approx(score)
    assert log_odds(1 - score) == pytest.approx(-log_odds(score))


def test_every_kind_of_evidence_has_a_curve_that_rises() -> None:
    curves = load_curves()

    assert set(curves) == set(KINDS)
    assert all(slope > 0 for slope, _ in curves.values())


def test_calibration_changes_confidences_and_not_what_is_claimed(engine: RulesEngine) -> None:
    from kg.model import Article

    article = Article(id=ArticleId("a"), text="ByteDance ordered H20 chips from Nvidia.", language="en")
    raw = RulesEngine()
    raw.curves = {}

    plain, printed = raw.extract(article).claims, engine.extract(article).claims

    assert plain == printed
    assert [c.confidence for c in plain] != [c.confidence for c in printed]
