"""What readers ask of chip news, from sentence to claim: who owns, orders, uses, makes, leads, and denies."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model import Claim, Extraction, Status

Said = Callable[[str, str], set[str]]
Read = Callable[[str, str], Extraction]


def claim(extraction: Extraction, triple: str) -> Claim:
    return next(c for c in extraction.claims if f"{c.subject} {c.relation} {c.object}" == triple)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("pt", "O TikTok pertence à ByteDance.", "bytedance owns tiktok asserted"),
        ("pt", "A HiSilicon, subsidiária da Huawei, projeta o Kirin 9000.", "huawei owns hisilicon asserted"),
        ("en", "TikTok is owned by ByteDance.", "bytedance owns tiktok asserted"),
        ("en", "HiSilicon, a unit of Huawei, designs the Kirin 9000.", "huawei owns hisilicon asserted"),
        ("pt", "A Huawei desenvolve o Ascend 910C.", "huawei develops ascend-910c asserted"),
        ("pt", "O Ascend 910C foi desenvolvido pela Huawei.", "huawei develops ascend-910c asserted"),
        ("en", "AMD unveiled the MI308.", "amd develops mi308 asserted"),
        ("en", "The Ascend 910C was developed by Huawei.", "huawei develops ascend-910c asserted"),
        ("pt", "A TSMC é sediada em Taiwan.", "tsmc basedIn taiwan asserted"),
        ("en", "TSMC is based in Taiwan.", "tsmc basedIn taiwan asserted"),
        ("pt", "Lisa Su, presidente da AMD, discursou.", "lisa-su worksFor amd asserted"),
        ("en", "Lisa Su, chief executive of AMD, spoke.", "lisa-su worksFor amd asserted"),
        (
            "pt",
            "As sanções impostas pelos Estados Unidos atingem a YMTC.",
            "united-states-export-controls imposedBy united-states asserted",
        ),
        (
            "en",
            "The export controls imposed by the United States hit YMTC.",
            "united-states-export-controls imposedBy united-states asserted",
        ),
    ],
)
def test_a_plain_sentence_says_its_claim(said: Said, language: str, text: str, expected: str) -> None:
    assert expected in said(text, language)


@pytest.mark.parametrize(
    ("language", "text", "minimum", "maximum"),
    [
        ("pt", "A ByteDance encomendou 100 mil chips Ascend 910B à Huawei.", 100_000, 100_000),
        ("pt", "À Huawei, a ByteDance encomendou mais de 100 mil Ascend 910B.", 100_000, None),
        ("en", "ByteDance ordered 100,000 Ascend 910B chips from Huawei.", 100_000, 100_000),
        ("en", "ByteDance ordered more than 100,000 Ascend 910B chips from Huawei.", 100_000, None),
    ],
)
def test_an_order_has_its_quantity_and_names_the_supplier(
    read: Read, language: str, text: str, minimum: float, maximum: float | None
) -> None:
    extraction = read(text, language)
    quantity = claim(extraction, "bytedance orders ascend-910b").qualifiers.quantity

    assert quantity is not None
    assert (quantity.minimum, quantity.maximum) == (minimum, maximum)
    assert claim(extraction, "bytedance suppliedBy huawei").status is Status.ASSERTED


@pytest.mark.parametrize(
    ("language", "text", "purpose"),
    [
        ("pt", "A Baidu usa o Ascend 910B para inferência.", "inference"),
        ("pt", "A Baidu utiliza o Ascend 910B para treinar modelos.", "training"),
        ("en", "The Ascend 910B is used by Baidu for inference.", "inference"),
    ],
)
def test_a_use_has_its_purpose(read: Read, language: str, text: str, purpose: str) -> None:
    assert claim(read(text, language), "baidu uses ascend-910b").qualifiers.purpose == purpose


@pytest.mark.parametrize(
    ("language", "text", "triple"),
    [
        ("pt", "A ByteDance não encomendou o Ascend 910B.", "bytedance orders ascend-910b"),
        ("pt", "A ByteDance desmentiu que tenha encomendado o Ascend 910B.", "bytedance orders ascend-910b"),
        ("pt", "A ByteDance negou ter comprado o H20.", "bytedance orders h20"),
        ("en", "ByteDance did not order the Ascend 910B.", "bytedance orders ascend-910b"),
        ("en", "ByteDance denied that it had ordered the Ascend 910B.", "bytedance orders ascend-910b"),
        ("en", "ByteDance never bought the H20.", "bytedance orders h20"),
    ],
)
def test_what_is_denied_stays_denied_and_is_never_asserted(said: Said, language: str, text: str, triple: str) -> None:
    found = {c for c in said(text, language) if c.startswith(triple)}

    assert found == {f"{triple} denied"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A Tencent negou que tenha comprado o H20 da Nvidia."),
        ("pt", "Não é verdade que a Tencent use o H20."),
        ("pt", "A Tencent jamais utilizou o H20."),
        ("en", "Tencent denied that it uses the H20."),
        ("en", "Tencent has not deployed the H20."),
        ("en", "There is no evidence that Tencent bought the H20."),
        ("en", "Tencent rejected a report that it ordered the H20."),
    ],
)
def test_no_denial_yields_an_assertion_about_who_has_the_chip(said: Said, language: str, text: str) -> None:
    held = [c for c in said(text, language) if c.startswith("tencent ")]

    assert [c for c in held if not c.endswith(" denied")] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A ByteDance pretende encomendar 100 mil chips Ascend 910B."),
        ("en", "ByteDance plans to order 100,000 Ascend 910B chips."),
    ],
)
def test_a_plan_is_no_fact_yet(said: Said, language: str, text: str) -> None:
    found = {c for c in said(text, language) if c.startswith("bytedance orders ascend-910b")}

    assert found == {"bytedance orders ascend-910b planned"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pt", "A ByteDance vai encomendar o Ascend 910B?"),
        ("en", "Will ByteDance order the Ascend 910B?"),
        ("en", "If ByteDance orders the Ascend 910B, prices rise."),
    ],
)
def test_a_question_or_a_condition_claims_no_order(said: Said, language: str, text: str) -> None:
    assert [c for c in said(text, language) if " orders " in c] == []


def test_a_claim_said_twice_is_one_claim_with_both_sentences(read: Read) -> None:
    text = "O TikTok pertence à ByteDance. Todos sabem que o TikTok pertence à ByteDance."
    found = [c for c in read(text, "pt").claims if c.relation == "owns"]

    assert len(found) == 1
    assert len({e.span for e in found[0].evidence}) == 2


def test_a_role_comes_with_the_employer(read: Read) -> None:
    assert claim(read("Lisa Su, presidente da AMD, discursou.", "pt"), "lisa-su worksFor amd").qualifiers.role


def test_a_claim_cites_the_words_that_name_its_ends(read: Read) -> None:
    text = "Vendas subiram. O TikTok pertence à ByteDance."
    (evidence,) = claim(read(text, "pt"), "bytedance owns tiktok").evidence

    assert evidence.quote == "O TikTok pertence à ByteDance."
    assert evidence.subject is not None and evidence.object is not None
    assert (evidence.subject.of(text), evidence.object.of(text)) == ("ByteDance", "TikTok")
