"""Claims without a verb: where a firm sits, who makes goods, whose body an agency is, what a measure is about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Said = Callable[[str, str], set[str]]


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("pt", "A fabricante chinesa SMIC cresceu.", "smic basedIn china asserted"),
        ("pt", "A holandesa ASML cresceu.", "asml basedIn netherlands asserted"),
        ("pt", "A Huawei, sediada em Shenzhen, cresceu.", "huawei basedIn china asserted"),
        ("pt", "A Cambricon, fabricante chinesa de chips, cresceu.", "cambricon basedIn china asserted"),
        ("en", "Chinese chipmaker SMIC grew.", "smic basedIn china asserted"),
        ("en", "Dutch company ASML grew.", "asml basedIn netherlands asserted"),
        ("en", "Shenzhen-based Huawei grew.", "huawei basedIn china asserted"),
    ],
)
def test_a_nationality_or_a_seat_beside_a_firm_is_its_home(said: Said, language: str, text: str, claim: str) -> None:
    assert claim in said(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A Nvidia vende à China."),
        ("pt", "O mercado chinês pesa para a Nvidia."),
        ("en", "Nvidia sells chips to Chinese buyers."),
        ("en", "ASML opened an office in Japan."),
    ],
)
def test_a_country_that_qualifies_something_else_is_no_home(said: Said, language: str, text: str) -> None:
    assert [c for c in said(text, language) if " basedIn " in c] == []


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("pt", "O H20 da Nvidia é mais lento.", "nvidia develops h20 asserted"),
        ("en", "Nvidia's H20 is slower.", "nvidia develops h20 asserted"),
        ("pt", "Os chips da Huawei vendem bem.", "huawei develops huawei-chips asserted"),
        ("en", "Huawei's chips sell well.", "huawei develops huawei-chips asserted"),
    ],
)
def test_possession_of_goods_is_development(said: Said, language: str, text: str, claim: str) -> None:
    assert claim in said(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "O BIS, do Departamento de Comércio, abriu um processo."),
        ("en", "The US Commerce Department's Bureau of Industry and Security opened a case."),
    ],
)
def test_an_agency_beside_its_parent_is_part_of_it(said: Said, language: str, text: str) -> None:
    assert "bis partOf us-commerce-department asserted" in said(text, language)


@pytest.mark.parametrize(
    ("language", "text", "claims"),
    [
        (
            "pt",
            "Os Estados Unidos proibiram a venda do H20 à China.",
            {"imposedBy united-states", "restricts h20", "targets china"},
        ),
        (
            "en",
            "Washington banned the sale of the H20 to China.",
            {"imposedBy united-states", "restricts h20", "targets china"},
        ),
        (
            "en",
            "The Netherlands imposed export controls on lithography machines.",
            {"imposedBy netherlands", "restricts lithography-machines"},
        ),
        (
            "pt",
            "Os Países Baixos impuseram controles de exportação de máquinas de litografia.",
            {"imposedBy netherlands", "restricts lithography-machines"},
        ),
    ],
)
def test_a_measure_tells_issuer_goods_and_target(said: Said, language: str, text: str, claims: set[str]) -> None:
    found = {c.split(" ", 1)[1] for c in said(text, language) if c.endswith(" asserted")}

    assert {f"{c} asserted" for c in claims} <= found


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "Washington revogou a regra de difusão de IA em maio de 2025."),
        ("en", "Washington rescinded the AI Diffusion Rule in May 2025."),
    ],
)
def test_a_lifted_measure_has_ended(said: Said, language: str, text: str) -> None:
    assert "us-ai-diffusion imposedBy united-states ended" in said(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Tencent did not buy the H20 from Nvidia."),
        ("en", "ByteDance denied that it had bought the H20 from Nvidia."),
        ("pt", "A Tencent não comprou o H20 da Nvidia."),
    ],
)
def test_a_denied_purchase_does_not_deny_the_maker(said: Said, language: str, text: str) -> None:
    assert "nvidia develops h20 denied" not in said(text, language)
