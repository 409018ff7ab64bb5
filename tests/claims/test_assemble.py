"""Claims of one article: statuses settled between places, dates shared, sources named, consequences drawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kg.claims.assemble import settle_statuses, share_dates
from kg.claims.consequences import with_consequences
from kg.engines.rules import RulesEngine
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    EntityId,
    Evidence,
    Polarity,
    Qualifiers,
    Span,
    Status,
    Time,
)

ENGINE = RulesEngine()
EXPLICIT, BESIDE, ACROSS = 2, 1, 0


def claim(subject: str, relation: str, object: str, status: str = "asserted", rule: str = "pairs.x") -> Claim:
    return Claim(
        article=ArticleId("one"), subject=EntityId(subject), relation=relation, object=EntityId(object),
        polarity=Polarity.DENIED if status == "denied" else Polarity.AFFIRMED,
        actuality={"planned": Actuality.PLANNED, "ended": Actuality.ENDED}.get(status, Actuality.ACTUAL),
        confidence=0.5, evidence=(Evidence(span=Span(0, 4), quote="text", rule=rule),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        ([(EXPLICIT, "denied"), (ACROSS, "asserted")], {"denied"}),
        ([(EXPLICIT, "planned"), (ACROSS, "asserted")], {"planned"}),
        ([(EXPLICIT, "asserted"), (EXPLICIT, "denied")], {"asserted", "denied"}),
        ([(EXPLICIT, "planned"), (EXPLICIT, "denied"), (EXPLICIT, "asserted")], {"planned", "denied"}),
        ([(EXPLICIT, "asserted"), (EXPLICIT, "planned")], {"asserted"}),
        ([(ACROSS, "asserted"), (ACROSS, "denied")], {"denied"}),
        ([(ACROSS, "denied"), (BESIDE, "asserted")], {"asserted"}),
    ],
)
def test_the_strongest_place_decides(places: list[tuple[int, str]], expected: set[str]) -> None:
    found = settle_statuses([(level, claim("a", "orders", "b", status)) for level, status in places])
    assert {c.status.value for c in found} == expected


def test_one_date_of_a_measure_holds_for_all_its_claims() -> None:
    time = Time(text="2022", earliest=date(2022, 1, 1), latest=date(2022, 12, 31))
    dated = replace(claim("s", "imposedBy", "us"), qualifiers=Qualifiers(time=time))
    undated, other = claim("s", "targets", "china"), claim("t", "targets", "china")
    assert [c.qualifiers.time for c in share_dates([dated, undated, other])] == [time, time, None]


def test_planned_orders_make_a_planned_supplier() -> None:
    claims = [claim("a", "orders", "x", "planned"), claim("m", "develops", "x"), claim("a", "suppliedBy", "m")]
    assert {c.status for c in with_consequences(claims) if c.relation == "suppliedBy"} == {Status.PLANNED}


def test_what_a_rule_says_of_the_supplier_stands() -> None:
    said = claim("a", "suppliedBy", "m", rule="en.suppliedBy.buy-from")
    claims = [claim("a", "orders", "x", "planned"), claim("m", "develops", "x"), said]
    assert {c.status for c in with_consequences(claims) if c.relation == "suppliedBy"} == {Status.ASSERTED}


def test_a_denied_order_makes_no_supplier() -> None:
    claims = [claim("a", "orders", "x", "denied"), claim("m", "develops", "x")]
    assert not [c for c in with_consequences(claims) if c.relation == "suppliedBy"]


@pytest.mark.parametrize(
    ("language", "text", "evidentiality", "name"),
    [
        ("en", "ByteDance ordered Ascend 910B chips from Huawei, Reuters reported.", "OtherMedia", "Reuters"),
        ("en", "According to Nvidia, ByteDance ordered Ascend 910B chips from Huawei.", "NamedSource", "Nvidia"),
        ("en", "ByteDance said it had ordered Ascend 910B chips from Huawei.", "PartyStatement", "ByteDance"),
        ("pt", "Segundo a Nvidia, a ByteDance encomendou chips Ascend 910B à Huawei.", "NamedSource", "Nvidia"),
        ("pt", "A ByteDance encomendou chips Ascend 910B à Huawei, disse a Nvidia.", "NamedSource", "Nvidia"),
        ("en", "ByteDance ordered Ascend 910B chips from Huawei.", "Narrator", None),
    ],
)  # fmt: skip
def test_the_source_of_a_claim_is_named(language: str, text: str, evidentiality: str, name: str | None) -> None:
    article = Article(id=ArticleId("one"), text=text, language=language)
    found = [c for c in ENGINE.extract(article).claims if (c.subject, c.relation) == ("bytedance", "orders")]
    assert [(c.evidentiality.value, c.attribution) for c in found] == [(evidentiality, name)]
