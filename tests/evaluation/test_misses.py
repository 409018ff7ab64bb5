"""An error is told with its sentence, with what was expected and with what was found."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.engines.rules import RulesEngine
from kg.evaluation import Miss, find_misses, load_gold, read_gold, score

WriteGold = Callable[..., Path]
Misses = Callable[..., list[Miss]]


@pytest.fixture
def misses(write_gold: WriteGold, engine: RulesEngine) -> Misses:
    def find(*relations: str, **gold: object) -> list[Miss]:
        articles = load_gold(write_gold(**gold))
        graph = read_gold(articles, engine)
        return list(find_misses(articles, score(articles, graph), graph, relations))

    return find


def test_a_missed_claim_shows_the_sentence_that_names_both_ends(misses: Misses) -> None:
    (missed,) = misses(
        "competesWith", claims=[{"s": "bytedance", "p": "competesWith", "o": "nvidia", "status": "planned"}]
    )

    assert (missed.kind, missed.expected) == ("missed", "ByteDance competesWith Nvidia planned")
    assert missed.sentence.startswith("ByteDance ordered more than 1,000 H20")
    assert "ByteDance suppliedBy Nvidia asserted" in missed.found


def test_a_missed_claim_names_the_end_that_no_claim_is_about(misses: Misses) -> None:
    text = "Foobarix ordered more than 1,000 H20 chips from Nvidia. Some quarrel with the zumbi of Rio."
    entities = [
        {"id": "z", "type": "Company", "names": ["zumbi of Rio"]},
        {"id": "n", "type": "Company", "names": ["Nvidia"]},
    ]
    claims = [{"s": "z", "p": "suppliedBy", "o": "n", "status": "asserted"}]

    missed = next(m for m in misses(text=text, entities=entities, claims=claims) if m.kind == "missed")

    assert missed.found == "no claim about zumbi of Rio"


def test_evidence_of_the_annotation_goes_before_a_sentence_that_was_looked_for(misses: Misses) -> None:
    claim = {"s": "bytedance", "p": "competesWith", "o": "nvidia", "status": "asserted", "evidence": ["from Nvidia"]}

    assert [m.sentence for m in misses("competesWith", claims=[claim])] == ["from Nvidia"]


def test_a_wrong_claim_shows_its_quote_and_what_the_annotation_has_of_the_two(misses: Misses) -> None:
    claims = [{"s": "bytedance", "p": "owns", "o": "h20", "status": "planned"}]

    wrong = next(m for m in misses("orders", claims=claims) if m.kind == "wrong")

    assert wrong.expected == "ByteDance owns H20 planned"
    assert wrong.found.startswith("ByteDance orders ")
    assert wrong.sentence == "ByteDance ordered more than 1,000 H20 chips from Nvidia."
