"""Boxes pushed apart: every node keeps room for its symbol and its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

Box = tuple[float, float]
_ROUNDS = 60


def spread_boxes(
    centres: Mapping[str, Box], sizes: Mapping[str, Box], pinned: Set[str] = frozenset()
) -> dict[str, Box]:
    """Centres moved as little as needed, so that boxes of these sizes (width, height) overlap little or not at all.

    Pinned boxes stay. Overlaps are parted along the axis that costs less; a fixed number of rounds bounds the work.
    """
    places = {name: [x, y] for name, (x, y) in sorted(centres.items())}
    for _ in range(_ROUNDS):
        moved = False
        for first, second in _near_pairs(places, sizes):
            moved |= _part(places, sizes, first, second, pinned)
        if not moved:
            break
    return {name: (x, y) for name, (x, y) in places.items()}


def _near_pairs(places: Mapping[str, list[float]], sizes: Mapping[str, Box]) -> Iterator[tuple[str, str]]:
    """Pairs whose boxes overlap, by a sweep from left to right; most pairs fall out before anything is called."""
    order = sorted(places, key=lambda name: (places[name][0] - sizes[name][0] / 2, name))
    left = {name: places[name][0] - sizes[name][0] / 2 for name in order}
    for index, first in enumerate(order):
        right = left[first] + sizes[first][0]
        for second in order[index + 1 :]:
            if left[second] >= right:
                break
            if abs(places[first][1] - places[second][1]) * 2 < sizes[first][1] + sizes[second][1]:
                yield first, second


def _part(places: dict[str, list[float]], sizes: Mapping[str, Box], first: str, second: str, pinned: Set[str]) -> bool:
    a, b = places[first], places[second]
    overlap = [(sizes[first][axis] + sizes[second][axis]) / 2 - abs(a[axis] - b[axis]) for axis in (0, 1)]
    if min(overlap) <= 0.5 or (first in pinned and second in pinned):
        return False
    axis = 0 if overlap[0] < overlap[1] else 1
    direction = 1.0 if (a[axis], first) > (b[axis], second) else -1.0
    share = 1.0 if first in pinned or second in pinned else 0.5
    if first not in pinned:
        a[axis] += direction * overlap[axis] * share
    if second not in pinned:
        b[axis] -= direction * overlap[axis] * share
    return True
