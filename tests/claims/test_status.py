"""Status: what a text denies, plans or calls over never comes out as a fact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.engines.rules import RulesEngine
from kg.model import Article, ArticleId, Claim, Evidentiality, Status

ENGINE = RulesEngine()


def read(text: str, language: str) -> tuple[Claim, ...]:
    return ENGINE.extract(Article(id=ArticleId("one"), text=text, language=language, published="2025-06-10")).claims


def statuses(text: str, language: str, subject: str, relation: str, object: str) -> set[str]:
    claims = read(text, language)
    return {c.status.value for c in claims if (c.subject, c.relation, c.object) == (subject, relation, object)}


ORDERS = ("bytedance", "orders", "ascend-910b")
DENIALS = [
    ("en", "ByteDance did not order Ascend 910B chips from Huawei."),
    ("en", "ByteDance never ordered Ascend 910B chips from Huawei."),
    ("en", "ByteDance denied that it had ordered Ascend 910B chips from Huawei."),
    ("en", "ByteDance denies having ordered Ascend 910B chips from Huawei."),
    ("en", "A spokesperson for ByteDance rejected a report that the company had bought Ascend 910B chips from Huawei."),
    ("en", "ByteDance has no plans to buy Ascend 910B chips from Huawei."),
    ("en", "Talk that ByteDance ordered Ascend 910B chips from Huawei is false."),
    ("en", "Neither ByteDance nor Tencent ordered Ascend 910B chips from Huawei."),
    ("pt", "A ByteDance não encomendou chips Ascend 910B à Huawei."),
    ("pt", "A ByteDance nunca encomendou chips Ascend 910B à Huawei."),
    ("pt", "A ByteDance negou que tenha encomendado chips Ascend 910B à Huawei."),
    ("pt", "A ByteDance desmentiu ter encomendado chips Ascend 910B à Huawei."),
    ("pt", "Um porta-voz da ByteDance nega que a empresa encomendou chips Ascend 910B à Huawei."),
    ("pt", "A ByteDance não encomendou nem vai encomendar chips Ascend 910B à Huawei."),
    ("pt", "Nem a ByteDance nem a Tencent encomendaram chips Ascend 910B à Huawei."),
    ("es", "ByteDance no compró chips Ascend 910B a Huawei."),
    ("es", "ByteDance negó haber comprado chips Ascend 910B a Huawei."),
]


@pytest.mark.parametrize(("language", "text"), DENIALS)
def test_what_is_only_denied_is_never_asserted(language: str, text: str) -> None:
    assert statuses(text, language, *ORDERS) <= {"denied"}
    supplied = statuses(text, language, "bytedance", "suppliedBy", "huawei")
    assert not supplied & {"asserted", "planned"}


@pytest.mark.parametrize(
    ("language", "text", "status"),
    [
        ("en", "ByteDance ordered 100,000 Ascend 910B chips from Huawei.", "asserted"),
        ("en", "ByteDance will order Ascend 910B chips from Huawei.", "planned"),
        ("en", "ByteDance plans to order Ascend 910B chips from Huawei.", "planned"),
        ("en", "ByteDance is set to buy Ascend 910B chips from Huawei next year.", "planned"),
        ("en", "ByteDance cancelled its order for Ascend 910B chips from Huawei.", "ended"),
        ("en", "ByteDance reportedly ordered Ascend 910B chips from Huawei.", "asserted"),
        ("pt", "A ByteDance encomendou 100 mil chips Ascend 910B à Huawei.", "asserted"),
        ("pt", "A ByteDance vai encomendar chips Ascend 910B à Huawei.", "planned"),
        ("pt", "A ByteDance encomendará chips Ascend 910B à Huawei.", "planned"),
        ("pt", "A ByteDance planeja comprar chips Ascend 910B da Huawei.", "planned"),
        ("pt", "A ByteDance teria encomendado chips Ascend 910B à Huawei.", "asserted"),
        ("pt", "A ByteDance terá encomendado chips Ascend 910B à Huawei.", "asserted"),
        ("pt", "A ByteDance cancelou a compra de chips Ascend 910B da Huawei.", "ended"),
    ],
)
def test_plans_ends_and_rumours_keep_their_status(language: str, text: str, status: str) -> None:
    assert statuses(text, language, *ORDERS) == {status}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Did ByteDance order Ascend 910B chips from Huawei?"),
        ("pt", "A ByteDance encomendou chips Ascend 910B à Huawei?"),
    ],
)
def test_questions_claim_no_order(language: str, text: str) -> None:
    assert statuses(text, language, *ORDERS) == set()


@pytest.mark.parametrize(
    ("language", "text", "maker", "chip"),
    [
        ("en", "Tencent denied that it would buy Nvidia's H20 chips.", "nvidia", "h20"),
        ("en", "Alibaba plans to use Nvidia's H20 chips next year.", "nvidia", "h20"),
        ("pt", "A Baidu desmentiu que vá comprar o H200, da Nvidia.", "nvidia", "h200"),
        ("pt", "A Tencent pretende usar o H20, da Nvidia, no ano que vem.", "nvidia", "h20"),
    ],
)
def test_possession_stands_whatever_others_plan_or_deny(language: str, text: str, maker: str, chip: str) -> None:
    assert statuses(text, language, maker, "develops", chip) == {"asserted"}


def test_the_plan_of_one_verb_does_not_reach_the_next() -> None:
    text = "Huawei plans to expand in Africa and has ordered HBM3 chips from SK Hynix."
    assert "planned" not in statuses(text, "en", "huawei", "orders", "hbm3")


def test_a_lifted_measure_is_over() -> None:
    text = "The United States lifted its export controls on H20 chips to China in July."
    found = {c.relation: c.status for c in read(text, "en") if "controls" in c.subject}
    assert found
    assert Status.ASSERTED not in found.values()


def test_a_weak_place_does_not_outweigh_a_denial() -> None:
    text = (
        "ByteDance denied that it had ordered Ascend 910B chips from Huawei.\n\n"
        "The Ascend 910B is the flagship of the Shenzhen company. ByteDance owns TikTok."
    )
    assert "asserted" not in statuses(text, "en", *ORDERS)


def test_hearsay_rests_on_unnamed_sources() -> None:
    claims = read("A ByteDance teria encomendado chips Ascend 910B à Huawei.", "pt")
    assert {c.evidentiality for c in claims if c.relation == "orders"} == {Evidentiality.ANONYMOUS_SOURCES}


WORDS = st.sampled_from(
    [
        "ByteDance",
        "Huawei",
        "Ascend 910B",
        "not",
        "não",
        "no",
        ",",
        ";",
        "(",
        ")",
        "que",
        "that",
        "denied",
        "negou",
        "will",
        "lifted",
        "ban",
        "until",
        "2020",
        "até",
        "ordered",
        "encomendou",
        "100,000",
        "chips",
        "of",
        "de",
        "and",
        "e",
        "?",
        ".",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25), st.sampled_from(["en", "pt", "es"]))
def test_no_text_makes_it_fail(words: list[str], language: str) -> None:
    for claim in read(" ".join(words) + ".", language):
        assert claim.status in Status
