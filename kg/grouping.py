"""Things that belong together, by the pairs that were found to (a disjoint-set forest)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

Thing = TypeVar("Thing", bound=Hashable)


class Groups(Generic[Thing]):
    """Joins pairs; what was never joined stands alone.

    >>> groups = Groups[str]()
    >>> groups.join("a", "b")
    >>> groups.join("c", "b")
    >>> groups.of("abcd")
    [['a', 'b', 'c'], ['d']]
    """

    def __init__(self) -> None:
        self._above: dict[Thing, Thing] = {}

    def join(self, first: Thing, second: Thing) -> None:
        """Puts the two, and all that is joined with either, in one group."""
        first, second = self._head(first), self._head(second)
        if first != second:
            self._above[first] = second

    def of(self, things: Iterable[Thing]) -> list[list[Thing]]:
        """The things by group, both in the order given."""
        found: dict[Thing, list[Thing]] = defaultdict(list)
        for thing in things:
            found[self._head(thing)].append(thing)
        return list(found.values())

    def _head(self, thing: Thing) -> Thing:
        while (above := self._above.get(thing, thing)) != thing:
            self._above[thing] = self._above.get(above, above)
            thing = above
        return thing
