"""Every span leads back to the text it came from, whatever the text."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.engines.rules import RulesEngine
from kg.model import Article, ArticleId, Extraction, Mention, Sentence, Span
from kg.ontology.folding import fold

ENGINE = RulesEngine()
WORDS = (
    "A ByteDance dona do TikTok Huawei's Nvidia chips H20 H800s 910B à EUA US curbs chinesa Chinese startup Zorvex "
    'encomendou ordered não not 100 mil 100,000 proibiu banned from pela by , . ; : ? ( ) " ’s \n - the a empresa '
    "company Seus Its restrições export controls para inferência modelo new Spark X1 华为 US$ de os da é e and , "
    "que who Ministério Commerce Department Washington Pequim Jensen Huang presidente CEO of TSMC Taiwan usa uses if se"
)
NEWS = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)
TEXTS = NEWS | st.text(max_size=80)
LANGUAGES = st.sampled_from(["en", "pt"])


@given(text=st.text(max_size=60))
@example(text="İıßŒﬁǆΣςẞ’“”\u00a0‑½①ⅷ\u0345\U0001d400が")
def test_folding_keeps_the_length_and_is_settled_at_once(text: str) -> None:
    folded = fold(text)

    assert len(folded) == len(text)
    assert fold(folded) == folded


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, language=LANGUAGES)
@example(text="", language="pt")
@example(text="A dona do TikTok. " * 30, language="pt")
def test_extraction_never_fails_and_every_quote_slices_back(text: str, language: str) -> None:
    article = Article(id=ArticleId("a"), text=text, language=language, published="2025-03-10")
    extraction = ENGINE.extract(article)

    assert extraction.article == "a"
    assert_evidence_holds(extraction, text)


def assert_evidence_holds(extraction: Extraction, text: str) -> None:
    for claim in extraction.claims:
        assert claim.evidence
        for evidence in claim.evidence:
            assert evidence.quote == evidence.span.of(text)
            assert evidence.quote.strip()
            assert all(evidence.span.covers(end) for end in (evidence.subject, evidence.object) if end is not None)


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, language=LANGUAGES)
def test_every_mention_is_the_slice_it_says_inside_its_sentence(
    mentions_of: Callable[[str, str], list[Mention]],
    sentences_of: Callable[[str, str], tuple[Sentence, ...]],
    text: str,
    language: str,
) -> None:
    mentions, sentences = mentions_of(text, language), sentences_of(text, language)

    assert all(m.text == m.span.of(text) for m in mentions)
    assert all(sentences[m.sentence].span.covers(m.span) for m in mentions)
    assert all(m.entity for m in mentions)
    assert mentions == sorted(mentions, key=lambda m: m.span)


def test_headers_and_title_move_no_offset(make_article: Callable[..., Article]) -> None:
    text = "Título: Chips\nData: 10/03/2025\n\nO TikTok pertence à ByteDance."
    article = make_article(text, "pt", title="Chips", body=text.index("O TikTok"))
    extraction = ENGINE.extract(article)

    assert extraction.claims
    assert_evidence_holds(extraction, text)


def test_a_span_gives_its_slice_in_code_points(mentions_of: Callable[[str, str], list[Mention]]) -> None:
    text = "😀 A Huawei 😀 e a 华为."

    assert [m.span for m in mentions_of(text, "pt")] == [Span(4, 10), Span(17, 19)]
