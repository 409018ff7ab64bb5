"""Counts and money as a reader of the three languages understands them."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.quantities import find_money, find_quantities
from kg.claims.sums import parse_digits

LANGUAGES = ("en", "pt", "es")
SEPARATORS = {"en": (",", "."), "pt": (".", ","), "es": (".", ",")}


def one_quantity(text: str, language: str) -> tuple[str, float | None, float | None, str]:
    (found,) = find_quantities(text, language)
    quantity = found.quantity
    return quantity.operator, quantity.minimum, quantity.maximum, quantity.unit


def one_amount(text: str, language: str) -> tuple[str, float | None, float | None, str]:
    (found,) = find_money(text, language)
    return found.money.operator, found.money.minimum, found.money.maximum, found.money.currency


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The lab bought 512 chips.", ("=", 512, 512, "chips")),
        ("en", "It ordered more than 100,000 units of it.", (">", 100_000, None, "units")),
        ("en", "fewer than 30,000 arrived", ("<", None, 30_000, "")),
        ("en", "a cluster of nearly 6,000 accelerators", ("~", 6_000, 6_000, "accelerators")),
        ("en", "between 40,000 and 50,000 GPUs", ("..", 40_000, 50_000, "GPUs")),
        ("en", "40 to 50 thousand GPUs", ("..", 40_000, 50_000, "GPUs")),
        ("en", "40,000-50,000 GPUs", ("..", 40_000, 50_000, "GPUs")),
        ("en", "half a million boards", ("=", 500_000, 500_000, "boards")),
        ("en", "two hundred and fifty thousand wafers", ("=", 250_000, 250_000, "wafers")),
        ("en", "two and a half million cards", ("=", 2_500_000, 2_500_000, "cards")),
        ("en", "a dozen servers", ("=", 12, 12, "servers")),
        ("en", "tens of thousands of processors", (">", 10_000, None, "processors")),
        ("en", "a 35,000-chip cluster", ("=", 35_000, 35_000, "chip")),
        ("en", "some 100k GPUs", ("~", 100_000, 100_000, "GPUs")),
        ("en", "20,000 or more AI servers", (">", 20_000, None, "servers")),
        ("en", "only 300 racks", ("=", 300, 300, "racks")),
        ("en", "24 million Brightfin processors", ("=", 24_000_000, 24_000_000, "processors")),
        ("en", "10,000 H800s", ("=", 10_000, 10_000, "")),
        ("en", "It took 2048 H800s to train.", ("=", 2048, 2048, "")),
        ("en", "It keeps 900 of them in reserve", ("=", 900, 900, "")),
        ("pt", "mais de 100 mil unidades", (">", 100_000, None, "unidades")),
        ("pt", "até 50 mil placas", ("<", None, 50_000, "placas")),
        ("pt", "cerca de 4.096 GPUs", ("~", 4096, 4096, "GPUs")),
        ("pt", "cem mil chips", ("=", 100_000, 100_000, "chips")),
        ("pt", "meio milhão de aceleradores", ("=", 500_000, 500_000, "aceleradores")),
        ("pt", "dois milhões e meio de processadores", ("=", 2_500_000, 2_500_000, "processadores")),
        ("pt", "1,2 milhão de unidades", ("=", 1_200_000, 1_200_000, "unidades")),
        ("pt", "10 000 placas gráficas", ("=", 10_000, 10_000, "placas")),
        ("pt", "10,000 chips", ("=", 10_000, 10_000, "chips")),
        ("pt", "ao menos duzentas máquinas", (">", 200, None, "máquinas")),
        ("pt", "a operadora pediu à Ventor 900 processadores", ("=", 900, 900, "processadores")),
        ("pt", "entre 10 e 20 mil servidores", ("..", 10_000, 20_000, "servidores")),
        ("pt", "dezenas de milhares de chips", (">", 10_000, None, "chips")),
        ("es", "al menos 100.000 unidades", (">", 100_000, None, "unidades")),
        ("es", "alrededor de 15.000 tarjetas", ("~", 15_000, 15_000, "tarjetas")),
        ("es", "dos millones y medio de obleas", ("=", 2_500_000, 2_500_000, "obleas")),
        ("es", "veintitrés servidores", ("=", 23, 23, "servidores")),
        ("es", "hasta un millón de procesadores", ("<", None, 1_000_000, "procesadores")),
    ],
)
def test_counts_keep_operator_bounds_and_unit(
    language: str, text: str, expected: tuple[str, float | None, float | None, str]
) -> None:
    assert one_quantity(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "etched at 7 nm by the foundry, then at 5-nanometre nodes"),
        ("en", "The Siyuan 590 chips, the RTX 5090 and the Kirin 9000 beat the 910B and V3."),
        ("en", "GPT-4, version 4.0 and N+2"),
        ("en", "It holds 12% of it, up 0.4 per cent, against 30 percent."),
        ("en", "On 30 September 2024 and in 2023, or on Dec. 8"),
        ("en", "The index fell to 300 points in 24 hours."),
        ("en", "Some 120 countries and 140 more organisations"),
        ("en", "a 12-inch furnace of a two-year-old firm with 40 engineers"),
        ("en", "Call 555.1234.99 or read 10.1000/182."),
        ("en", "a chip, one of the best"),
        ("pt", "na segunda-feira (8), no dia 13 e em 30 de setembro de 2024"),
        ("pt", "um chip de 7 nanômetros com 144 GB e 20% de participação"),
        ("pt", "O 14.º pacote e a 1ª fase"),
        ("es", "el 34% de sus 80 empleados en 2025"),
    ],
)
def test_what_is_no_count_of_goods_is_left_out(language: str, text: str) -> None:
    assert find_quantities(text, language) == ()


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "a $335 million deal", ("=", 335e6, 335e6, "USD")),
        ("en", "2.4 billion yuan", ("=", 2.4e9, 2.4e9, "CNY")),
        ("en", "more than $20bn", (">", 20e9, None, "USD")),
        ("en", "up to £400m", ("<", None, 400e6, "GBP")),
        ("en", "about 52 billion won", ("~", 52e9, 52e9, "KRW")),
        ("en", "$115 to $125 a share", ("..", 115, 125, "USD")),
        ("en", "tens of billions of dollars", (">", 10e9, None, "USD")),
        ("en", "NT$3.5 trillion", ("=", 3.5e12, 3.5e12, "TWD")),
        ("en", "HK$5.6bn", ("=", 5.6e9, 5.6e9, "HKD")),
        ("en", "EUR 12 million", ("=", 12e6, 12e6, "EUR")),
        ("en", "¥500 million", ("=", 500e6, 500e6, "CNY")),
        ("en", "¥500 million, paid in yen", ("=", 500e6, 500e6, "JPY")),
        ("en", "40 million Singapore dollars", ("=", 40e6, 40e6, "SGD")),
        ("pt", "US$ 5,5 bi", ("=", 5.5e9, 5.5e9, "USD")),
        ("pt", "R$ 15 bilhões", ("=", 15e9, 15e9, "BRL")),
        ("pt", "R$ 33 mil", ("=", 33e3, 33e3, "BRL")),
        ("pt", "1,3 mil milhões de euros", ("=", 1.3e9, 1.3e9, "EUR")),
        ("pt", "um bilião de euros", ("=", 1e12, 1e12, "EUR")),
        ("pt", "um bilhão de reais", ("=", 1e9, 1e9, "BRL")),
        ("pt", "entre 30 e 35 mil milhões de euros", ("..", 30e9, 35e9, "EUR")),
        ("pt", "cerca de 40 bilhões de yuans", ("~", 40e9, 40e9, "CNY")),
        ("es", "40.000 millones de dólares", ("=", 40e9, 40e9, "USD")),
        ("es", "un billón de euros", ("=", 1e12, 1e12, "EUR")),
        ("es", "300 millones de yuanes", ("=", 300e6, 300e6, "CNY")),
    ],
)
def test_money_keeps_bounds_and_currency(
    language: str, text: str, expected: tuple[str, float | None, float | None, str]
) -> None:
    assert one_amount(text, language) == expected
    assert find_quantities(text, language) == ()


def test_an_amount_without_currency_takes_the_one_before() -> None:
    text = "Pagará 300 millones de dólares a Ventor y 200 millones a Kerbal."

    assert [found.money.currency for found in find_money(text, "es")] == ["USD", "USD"]
    assert find_money("Pagará 200 millones a Kerbal.", "es") == ()


def test_spans_include_operator_and_unit_but_no_name() -> None:
    text = "It bought more than 100,000 cards and 20,000 H200s."

    assert [found.span.of(text) for found in find_quantities(text, "en")] == ["more than 100,000 cards", "20,000"]


def test_a_masked_mention_after_the_number_is_counted() -> None:
    (found,) = find_quantities("It ordered 64 \ue003 from \ue004.", "en")

    assert found.quantity.minimum == 64


def test_bounds_of_neighbours_do_not_overlap() -> None:
    first, second = find_quantities("10 chips or more than 20 chips", "en")

    assert (first.quantity.maximum, second.quantity.operator) == (10, ">")


@given(st.integers(2, 10**9), st.sampled_from(LANGUAGES))
def test_grouped_integers_read_back(number: int, language: str) -> None:
    text = f"({number:,} chips)".replace(",", SEPARATORS[language][0])

    assert one_quantity(text, language) == ("=", number, number, "chips")


@given(st.integers(1, 999), st.integers(1, 99), st.sampled_from(LANGUAGES))
def test_decimals_of_millions_read_back(whole: int, cents: int, language: str) -> None:
    unit = {"en": "million euros", "pt": "milhões de euros", "es": "millones de euros"}[language]
    operator, low, high, currency = one_amount(f"{whole}{SEPARATORS[language][1]}{cents:02} {unit}", language)

    assert (operator, currency) == ("=", "EUR")
    assert low == high == pytest.approx((whole + cents / 100) * 1e6)


@given(st.integers(2, 999_999), st.sampled_from(LANGUAGES))
def test_numbers_in_words_read_back(number: int, language: str) -> None:
    assert one_quantity(f"{SPELL[language](number)} chips", language) == ("=", number, number, "chips")


@given(
    st.text() | st.from_regex(r"(?:[0-9.,$%a-z \-]|mil|half|e meio|more than|R\$){0,30}"), st.sampled_from(LANGUAGES)
)
def test_any_text_is_read_and_spans_slice_back(text: str, language: str) -> None:
    found = [(f.span, f.quantity.text) for f in find_quantities(text, language)]
    found += [(f.span, f.money.text) for f in find_money(text, language)]

    assert all(span.of(text) == words for span, words in found)
    ordered = sorted(span for span, _ in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(ordered))


@pytest.mark.parametrize("text", ["1" * 400, "mil " * 400, "two hundred hundred " * 200, "9 mil mil milhões de chips"])
def test_numbers_without_end_are_survived(text: str) -> None:
    for language in LANGUAGES:
        assert all((found.quantity.minimum or 0) < 1e30 for found in find_quantities(text, language))


@pytest.mark.parametrize("written", ["1.2.3", "1.234.56", "12,34,56", "0.000.000"])
def test_versions_and_lists_are_no_numbers(written: str) -> None:
    assert parse_digits(written, ",", scaled=False) is None


EN = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
EN_SMALL = [*EN.split(), "eighteen", "nineteen"]
EN_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PT = "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito"
PT_SMALL = [*PT.split(), "dezenove"]
PT_TENS = ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]
PT_OVER_100 = "cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos"
PT_HUNDREDS = ["", *PT_OVER_100.split()]
ES = "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete"
ES_TWENTIES = (
    "veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve"
)
ES_SMALL = [*ES.split(), "dieciocho", "diecinueve", *ES_TWENTIES.split()]
ES_TENS = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
ES_OVER_100 = "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
ES_HUNDREDS = ["", *ES_OVER_100.split()]


def spell_en(number: int) -> str:
    if number >= 1000:
        rest = f" {spell_en(number % 1000)}" if number % 1000 else ""
        return f"{spell_en(number // 1000)} thousand{rest}"
    if number >= 100:
        rest = f" and {spell_en(number % 100)}" if number % 100 else ""
        return f"{EN_SMALL[number // 100]} hundred{rest}"
    if number < 20:
        return EN_SMALL[number]
    return EN_TENS[number // 10] + (f"-{EN_SMALL[number % 10]}" if number % 10 else "")


def spell_pt(number: int) -> str:
    if number >= 1000:
        head = "" if number < 2000 else f"{spell_pt(number // 1000)} "
        joiner = " e " if number % 1000 < 100 or number % 100 == 0 else " "
        return f"{head}mil" + (f"{joiner}{spell_pt(number % 1000)}" if number % 1000 else "")
    if number == 100:
        return "cem"
    if number > 100:
        return PT_HUNDREDS[number // 100] + (f" e {spell_pt(number % 100)}" if number % 100 else "")
    if number < 20:
        return PT_SMALL[number]
    return PT_TENS[number // 10] + (f" e {PT_SMALL[number % 10]}" if number % 10 else "")


def spell_es(number: int) -> str:
    if number >= 1000:
        head = "" if number < 2000 else f"{spell_es(number // 1000)} "
        return f"{head}mil" + (f" {spell_es(number % 1000)}" if number % 1000 else "")
    if number == 100:
        return "cien"
    if number > 100:
        return ES_HUNDREDS[number // 100] + (f" {spell_es(number % 100)}" if number % 100 else "")
    if number < 30:
        return ES_SMALL[number]
    return ES_TENS[number // 10] + (f" y {ES_SMALL[number % 10]}" if number % 10 else "")


SPELL = {"en": spell_en, "pt": spell_pt, "es": spell_es}
