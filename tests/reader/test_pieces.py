"""Word pieces: their offsets slice back to the text, and the likeliest cut wins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.reader.pieces import Tokenizer

PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "ab", "▁ab", "▁chip", "s", "c", "h", "i", "p", ".")
SCORES = (0.0, 0.0, 0.0, 0.0, -5.0, -3.0, -3.0, -2.0, -1.5, -1.0, -2.0, -4.0, -4.0, -4.0, -4.0, -2.0)
NORMAL = {"\n": " ", "…": "...", "\u00ad": "", "ﬁ": "fi"}
TOKENIZER = Tokenizer(PIECES, SCORES, NORMAL, unknown=3)


def cut(text: str) -> list[str]:
    return [PIECES[piece.id] for piece in TOKENIZER.pieces(text)]


def test_the_likeliest_cut_wins() -> None:
    assert cut("chips ab.") == ["▁chip", "s", "▁ab", "."]


def test_what_the_vocabulary_lacks_is_one_unknown_piece_a_character() -> None:
    assert cut("华为") == ["▁", "<unk>", "<unk>"]


def test_offsets_point_into_the_text_and_not_into_its_normalized_form() -> None:
    text = "ab…\nchips"

    assert [piece.span.of(text) for piece in TOKENIZER.pieces(text)] == ["ab", "…", "…", "…", "chip", "s"]


def test_a_start_is_added_to_all_offsets() -> None:
    assert [(p.span.start, p.span.end) for p in TOKENIZER.pieces("ab", 100)] == [(100, 102)]


@given(st.text(alphabet="abchips .\n…\u00adﬁ华é", max_size=60))
def test_every_character_that_is_no_space_lies_in_a_piece_and_pieces_never_go_back(text: str) -> None:
    pieces = list(TOKENIZER.pieces(text))
    covered = {at for piece in pieces for at in range(piece.span.start, piece.span.end)}

    assert {at for at, char in enumerate(text) if NORMAL.get(char, char).strip()} <= covered
    assert all(0 <= p.span.start <= p.span.end <= len(text) for p in pieces)
    assert [p.span.start for p in pieces] == sorted(p.span.start for p in pieces)


@given(st.text(alphabet="abchips.", max_size=20), st.text(alphabet="abchips.", max_size=20))
def test_a_word_is_cut_the_same_wherever_it_stands(one: str, two: str) -> None:
    assert cut(f"{one} {two}") == cut(one) + cut(two)
