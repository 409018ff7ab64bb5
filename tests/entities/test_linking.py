"""Which entity a name is: the one the context supports, a longer name's, or one of the article's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.entities.linking import Entities
from kg.model import EntityId, Extraction, Label
from kg.ontology.lexicon import load_lexicon

Linked = Callable[[str, str], dict[str, str | None]]


@pytest.mark.parametrize(
    ("language", "text", "name", "entity"),
    [
        ("en", "Investors in Meta cheered.", "Meta", "meta"),
        ("pt", "O ministro visitou a Meta ontem.", "Meta", "meta"),
        ("en", "The DeepSeek app grew.", "DeepSeek app", "deepseek-app"),
        ("en", "The plant is in Taiwan.", "Taiwan", "taiwan"),
    ],
)
def test_a_name_is_the_entity_that_its_context_supports(
    linked_as: Linked, language: str, text: str, name: str, entity: str
) -> None:
    assert linked_as(text, language)[name] == entity


def test_a_word_that_is_also_a_firm_stays_a_word_where_nothing_supports_it(linked_as: Linked) -> None:
    assert linked_as("Meta difícil para o ano", "pt") == {}


def test_a_part_of_a_new_name_is_the_same_entity(linked_as: Linked) -> None:
    found = linked_as("Last year the startup Zorvex Quantum grew. Nobody knows how Zorvex did it.", "en")

    assert found["Zorvex Quantum"] == found["Zorvex"]


def test_the_plural_of_a_new_code_is_the_same_entity(linked_as: Linked) -> None:
    found = linked_as("Intel unveiled the ZX900 chip. It sold 500 of the ZX900s.", "en")

    assert found["ZX900"] == found["ZX900s"]


def test_a_new_entity_never_takes_the_id_of_a_known_one() -> None:
    lexicon = load_lexicon()
    entities = Entities(lexicon, "en")
    created = {entities.create(e.name, e.kind).id for e in list(lexicon.entities.values())[::25]}

    assert not created & lexicon.entities.keys()


def test_a_name_of_no_letters_still_gets_an_id() -> None:
    assert Entities(load_lexicon(), "en").create("文字", "Company").id == "unnamed-company"


def test_known_entities_bring_their_names_and_those_of_the_text(read: Callable[[str, str], Extraction]) -> None:
    extraction = read("A Huawei lançou o Ascend 910C.", "pt")
    huawei = next(e for e in extraction.entities if e.id == EntityId("huawei"))

    assert huawei.kind == "Company"
    assert huawei.same_as
    assert Label(text="华为", language="zh") in huawei.aliases


def test_background_knowledge_links_but_is_no_claim(said: Callable[[str, str], set[str]]) -> None:
    assert Entities(load_lexicon(), "en").link(EntityId("h20")) == "nvidia"
    assert said("The H20 is slow.", "en") == set()
