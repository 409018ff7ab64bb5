"""Makes the confidence of claims their probability of being right: python training/calibrate.py [FOLDER …].

Fits one curve a kind of evidence (Platt scaling, held near no change where claims are few) to cross-validated claims,
writes ontology/weights/calibration.tsv and the plot, and prints the error before and after. The error after is
measured on folds that the curves had not seen. training/train_pairs.py does the same after each training.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import cross_validate
from reliability import Judged, calibration_error, plot

from kg.claims.calibration import KINDS, apply_curve, evidence_kind, log_odds
from kg.evaluation import GoldArticle
from kg.ontology.locate import ontology_dir

Curve = tuple[float, float]

PULL = 10.0  # how strongly a curve is held near (1, 0), as if by so many doubtful claims
STEPS = 40  # of Newton's method; a handful suffice
FLATTEST = 0.05  # a curve always rises
PLOT = Path(__file__).resolve().parent.parent / "docs" / "images" / "calibration.svg"
HEAD = (
    "# Kind of evidence, slope and intercept: probability = sigmoid(slope * log odds of the score + intercept).",
    "# Made by training/train_pairs.py or training/calibrate.py from cross-validated claims; not edited by hand.",
)


def main() -> None:
    """Reads the folders, cross-validates, writes curves and plot, prints the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    cross_validate.add_arguments(parser)
    parser.add_argument("-o", "--output", type=Path, default=ontology_dir() / "weights" / "calibration.tsv")
    parser.add_argument("--plot", type=Path, default=PLOT)
    arguments = parser.parse_args()
    articles = cross_validate.read_folders(arguments)
    for line in calibrate(articles, arguments.output, arguments.plot, arguments.folds, arguments.seed):
        print(line)


def calibrate(articles: Sequence[GoldArticle], output: Path, plot_path: Path, folds: int, seed: int) -> Iterator[str]:
    """Writes curves and plot for these articles; lines with the errors come out.

    All articles teach the classifier, but only claims of the first one's folder are judged: further folders hold
    exercises, which are harder than news and would make confidences too low.
    """
    first = articles[0].path.parent
    judged = [list(judged_claims(fold, first)) for fold in cross_validate.cross_validated(articles, folds, seed)]
    before, after = [one for own in judged for one in own], list(cross_fitted(judged))
    lines = (f"{kind}\t{slope:.3f}\t{intercept:.3f}" for kind, (slope, intercept) in sorted(fit(before).items()))
    output.write_text("\n".join([*HEAD, *lines, ""]), "utf-8")
    plot_path.write_text(plot([("before", before), ("after", after)]), "utf-8")
    yield f"{len(before)} cross-validated claims → {output}"
    yield "expected calibration error before and after:"
    for kind, count, *errors in calibration_errors(before, after):
        yield f"  {kind:12} {count:5} claims  {errors[0]:.4f} → {errors[1]:.4f}"


def calibration_errors(before: Sequence[Judged], after: Sequence[Judged]) -> Iterator[tuple[str, int, float, float]]:
    """For all claims and for each kind of evidence: how many, and the error before and after."""
    for kind in ("all", *KINDS):
        one, two = ([o for o in judged if kind in ("all", o.kind)] for judged in (before, after))
        yield kind, len(one), calibration_error(one), calibration_error(two)


def judged_claims(fold: cross_validate.Fold, folder: Path) -> Iterator[Judged]:
    """The right and the wrong claims of a fold's articles in the folder; what the annotation leaves open is neither."""
    for score in (s for article, s in zip(fold.articles, fold.scores, strict=True) if article.path.parent == folder):
        for claims, right in ((score.right, True), (score.wrong, False)):
            yield from (Judged(claim.confidence, evidence_kind(claim), right) for claim in claims)


def cross_fitted(folds: Sequence[Sequence[Judged]]) -> Iterator[Judged]:
    """Every claim with the confidence that curves of the other folds give it."""
    for number, own in enumerate(folds):
        curves = fit(one for other, judged in enumerate(folds) if other != number for one in judged)
        for one in own:
            yield Judged(apply_curve(one.confidence, *curves.get(one.kind, (1.0, 0.0))), one.kind, one.right)


def fit(judged: Iterable[Judged]) -> dict[str, Curve]:
    """A curve for each kind that occurs."""
    by_kind: dict[str, list[Judged]] = {}
    for one in judged:
        by_kind.setdefault(one.kind, []).append(one)
    return {kind: fit_curve([(log_odds(o.confidence), o.right) for o in own]) for kind, own in by_kind.items()}


def fit_curve(points: Sequence[tuple[float, bool]]) -> Curve:
    """Slope and intercept of the most likely logistic curve over log odds; the fewer points, the nearer to (1, 0)."""
    slope, intercept = 1.0, 0.0
    for _ in range(STEPS):
        chances = [1 / (1 + math.exp(-slope * x - intercept)) for x, _ in points]
        down = sum((p - y) * x for p, (x, y) in zip(chances, points, strict=True)) + PULL * (slope - 1)
        across = sum(p - y for p, (_, y) in zip(chances, points, strict=True)) + PULL * intercept
        weights = [p * (1 - p) for p in chances]
        xx = sum(w * x * x for w, (x, _) in zip(weights, points, strict=True)) + PULL
        x1 = sum(w * x for w, (x, _) in zip(weights, points, strict=True))
        one = sum(weights) + PULL
        size = xx * one - x1 * x1
        slope, intercept = slope - (one * down - x1 * across) / size, intercept - (xx * across - x1 * down) / size
    return max(FLATTEST, slope), intercept


if __name__ == "__main__":
    main()
