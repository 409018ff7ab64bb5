"""Features of a pair of mentions: what stands between and around them, and which patterns fired on them.

Features are strings. Words are cut to five letters, so that inflected forms meet; patterns count under their relation
alone, so that what is learned in one language serves the others.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.claims.arguments import governor
from kg.claims.lines import Line
from kg.model import EntityId, Form, Mention

_REACH = 28  # units between two mentions of one line
_PHRASE = 10  # units over which word pairs still tell something
_NEAR = 1  # lines between two mentions that are paired
Link = Callable[[EntityId], EntityId | None]


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """One place where two entities stand close: units of one line, or the first in an earlier line.

    Across lines `first_line` holds the earlier one; `turned` says that the object is the one that stands there.
    """

    line: Line
    subject: int
    object: int
    first_line: Line | None = None
    turned: bool = False

    @property
    def ends(self) -> tuple[Mention, Mention]:
        """The mentions of subject and object."""
        one, two = (self.first_line or self.line).mention(self.subject), self.line.mention(self.object)
        assert one is not None and two is not None
        return (two, one) if self.turned else (one, two)


def find_pairs(lines: Sequence[Line]) -> Iterator[Pair]:
    """Both orders of every two mentions of a line and of neighbouring lines.

    Two entities that meet in one line are not paired across lines.
    """
    places = [
        [i for i, u in enumerate(line.units) if u.mention is not None and u.mention.entity is not None]
        for line in lines
    ]
    met: set[tuple[EntityId | None, EntityId | None]] = set()
    for line, here in zip(lines, places, strict=True):
        for pair in _pairs_within(line, here):
            met |= {(_entity(line, pair.subject), _entity(line, pair.object))}
            yield pair
    for number, line in enumerate(lines):
        for before in range(max(0, number - _NEAR), number):
            if number - before > 1 and lines[before].sentence.paragraph != line.sentence.paragraph:
                continue
            for pair in _pairs_across(
                lines[before], _named(lines[before], places[before]), line, _named(line, places[number])
            ):
                one, two = pair.ends
                if (one.entity, two.entity) not in met:
                    yield pair


def _named(line: Line, here: Sequence[int]) -> list[int]:
    """The mentions that reach beyond their line: a demonym does not."""
    return [i for i in here if not _is_premodifier(line, i)]


def _is_premodifier(line: Line, index: int) -> bool:
    mention = line.mention(index)
    return mention is not None and mention.form is Form.PREMODIFIER


def _pairs_within(line: Line, here: Sequence[int]) -> Iterator[Pair]:
    for left in here:
        for right in here:
            if left < right <= left + _REACH and _entity(line, left) != _entity(line, right):
                yield Pair(line, left, right)
                yield Pair(line, right, left)


# What joins two sentences is their topics: one of the two ends leads its line.
def _pairs_across(first: Line, before: Sequence[int], line: Line, here: Sequence[int]) -> Iterator[Pair]:
    for one in before:
        for two in here:
            leading = one == before[0] or two == here[0]
            if leading and _entity(first, one) != _entity(line, two):
                yield Pair(line, one, two, first)
                yield Pair(line, one, two, first, turned=True)


def _entity(line: Line, index: int) -> EntityId | None:
    mention = line.mention(index)
    return mention.entity if mention is not None else None


def pair_features(
    pair: Pair, triggers: Sequence[tuple[int, str]], rules: Collection[tuple[str, str]], link: Link, country: Link
) -> set[str]:
    """The features of one place; `rules` are the (relation, rule) pairs of patterns that joined exactly these two."""
    line = pair.line
    subject, object = pair.ends
    side = "f" if pair.subject < pair.object else "b"
    kinds = f"{subject.kind or '?'}>{object.kind or '?'}"
    found = {f"bias:{kinds}", f"form:{subject.form.value}>{object.form.value}:{kinds}"}
    for relation, rule in rules:
        found |= {f"rule:{relation}", f"rule:{rule}"}
    found.update(_background(subject, object, link, country))
    if pair.first_line is not None:
        found.update(_across(pair, triggers, kinds))
    else:
        found.update(_within(line, pair, triggers, side, kinds))
    return found


def _background(subject: Mention, object: Mention, link: Link, country: Link) -> Iterator[str]:
    assert subject.entity is not None and object.entity is not None
    known = link(object.entity) or object.owner
    if known is not None:
        yield "known:object-of-subject" if known == subject.entity else "known:object-of-other"
    known = link(subject.entity) or subject.owner
    if known is not None:
        yield "known:subject-of-object" if known == object.entity else "known:subject-of-other"
    home = country(subject.entity)
    if home is not None and object.kind == "Country" and home != object.entity:
        yield "known:not-home"


def _within(line: Line, pair: Pair, triggers: Sequence[tuple[int, str]], side: str, kinds: str) -> Iterator[str]:
    left, right = sorted((pair.subject, pair.object))
    distance = right - left - 1
    yield f"dist:{side}:{_distance_class(distance)}:{kinds}"
    words = line.shapes[left + 1 : right]
    if distance <= 6:
        path = f"path:{side}:{' '.join(words)}"
        yield path
        yield f"{path}:{kinds}"
    yield from [f"mid:{side}:{w}" for w in set(words)]
    if distance <= _PHRASE:
        yield from [f"mid2:{side}:{a} {b}" for a, b in pairwise(words)]
    second, first = _shape(line, left - 2), _shape(line, left - 1)
    yield from (f"pre:{side}:{first}", f"pre:{side}:{second}", f"pre2:{side}:{second} {first}")
    first, second, third = _shape(line, right + 1), _shape(line, right + 2), _shape(line, right + 3)
    yield from (f"post:{side}:{first}", f"post:{side}:{second}", f"post:{side}:{third}")
    yield f"post2:{side}:{first} {second}"
    yield f"gov:{side}:{governor(line, pair.subject)}>{governor(line, pair.object)}:{kinds}"
    between = {unit.mention.kind for unit in line.units[left + 1 : right] if unit.mention is not None}
    yield from [f"between:{side}:{k}:{kinds}" for k in between]
    yield from _trigger_features(line, left, right, triggers, side)
    if line.sentence.heading:
        yield f"heading:{kinds}"


def _distance_class(distance: int) -> int:
    return next(limit for limit in (0, 1, 2, 3, 6, 11, _REACH) if distance <= limit)


def _trigger_features(
    line: Line, left: int, right: int, triggers: Sequence[tuple[int, str]], side: str
) -> Iterator[str]:
    for at, name in triggers:
        if left < at < right:
            yield f"trig:{side}:mid:{name}"
            if _is_bare(line, at + 1, right):
                yield f"trig:{side}:{'only' if _is_bare(line, left + 1, at) else 'near-right'}:{name}"
        elif at < left and left - at <= 6:
            yield f"trig:{side}:pre:{name}"
        elif at > right and at - right <= 6:
            yield f"trig:{side}:post:{name}"


def _is_bare(line: Line, start: int, end: int) -> bool:
    """True where no mention stands among the units [start, end)."""
    return line.counts[start] == line.counts[end]


def _across(pair: Pair, triggers: Sequence[tuple[int, str]], kinds: str) -> Iterator[str]:
    line, first = pair.line, pair.first_line
    assert first is not None
    side = "t" if pair.turned else "s"
    gap = min(line.sentence.index - first.sentence.index, 3)
    same = "para" if line.sentence.paragraph == first.sentence.paragraph else "far"
    yield f"across:{side}:{gap}:{same}:{kinds}"
    yield f"across:{side}:{'head' if first.sentence.heading else 'text'}:{kinds}"
    lead = "lead" if _is_lead(first, pair.subject) else "low"
    yield f"across:{side}:{lead}:{'lead' if _is_lead(line, pair.object) else 'low'}:{gap}:{kinds}"
    if gap > 2:
        return
    yield f"xgov:{side}:{governor(first, pair.subject)}>{governor(line, pair.object)}:{kinds}"
    yield from (f"xpre:{side}:{_shape(line, i)}" for i in range(max(0, pair.object - 5), pair.object))
    yield from (f"xpost:{side}:{_shape(line, i)}" for i in (pair.object + 1, pair.object + 2))
    for at, name in triggers:
        if abs(pair.object - at) <= 8:
            yield f"xtrig:{side}:{'pre' if at < pair.object else 'post'}:{lead}:{name}"


def _is_lead(line: Line, index: int) -> bool:
    """True for the first mention of its line."""
    return _is_bare(line, 0, index)


def _shape(line: Line, index: int) -> str:
    """The shape of the unit at `index`; ends of the line are marked."""
    if 0 <= index < len(line.shapes):
        return line.shapes[index]
    return "^" if index < 0 else "$"
