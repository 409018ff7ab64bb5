"""Rules and reader together: every claim says in its evidence which of the methods found it."""

from __future__ import annotations

from dataclasses import replace

from kg.claims.candidates import Candidate
from kg.claims.selection import Ends, Judge
from kg.engines.reader import Places, ReaderEngine
from kg.engines.rules import Reading
from kg.reader.combine import combined, terms
from kg.reader.reading import Opinion, Opinions

_READ = 0.0  # log-odds from which on the reader is named among those that found a claim


class AutoEngine(ReaderEngine):
    """Weighs the classifier's score, the rules' reliability and the reader's odds against each other."""

    name = "auto"

    def judge(self, reading: Reading, places: Places, opinions: Opinions) -> Judge:
        """The probability that a relation is said, by all methods together."""
        settings = self.reader.settings[self.name]
        coefficients, intercept = settings["coefficients"], settings["intercept"]

        def score(ends: Ends, relation: str, lexical: float, reliability: float) -> float:
            opinion = opinions.get(ends, {}).get(relation)
            meets = any(place.pair.first_line is None for place in places[ends])
            odds = opinion.odds if opinion else None
            return combined(coefficients, intercept, terms(lexical, reliability, odds, meets, ends in reading.places))

        return score

    def signed(self, candidate: Candidate, opinion: Opinion | None) -> Candidate:
        """The rule that found the candidate, "+reader" where the reader says it too."""
        if opinion is None or opinion.odds < _READ:
            return candidate
        return replace(candidate, rule=f"{candidate.rule}+reader")
