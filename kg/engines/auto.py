"""Rules and reader together: every claim says in its evidence which of the methods found it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from kg.claims.candidates import Candidate
from kg.claims.selection import THRESHOLD, Ends, Judge, with_rule
from kg.engines.reader import Places, ReaderEngine
from kg.engines.rules import Reading
from kg.reader.combine import combined, terms
from kg.reader.reading import Opinion, Opinions

_READ = 0.0  # log-odds from which on the reader is named among those that found a claim


@dataclass(frozen=True, slots=True)
class Weighing:
    """The probability of a relation by all methods; `heard` keeps what a rule or the classifier says on its own.

    What the reader alone says of two that never meet in a sentence must reach `apart`, for no sentence shows it.
    """

    reading: Reading
    places: Places
    opinions: Opinions
    coefficients: tuple[float, ...]
    intercept: float
    apart: float
    heard: set[tuple[Ends, str]] = field(default_factory=set)

    def __call__(self, ends: Ends, relation: str, lexical: float, reliability: float) -> float:
        """The probability that the relation is said of the two."""
        heard = reliability > 0 or lexical >= THRESHOLD
        if heard:
            self.heard.add((ends, relation))
        opinion = self.opinions.get(ends, {}).get(relation)
        odds = opinion.odds if opinion else None
        meets = any(place.pair.first_line is None for place in self.places[ends])
        values = terms(lexical, reliability, odds, meets, ends in self.reading.places)
        share = combined(self.coefficients, self.intercept, values)
        return with_rule(share if heard or meets or share >= self.apart else 0.0, reliability)


class AutoEngine(ReaderEngine):
    """Weighs the classifier's score, the rules' reliability and the reader's odds against each other."""

    name = "auto"

    def judge(self, reading: Reading, places: Places, opinions: Opinions) -> Judge:
        """The probability that a relation is said, by all methods together."""
        settings = self.reader.settings[self.name]
        coefficients = tuple(settings["coefficients"])
        return Weighing(reading, places, opinions, coefficients, settings["intercept"], settings["apart"])

    def signed(self, candidate: Candidate, opinion: Opinion | None, judge: Judge) -> Candidate:
        """The rule that found the candidate, "+reader" where the reader says it too, "reader." where it alone does."""
        one, two = (mention.entity for mention in candidate.ends)
        assert isinstance(judge, Weighing) and one is not None and two is not None
        if not judge.heard & {((one, two), candidate.relation), ((two, one), candidate.relation)}:
            return replace(candidate, rule=f"reader.{candidate.relation}")
        if opinion is None or opinion.odds < _READ:
            return candidate
        return replace(candidate, rule=f"{candidate.rule}+reader")
