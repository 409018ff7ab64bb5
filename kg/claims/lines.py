"""A sentence as a line of units (words and mentions), and its masked text for the patterns.

In the masked text every mention is one word: ``§`` with the letter of its class and its place in the line,
"a §C1 encomendou §H3": what patterns say of companies holds for any company. A noun that stands for a firm or a
person keeps its word behind a slash, "a §C1 , §C3/dona do §P5": it names an entity and says a relation at once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from kg.model import Form, Mention, Sentence, Span
from kg.ontology.cues import Cues
from kg.ontology.folding import fold

_LETTERS = dict(
    zip(
        ("Company", "Chip", "Model", "Product", "Sanction", "Country", "Agency", "Person", ""), "CHMPSLANU", strict=True
    )
)


_STEM = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """One word (`word` folded, `text` as written) or one mention, whose `word` is ""."""

    word: str
    text: str
    span: Span
    mention: Mention | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """The units of one sentence; `starts[i]` is where unit i begins in `masked`, `shapes[i]` its stem or class.

    `words`, `groups` and `mentions` hold, by index, what `word`, `is_in` and `mention` are asked for all the time;
    `counts[i]` mentions stand before unit i.
    """

    sentence: Sentence
    units: tuple[Unit, ...]
    masked: str
    starts: tuple[int, ...]
    shapes: tuple[str, ...]
    cues: Cues
    words: dict[int, str]
    groups: dict[int, frozenset[str]]
    mentions: dict[int, Mention]
    counts: tuple[int, ...]

    def unit_at(self, offset: int) -> int:
        """Index of the unit at this offset of the masked text."""
        return bisect_right(self.starts, offset) - 1

    def mention(self, index: int) -> Mention | None:
        """The mention at this place of the line, or None; any index may be asked."""
        return self.mentions.get(index)

    def word(self, index: int) -> str:
        """The folded word at this place, "" for mentions and places outside."""
        return self.words.get(index, "")

    def is_in(self, index: int, *groups: str) -> bool:
        """True where the word belongs to one of these closed lists or noun groups."""
        own = self.groups.get(index)
        return own is not None and not own.isdisjoint(groups)

    def between(self, start: int, end: int) -> str:
        """Masked text of the units [start, end)."""
        start, end = max(0, start), min(end, len(self.units))
        return (
            self.masked[self.starts[start] : self.starts[end] - 1 if end < len(self.units) else None]
            if start < end
            else ""
        )


def make_line(sentence: Sentence, mentions: Sequence[Mention], cues: Cues) -> Line:
    """The line of a sentence; `mentions` are those of the sentence, in order, none overlapping."""
    units: list[Unit] = []
    pending = list(mentions)
    for token in sentence.tokens:
        while pending and pending[0].span.end <= token.span.start:
            pending.pop(0)
        if pending and pending[0].span.overlaps(token.span):
            if not units or units[-1].mention is not pending[0]:
                units.append(Unit("", pending[0].text, pending[0].span, pending[0]))
            continue
        units.append(Unit(token.folded, token.text, token.span))
    masked = [u.word if u.mention is None else _mask(u.mention, i, cues) for i, u in enumerate(units)]
    words = {i: unit.word for i, unit in enumerate(units)}
    return Line(
        sentence=sentence,
        units=tuple(units),
        masked=" ".join(masked),
        starts=tuple(accumulate((len(word) + 1 for word in masked[:-1]), initial=0)) if masked else (),
        shapes=tuple([_shape(unit) for unit in units]),
        cues=cues,
        words=words,
        groups={i: cues.groups[word] for i, word in words.items() if word in cues.groups},
        mentions={i: unit.mention for i, unit in enumerate(units) if unit.mention is not None},
        counts=tuple(accumulate([unit.mention is not None for unit in units], initial=0)),
    )


def _shape(unit: Unit) -> str:
    """A word cut to its stem, or what kind of mention stands there."""
    if unit.mention is not None:
        return "§D" if unit.mention.form is Form.PREMODIFIER else f"§{unit.mention.kind or '?'}"
    return "0" if unit.word[:1].isdigit() else unit.word[:_STEM]


def _mask(mention: Mention, index: int, cues: Cues) -> str:
    letter = "D" if mention.form is Form.PREMODIFIER else _LETTERS[mention.kind]
    return f"§{letter}{index}{_noun(mention, cues)}"


def _noun(mention: Mention, cues: Cues) -> str:
    """The slash and the noun, "/dona" for "a dona" and "/fornecedora" for "sua fornecedora"; "" for names."""
    if mention.form is Form.NAME or mention.form is Form.PREMODIFIER or mention.kind not in ("Company", "Person"):
        return ""
    words = [w for w in fold(mention.text).split() if w.isascii() and w.replace("-", "").isalpha()]
    heads = [w for w in words if w in cues.nouns.get(mention.kind, ())] or words[-1:]
    return f"/{heads[0]}" if heads else ""
