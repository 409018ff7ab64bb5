"""What training learns of confidences: errors by hand, curves that find back what made the data, a plot with counts."""

import random
from pathlib import Path
from xml.etree import ElementTree

import calibrate
import cross_validate
import pytest
from reliability import Judged, bins, calibration_error, plot

from kg.claims.calibration import apply_curve, log_odds
from kg.evaluation import ArticleScore, GoldArticle
from kg.model import ArticleId, Claim, EntityId


def judged(confidence: float, right: int, wrong: int, kind: str = "rule") -> list[Judged]:
    return [Judged(confidence, kind, True)] * right + [Judged(confidence, kind, False)] * wrong


def article(name: str) -> GoldArticle:
    return GoldArticle(id=name, language="en", text="", path=Path(f"{name}.json"), entities={}, claims=())


def test_the_error_is_the_distance_between_confidence_and_share_of_right_ones() -> None:
    """Ten at 0.8 of which 6 are right miss by 0.2, ten at 0.5 of which 5 are right by nothing: 0.1 on average."""
    assert calibration_error([*judged(0.8, 6, 4), *judged(0.5, 5, 5)]) == pytest.approx(0.1)


def test_a_confidence_of_one_falls_into_the_last_bin() -> None:
    assert [(b.count, b.confidence, b.right) for b in bins(judged(1.0, 1, 1))] == [(2, 1.0, 0.5)]


def test_a_curve_finds_back_what_made_the_data() -> None:
    chance = random.Random(1)
    scores = [chance.uniform(0.05, 0.95) for _ in range(20_000)]
    points = [(log_odds(s), chance.random() < apply_curve(s, 0.5, -0.7)) for s in scores]

    slope, intercept = calibrate.fit_curve(points)

    assert (slope, intercept) == (pytest.approx(0.5, abs=0.05), pytest.approx(-0.7, abs=0.05))


def test_few_claims_hardly_move_a_curve() -> None:
    slope, intercept = calibrate.fit_curve([(log_odds(0.9), False), (log_odds(0.2), True)])

    assert (slope, intercept) == (pytest.approx(1, abs=0.5), pytest.approx(0, abs=0.3))


def test_a_curve_rises_even_where_the_data_fall() -> None:
    falling = [(log_odds(o.confidence), o.right) for o in [*judged(0.9, 0, 500), *judged(0.1, 500, 0)]]

    assert calibrate.fit_curve(falling)[0] > 0


def test_claims_are_calibrated_by_curves_of_other_folds() -> None:
    """A fold of right claims alone must not lift its own confidences."""
    first, second = judged(0.5, 200, 0), judged(0.5, 0, 200)

    after = list(calibrate.cross_fitted([first, second]))

    assert {o.confidence < 0.5 for o in after[:200]} == {True}
    assert {o.confidence > 0.5 for o in after[200:]} == {True}


def test_only_claims_of_the_first_folder_are_judged() -> None:
    """Two folders, one right claim in each: exercises beside the news do not count."""
    claim = Claim(article=ArticleId("a"), subject=EntityId("s"), relation="owns", object=EntityId("o"), confidence=0.7)
    scored = ArticleScore(
        article="a", language="en", levels={}, shares={}, relations={}, statuses={}, right=(claim,), wrong=(), missed=()
    )
    fold = cross_validate.Fold([article("news/a"), article("exercises/b")], [scored, scored])

    assert [o.confidence for o in calibrate.judged_claims(fold, Path("news"))] == [0.7]


def test_the_plot_is_an_svg_that_counts_the_claims_of_each_bin() -> None:
    drawn = ElementTree.fromstring(plot([("before", judged(0.8, 6, 4)), ("after", judged(0.6, 3, 2))]))

    texts = [node.text or "" for node in drawn.iter() if node.tag.endswith("text")]
    assert "before: error 0.200, 10 claims" in texts
    assert {"10", "5"} <= set(texts)


def test_folds_depend_on_the_seed_alone_and_hold_each_article_once() -> None:
    articles = [article(f"a{n}") for n in range(11)]

    dealt = cross_validate.deal(articles, 4, seed=1)

    assert dealt == cross_validate.deal(articles[::-1], 4, seed=1) != cross_validate.deal(articles, 4, seed=2)
    assert sorted(a.id for fold in dealt for a in fold) == sorted(a.id for a in articles)
    assert {len(fold) for fold in dealt} == {2, 3}
