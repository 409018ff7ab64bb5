"""Whom "a empresa", "the company", "seus chips" and "dona do TikTok" mean."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Extraction, Mention

Find = Callable[[str, str], list[Mention]]


@pytest.mark.parametrize(
    ("language", "text", "words", "entity"),
    [
        ("pt", "A Huawei cresceu. A empresa contratou.", "empresa", "huawei"),
        ("pt", "A Nvidia cresceu. A fabricante contratou.", "fabricante", "nvidia"),
        ("pt", "A Huawei vende à Tencent. A companhia cresceu.", "companhia", "huawei"),
        ("en", "Huawei grew. The company hired.", "company", "huawei"),
        ("en", "Nvidia sold chips to Tencent. The chipmaker grew.", "chipmaker", "nvidia"),
        ("en", "Acme grew. Huawei fell. The company hired.", "company", "huawei"),
    ],
)
def test_a_definite_nominal_means_the_firm_in_focus(
    mentions_of: Find, language: str, text: str, words: str, entity: str
) -> None:
    assert [m.entity for m in mentions_of(text, language) if m.text == words] == [entity]


@pytest.mark.parametrize(
    ("language", "text", "words", "entity"),
    [
        ("pt", "A Nvidia vende à Huawei. A empresa chinesa cresceu.", "empresa", "huawei"),
        ("en", "Nvidia sells to Huawei. The Chinese company grew.", "company", "huawei"),
        ("en", "Huawei buys from ASML. The Dutch company grew.", "company", "asml"),
    ],
)
def test_a_nationality_in_the_nominal_must_fit(
    mentions_of: Find, language: str, text: str, words: str, entity: str
) -> None:
    assert [m.entity for m in mentions_of(text, language) if m.text.endswith(words)] == [entity]


@pytest.mark.parametrize(("language", "text"), [("pt", "A empresa cresceu."), ("en", "The company grew.")])
def test_a_nominal_without_antecedent_is_nobody(mentions_of: Find, language: str, text: str) -> None:
    assert mentions_of(text, language) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A Huawei cresceu. Seus chips vendem bem."),
        ("en", "Huawei grew. Its chips sell well."),
        ("en", "Huawei says its processors sell well."),
    ],
)
def test_possessives_give_goods_to_the_firm_in_focus(mentions_of: Find, language: str, text: str) -> None:
    assert [m.entity for m in mentions_of(text, language) if m.kind == "Chip"] == ["huawei-chips"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A dona do TikTok encomendou 100 mil chips Ascend 910B à Huawei."),
        ("en", "TikTok's owner ordered 100,000 Ascend 910B chips from Huawei."),
    ],
)
def test_the_owner_of_tiktok_is_bytedance_without_being_named(
    said: Callable[[str, str], set[str]], language: str, text: str
) -> None:
    assert "bytedance orders ascend-910b asserted" in said(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A Huawei lançou o Ascend 910C. A empresa também desenvolve o Ascend 920."),
        ("en", "Huawei launched the Ascend 910C. The company also develops the Ascend 920."),
    ],
)
def test_claims_of_a_nominal_are_claims_of_its_firm(
    said: Callable[[str, str], set[str]], language: str, text: str
) -> None:
    assert "huawei develops ascend-920 asserted" in said(text, language)


def test_a_measure_that_names_no_issuer_is_the_last_one_named(mentions_of: Find) -> None:
    mentions = mentions_of("Os EUA anunciaram restrições à exportação. A medida irrita Pequim.", "pt")
    measures = [m.entity for m in mentions if m.kind == "Sanction"]

    assert measures == ["united-states-export-controls"] * 2


def test_goods_that_are_named_at_once_are_those(mentions_of: Find) -> None:
    mentions = mentions_of("A Tencent usa chips da Huawei, especificamente o Ascend 910B.", "pt")

    assert {m.entity for m in mentions if m.kind == "Chip"} == {"ascend-910b"}


def test_the_company_is_never_an_alias(read: Callable[[str, str], Extraction]) -> None:
    extraction = read("Huawei launched the Ascend 910C. The company also develops the Ascend 920.", "en")
    labels = {label.text.lower() for e in extraction.entities for label in e.aliases}

    assert not labels & {"company", "the company"}
