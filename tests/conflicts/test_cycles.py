"""Every step that lies on a short cycle is reported on one; compared with networkx."""

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from kg.conflicts.cycles import LONGEST, find_cycles, steps_around
from kg.model import EntityId

nodes = st.integers(0, 7).map(str)
edges = st.sets(st.tuples(nodes, nodes), max_size=20)


def steps_of(pairs: set[tuple[str, str]]) -> dict[EntityId, list[EntityId]]:
    steps: dict[EntityId, list[EntityId]] = {}
    for source, target in sorted(pairs):
        steps.setdefault(EntityId(source), []).append(EntityId(target))
    return steps


def walked(cycle: tuple[EntityId, ...]) -> set[tuple[EntityId, EntityId]]:
    return set(zip(cycle, (*cycle[1:], cycle[0]), strict=True))


@given(edges)
def test_each_step_on_a_cycle_is_on_a_reported_one(pairs: set[tuple[str, str]]) -> None:
    steps = steps_of(pairs)

    found = list(find_cycles(steps, steps))

    graph = nx.DiGraph([pair for pair in pairs if pair[0] != pair[1]])
    expected = {step for cycle in nx.simple_cycles(graph, LONGEST) for step in walked(tuple(cycle))}
    assert {step for cycle in found for step in walked(cycle)} == expected
    assert len(set(found)) == len(found)
    assert all(cycle[0] == min(cycle) and len(set(cycle)) == len(cycle) for cycle in found)


@given(edges, nodes)
def test_cycles_through_one_entity_are_found_from_there(pairs: set[tuple[str, str]], start: str) -> None:
    steps, entity = steps_of(pairs), EntityId(start)

    near = steps_around(
        entity,
        lambda each: steps.get(each, []),
        lambda each: [source for source, targets in steps.items() if each in targets],
    )

    assert list(find_cycles(near, [entity])) == list(find_cycles(steps, [entity]))
    assert all(entity in cycle for cycle in find_cycles(steps, [entity]))
