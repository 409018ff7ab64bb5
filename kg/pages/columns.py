"""Where the nodes of paths stand: one column per hop, from the first end to the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.model import EntityId
from kg.pages.layout import Positions, label_box

_COLUMN, _ROW = 250, 120


def path_positions(routes: Sequence[Sequence[EntityId]]) -> Positions:
    """Places of the nodes: x is the hop at which they are reached (the last one where paths differ).

    Each path has its own row. A node of several paths stands between their rows, so that lines of one path do not
    run behind nodes of another.
    """
    column: dict[EntityId, int] = defaultdict(int)
    rows: dict[EntityId, list[int]] = defaultdict(list)
    for row, route in enumerate(routes):
        for hop, name in enumerate(route):
            column[name] = max(column[name], hop)
            rows[name].append(row)
    height = {name: sum(found) / len(found) * _ROW for name, found in rows.items()}
    return _apart(column, height)


def _apart(column: dict[EntityId, int], height: dict[EntityId, float]) -> Positions:
    """Nodes of one column moved down where they would touch."""
    lowest: dict[int, float] = {}
    placed: Positions = {}
    for name in sorted(column, key=lambda name: (column[name], height[name], name)):
        need = label_box(name)[1] + 30
        y = max(height[name], lowest.get(column[name], float("-inf")) + need)
        lowest[column[name]] = y
        placed[name] = (column[name] * _COLUMN, round(y))
    return placed
