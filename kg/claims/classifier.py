"""The pair classifier: one logistic regression a relation, and how reliable each rule proved in training."""

from __future__ import annotations

from collections.abc import Set

import numpy

from kg.claims.candidates import Candidate
from kg.ontology.weights import Reliability, Weights

_PRIOR = 4  # pseudo-count with which a pattern's own confidence enters its reliability


class PairClassifier:
    """The weights as one table, a row a feature and a column a relation, so that a pair is scored in one sum."""

    def __init__(self, weights: Weights, counts: Reliability) -> None:
        self._counts = counts
        self._relations = sorted(weights)
        names = sorted({feature for own in weights.values() for feature in own if feature})
        self._rows = {feature: row for row, feature in enumerate(names)}
        self._table = numpy.zeros((len(names), len(self._relations)))
        for column, relation in enumerate(self._relations):
            for feature, weight in weights[relation].items():
                if feature:
                    self._table[self._rows[feature], column] = weight
        self._intercepts = numpy.array([weights[relation].get("", 0.0) for relation in self._relations])

    def scores(self, features: Set[str]) -> dict[str, float]:
        """The probability of each relation; rows are summed in one order, so that the sums are the same each time."""
        rows = sorted(self._rows[feature] for feature in features & self._rows.keys())
        totals = self._intercepts + self._table[rows].sum(axis=0)
        return dict(zip(self._relations, (1 / (1 + numpy.exp(-totals))).tolist(), strict=True))

    def reliability(self, candidate: Candidate) -> float:
        """How often the candidate's rule is right: its training counts and, while these are few, its own confidence."""
        right, fired = self._counts.get(candidate.rule, (0, 0))
        return (right + _PRIOR * candidate.confidence) / (fired + _PRIOR)
