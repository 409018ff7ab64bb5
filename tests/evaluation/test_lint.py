"""Each fault of an annotation is named; a sound one has none."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import GoldError
from kg.evaluation import find_faults, load_gold
from kg.ontology.vocabulary import load_vocabulary

WriteGold = Callable[..., Path]
COMPANY = {"id": "a", "type": "Company", "names": ["ByteDance"]}
OTHER = {"id": "b", "type": "Company", "names": ["Nvidia"]}
CHIP = {"id": "c", "type": "Chip", "names": ["H20"]}
KNOWN = [COMPANY, OTHER, CHIP]


def claim(told: str, **more: object) -> dict[str, object]:
    subject, relation, object, status = told.split()
    return {"s": subject, "p": relation, "o": object, "status": status, **more}


def faults(folder: Path) -> list[str]:
    return [fault.what for fault in find_faults(folder, load_vocabulary())]


def test_a_sound_annotation_has_no_faults(write_gold: WriteGold) -> None:
    assert faults(write_gold()) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (
            {"entities": [*KNOWN, {"id": "d", "type": "Person", "names": ["Jane Doe"]}]},
            "entity 'd': none of its names stands",
        ),
        ({"entities": [*KNOWN, COMPANY]}, "entity 'a' stands twice"),
        ({"entities": [{**COMPANY, "type": "Firm"}, OTHER, CHIP]}, "no class 'Firm'"),
        (
            {"entities": [*KNOWN, {"id": "s", "type": "Sanction", "names": [], "issuer": "us"}]},
            "its issuer 'us' is no entity",
        ),
        (
            {"entities": [COMPANY, {**OTHER, "names": ["Nvidia", "the ByteDance"]}, CHIP]},
            "'bytedance' names several entities: a, b",
        ),
        ({"claims": [claim("a orders x asserted")]}, "a orders x asserted: no entity 'x'"),
        ({"claims": [claim("a buys b asserted")]}, "no relation 'buys'"),
        ({"claims": [claim("a orders b asserted")]}, "orders cannot join Company and Company"),
        ({"claims": [claim("a competesWith c asserted")]}, "competesWith cannot join Company and Chip"),
        ({"claims": [claim("a owns a asserted")]}, "both ends are one entity"),
        ({"claims": [claim("a owns b maybe")]}, "no status 'maybe'"),
        ({"claims": [claim("a owns b asserted")] * 2}, "a owns b asserted: stands twice"),
        (
            {"claims": [claim("a partnersWith b asserted"), claim("b partnersWith a asserted")]},
            "b partnersWith a asserted: stands twice",
        ),
        (
            {"claims": [claim("a orders c asserted", evidence=["never said"])]},
            "its evidence is not in the text: never said",
        ),
        ({"claims": [claim("a orders c asserted", also=["buys"])]}, "no relation 'buys' under also"),
        ({"claims": [claim("a orders c asserted", quantity="many")]}, "quantity 'many' is not in the format"),
        ({"claims": [claim("a orders c asserted", time="July")]}, "time 'July' is not in the format"),
        ({"claims": [claim("a orders c asserted", colour="red")]}, "unknown keys colour"),
        ({"claims": [{"s": "a"}]}, "claims, number 1: no p, o, status"),
        ({"id": "zz"}, "id 'zz' is not the stem of the file"),
        ({"text": ""}, "no text beside it: expected a1.txt"),
    ],
)
def test_a_fault_is_named(write_gold: WriteGold, changes: dict[str, object], fault: str) -> None:
    found = faults(write_gold(**{"entities": KNOWN, "claims": [], **changes}))

    assert any(fault in what for what in found), found


@pytest.mark.parametrize(
    "sound",
    [
        claim("a orders c asserted", quantity=">100000", amount="5.7e9 USD", time="2023-08/", purpose="training"),
        claim("a orders c planned", quantity="~1.5e6", amount=">5e6 USD", time="/2024-07"),
        claim("a partnersWith b asserted", also=["suppliedBy"]),
    ],
)
def test_what_the_guide_allows_is_no_fault(write_gold: WriteGold, sound: dict[str, object]) -> None:
    assert faults(write_gold(entities=KNOWN, claims=[sound])) == []


def test_a_measure_needs_no_name_in_the_text(write_gold: WriteGold) -> None:
    curbs = {"id": "s", "type": "Sanction", "names": ["unnamed curbs"]}

    assert faults(write_gold(entities=[*KNOWN, curbs], claims=[])) == []


def test_a_file_that_is_no_json_is_one_fault_and_the_others_are_still_read(write_gold: WriteGold) -> None:
    folder = write_gold()
    write_gold("a2", id="wrong")
    (folder / "a0.json").write_text("{", "utf-8")

    found = find_faults(folder, load_vocabulary())

    assert [fault.file for fault in found] == ["a0.json", "a2.json"]
    assert found[0].what.startswith("no JSON")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"claims": [claim("a owns x asserted")]}, "a1.json: a claim names 'x', which is no entity"),
        ({"claims": [claim("a owns b maybe")]}, "a1.json: not in the format"),
        ({"entities": [{"id": "a"}]}, "a1.json: not in the format"),
    ],
)
def test_what_cannot_be_scored_is_an_error_with_its_file(
    write_gold: WriteGold, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(GoldError, match=message):
        load_gold(write_gold(**{"entities": KNOWN, "claims": [], **changes}))


def test_ids_can_be_chosen_and_left_out(write_gold: WriteGold) -> None:
    for name in ("en-01", "en-09", "pt-01"):
        folder = write_gold(name)

    assert [a.id for a in load_gold(folder, only="^en", leave_out="(09|10)$")] == ["en-01"]
    with pytest.raises(GoldError, match="no annotated articles"):
        load_gold(folder, only="fr")
    with pytest.raises(GoldError, match="no regular expression"):
        load_gold(folder, only="(")
