"""What the head sees of one window: its mentions, and for each ordered pair of entities the nearest places.

Training builds the same frames; a change here asks for a new model.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2

import numpy
from numpy.typing import NDArray

from kg.model import EntityId, Form, Mention
from kg.reader.windows import Window

KINDS = ("Company", "Chip", "Model", "Product", "Sanction", "Country", "Agency", "Person", "")
FORMS = (Form.NAME, Form.NOMINAL, Form.PRONOUN, Form.PREMODIFIER)
NEAREST = 4  # places of a pair that are judged
DISTANCES, REACHES, KNOWN = 11, 8, 6
_FAR = 4  # sentences between two mentions that are told apart
_FIRST, _SECOND = 9, 10  # one sentence: the subject stands before or after the object

Ends = tuple[EntityId, EntityId]
Link = Callable[[EntityId], EntityId | None]
Joinable = Callable[[str, str], Sequence[str]]
Ints = NDArray[numpy.int64]
Floats = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One window as arrays; a row of `pool` averages a mention's pieces, a place is a pair of mentions.

    `subject`, `object` and `owner` hold each place's mentions and pair; `heads` and `tails` each pair's entities.
    """

    ids: Ints
    mentions: tuple[Mention, ...]
    pairs: tuple[Ends, ...]
    pool: Floats
    kinds: Ints
    forms: Ints
    entities: Ints
    subject: Ints
    object: Ints
    owner: Ints
    distance: Ints
    reach: Ints
    heads: Ints
    tails: Ints
    known: Floats


def make_frame(
    window: Window, mentions: Sequence[Mention], link: Link, country: Link, joinable: Joinable
) -> Frame | None:
    """The frame of a window, or None where no two of its entities can be joined."""
    inside = [(m, pieces) for m in mentions if (pieces := _pieces(window, m))]
    here = tuple(m for m, _ in inside)
    numbers = {e: n for n, e in enumerate(sorted({_entity(m) for m in here}))}
    kinds = {_entity(m): m.kind for m in here}
    pairs = tuple((a, b) for a in numbers for b in numbers if a != b and joinable(kinds[a], kinds[b]))
    if not pairs:
        return None
    places = list(_places(here, pairs))
    return Frame(
        ids=numpy.array(window.ids),
        mentions=here,
        pairs=pairs,
        pool=_pool(len(window.ids), [pieces for _, pieces in inside]),
        kinds=numpy.array([KINDS.index(m.kind) for m in here]),
        forms=numpy.array([FORMS.index(m.form) for m in here]),
        entities=numpy.array([numbers[_entity(m)] for m in here]),
        subject=numpy.array([i for i, _, _ in places]),
        object=numpy.array([j for _, j, _ in places]),
        owner=numpy.array([p for _, _, p in places]),
        distance=numpy.array([_distance(here[i], here[j]) for i, j, _ in places]),
        reach=numpy.array([_reach(here[i], here[j]) for i, j, _ in places]),
        heads=numpy.array([numbers[a] for a, _ in pairs]),
        tails=numpy.array([numbers[b] for _, b in pairs]),
        known=numpy.array([_background(a, b, kinds[b], link, country) for a, b in pairs], dtype=numpy.float32),
    )


def _entity(mention: Mention) -> EntityId:
    assert mention.entity is not None
    return mention.entity


def _pieces(window: Window, mention: Mention) -> list[int]:
    if mention.entity is None or not window.span.covers(mention.span):
        return []
    return [n for n, span in enumerate(window.spans) if span is not None and span.overlaps(mention.span)]


def _pool(width: int, pieces: Sequence[Sequence[int]]) -> Floats:
    pool = numpy.zeros((len(pieces), width), dtype=numpy.float32)
    for row, own in enumerate(pieces):
        pool[row, list(own)] = 1 / len(own)
    return pool


def _places(mentions: Sequence[Mention], pairs: Sequence[Ends]) -> Iterator[tuple[int, int, int]]:
    """For each pair its nearest mentions: by sentences between, then by characters."""
    by_entity: Mapping[EntityId, list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        by_entity[_entity(mention)].append(number)
    for number, (subject, object) in enumerate(pairs):
        ranked = sorted((*_gap(mentions[i], mentions[j]), i, j) for i in by_entity[subject] for j in by_entity[object])
        yield from ((i, j, number) for _, _, i, j in ranked[:NEAREST])


def _gap(one: Mention, two: Mention) -> tuple[int, int]:
    return abs(one.sentence - two.sentence), abs(one.span.start - two.span.start)


def _distance(subject: Mention, object: Mention) -> int:
    between = object.sentence - subject.sentence
    if between:
        return max(-_FAR, min(_FAR, between)) + _FAR
    return _FIRST if subject.span.start < object.span.start else _SECOND


def _reach(subject: Mention, object: Mention) -> int:
    return min(REACHES - 1, int(log2(1 + _gap(subject, object)[1] / 8)))


def _background(subject: EntityId, object: EntityId, object_kind: str, link: Link, country: Link) -> list[float]:
    """What the lexicon knows of the two: maker or seat, this one or another."""
    of_object, of_subject, home = link(object), link(subject), country(subject)
    return [
        float(of_object == subject),
        float(of_object is not None and of_object != subject),
        float(of_subject == object),
        float(of_subject is not None and of_subject != object),
        float(home == object),
        float(home is not None and home != object and object_kind == "Country"),
    ]
