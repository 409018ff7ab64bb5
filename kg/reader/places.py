"""The places of pairs that only the reader joins: the two mentions that it found most telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.claims.lines import Line
from kg.claims.pairs import Pair
from kg.claims.selection import Place
from kg.model import Mention
from kg.reader.frames import Ends
from kg.reader.reading import Opinions


def linked_mentions(lines: Sequence[Line]) -> list[Mention]:
    """The mentions that name an entity, in the order of the text."""
    return [u.mention for line in lines for u in line.units if u.mention is not None and u.mention.entity is not None]


def with_opinions(
    places: Mapping[Ends, list[Place]], lines: Sequence[Line], opinions: Opinions
) -> dict[Ends, list[Place]]:
    """The places, and one for each pair that has none but an opinion."""
    where = {id(u.mention): (line, unit) for line in lines for unit, u in enumerate(line.units) if u.mention}
    found = dict(places)
    for ends, own in sorted(opinions.items()):
        if ends not in found:
            best = max(own.values(), key=lambda opinion: opinion.odds)
            pair = _pair(where[id(best.subject)], where[id(best.object)])
            found[ends] = [Place(pair, frozenset(), (), ())]
    return found


def _pair(subject: tuple[Line, int], object: tuple[Line, int]) -> Pair:
    """The two units as a pair; the earlier line comes first, whichever end stands in it."""
    (one, at), (two, to) = subject, object
    if one is two:
        return Pair(one, at, to)
    if one.sentence.index < two.sentence.index:
        return Pair(two, at, to, one)
    return Pair(one, to, at, two, turned=True)
