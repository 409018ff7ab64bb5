from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Evidence, Span
from kg.pages.quotes import quote_pieces


def evidence(quote: str, subject: Span | None = None, object: Span | None = None) -> Evidence:
    return Evidence(span=Span(100, 100 + len(quote)), quote=quote, rule="r", subject=subject, object=object)


def test_words_of_subject_and_object_are_marked_where_they_stand() -> None:
    pieces = quote_pieces(evidence("𝒢 A Huawei lançou o chip", Span(104, 110), Span(120, 124)))

    assert pieces == [("𝒢 A ", ""), ("Huawei", "s"), (" lançou o ", ""), ("chip", "o")]


def test_object_that_overlaps_the_subject_stays_unmarked() -> None:
    assert quote_pieces(evidence("Huawei chips", Span(100, 112), Span(107, 112))) == [("Huawei chips", "s")]


spans = st.none() | st.tuples(st.integers(90, 140), st.integers(90, 140)).map(lambda ends: Span(min(ends), max(ends)))


@given(st.text(max_size=30), spans, spans)
def test_pieces_always_join_to_the_quote(quote: str, subject: Span | None, object: Span | None) -> None:
    assert "".join(text for text, _ in quote_pieces(evidence(quote, subject, object))) == quote
