"""The reader's odds, the classifier's score and the rules' reliability → one probability.

A logistic regression over a handful of terms, fitted on articles that neither of the two had seen; the coefficients
stand in the model's reader.json.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

_LOWEST_SCORE, _LOWEST_ODDS = -6.0, -7.0  # what silence counts as
_TRUSTED = 0.55  # a rule this reliable counts apart


def terms(score: float, reliability: float, odds: float | None, meets: bool, placed: bool) -> tuple[float, ...]:
    """What the regression sees of one relation between two entities.

    `score` is the classifier's probability, `reliability` that of the best rule (0: none), `odds` the reader's (None:
    it said nothing); `meets` tells whether the two stand in one sentence, `placed` whether the classifier saw them.
    """
    lexical = max(_LOWEST_SCORE, log_odds(score)) if placed else _LOWEST_SCORE
    read = max(_LOWEST_ODDS, odds if odds is not None else _LOWEST_ODDS)
    together = float(meets)
    trusted = float(reliability >= _TRUSTED)
    return (lexical, read, reliability, trusted, together, together * read, float(placed), lexical * read / 5)


def combined(coefficients: Sequence[float], intercept: float, values: Sequence[float]) -> float:
    """The probability that the relation is said."""
    return probability(intercept + sum(c * v for c, v in zip(coefficients, values, strict=True)))


def probability(odds: float) -> float:
    """Log-odds as a probability.

    >>> probability(0.0)
    0.5
    """
    return 1 / (1 + exp(-max(-50.0, min(50.0, odds))))


def log_odds(share: float) -> float:
    """A probability as log-odds, kept off 0 and 1.

    >>> log_odds(0.5)
    0.0
    """
    share = min(max(share, 1e-6), 1 - 1e-6)
    return log(share / (1 - share))
