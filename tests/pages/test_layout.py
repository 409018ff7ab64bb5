from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import EntityId
from kg.pages.columns import path_positions
from kg.pages.layout import label_box, place_around, spring_positions
from kg.pages.spacing import spread_boxes

names = {EntityId(f"e{i:02}"): f"Entity number {i}" for i in range(24)}
links = [(a, b) for a, b in combinations(sorted(names), 2) if (int(a[1:]) * 7 + int(b[1:])) % 11 == 0]


def overlapping(places: dict[EntityId, tuple[int, int]], labels: dict[EntityId, str]) -> list[tuple[str, str]]:
    def touch(a: EntityId, b: EntityId) -> bool:
        room = [(label_box(labels[a])[axis] + label_box(labels[b])[axis]) / 2 for axis in (0, 1)]
        return all(abs(places[a][axis] - places[b][axis]) < room[axis] - 2 for axis in (0, 1))

    return [(a, b) for a, b in combinations(sorted(places), 2) if touch(a, b)]


def test_no_name_lies_on_another() -> None:
    assert overlapping(spring_positions(names, links), names) == []


def test_same_graph_gives_the_same_places_in_whatever_order_it_comes() -> None:
    assert spring_positions(names, links) == spring_positions(dict(reversed(names.items())), links[::-1])


def test_separate_groups_do_not_lie_inside_each_other() -> None:
    left, right = [("e00", "e01"), ("e01", "e02")], [("e03", "e04"), ("e04", "e05")]
    six = {name: names[name] for name in sorted(names)[:6]}

    places = spring_positions(six, [(EntityId(a), EntityId(b)) for a, b in left + right])

    assert overlapping(places, six) == []


def test_one_entity_and_none_at_all_have_a_layout() -> None:
    assert spring_positions({}, []) == {}
    assert len(spring_positions({EntityId("a"): "A"}, [])) == 1


def test_extra_nodes_come_near_their_neighbour_and_move_nothing() -> None:
    fixed = {EntityId("a"): (0, 0), EntityId("b"): (600, 0)}

    placed = place_around(
        fixed, [EntityId("x")], {n: n for n in map(EntityId, "abx")}, [(EntityId("b"), EntityId("x"))]
    )

    assert placed.keys() == {"x"}
    assert abs(placed[EntityId("x")][0] - 600) < 200


def test_path_runs_from_left_to_right_and_a_detour_has_its_own_row() -> None:
    a, b, c, d = map(EntityId, "abcd")

    places = path_positions([[a, d], [a, b, c, d]])

    assert places[a][0] < places[b][0] < places[c][0] < places[d][0]
    assert places[b][1] != places[a][1]


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=2, max_size=8))
@settings(max_examples=50, deadline=None)
def test_boxes_end_apart_even_when_they_start_on_one_spot(points: list[tuple[float, float]]) -> None:
    centres = {str(i): point for i, point in enumerate(points)}

    spread = spread_boxes(centres, dict.fromkeys(centres, (20.0, 10.0)))

    for a, b in combinations(spread.values(), 2):
        assert abs(a[0] - b[0]) > 18 or abs(a[1] - b[1]) > 8


def test_pinned_box_stays() -> None:
    spread = spread_boxes({"a": (0, 0), "b": (1, 0)}, {"a": (10, 10), "b": (10, 10)}, {"a"})

    assert spread["a"] == (0, 0)
    assert abs(spread["b"][0]) >= 9 or abs(spread["b"][1]) >= 9
