"""A folder of weights → a reader: article in, the odds of every relation between its entities out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReaderError
from kg.model import Mention, Sentence
from kg.reader.encoder import Encoder
from kg.reader.frames import Ends, Frame, Joinable, Link, make_frame
from kg.reader.head import Head, Judged
from kg.reader.pieces import Tokenizer
from kg.reader.windows import find_windows

_LEAST = -4.0  # log-odds below which a relation is not worth a word
_UNKNOWN = 3  # the piece for what the vocabulary lacks
_FILES = ("reader.json", "encoder.onnx", "embeddings.npy", "tables.npz", "head.npz", "pieces.tsv", "normal.tsv")


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the reader thinks of one relation between two entities: log-odds, the status, and the place to cite."""

    odds: float
    status: str
    certainty: float
    subject: Mention
    object: Mention


class Reader:
    """Reads with the weights of one folder; `settings` is what its reader.json says.

    Raises:
        ReaderError: a file of the folder is missing or is not what it should be.
    """

    def __init__(self, folder: Path) -> None:
        missing = [name for name in _FILES if not (folder / name).is_file()]
        if missing:
            raise ReaderError(f"{folder}: no {missing[0]} here. Point to a folder that training/train_reader.py wrote.")
        try:
            self.settings = json.loads((folder / "reader.json").read_text("utf-8"))
            self.relations: tuple[str, ...] = tuple(self.settings["relations"])
            self._columns = {relation: column for column, relation in enumerate(self.relations)}
            self.statuses: tuple[str, ...] = tuple(self.settings["statuses"])
            self.version = str(self.settings["version"])
            self._tokenizer = read_tokenizer(folder)
            self._encoder = Encoder(folder / "encoder.onnx", folder / "embeddings.npy", folder / "tables.npz")
            self._head = Head(folder / "head.npz")
        except (KeyError, ValueError) as error:
            raise ReaderError(f"{folder}: not the weights of a reader ({error}). Train it again.") from error

    def read(
        self, sentences: Sequence[Sentence], mentions: Sequence[Mention], link: Link, country: Link, joinable: Joinable
    ) -> Opinions:
        """The opinions on an article; `sentences` are those that are news, `mentions` those that are linked."""
        opinions: Opinions = {}
        for window in find_windows(sentences, self._tokenizer):
            frame = make_frame(window, mentions, link, country, joinable)
            if frame is not None:
                judged = self._head.judge(frame, *self._encoder.run(frame))
                for ends, relation, opinion in self._opinions(frame, judged, joinable):
                    known = opinions.setdefault(ends, {})
                    if relation not in known or opinion.odds > known[relation].odds:
                        known[relation] = opinion
        return opinions

    def _opinions(self, frame: Frame, judged: Judged, joinable: Joinable) -> Iterator[tuple[Ends, str, Opinion]]:
        kinds = {m.entity: m.kind for m in frame.mentions}
        for number, ends in enumerate(frame.pairs):
            for relation in joinable(kinds[ends[0]], kinds[ends[1]]):
                column = self._columns.get(relation)
                if column is not None and judged.odds[number, column] >= _LEAST:
                    yield ends, relation, self._opinion(frame, judged, number, column)

    def _opinion(self, frame: Frame, judged: Judged, number: int, column: int) -> Opinion:
        place = int(judged.best[number, column])
        status, certainty = judged.status(number, column)
        return Opinion(
            odds=float(judged.odds[number, column]), status=self.statuses[status], certainty=certainty,
            subject=frame.mentions[frame.subject[place]], object=frame.mentions[frame.object[place]],
        )  # fmt: skip


Opinions = dict[Ends, dict[str, Opinion]]


def read_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of pieces.tsv (piece, score) and normal.tsv (code point, what it stands for; in hex)."""
    rows = [line.rpartition("\t") for line in (folder / "pieces.tsv").read_text("utf-8").split("\n") if line]
    return Tokenizer([r[0] for r in rows], [float(r[2]) for r in rows], _normal(folder / "normal.tsv"), _UNKNOWN)


def _normal(path: Path) -> Mapping[str, str]:
    rows = (line.partition("\t") for line in path.read_text("ascii").split("\n") if line)
    return {chr(int(char, 16)): "".join(chr(int(c, 16)) for c in other.split()) for char, _, other in rows}
