"""The pair classifier: one logistic regression a relation, and how reliable each rule proved in training."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import numpy

from kg.claims.candidates import Candidate
from kg.ontology.weights import Reliability, Weights

_AT_ONCE = 1024  # pairs scored together: a long article must not need a table of all its features
_PRIOR = 4  # pseudo-count with which a pattern's own confidence enters its reliability


class PairClassifier:
    """The weights as one table, a row a feature and a column a relation; the last row holds the intercepts."""

    def __init__(self, weights: Weights, counts: Reliability) -> None:
        self._counts = counts
        names = sorted({feature for own in weights.values() for feature in own if feature})
        self._rows = {feature: row for row, feature in enumerate(names)}
        self.columns = {relation: column for column, relation in enumerate(sorted(weights))}
        self._table = numpy.zeros((len(names) + 1, len(self.columns)))
        for relation, column in self.columns.items():
            for feature, weight in weights[relation].items():
                self._table[self._rows[feature] if feature else -1, column] = weight

    def rows(self, features: Iterable[str]) -> frozenset[int]:
        """The rows of the table that the features stand in; what training never saw has none."""
        known = self._rows
        return frozenset([known[feature] for feature in features if feature in known])

    def scores(self, pairs: Sequence[Set[int]]) -> list[list[float]]:
        """For each pair's rows the probability of every relation, in the order of `columns`.

        The rows of a pair are summed in one order, so that the sums are the same each time.
        """
        return [own for at in range(0, len(pairs), _AT_ONCE) for own in self._scores(pairs[at : at + _AT_ONCE])]

    def _scores(self, pairs: Sequence[Set[int]]) -> list[list[float]]:
        rows = [[*sorted(own), len(self._rows)] for own in pairs]
        starts = numpy.cumsum([0, *(len(own) for own in rows[:-1])])
        totals = numpy.add.reduceat(self._table[[row for own in rows for row in own]], starts, axis=0)
        return (1 / (1 + numpy.exp(-totals))).tolist()  # type: ignore[no-any-return]

    def reliability(self, candidate: Candidate) -> float:
        """How often the candidate's rule is right: its training counts and, while these are few, its own confidence."""
        right, fired = self._counts.get(candidate.rule, (0, 0))
        return (right + _PRIOR * candidate.confidence) / (fired + _PRIOR)
