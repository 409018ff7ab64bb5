"""Dates as a reader of the three languages understands them, counted from the day of the article."""

from __future__ import annotations

import calendar
import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claims.dates import find_dates, parse_time, time_value
from kg.model import Time

LANGUAGES = ("en", "pt", "es")
PT = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
ES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
MONTHS = {"en": list(calendar.month_name)[1:], "pt": PT.split(" "), "es": ES.split(" ")}


def values(text: str, language: str, published: str | None = "2024-09-30") -> list[str]:
    return [time_value(found.time) for found in find_dates(text, language, published)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on Sept. 30, 2024", "2024-09-30"),
        ("en", "on 16 December 2022", "2022-12-16"),
        ("en", "in August 2023", "2023-08"),
        ("en", "in 2023", "2023"),
        ("en", "the 2020 part", "2020"),
        ("en", "on 2024-07-31", "2024-07-31"),
        ("en", "on 12/31/2024", "2024-12-31"),
        ("en", "in Q3 2025", "2025-07/2025-09"),
        ("en", "in the third quarter of 2025", "2025-07/2025-09"),
        ("en", "in H1 2026", "2026-01/2026-06"),
        ("en", "in the first half of 2026", "2026-01/2026-06"),
        ("en", "late in 2027", "2027"),
        ("pt", "em 30 de setembro de 2024", "2024-09-30"),
        ("pt", "em 1º de janeiro de 2025", "2025-01-01"),
        ("pt", "em agosto de 2023", "2023-08"),
        ("pt", "em 31/12/2024", "2024-12-31"),
        ("pt", "no terceiro trimestre de 2025", "2025-07/2025-09"),
        ("pt", "no 3T25", "2025-07/2025-09"),
        ("pt", "no segundo semestre de 2026", "2026-07/2026-12"),
        ("pt", "em set. 2024", "2024-09"),
        ("es", "el 27 de noviembre de 2026", "2026-11-27"),
        ("es", "en julio de 2023", "2023-07"),
        ("es", "el segundo semestre de 2026", "2026-07/2026-12"),
        ("es", "la primera mitad de 2026", "2026-01/2026-06"),
    ],
)
def test_absolute_dates_need_no_publication_day(language: str, text: str, expected: str) -> None:
    assert values(text, language, None) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It was barred in July.", "2024-07"),
        ("en", "It was barred in December.", "2023-12"),
        ("en", "It will be shipped in December.", "2024-12"),
        ("en", "in October last year", "2023-10"),
        ("en", "next March", "2025-03"),
        ("en", "last October", "2023-10"),
        ("en", "this year", "2024"),
        ("en", "last month", "2024-08"),
        ("en", "yesterday", "2024-09-29"),
        ("en", "two weeks ago", "2024-09-16/2024-09-22"),
        ("en", "he said on Wednesday", "2024-09-25"),
        ("en", "The rule was signed on the 23rd.", "2024-09-23"),
        ("pt", "lançado em julho", "2024-07"),
        ("pt", "em julho do próximo ano", "2025-07"),
        ("pt", "no ano passado", "2023"),
        ("pt", "a fábrica abrirá em março", "2025-03"),
        ("pt", "na segunda-feira", "2024-09-30"),
        ("pt", "na terça-feira passada (24)", "2024-09-24"),
        ("pt", "há duas semanas", "2024-09-16/2024-09-22"),
        ("pt", "no passado dia 10", "2024-09-10"),
        ("pt", "a 15 de maio", "2024-05-15"),
        ("pt", "neste semestre", "2024-07/2024-12"),
        ("pt", "em dezembro passado", "2023-12"),
        ("pt", "saiu na quinta, segundo ela", "2024-09-26"),
        ("es", "el año que viene", "2025"),
        ("es", "hace un mes", "2024-08"),
        ("es", "el lunes", "2024-09-30"),
        ("es", "lo lanzará en mayo", "2025-05"),
        ("es", "en septiembre pasado", "2023-09"),
    ],
)
def test_relative_dates_count_from_publication(language: str, text: str, expected: str) -> None:
    assert values(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "since 2022", "2022/"),
        ("en", "since last December", "2023-12/"),
        ("en", "from 2028 on", "2028/"),
        ("en", "As of Monday nobody may", "2024-09-30/"),
        ("en", "by March", "/2025-03"),
        ("en", "by the end of 2027", "/2027"),
        ("en", "until mid-2025", "/2025"),
        ("en", "Until August, it answered calls.", "/2024-08"),
        ("en", "before October 2023", "/2023-09"),
        ("en", "after October 2023", "2023-11/"),
        ("en", "between November 2020 and July 2022", "2020-11/2022-07"),
        ("en", "from 2022 to 2024", "2022/2024"),
        ("en", "2022-2024", "2022/2024"),
        ("en", "from April to July", "2024-04/2024-07"),
        ("pt", "desde 2022", "2022/"),
        ("pt", "desde o dia 14", "2024-09-14/"),
        ("pt", "até julho", "/2025-07"),
        ("pt", "até 30 de julho de 2024", "/2024-07-30"),
        ("pt", "até o fim do ano", "/2024"),
        ("pt", "antes de 2022", "/2021"),
        ("pt", "a partir de outubro, passará a", "2024-10/"),
        ("pt", "entre janeiro e março de 2023", "2023-01/2023-03"),
        ("pt", "de 2020 a 2022", "2020/2022"),
        ("es", "hasta el 27 de noviembre de 2026", "/2026-11-27"),
        ("es", "antes de que acabe el año", "/2024"),
        ("es", "entre 2023 y 2025", "2023/2025"),
    ],
)
def test_words_before_a_date_make_an_interval(language: str, text: str, expected: str) -> None:
    assert values(text, language) == [expected]


