from __future__ import annotations

import pytest

from kg.errors import UnknownEntity
from kg.graph import KnowledgeGraph
from kg.model import EntityId
from kg.pages.choice import choose_context, choose_entities, trimmed_to


def test_small_graph_is_shown_whole(demo: KnowledgeGraph) -> None:
    choice = choose_entities(demo, 300, None, 2)

    assert set(choice.shown) == set(demo.entities)
    assert choice.extra == ()
    assert choice.total == len(demo.entities)


def test_cut_graph_keeps_the_most_named_and_carries_their_neighbours(demo: KnowledgeGraph) -> None:
    choice = choose_entities(demo, 3, None, 2)

    assert choice.shown[0] == "bytedance"
    assert len(choice.shown) == 3
    assert len(choice.extra) == 3
    assert choice.total == len(demo.entities)
    assert not set(choice.shown) & set(choice.extra)


def test_around_an_entity_the_nearest_come_first(demo: KnowledgeGraph) -> None:
    choice = choose_entities(demo, 300, EntityId("openai"), 1)

    assert set(choice.shown) == {"openai", "h100", "microsoft"}
    assert "nvidia" in choice.extra


def test_unknown_centre_is_named(demo: KnowledgeGraph) -> None:
    with pytest.raises(UnknownEntity, match="nobody"):
        choose_entities(demo, 300, EntityId("nobody"), 1)


def test_nothing_to_show_is_a_mistake(demo: KnowledgeGraph) -> None:
    with pytest.raises(ValueError, match="max_nodes"):
        choose_entities(demo, 0, None, 1)


def test_context_shows_what_it_is_given_and_carries_a_ring(demo: KnowledgeGraph) -> None:
    choice = choose_context(demo, [EntityId("xai"), EntityId("grok-3"), EntityId("xai")], 10)

    assert choice.shown == ("xai", "grok-3")
    assert choice.extra == ("h100",)


def test_extra_entities_are_carried_as_long_as_their_claims_fit(demo: KnowledgeGraph) -> None:
    choice = choose_entities(demo, 10, None, 2)
    whole, some = trimmed_to(demo, choice, 1000), trimmed_to(demo, choice, 40)

    assert whole == choice
    assert some is not None
    assert some.shown == choice.shown
    assert some.extra == choice.extra[: len(some.extra)]
    assert len(some.extra) < len(choice.extra)


def test_too_many_claims_for_a_page_are_reported(demo: KnowledgeGraph) -> None:
    assert trimmed_to(demo, choose_entities(demo, 300, None, 2), len(demo) - 1) is None
    assert trimmed_to(demo, choose_entities(demo, 300, None, 2), len(demo)) is not None
