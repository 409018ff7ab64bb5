"""The learned reader as an engine: names and links by the rules, relations by the encoder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from kg.claims.candidates import Candidate
from kg.claims.selection import Ends, Judge, Place, joinable, select
from kg.engines.rules import Reading, RulesEngine
from kg.model import Article, Extraction
from kg.reader.combine import probability
from kg.reader.locate import reader_dir
from kg.reader.places import linked_mentions, with_opinions
from kg.reader.reading import Opinion, Opinions, Reader

Places = Mapping[Ends, list[Place]]


class ReaderEngine:
    """Reads relations with the encoder alone; the same article, ontology and weights give the same extraction.

    Raises:
        ReaderError: there are no weights at `folder` (default: where `reader_dir` finds them).
    """

    name = "reader"

    def __init__(self, folder: Path | None = None) -> None:
        self.rules = RulesEngine()
        self.folder = reader_dir(folder)
        self.reader = Reader(self.folder)

    def __reduce__(self) -> tuple[type[ReaderEngine], tuple[Path]]:
        return (type(self), (self.folder,))

    @cached_property
    def version(self) -> str:
        """Changes with the weights and with all that changes the rules' version."""
        return f"{self.name}-{self.reader.version}-{self.rules.version}"

    def extract(self, article: Article) -> Extraction:
        """Entities and claims of one article; boilerplate paragraphs yield none."""
        reading = self.rules.read(article)
        opinions = self.opinions(reading)
        places = with_opinions(reading.places, reading.lines, opinions)
        judge = self.judge(reading, places, opinions)
        found = select(places, self.rules.classifier, self.rules.vocabulary, self.threshold, judge)
        candidates = [self.signed(candidate, _opinion(opinions, candidate), judge) for candidate in found]
        return self.rules.conclude(article, reading, candidates)

    def opinions(self, reading: Reading) -> Opinions:
        """What the reader thinks of every pair of entities of the article."""
        vocabulary, entities = self.rules.vocabulary, reading.entities
        return self.reader.read(
            reading.news, linked_mentions(reading.lines), entities.link, entities.country,
            lambda one, two: joinable(vocabulary, one, two),
        )  # fmt: skip

    @property
    def threshold(self) -> float:
        """The probability from which on a relation is claimed."""
        return float(self.reader.settings[self.name]["threshold"])

    def judge(self, reading: Reading, places: Places, opinions: Opinions) -> Judge:
        """How the scores of a pair are made: here the reader's probability alone."""

        def score(ends: Ends, relation: str, lexical: float, reliability: float) -> float:
            opinion = opinions.get(ends, {}).get(relation)
            return probability(opinion.odds) if opinion else 0.0

        return score

    def signed(self, candidate: Candidate, opinion: Opinion | None, judge: Judge) -> Candidate:
        """The candidate with the method that found it in its rule."""
        return replace(candidate, rule=f"{self.name}.{candidate.relation}")


def _opinion(opinions: Opinions, candidate: Candidate) -> Opinion | None:
    """What the reader thinks of a candidate; of a relation without direction, in either order."""
    one, two = (mention.entity for mention in candidate.ends)
    assert one is not None and two is not None
    return opinions.get((one, two), {}).get(candidate.relation) or opinions.get((two, one), {}).get(candidate.relation)
