"""The pair classifier's weights (ontology/weights/pairs.tsv): one line a feature of a relation, as reviewable text."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.locate import ontology_dir

Weights = Mapping[str, Mapping[str, float]]
Reliability = Mapping[str, tuple[int, int]]
Curves = Mapping[str, tuple[float, float]]


@functools.cache
def load_reliability(root: Path | None = None) -> Reliability:
    """For each rule how often it was right and how often it fired on the training articles; empty without a file.

    Raises:
        OntologyError: a line of weights/rules.tsv has not three columns, or a count is no number.
    """
    path = (root or ontology_dir()) / "weights" / "rules.tsv"
    counts: dict[str, tuple[int, int]] = {}
    if not path.is_file():
        return counts
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            rule, right, fired = line.split("\t")
            counts[rule] = (int(right), int(fired))
        except ValueError as error:
            raise OntologyError(f"weights/rules.tsv:{number}: expected rule, right, fired: {error}") from error
    return counts


@functools.cache
def load_weights(root: Path | None = None) -> Weights:
    """Weights by relation and feature; the feature "" is the intercept. Empty where no file is shipped.

    Raises:
        OntologyError: a line has not three columns, or its weight is no number.
    """
    path = (root or ontology_dir()) / "weights" / "pairs.tsv"
    weights: dict[str, dict[str, float]] = {}
    if not path.is_file():
        return weights
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            relation, feature, weight = line.split("\t")
            weights.setdefault(relation, {})[feature] = float(weight)
        except ValueError as error:
            raise OntologyError(f"weights/pairs.tsv:{number}: expected relation, feature, weight: {error}") from error
    return weights


@functools.cache
def load_curves(root: Path | None = None) -> Curves:
    """Slope and intercept of the calibration of each kind of evidence; empty without a file.

    Raises:
        OntologyError: a line of weights/calibration.tsv has not three columns, a value is no number, or a slope falls.
    """
    path = (root or ontology_dir()) / "weights" / "calibration.tsv"
    curves: dict[str, tuple[float, float]] = {}
    if not path.is_file():
        return curves
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        try:
            kind, slope, intercept = line.split("\t")
            curves[kind] = (float(slope), float(intercept))
        except ValueError as error:
            raise OntologyError(
                f"weights/calibration.tsv:{number}: expected kind, slope, intercept: {error}"
            ) from error
        if curves[kind][0] <= 0:
            raise OntologyError(f"weights/calibration.tsv:{number}: slope {slope} is not above 0. Train again.")
    return curves
