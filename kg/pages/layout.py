"""Where nodes stand: computed here once, because a browser needs minutes for what takes milliseconds in Python."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from kg.model import EntityId
from kg.pages.spacing import Box, spread_boxes

Link = tuple[EntityId, EntityId]
Positions = dict[EntityId, tuple[int, int]]
_SEED = 7
_ROUNDS = 200
# Room one node takes, in pixels at zoom 1, and the shape of the sheet (width by height).
_CELL = 92.0
_ASPECT = 1.6
_GAP = 26.0
# Share of even spacing in the final place: springs alone crowd the middle of a news graph.
_EVEN = 0.55
_FLATTEST = 0.3
_LETTER, _LINE, _LINE_LENGTH = 7.2, 16.0, 18


def spring_positions(names: Mapping[EntityId, str], links: Iterable[Link], aspect: float = _ASPECT) -> Positions:
    """Whole-number positions: linked nodes near each other, separate groups side by side, room for every name.

    Same input, same positions: the spring layout is seeded and everything else goes in sorted order.
    """
    pairs = sorted({(a, b) if a < b else (b, a) for a, b in links if a != b and a in names and b in names})
    groups = [_place_group(members, names, pairs) for members in _components(names, pairs)]
    return {name: (round(x), round(y)) for name, (x, y) in _pack(groups, aspect).items()}


def place_around(
    fixed: Mapping[EntityId, tuple[int, int]],
    extra: Sequence[EntityId],
    names: Mapping[EntityId, str],
    links: Iterable[Link],
) -> Positions:
    """Positions of the extra nodes, each outwards of a fixed neighbour; the fixed ones are not moved."""
    anchors = _anchors(fixed, links)
    centre = _mean(fixed.values())
    start: dict[str, Box] = {name: (float(x), float(y)) for name, (x, y) in fixed.items()}
    for index, name in enumerate(sorted(extra)):
        x, y = _mean(fixed[anchor] for anchor in sorted(anchors[name])) if anchors[name] else centre
        angle = math.atan2(y - centre[1], x - centre[0]) + (index % 5 - 2) * 0.5
        start[name] = (x + _CELL * math.cos(angle), y + _CELL * math.sin(angle))
    placed = spread_boxes(start, {name: label_box(names[EntityId(name)]) for name in start}, fixed.keys())
    return {name: (round(placed[name][0]), round(placed[name][1])) for name in extra}


def label_box(name: str) -> Box:
    """Width and height that a node and its name below it take at zoom 1."""
    lines = max(1, math.ceil(len(name) / _LINE_LENGTH))
    return (max(56.0, min(len(name), _LINE_LENGTH) * _LETTER + 14), 38.0 + _LINE * min(lines, 2))


def _components(names: Collection[EntityId], pairs: Iterable[Link]) -> list[list[EntityId]]:
    """Groups of linked nodes, largest first."""
    neighbours: dict[EntityId, set[EntityId]] = defaultdict(set)
    for a, b in pairs:
        neighbours[a].add(b)
        neighbours[b].add(a)
    seen: set[EntityId] = set()
    groups = []
    for start in sorted(names):
        if start not in seen:
            groups.append(_reach(neighbours, start, seen))
    return sorted(groups, key=lambda group: (-len(group), group[0]))


def _reach(neighbours: Mapping[EntityId, set[EntityId]], start: EntityId, seen: set[EntityId]) -> list[EntityId]:
    stack, group = [start], []
    seen.add(start)
    while stack:
        group.append(stack.pop())
        fresh = neighbours.get(group[-1], set()) - seen
        seen |= fresh
        stack += fresh
    return sorted(group)


def _place_group(members: Sequence[EntityId], names: Mapping[EntityId, str], pairs: Iterable[Link]) -> dict[str, Box]:
    """One group around (0, 0), its longer side lying flat."""
    side = _CELL * math.sqrt(len(members)) / 2
    springs = _evened(_level(_springs(members, pairs)))
    centres: dict[str, Box] = {
        name: (x * side * math.sqrt(_ASPECT), y * side / math.sqrt(_ASPECT))
        for name, (x, y) in zip(members, springs, strict=True)
    }
    return spread_boxes(centres, {name: label_box(names[name]) for name in members})


def _springs(members: Sequence[EntityId], pairs: Iterable[Link]) -> list[Box]:
    import rustworkx

    place = {name: index for index, name in enumerate(members)}
    graph = rustworkx.PyGraph()
    graph.add_nodes_from(list(members))
    graph.add_edges_from([(place[a], place[b], None) for a, b in pairs if a in place and b in place])
    found = rustworkx.spring_layout(graph, num_iter=_ROUNDS, seed=_SEED)
    return [(float(found[index][0]), float(found[index][1])) for index in range(len(members))]


def _level(points: Sequence[Box]) -> list[Box]:
    """The points centred, turned so that they spread most from left to right, and scaled to -1..1."""
    middle = _mean(points)
    moved = [(x - middle[0], y - middle[1]) for x, y in points]
    across = sum(x * y for x, y in moved)
    turn = 0.5 * math.atan2(2 * across, sum(x * x for x, _ in moved) - sum(y * y for _, y in moved))
    turned = [(x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)) for x, y in moved]
    wide, high = (max((abs(point[axis]) for point in turned), default=0.0) for axis in (0, 1))
    high = max(high, wide * _FLATTEST) or 1.0
    return [(x / (wide or 1.0), y / high) for x, y in turned]


def _evened(points: Sequence[Box]) -> list[Box]:
    """Points moved towards even steps in x and in y, their order kept, so that the middle opens and the sheet fills."""
    if len(points) < 4:
        return list(points)
    xs, ys = _even_steps([x for x, _ in points]), _even_steps([y for _, y in points])
    return list(zip(xs, ys, strict=True))


def _even_steps(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=lambda index: (values[index], index))
    step = {index: 2 * rank / (len(values) - 1) - 1 for rank, index in enumerate(order)}
    return [(1 - _EVEN) * value + _EVEN * step[index] for index, value in enumerate(values)]


def _pack(groups: Sequence[Mapping[str, Box]], aspect: float) -> dict[EntityId, Box]:
    """Groups in rows, like words on a page whose width follows from the room they need."""
    frames = [_frame(group) for group in groups]
    area = sum((right - left + _GAP) * (bottom - top + _GAP) for left, top, right, bottom in frames)
    width = max([math.sqrt(area * aspect), *(right - left for left, _, right, _ in frames)], default=0.0)
    placed: dict[EntityId, Box] = {}
    x = y = row = 0.0
    for group, (left, top, right, bottom) in zip(groups, frames, strict=True):
        if x and x + right - left > width:
            x, y, row = 0.0, y + row + _GAP, 0.0
        placed |= {EntityId(name): (at[0] - left + x, at[1] - top + y) for name, at in group.items()}
        x, row = x + right - left + _GAP, max(row, bottom - top)
    return placed


def _frame(group: Mapping[str, Box]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in group.values()], [y for _, y in group.values()]
    margin = _CELL / 2
    return min(xs) - margin, min(ys) - margin / 2, max(xs) + margin, max(ys) + margin / 2


def _anchors(fixed: Collection[EntityId], links: Iterable[Link]) -> dict[EntityId, set[EntityId]]:
    anchors: dict[EntityId, set[EntityId]] = defaultdict(set)
    for a, b in links:
        if a in fixed:
            anchors[b].add(a)
        if b in fixed:
            anchors[a].add(b)
    return anchors


def _mean(points: Iterable[tuple[float, float]]) -> Box:
    listed = list(points)
    count = len(listed) or 1
    return sum(x for x, _ in listed) / count, sum(y for _, y in listed) / count
