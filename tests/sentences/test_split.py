"""Where sentences end, which lines are headings, and that no word is lost or read twice."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, ArticleId, Sentence
from kg.ontology.cues import load_cues
from kg.sentences.split import split_sentences

Split = Callable[[str, str], tuple[Sentence, ...]]
PROSE = st.text(alphabet="Ab1é. !?\n-*#\"'’)(,;:$%文", max_size=120) | st.text(max_size=120)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Acme Inc. sells chips to Dr. Brown."),
        ("en", "The U.S. Commerce Department added it in Jan. 2025."),
        ("en", "It paid $1.5 billion for No. 2 in the market."),
        ("en", "The code v2.5 shipped, e.g. to labs."),
        ("en", "Mr. J. K. Brown left."),
        ("pt", "A Acme Ltda. vende chips ao Sr. Silva e à Dra. Lima."),
        ("pt", "A Cia. Brasileira pagou R$ 1.500,50 em jan. de 2025."),
        ("pt", "O art. 5 vale para a S.A. Paulista."),
    ],
)
def test_an_abbreviation_or_a_number_ends_no_sentence(sentences_of: Split, language: str, text: str) -> None:
    assert [s.text for s in sentences_of(text, language)] == [text]


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "It grew. Sales fell.", "It grew."),
        ("en", 'He said "yes." Then he left.', 'He said "yes."'),
        ("en", "Did it grow? Nobody knows.", "Did it grow?"),
        ("en", "It grew… Then it fell.", "It grew…"),
        ("pt", "Cresceu! As vendas caíram.", "Cresceu!"),
        ("pt", "Cresceu. Às vezes cai.", "Cresceu."),
        ("pt", "A meta é a. O resto vem depois.", "A meta é a."),
        ("pt", "Foram 10 mil. 5 mil ficaram.", "Foram 10 mil."),
    ],
)
def test_a_final_mark_before_a_capital_or_a_number_ends_one(
    sentences_of: Split, language: str, text: str, first: str
) -> None:
    sentences = sentences_of(text, language)

    assert [s.text for s in sentences] == [first, text[len(first) + 1 :]]


def test_a_short_line_without_final_mark_is_a_heading(sentences_of: Split) -> None:
    text = "Chips em alta\n\nA Nvidia cresceu.\n## Depois\nAs causas:\n"

    assert [(s.text, s.heading) for s in sentences_of(text, "pt")] == [
        ("Chips em alta", True),
        ("A Nvidia cresceu.", False),
        ("Depois", True),
        ("As causas:", False),
    ]


def test_a_long_line_without_final_mark_is_no_heading(sentences_of: Split) -> None:
    (sentence,) = sentences_of("word " * 16, "en")

    assert not sentence.heading


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "12) ", "– "])
def test_a_bullet_is_left_out_and_its_line_is_no_heading(sentences_of: Split, mark: str) -> None:
    (sentence,) = sentences_of(f"{mark}Huawei shipped chips", "en")

    assert (sentence.text, sentence.heading) == ("Huawei shipped chips", False)


def test_every_line_is_a_paragraph_of_its_own(sentences_of: Split) -> None:
    sentences = sentences_of("One. Two.\nThree.\n\nFour.", "en")

    assert [(s.index, s.paragraph) for s in sentences] == [(0, 0), (1, 0), (2, 1), (3, 2)]


def test_of_the_header_only_the_title_is_read() -> None:
    text = "By A. Writer\nTitle: Chips rise\n\nSales grew."
    source = Article(id=ArticleId("a"), text=text, language="en", title="Chips rise", body=text.index("Sales"))
    sentences = split_sentences(source, load_cues("en"))

    assert [(s.text, s.heading) for s in sentences] == [("Chips rise", True), ("Sales grew.", False)]


@settings(deadline=None)
@given(text=PROSE, language=st.sampled_from(["en", "pt"]))
def test_sentences_slice_back_stand_in_order_and_lose_no_word(text: str, language: str) -> None:
    source = Article(id=ArticleId("a"), text=text, language=language)
    sentences = split_sentences(source, load_cues(language))
    covered = [i for s in sentences for i in range(s.span.start, s.span.end)]

    assert all(s.text == s.span.of(text) and s.text.strip() for s in sentences)
    assert [s.index for s in sentences] == list(range(len(sentences)))
    assert covered == sorted(set(covered))
    assert not {i for i, c in enumerate(text) if c.isalpha()} - set(covered)


@settings(deadline=None)
@given(text=PROSE)
def test_tokens_slice_back_and_hold_every_visible_character(text: str) -> None:
    for sentence in split_sentences(Article(id=ArticleId("a"), text=text, language="pt"), load_cues("pt")):
        spans = [t.span for t in sentence.tokens]

        assert all(t.text == t.span.of(text) and len(t.folded) == len(t.text) for t in sentence.tokens)
        assert all(a.end <= b.start for a, b in pairwise(spans))
        assert "".join(sentence.text.split()) == "".join("".join(t.text.split()) for t in sentence.tokens)
