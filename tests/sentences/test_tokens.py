"""What counts as one word in the names, numbers and amounts of chip news."""

from __future__ import annotations

import pytest

from kg.sentences.tokens import tokenize


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Ascend 910B", ["Ascend", "910B"]),
        ("H800s", ["H800s"]),
        ("GPT-4o e MI300X-O", ["GPT-4o", "e", "MI300X-O"]),
        ("Huawei’s chips", ["Huawei", "’s", "chips"]),
        ("R$ 1.234,5 mil", ["R$", "1.234,5", "mil"]),
        ("US$40bn", ["US$", "40bn"]),
        ("the U.S. and AT&T", ["the", "U.S.", "and", "AT&T"]),
        ("Disney+ subiu (2%)", ["Disney+", "subiu", "(", "2", "%", ")"]),
        ("Shenzhen-based", ["Shenzhen-based"]),
    ],
)
def test_names_numbers_and_amounts_stay_whole(text: str, tokens: list[str]) -> None:
    assert [t.text for t in tokenize(text)] == tokens


def test_spans_count_from_the_offset_and_folded_words_have_no_accents() -> None:
    (token,) = tokenize("Restrições", offset=7)

    assert (token.span.start, token.span.end, token.folded) == (7, 17, "restricoes")
