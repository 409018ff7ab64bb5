"""Qualifiers land on the claims whose words carry them, and on no other."""

from __future__ import annotations

from datetime import date

import pytest

from kg.engines.rules import RulesEngine
from kg.model import Article, ArticleId, Claim

ENGINE = RulesEngine()


def only(text: str, language: str, subject: str, relation: str, object: str) -> Claim:
    article = Article(id=ArticleId("one"), text=text, language=language, published="2025-06-10")
    claims = ENGINE.extract(article).claims
    return next(c for c in claims if (c.subject, c.relation, c.object) == (subject, relation, object))


@pytest.mark.parametrize(
    ("language", "text", "operator", "minimum", "maximum"),
    [
        ("en", "ByteDance ordered 100,000 Ascend 910B chips from Huawei.", "=", 100_000, 100_000),
        ("en", "ByteDance ordered more than 100,000 Ascend 910B chips from Huawei.", ">", 100_000, None),
        ("pt", "A ByteDance encomendou 100 mil chips Ascend 910B à Huawei.", "=", 100_000, 100_000),
        ("pt", "A ByteDance encomendou mais de 100 mil unidades do Ascend 910B à Huawei.", ">", 100_000, None),
    ],
)
def test_a_count_narrows_the_order(
    language: str, text: str, operator: str, minimum: float, maximum: float | None
) -> None:
    quantity = only(text, language, "bytedance", "orders", "ascend-910b").qualifiers.quantity
    assert quantity is not None
    assert (quantity.operator, quantity.minimum, quantity.maximum) == (operator, minimum, maximum)


def test_a_count_narrows_neither_maker_nor_supplier() -> None:
    text = "ByteDance ordered 100,000 Ascend 910B chips from Huawei."
    assert only(text, "en", "huawei", "develops", "ascend-910b").qualifiers.quantity is None
    assert only(text, "en", "bytedance", "suppliedBy", "huawei").qualifiers.quantity is None


def test_each_order_keeps_its_own_count() -> None:
    text = "ByteDance ordered 5,000 H20 chips and 300 H100 chips from Nvidia."
    first = only(text, "en", "bytedance", "orders", "h20").qualifiers.quantity
    second = only(text, "en", "bytedance", "orders", "h100").qualifiers.quantity
    assert first is not None
    assert second is not None
    assert (first.minimum, second.minimum) == (5000, 300)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ByteDance ordered Ascend 910B chips from Huawei in 2023."),
        ("pt", "Em 2023, a ByteDance encomendou chips Ascend 910B à Huawei."),
    ],
)
def test_the_date_of_the_clause_is_the_date_of_the_order(language: str, text: str) -> None:
    time = only(text, language, "bytedance", "orders", "ascend-910b").qualifiers.time
    assert time is not None
    assert (time.earliest, time.latest) == (date(2023, 1, 1), date(2023, 12, 31))


def test_neither_dateline_nor_day_of_speech_dates_the_order() -> None:
    text = "BEIJING, 9 June 2025 - ByteDance has ordered Ascend 910B chips from Huawei."
    assert only(text, "en", "bytedance", "orders", "ascend-910b").qualifiers.time is None
    said = "ByteDance said on Monday that it had ordered Ascend 910B chips from Huawei."
    assert only(said, "en", "bytedance", "orders", "ascend-910b").qualifiers.time is None


def test_the_price_of_one_piece_is_not_the_amount() -> None:
    text = "ByteDance ordered Ascend 910B chips from Huawei at $20,000 apiece."
    assert only(text, "en", "bytedance", "orders", "ascend-910b").qualifiers.money is None


def test_a_takeover_has_its_price() -> None:
    money = only("Nvidia bought Mellanox for $7 billion.", "en", "nvidia", "acquires", "mellanox").qualifiers.money
    assert money is not None
    assert (money.minimum, money.currency) == (7e9, "USD")
