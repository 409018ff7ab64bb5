"""The masked sentence that patterns read: one word a mention, one place a unit."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kg.claims.lines import Line, make_line
from kg.model import Article, ArticleId, Form, Mention, Sentence, Span
from kg.ontology.cues import load_cues
from kg.sentences.split import split_sentences


def line_of(text: str, *names: tuple[str, str, Form]) -> Line:
    article = Article(id=ArticleId("a"), text=text, language="en")
    sentence = split_sentences(article, load_cues("en"))[0]
    mentions = []
    for name, kind, form in names:
        span = Span(text.index(name), text.index(name) + len(name))
        mentions.append(Mention(article=article.id, sentence=0, span=span, text=name, kind=kind, form=form))
    return make_line(sentence, mentions, load_cues("en"))


def test_mentions_are_masked_by_class_and_place() -> None:
    line = line_of(
        "Chinese firm Acme ordered X1 chips.",
        ("Chinese", "Country", Form.PREMODIFIER),
        ("Acme", "Company", Form.NAME),
        ("X1", "", Form.NAME),
    )

    assert line.masked == "§D0 firm §C2 ordered §U4 chips ."
    assert [line.unit_at(line.masked.index(m)) for m in ("§D0", "firm", "§C2", "ordered")] == [0, 1, 2, 3]


def test_a_name_of_several_words_is_one_unit() -> None:
    line = line_of("The Acme Holding Group grew.", ("Acme Holding Group", "Company", Form.NAME))

    assert line.masked == "the §C1 grew ."
    assert line.word(1) == ""
    assert line.mention(1) is not None


def test_places_outside_the_line_are_empty() -> None:
    line = line_of("It grew.")

    assert (line.word(-1), line.word(99), line.mention(-1), line.mention(99)) == ("", "", None, None)
    assert line.between(5, 2) == ""


def test_word_groups_answer_by_list_and_by_noun() -> None:
    line = line_of("The company grew.")

    assert line.is_in(0, "determiners")
    assert line.is_in(1, "Company")
    assert not line.is_in(2, "determiners", "Company")


@given(text=st.text(alphabet="Ab9 .,;'’-\"$é", min_size=1, max_size=60))
def test_units_and_masked_text_agree_on_any_text(text: str) -> None:
    article = Article(id=ArticleId("a"), text=text, language="en")
    for sentence in split_sentences(article, load_cues("en")):
        line = make_line(sentence, [], load_cues("en"))

        assert len(line.units) == len(line.starts) == len(sentence.tokens)
        assert line.between(0, len(line.units)) == line.masked
        assert all(line.unit_at(start) == i for i, start in enumerate(line.starts))


def test_lines_of_the_engine_hold_every_mention(
    mentions_of: Callable[[str, str], list[Mention]], sentences_of: Callable[[str, str], tuple[Sentence, ...]]
) -> None:
    text = "A dona do TikTok comprou chips da Huawei na China."
    mentions = mentions_of(text, "pt")
    line = make_line(sentences_of(text, "pt")[0], mentions, load_cues("pt"))

    assert [u.mention for u in line.units if u.mention is not None] == mentions
