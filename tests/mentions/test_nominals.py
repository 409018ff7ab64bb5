"""Goods by their maker, measures by their issuer, bans by whoever bans."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Mention

Find = Callable[[str, str], list[Mention]]


def entity_of(mentions: list[Mention], kind: str, words: str) -> str | None:
    return next((m.entity for m in mentions if m.kind == kind and words in m.text), None)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("pt", "A Tencent compra chips da Huawei.", "chips"),
        ("pt", "A Tencent compra processadores avançados da Huawei.", "processadores"),
        ("pt", "A Tencent compra chips de IA feitos pela Huawei.", "chips de IA"),
        ("en", "Tencent buys Huawei's chips.", "chips"),
        ("en", "Tencent buys Huawei chips.", "chips"),
        ("en", "Tencent buys chips made by Huawei.", "chips"),
        ("en", "Tencent buys processors from Huawei.", "processors"),
    ],
)
def test_goods_named_by_their_maker_are_the_makers_goods(
    mentions_of: Find, language: str, text: str, words: str
) -> None:
    assert entity_of(mentions_of(text, language), "Chip", words) == "huawei-chips"


def test_an_elided_head_means_the_other_makers_goods(mentions_of: Find) -> None:
    mentions = mentions_of("A Tencent comprou chips da Nvidia e os da Huawei.", "pt")

    assert [m.entity for m in mentions if m.kind == "Chip"] == ["nvidia-chips", "huawei-chips"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A Tencent usa chips da Nvidia. Encomendou 100 mil unidades do Ascend 910B."),
        ("en", "Tencent uses Nvidia chips. It ordered 100,000 units of the Ascend 910B."),
    ],
)
def test_units_of_named_goods_are_not_the_goods_named_before(mentions_of: Find, language: str, text: str) -> None:
    goods = [m.entity for m in mentions_of(text, language) if m.kind == "Chip"]

    assert goods == ["nvidia-chips", "ascend-910b"]


@pytest.mark.parametrize("text", ["Chips sell well.", "A card is a card.", "The company sells chips."])
def test_goods_of_no_maker_are_no_mention(mentions_of: Find, text: str) -> None:
    assert mentions_of(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text", "words", "entity"),
    [
        ("pt", "As restrições dos EUA pesam.", "restrições", "united-states-export-controls"),
        ("pt", "As sanções impostas pelos Estados Unidos pesam.", "sanções", "united-states-export-controls"),
        ("pt", "As restrições americanas à exportação pesam.", "restrições", "united-states-export-controls"),
        ("pt", "Os controles de exportação da China pesam.", "controles", "china-export-controls"),
        ("en", "US export controls bite.", "export controls", "united-states-export-controls"),
        ("en", "China's export restrictions bite.", "restrictions", "china-export-controls"),
        ("en", "The export controls imposed by Japan bite.", "export controls", "japan-export-controls"),
    ],
)
def test_measures_are_those_of_their_issuer(
    mentions_of: Find, language: str, text: str, words: str, entity: str
) -> None:
    assert entity_of(mentions_of(text, language), "Sanction", words) == entity


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("pt", "Os Estados Unidos proibiram a venda do H20 à China.", "proibiram"),
        ("pt", "O H20 foi proibido pelos Estados Unidos.", "proibido"),
        ("en", "Washington banned the sale of the H20 to China.", "banned"),
        ("en", "The H20 was banned by the United States.", "banned"),
    ],
)
def test_a_verb_of_banning_is_a_measure_of_the_state_that_bans(
    mentions_of: Find, language: str, text: str, words: str
) -> None:
    (measure,) = (m for m in mentions_of(text, language) if m.kind == "Sanction")

    assert measure.text == words
    assert measure.owner == "united-states"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nvidia banned phones from its offices."),
        ("en", "He lost control of the car, as a rule."),
        ("pt", "A Nvidia vetou o projeto."),
        ("pt", "A regra do jogo mudou."),
    ],
)
def test_what_no_state_rules_is_no_measure(mentions_of: Find, language: str, text: str) -> None:
    assert [m for m in mentions_of(text, language) if m.kind == "Sanction"] == []


def test_the_units_are_the_chips_last_named(mentions_of: Find) -> None:
    mentions = mentions_of("ByteDance wants the Ascend 910B. It ordered 100,000 units.", "en")

    assert entity_of(mentions, "Chip", "units") == "ascend-910b"
