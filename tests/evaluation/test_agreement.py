"""Two annotations of one article agree as far as each holds what the other demands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import GoldError
from kg.evaluation import agreement, load_gold

WriteGold = Callable[..., Path]
ORDER = {"s": "bytedance", "p": "orders", "o": "h20", "status": "asserted"}
SUPPLY = {"s": "bytedance", "p": "suppliedBy", "o": "nvidia", "status": "asserted"}


def agree(write_gold: WriteGold, ours: list[dict[str, object]], others: list[dict[str, object]]) -> dict[str, float]:
    one, two = write_gold(claims=ours), write_gold(claims=others, folder="other")
    return agreement(load_gold(one), load_gold(two))[1]


def test_the_same_annotation_agrees_fully(write_gold: WriteGold) -> None:
    assert set(agree(write_gold, [ORDER, SUPPLY], [ORDER, SUPPLY]).values()) == {1.0}


def test_one_claim_of_two_gives_two_thirds_either_way(write_gold: WriteGold) -> None:
    """The two of one side hold all of the other's one: 1 and 1/2, harmonic mean 2/3."""
    assert agree(write_gold, [ORDER, SUPPLY], [ORDER])["claims"] == pytest.approx(2 / 3)
    assert agree(write_gold, [ORDER], [ORDER, SUPPLY])["claims"] == pytest.approx(2 / 3)


def test_what_one_calls_optional_is_no_disagreement(write_gold: WriteGold) -> None:
    assert agree(write_gold, [ORDER, SUPPLY], [ORDER, {**SUPPLY, "optional": True}])["claims"] == 1.0


def test_another_status_is_a_disagreement_about_the_claim_and_not_about_the_triple(write_gold: WriteGold) -> None:
    levels = agree(write_gold, [ORDER], [{**ORDER, "status": "planned"}])

    assert (levels["claims"], levels["triples"]) == (0.0, 1.0)


def test_folders_without_a_common_article_are_an_error(write_gold: WriteGold) -> None:
    with pytest.raises(GoldError, match="no article in common"):
        agreement(load_gold(write_gold("a1")), load_gold(write_gold("a2", folder="other")))
