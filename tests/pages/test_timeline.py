from __future__ import annotations

import io

import pytest

from kg.errors import UnknownEntity
from kg.graph import KnowledgeGraph
from kg.model import EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.pages import write_timeline_page
from kg.pages.timeline import story_of


def test_timeline_holds_every_claim_that_names_the_entity(demo: KnowledgeGraph) -> None:
    story = story_of(demo, EntityId("h20"), 600)

    assert {claim.id for claim in story.claims} == {
        claim.id for claim in demo if "h20" in (claim.subject, claim.object)
    }
    assert story.total == len(story.claims)


def test_cut_timeline_keeps_changes_and_denials(demo: KnowledgeGraph) -> None:
    story = story_of(demo, EntityId("bytedance"), 4)

    assert story.total > 4
    assert {claim.status for claim in story.claims[:2]} == {Status.PLANNED, Status.DENIED}
    assert len(story.claims) == 4


def test_unknown_entity_is_named(demo: KnowledgeGraph) -> None:
    with pytest.raises(UnknownEntity, match="nobody"):
        story_of(demo, EntityId("nobody"), 10)


def test_timeline_page_is_small_and_the_same_each_time(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    pages = []
    for _ in range(2):
        stream = io.StringIO()
        write_timeline_page(demo, vocabulary, stream, title="H20", entity=EntityId("h20"))
        pages.append(stream.getvalue())

    assert pages[0] == pages[1]
    assert len(pages[0]) < 150_000
