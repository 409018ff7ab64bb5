"""Entities without a name of their own: a maker's goods, a state's measures, in all three languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.model import Entity, EntityId, Label
from kg.ontology.generic import Templates, load_templates
from kg.ontology.lexicon import load_lexicon
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import load_vocabulary

HUAWEI, CHINA, UNKNOWN = EntityId("huawei"), EntityId("china"), EntityId("atlantis")


@pytest.fixture(scope="module")
def templates() -> Templates:
    return load_templates()


def made(templates: Templates) -> list[Entity]:
    topics = [templates.measures(CHINA, "China", topic) for topic in sorted(templates.topics)]
    single = templates.ban(CHINA, "China", EntityId("micron"), "Micron")
    return [templates.goods(HUAWEI, "Huawei"), templates.model(HUAWEI, "Huawei"), templates.advanced(), single, *topics]


def test_goods_are_named_by_their_maker(templates: Templates) -> None:
    goods = templates.goods(HUAWEI, "Huawei")

    assert (goods.id, goods.kind, goods.name, goods.owner) == ("huawei-chips", "Chip", "Huawei chips", HUAWEI)
    assert Label(text="chips da Huawei", language="pt") in goods.aliases


def test_measures_are_named_by_their_issuer(templates: Templates) -> None:
    measures = templates.measures(EntityId("united-states"), "United States")

    assert (measures.id, measures.name) == ("united-states-export-controls", "US export controls")
    assert Label(text="restrições dos EUA", language="pt") in measures.aliases


def test_an_issuer_that_is_not_listed_is_written_by_its_name(templates: Templates) -> None:
    measures = templates.measures(UNKNOWN, "Atlantis")

    assert measures.name == "Atlantis export controls"
    assert Label(text="sanções de Atlantis", language="pt") in measures.aliases


def test_a_ban_names_issuer_and_subject(templates: Templates) -> None:
    ban = templates.ban(CHINA, "China", EntityId("micron"), "Micron")

    assert (ban.id, ban.name, ban.owner) == ("china-micron-ban", "Chinese ban on Micron", CHINA)


def test_everything_made_has_a_known_class_an_own_id_and_names_in_every_language(templates: Templates) -> None:
    entities = made(templates)

    assert {e.kind for e in entities} <= load_vocabulary().classes.keys()
    assert len({e.id for e in entities}) == len(entities)
    assert all({label.language for label in e.aliases} == {"en", "pt", "es"} for e in entities)
    assert not [label.text for e in entities for label in e.aliases if "{" in label.text or "  " in label.text]


def test_nothing_made_takes_the_id_of_a_known_entity(templates: Templates) -> None:
    assert not {e.id for e in made(templates)} & load_lexicon().entities.keys()


def test_issuers_and_the_goods_of_topics_are_known_entities(templates: Templates) -> None:
    known = load_lexicon().entities
    goods = {EntityId(g) for topic in templates.topics.values() for g in topic["goods"]}

    assert {known[EntityId(i)].kind for i in templates.issuers} == {"Country"}
    assert sorted(goods - known.keys()) == []


def test_goods_lead_to_their_topic_and_chips_to_none(templates: Templates) -> None:
    assert templates.topic_of(EntityId("gallium")) == "minerals"
    assert templates.topic_of(EntityId("h20")) is None


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[goods\n", r"^generic.toml: .*line 1"),
        ("[goods]\n", r"^generic.toml: no section \['advanced', 'issuers', 'model', 'single', 'topics'\]"),
        (None, r"^generic.toml: .*No such file"),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, content: str | None, message: str) -> None:
    if content is not None:
        (tmp_path / "generic.toml").write_text(content, "utf-8")

    with pytest.raises(OntologyError, match=message):
        load_templates(tmp_path)


def test_the_shipped_file_is_read_from_its_folder() -> None:
    assert load_templates(ontology_dir()) == load_templates()
