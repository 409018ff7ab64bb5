"""Header lines, dates and languages as people write them."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.articles.dates import parse_date
from kg.articles.headers import parse_headers
from kg.articles.language import find_language, parse_language
from kg.articles.reflow import reflow


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("2024-09-30", "2024-09-30"),
        ("2024-9-3", "2024-09-03"),
        ("2024-09", "2024-09"),
        ("2024", "2024"),
        ("2024-09-30T23:59:00-03:00", "2024-09-30"),
        ("2024-09-30 08:15", "2024-09-30"),
        ("20240930", "2024-09-30"),
        ("20240930T120000Z", "2024-09-30"),
        ("2024/09/30", "2024-09-30"),
        ("30/09/2024", "2024-09-30"),
        ("30.09.2024", "2024-09-30"),
        ("03/04/2024", "2024-04-03"),
        ("09/30/2024", "2024-09-30"),
        ("09/2024", "2024-09"),
        ("30 de setembro de 2024", "2024-09-30"),
        ("Segunda-feira, 30 de setembro de 2024", "2024-09-30"),
        ("1º de março de 2024", "2024-03-01"),
        ("30 de septiembre del 2024", "2024-09-30"),
        ("setembro de 2024", "2024-09"),
        ("30 set. 2024", "2024-09-30"),
        ("September 30, 2024", "2024-09-30"),
        ("Monday, September 30th, 2024 at 10:00", "2024-09-30"),
        ("Sept. 2024", "2024-09"),
        ("30 Sep 2024", "2024-09-30"),
        ("Mon, 30 Sep 2024 10:00:00 GMT", "2024-09-30"),
        ("2024年9月30日", "2024-09-30"),
        ("2024-02-31", None),
        ("2024-13", None),
        ("31/02/2024", None),
        ("30 Brumaire 2024", None),
        ("2024-09-301", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates(words: str, iso: str | None) -> None:
    assert parse_date(words) == iso


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_in_every_order(day: date) -> None:
    iso = str(day)
    year, month, number = iso.split("-")

    assert parse_date(iso) == parse_date(f"{number}/{month}/{year}") == parse_date(f"{year}{month}{number}") == iso


@given(st.text())
def test_any_words_give_an_iso_date_or_none(words: str) -> None:
    assert re.fullmatch(r"\d{4}(-\d\d){0,2}", parse_date(words) or "2000")


KEYS = {
    "title": ["Title", "TÍTULO", "titulo"],
    "published": ["Date", "data", "Fecha"],
    "outlet": ["Source", "Fonte", "fuente"],
}


@given(
    names=st.permutations(sorted(KEYS)),
    chosen=st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(0, 2)),
    gap=st.sampled_from(["\n", "\n\n", " \n"]),
)
def test_header_lines_in_any_order_language_and_case(names: list[str], chosen: tuple[int, ...], gap: str) -> None:
    header = "".join(f"{KEYS[name][i]}: value of {name}\n" for name, i in zip(names, chosen, strict=True))

    found = parse_headers(f"{header}{gap}Prose: here it begins.\n\nMore.")

    assert found.fields == {name: f"value of {name}" for name in names}
    assert header + gap + "Prose" == f"{header}{gap}Prose: here"[: found.body + 5]


@pytest.mark.parametrize(
    "text",
    [
        "The chip maker said: we sell.\n\nMore.",
        "Data: the company collects it.\nAnd sells it.",
        "date 2024-13 Prose.",
        "Update 2024 Prose.",
        "---\nnever closed: yes\n\nProse.",
        "Title\n\nProse.",
        "",
    ],
)
def test_prose_is_not_taken_for_a_header(text: str) -> None:
    assert (parse_headers(text).body, parse_headers(text).fields) == (0, {})


@pytest.mark.parametrize(
    ("text", "fields", "prose"),
    [
        (" date 2024-09 Prose here.", {"published": "2024-09"}, "Prose here."),
        ("Data: 2024-09-30 Prose here.\nMore.", {"published": "2024-09-30"}, "Prose here.\nMore."),
        ("date 2024\n\nProse.", {"published": "2024"}, "Prose."),
        ("Title: A\nDate: 2024\nProse without a gap.", {"title": "A", "published": "2024"}, "Prose without a gap."),
        ("Title: A\nAuthor: B\n\nProse.", {"title": "A"}, "Prose."),
        ("---\ntitle: 'A: b'\n---\nProse.", {"title": "A: b"}, "Prose."),
        ("Title: A\nTitle: B\n\nProse.", {"title": "A"}, "Prose."),
    ],
)
def test_header_shapes(text: str, fields: dict[str, str], prose: str) -> None:
    found = parse_headers(text)

    assert (found.fields, text[found.body :]) == (fields, prose)


@given(st.text(alphabet=st.sampled_from("TitleDa:te -2045\n\t#=")))
def test_body_is_always_inside_the_text(text: str) -> None:
    assert 0 <= parse_headers(text).body <= len(text)


@pytest.mark.parametrize(
    ("words", "language"),
    [("pt-BR", "pt"), ("EN_us", "en"), ("Português", "pt"), ("und", None), ("", None), (None, None), ("?!", None)],
)
def test_language_tags(words: str | None, language: str | None) -> None:
    assert parse_language(words) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("A empresa vendeu os chips à China no ano passado, segundo o governo.", "pt"),
        ("The company sold its chips to China last year, the government said.", "en"),
        ("La empresa vendió los chips a China el año pasado, según el gobierno.", "es"),
        ("该公司去年向中国出售了这些芯片，政府表示已经对此展开调查。", "zh"),
        ("H20", "und"),
        ("", "und"),
    ],
)
def test_language_of_words(text: str, language: str) -> None:
    assert find_language(text) == language


def test_paragraphs_run_on_across_pages_but_headings_do_not() -> None:
    first = (
        "Heading\nThe first line of this page is as wide as the page\nand its last sentence is not finished on\n1 / 2"
    )
    second = "this page but on the next. Short end.\n\nA new paragraph starts here.\n2 / 2"

    heading, paragraph, last = reflow([first, second]).split("\n")

    assert heading == "Heading"
    assert paragraph.endswith("is not finished on this page but on the next. Short end.")
    assert last == "A new paragraph starts here."