def test_without_a_cue_a_day_close_ahead_is_the_coming_one() -> None:
    assert values("On 31 December the waiver ends", "en", "2024-11-20") == ["2024-12-31"]
    assert values("On 31 December the waiver ended", "en", "2024-11-20") == ["2023-12-31"]


def test_the_words_keep_the_bound_but_no_other_preposition() -> None:
    text = "Barrado desde maio de 2019 e vendido em julho."

    assert [found.time.text for found in find_dates(text, "pt", "2024-09-30")] == ["desde maio de 2019", "julho"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "In 2022 it asked for cards and by that July had none.", ["2022", "/2022-07"]),
        ("en", "Listed that way in May 2019; a year later came the next.", ["2019-05", "2020"]),
        ("en", "Until 2022 it sold; London acted that May, and in June Taipei.", ["/2022", "2022-05", "2022-06"]),
        ("pt", "Foi em 2022. Em 7 de outubro daquele ano, parou.", ["2022", "2022-10-07"]),
        ("es", "El 30 de septiembre de 2023 calló. Cuatro días más tarde, no.", ["2023-09-30", "2023-10-04"]),
    ],
)
def test_that_and_later_go_by_the_date_before(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It trained on 2,048 H800s and 2048 H800s, at 7 nm, on 910B, H20, V3 and GPT-4."),
        ("en", "The RTX 2080 and the Kirin 2000 cost $2024."),
        ("en", "It may march on; a June Park may sing."),
        ("en", "about 2000 chips, 20% of them"),
        ("en", "sold half of it and the second one"),
        ("pt", "a segunda geração, a quinta placa e o terceiro chip"),
        ("pt", "2.048 placas e 2048 H800"),
        ("es", "la primera parte y el segundo chip"),
    ],
)
def test_numbers_and_names_are_no_dates(language: str, text: str) -> None:
    assert find_dates(text, language, "2024-09-30") == ()


def test_without_publication_day_relative_dates_keep_their_words_only() -> None:
    (found,) = find_dates("It stopped last year.", "en", None)

    assert found.time == Time(text="last year", earliest=None, latest=None)


def test_a_month_of_publication_dates_months_but_no_days() -> None:
    assert values("last month, yesterday", "en", "2024-09") == ["2024-08", ""]


def test_impossible_days_are_no_dates() -> None:
    assert values("em 31 de fevereiro de 2024 e 29 de fevereiro de 2024", "pt")[-1] == "2024-02-29"
    assert "2024-02-31" not in values("em 31 de fevereiro de 2024", "pt")


days = st.dates(date(1950, 1, 1), date(2039, 12, 31))


@given(days, st.sampled_from(LANGUAGES))
def test_written_days_read_back(day: date, language: str) -> None:
    month = MONTHS[language][day.month - 1]
    written = f"{month} {day.day}, {day.year}" if language == "en" else f"{day.day} de {month} de {day.year}"

    (found,) = find_dates(written, language, None)

    assert (found.time.text, found.time.earliest, found.time.latest) == (written, day, day)


@given(days, st.sampled_from(LANGUAGES), st.sampled_from(["since", "until", ""]))
def test_written_months_read_back(day: date, language: str, bound: str) -> None:
    word = {
        "since": {"en": "since ", "pt": "desde ", "es": "desde "},
        "until": {"en": "until ", "pt": "até ", "es": "hasta "},
    }
    month = MONTHS[language][day.month - 1]
    written = f"{month} {day.year}" if language == "en" else f"{month} de {day.year}"
    last = date(day.year, day.month, calendar.monthrange(day.year, day.month)[1])

    (found,) = find_dates(f"{word[bound][language] if bound else ''}{written}", language, None)

    assert found.time.earliest == (None if bound == "until" else day.replace(day=1))
    assert found.time.latest == (None if bound == "since" else last)


@given(st.none() | st.dates(), st.none() | st.dates())
def test_compact_values_read_back(earliest: date | None, latest: date | None) -> None:
    time = Time(text="", earliest=earliest, latest=latest)

    assert parse_time(time_value(time)) == (earliest, latest)


@pytest.mark.parametrize(
    "value",
    ["2023", "2023-08", "2024-07-31", "2022/", "/2024-07", "2025-01/2025-05-13", "2018-04/2018-07", "2022/2024", ""],
)
def test_compact_forms_are_stable(value: str) -> None:
    earliest, latest = parse_time(value)

    assert time_value(Time(text="", earliest=earliest, latest=latest)) == value


@pytest.mark.parametrize("value", ["2024-13", "2024-02-30", "24", "0000", "2024-", "julho", "2024/x"])
def test_a_wrong_compact_form_is_an_error(value: str) -> None:
    with pytest.raises(ValueError, match="date"):
        parse_time(value)


@given(
    st.text() | st.from_regex(r"(?:[0-9.,/() -]|since |até |May|julho|segunda|last year|year ago|que vem|2024){0,20}"),
    st.sampled_from(LANGUAGES),
    st.sampled_from([None, "2024-09-30", "2024-09", "2024", "0001-01-01", "9999-12-31", "soon"]),
)
def test_any_text_is_read_and_spans_slice_back(text: str, language: str, published: str | None) -> None:
    found = find_dates(text, language, published)

    assert all(each.span.of(text) == each.time.text for each in found)
    assert all(left.span.end <= right.span.start for left, right in itertools.pairwise(found))
    assert all(each.time.earliest <= each.time.latest for each in found if each.time.earliest and each.time.latest)
