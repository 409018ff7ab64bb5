"""Calls to subscribe, author boxes and the like yield no sentence; news beside them does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Extraction, Sentence
from kg.ontology.cues import load_cues
from kg.sentences.boilerplate import without_boilerplate

Split = Callable[[str, str], tuple[Sentence, ...]]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Sign up for our weekly newsletter and never miss a chip."),
        ("en", "Ann Example is a staff writer who covers Nvidia."),
        ("en", "Read more: Huawei ships a chip"),
        ("en", "Additional reporting by Bob Example."),
        ("en", "Follow us on every network."),
        ("pt", "Assine a nossa newsletter e receba as novidades da Nvidia."),
        ("pt", "Leia também: Huawei lança chip"),
        ("pt", "Jornalista pela faculdade de Recife, cobre a Nvidia."),
        ("pt", "Todos os direitos reservados."),
        ("pt", "Clique aqui e conheça o H20."),
    ],
)
def test_boilerplate_yields_no_sentence(sentences_of: Split, language: str, line: str) -> None:
    kept = without_boilerplate(sentences_of(f"Sales grew.\n{line}\nSales fell.", language), load_cues(language))

    assert [(s.paragraph, s.text) for s in kept] == [(0, "Sales grew."), (2, "Sales fell.")]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Nvidia asked customers to sign a waiver."),
        ("en", "Readers of the filing learned of the ban."),
        ("pt", "A Nvidia assinou um contrato com a Tencent."),
        ("pt", "O professor usa o H20."),
    ],
)
def test_news_that_shares_a_word_with_boilerplate_stays(sentences_of: Split, language: str, line: str) -> None:
    assert [s.text for s in without_boilerplate(sentences_of(line, language), load_cues(language))] == [line]


def test_a_whole_paragraph_goes_with_its_marked_sentence(sentences_of: Split) -> None:
    text = "Huawei develops the Ascend 910C. Sign up for our newsletter.\nSales grew."

    assert [s.text for s in without_boilerplate(sentences_of(text, "en"), load_cues("en"))] == ["Sales grew."]


def test_no_claim_comes_from_boilerplate(read: Callable[[str, str], Extraction]) -> None:
    fact = "A Huawei desenvolve o Ascend 910C."

    assert read(fact, "pt").claims
    assert read(f"Assine a newsletter. {fact}", "pt").claims == ()
