"""Names that no lexicon knows: typed by the words around them, never by chance capitals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Mention

Find = Callable[[str, str], list[Mention]]


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "The Chinese chipmaker Zorvex grew.", "Zorvex", "Company"),
        ("en", "Nobody saw Zorvex, a startup in Lisbon.", "Zorvex", "Company"),
        ("en", "Last year Zorvex Technologies grew.", "Zorvex Technologies", "Company"),
        ("en", "Intel unveiled the ZX-900 accelerator.", "ZX-900", "Chip"),
        ("en", "Nvidia hired the engineer Maria Quilho.", "Maria Quilho", "Person"),
        ("pt", "A startup Zorvex cresceu.", "Zorvex", "Company"),
        ("pt", "Ontem a Zorvex, fabricante de placas, cresceu.", "Zorvex", "Company"),
        ("pt", "A Intel lançou o processador ZX-900.", "ZX-900", "Chip"),
        ("pt", "A Baidu treinou o modelo Quilho-7.", "Quilho-7", "Model"),
    ],
)
def test_the_words_around_an_unknown_name_tell_its_class(
    mentions_of: Find, language: str, text: str, name: str, kind: str
) -> None:
    assert {m.text: m.kind for m in mentions_of(text, language)}[name] == kind


def test_one_clear_cue_types_the_name_in_the_whole_text(mentions_of: Find) -> None:
    mentions = mentions_of("A startup Zorvex cresceu. Nem todos gostam da Zorvex.", "pt")

    assert [(m.text, m.kind) for m in mentions] == [("Zorvex", "Company")] * 2
    assert len({m.entity for m in mentions}) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Yesterday sales fell. However, nobody noticed on Monday."),
        ("pt", "Ontem as vendas caíram. Porém, ninguém notou em Janeiro."),
        ("en", "Sales fall"),
        ("pt", "Vendas caem"),
    ],
)
def test_a_capital_that_only_opens_a_sentence_is_no_name(mentions_of: Find, language: str, text: str) -> None:
    assert mentions_of(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "Huawei unveiled the Kirin X77 Pro.", "Kirin X77 Pro", "Chip"),
        ("pt", "A Huawei lançou o Kirin X77 Pro.", "Kirin X77 Pro", "Chip"),
        ("en", "Baidu unveiled Ernie X9.", "Ernie X9", "Model"),
    ],
)
def test_a_code_behind_a_family_name_joins_it(
    mentions_of: Find, language: str, text: str, name: str, kind: str
) -> None:
    assert [(m.text, m.kind) for m in mentions_of(text, language)][1:] == [(name, kind)]


def test_spark_x1_is_one_model_and_no_spark(linked_as: Callable[[str, str], dict[str, str]]) -> None:
    assert linked_as("A iFlytek lançou o Spark X1.", "pt") == {"iFlytek": "iflytek", "Spark X1": "iflytek-spark-x1"}
