"""Scores → probabilities: the confidence of a claim becomes the share of such claims that proved right.

One curve a kind of evidence (Platt scaling), learned on articles that the weights had not seen. Curves rise, so that
the order of claims of one kind stays; what is selected was decided before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.model import Claim
from kg.ontology.weights import Curves

KINDS = ("rule", "pair", "across", "consequence")
_SURE = 0.99  # no score is worth more than this, nor less than the rest to 1


def calibrated(claims: Iterable[Claim], curves: Curves) -> Iterator[Claim]:
    """The claims with calibrated confidence; one whose kind has no curve stays as it is."""
    for claim in claims:
        curve = curves.get(evidence_kind(claim))
        yield claim if curve is None else replace(claim, confidence=round(apply_curve(claim.confidence, *curve), 3))


def evidence_kind(claim: Claim) -> str:
    """What the claim rests on, one of `KINDS`.

    A rule that read a sentence, the classifier on a pair within one, anything whose two ends stand in two sentences,
    or other claims that it follows from.
    """
    if any(evidence.rule.startswith("consequence.") for evidence in claim.evidence):
        return "consequence"
    if any(evidence.subject is None or evidence.object is None for evidence in claim.evidence):
        return "across"
    return "pair" if all(evidence.rule.startswith("pairs.") for evidence in claim.evidence) else "rule"


def apply_curve(score: float, slope: float, intercept: float) -> float:
    """The probability that the curve gives a score.

    >>> apply_curve(0.75, 1.0, 0.0)
    0.75
    """
    return min(_SURE, max(1 - _SURE, 1 / (1 + math.exp(-slope * log_odds(score) - intercept))))


def log_odds(score: float) -> float:
    """The logarithm of the odds of a score, which is kept away from 0 and 1."""
    bounded = min(_SURE, max(1 - _SURE, score))
    return math.log(bounded / (1 - bounded))
