"""Windows: no piece is lost, none is too long, and neighbours overlap by whole sentences."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import ArticleId, Sentence, Span
from kg.reader.pieces import Tokenizer
from kg.reader.windows import find_windows

TOKENIZER = Tokenizer(("<s>", "<pad>", "</s>", "<unk>", "▁", "a"), (0, 0, 0, 0, -2.0, -1.0), {}, unknown=3)


def sentences(lengths: list[int]) -> list[Sentence]:
    made, at = [], 0
    for index, length in enumerate(lengths):
        text = "a" * length
        made.append(Sentence(article=ArticleId("x"), index=index, span=Span(at, at + length), text=text, language="en"))
        at += length + 1
    return made


@given(st.lists(st.integers(1, 280), max_size=20))
def test_windows_hold_every_piece_and_fit_the_encoder(lengths: list[int]) -> None:
    windows = list(find_windows(sentences(lengths), TOKENIZER))
    covered = {span.start for window in windows for span in window.spans if span is not None and span.start < span.end}

    assert all(len(window.ids) == len(window.spans) <= 512 for window in windows)
    assert len(covered) == sum(lengths)


def test_a_long_article_gives_windows_that_share_sentences() -> None:
    first, second, *_ = find_windows(sentences([100] * 8), TOKENIZER)

    assert first.span.overlaps(second.span)
    assert second.span.start > first.span.start


def test_an_article_without_words_has_no_window() -> None:
    assert list(find_windows([], TOKENIZER)) == []
