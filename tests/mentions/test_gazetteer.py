"""Known names in running text: case, context, epithets, demonyms, plural codes, word boundaries."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from kg.model import Form, Mention

Find = Callable[[str, str], list[Mention]]


def found(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [(m.text, m.candidates[0]) for m in mentions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Nvidia sells the H20 to Tencent.", [("Nvidia", "nvidia"), ("H20", "h20"), ("Tencent", "tencent")]),
        ("pt", "A NVIDIA vende o Ascend 910B.", [("NVIDIA", "nvidia"), ("Ascend 910B", "ascend-910b")]),
        ("pt", "A 华为 cresceu.", [("华为", "huawei")]),
        ("en", "The Ascend 910C beats the Ascend 910.", [("Ascend 910C", "ascend-910c"), ("Ascend 910", "ascend-910")]),
        ("en", "It bought 20,000 H800s.", [("H800s", "h800")]),
        ("pt", "Comprou H20s e A100s.", [("H20s", "h20"), ("A100s", "a100")]),
        ("en", "Huawei's rival grew.", [("Huawei", "huawei")]),
        ("en", "An un-Nvidialike PreHuawei day.", []),
        ("en", "An Intel manager left.", [("Intel", "intel")]),
        ("en", "Analysts shared intel on the meta level.", []),
        ("pt", "A meta do grupo é claro: vender mais.", []),
        ("pt", "Os EUA e a Coreia do Sul reagiram.", [("EUA", "united-states"), ("Coreia do Sul", "south-korea")]),
    ],
)
def test_names_are_found_whole_and_in_their_case(
    known_names: Find, language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(known_names(text, language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "surface", "country"),
    [
        ("en", "Chinese firms grew.", "Chinese", "china"),
        ("pt", "As empresas chinesas cresceram.", "chinesas", "china"),
        ("pt", "A holandesa cresceu.", "holandesa", "netherlands"),
        ("en", "Shenzhen-based Acme grew.", "Shenzhen", "china"),
        ("pt", "A Acme, de Hangzhou, cresceu.", "Hangzhou", "china"),
    ],
)
def test_demonyms_and_cities_mean_their_country_as_premodifiers(
    known_names: Find, language: str, text: str, surface: str, country: str
) -> None:
    (mention,) = known_names(text, language)

    assert (mention.text, mention.candidates[0], mention.form) == (surface, country, Form.PREMODIFIER)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("pt", "A dona do TikTok cresceu.", [("dona", "bytedance"), ("TikTok", "tiktok")]),
        ("en", "TikTok's owner grew.", [("TikTok", "tiktok"), ("owner", "bytedance")]),
        ("en", "The TikTok owner grew.", [("TikTok", "tiktok"), ("owner", "bytedance")]),
    ],
)
def test_an_epithet_that_holds_a_name_is_two_mentions(
    known_names: Find, language: str, text: str, words: list[tuple[str, str]]
) -> None:
    mentions = known_names(text, language)

    assert found(mentions) == words
    assert {m.form for m in mentions if m.text in ("dona", "owner")} == {Form.NOMINAL}


@pytest.mark.parametrize(
    ("language", "text", "surface"),
    [
        ("pt", "A fabricante chinesa Cambricon cresceu.", "chinesa"),
        ("pt", "A Cambricon, startup chinesa, cresceu.", "chinesa"),
        ("en", "SMIC, a Shenzhen-based company, grew.", "Shenzhen"),
        ("pt", "A Micron, fornecedora da Nvidia, cresceu.", "Nvidia"),
    ],
)
def test_a_common_epithet_of_another_firm_gives_way_to_the_names_in_it(
    known_names: Find, language: str, text: str, surface: str
) -> None:
    mentions = known_names(text, language)

    assert surface in [m.text for m in mentions]
    assert all("epithet" not in m.head for m in mentions)


def test_a_common_epithet_holds_once_a_sentence_before_named_its_firm(known_names: Find) -> None:
    mentions = known_names("A DeepSeek cresceu. A startup de Hangzhou contratou.", "pt")

    assert found(mentions)[-1] == ("startup de Hangzhou", "deepseek")


def test_a_longer_name_that_does_not_fit_gives_way_to_the_shorter_one(known_names: Find) -> None:
    assert found(known_names("The Nvidia L40S card sold out.", "en"))[0] == ("Nvidia", "nvidia")


def test_a_name_with_one_plain_sense_needs_no_support(known_names: Find) -> None:
    (mention,) = known_names("DeepSeek grew last year.", "en")

    assert mention.candidates[0] == "deepseek"
    assert "context" not in mention.head


def test_mentions_stand_in_order_inside_their_sentences(known_names: Find, sentences_of: Callable[..., object]) -> None:
    text = "Nvidia e Huawei competem. A dona do TikTok compra H800s na China."
    mentions = known_names(text, "pt")
    sentences = sentences_of(text, "pt")

    assert len(mentions) == 6
    assert mentions == sorted(mentions, key=lambda m: m.span)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(mentions))
    assert all(sentences[m.sentence].span.covers(m.span) and m.text == m.span.of(text) for m in mentions)  # type: ignore[index]
