"""Annotated articles → what the reader learns from: frames, and what the annotation says of their pairs."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from kg.articles.reading import read_articles
from kg.claims.selection import joinable
from kg.engines.rules import Reading, RulesEngine
from kg.errors import ArticleError
from kg.reader.frames import Ends, Frame, make_frame
from kg.reader.pieces import Tokenizer
from kg.reader.places import linked_mentions
from kg.reader.windows import find_windows
from training.network import Batch, make_batch
from training.train_pairs import SYMMETRIC, match_entities

STATUSES = ("asserted", "planned", "denied", "ended")
Said = dict[str, set[str]]  # relation → statuses


@dataclass(slots=True, eq=False)
class Window:
    """One window with its targets; `weight` is 0 where the annotation leaves the relation open or it cannot hold."""

    frame: Frame
    batch: Batch
    truth: Tensor
    statuses: Tensor
    weight: Tensor


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """One annotated article; `demanded` counts the claims that a reader should find."""

    path: Path
    windows: tuple[Window, ...]
    claimed: Mapping[Ends, Said]
    optional: Mapping[Ends, set[str]]
    reading: Reading
    demanded: int


class ExampleReader:
    """Reads articles with the rules' names and links, in the pieces of one vocabulary."""

    def __init__(self, engine: RulesEngine, tokenizer: Tokenizer, numbers: Sequence[int]) -> None:
        self.engine, self.tokenizer, self.numbers = engine, tokenizer, torch.tensor(numbers)
        self.relations = tuple(sorted(engine.vocabulary.relations))

    def read(self, gold_path: Path) -> Example:
        """One article beside its annotation."""
        article = next(iter(read_articles([gold_path.with_suffix(".txt")])))
        if isinstance(article, ArticleError):
            raise article
        gold = json.loads(gold_path.read_text("utf-8"))
        reading = self.engine.read(article)
        self.engine.note_labels(reading)
        claimed, optional = _targets(gold, match_entities(gold, reading.entities))
        windows = tuple(self._windows(reading, claimed, optional))
        demanded = sum(not claim.get("optional") for claim in gold["claims"])
        return Example(gold_path, windows, claimed, optional, reading, demanded)

    def _windows(
        self, reading: Reading, claimed: Mapping[Ends, Said], optional: Mapping[Ends, set[str]]
    ) -> Iterator[Window]:
        entities = reading.entities
        for window in find_windows(reading.news, self.tokenizer):
            frame = make_frame(window, linked_mentions(reading.lines), entities.link, entities.country, self.joinable)
            if frame is not None:
                yield self._window(frame, claimed, optional)

    def _window(self, frame: Frame, claimed: Mapping[Ends, Said], optional: Mapping[Ends, set[str]]) -> Window:
        kinds = {m.entity: m.kind for m in frame.mentions}
        shape = (len(frame.pairs), len(self.relations))
        truth, weight, statuses = torch.zeros(shape), torch.zeros(shape), torch.zeros(*shape, len(STATUSES))
        for row, ends in enumerate(frame.pairs):
            for relation in self.joinable(kinds[ends[0]], kinds[ends[1]]):
                column = self.relations.index(relation)
                weight[row, column] = float(relation not in optional.get(ends, ()))
                for status in (said := claimed.get(ends, {}).get(relation, set())):
                    truth[row, column] = 1
                    statuses[row, column, STATUSES.index(status)] = 1 / len(said)
        batch = make_batch(frame)
        batch.ids = self.numbers[batch.ids]
        return Window(frame, batch, truth, statuses, weight)

    def joinable(self, subject: str, object: str) -> Sequence[str]:
        """The relations that two classes allow."""
        return joinable(self.engine.vocabulary, subject, object)


def _targets(gold: dict, matches: Mapping) -> tuple[dict[Ends, Said], dict[Ends, set[str]]]:
    """What the annotation claims of our pairs, and what it leaves open."""
    ours = defaultdict(list)
    for entity, found in matches.items():
        for one in found:
            ours[one].append(entity)
    claimed: dict[Ends, Said] = defaultdict(lambda: defaultdict(set))
    optional: dict[Ends, set[str]] = defaultdict(set)
    for claim in gold["claims"]:
        for ends in _ends(claim, ours):
            if claim.get("optional"):
                optional[ends].add(claim["p"])
            else:
                claimed[ends][claim["p"]].add(claim["status"])
            optional[ends].update(claim.get("also", ()))
    return dict(claimed), {ends: found - set(claimed.get(ends, ())) for ends, found in optional.items()}


def _ends(claim: dict, ours: Mapping[str, Sequence]) -> Iterator[Ends]:
    for subject in ours[claim["s"]]:
        for object in ours[claim["o"]]:
            if subject != object:
                yield subject, object
                if claim["p"] in SYMMETRIC:
                    yield object, subject
