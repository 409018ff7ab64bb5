from hypothesis import given
from hypothesis import strategies as st

from kg.serve.negotiation import preferred, read_accept

OFFERS = {"json": ("application/json",), "html": ("text/html", "application/xhtml+xml"), "csv": ("text/csv",)}


def test_without_a_wish_the_first_offer_is_sent() -> None:
    assert [preferred(accept, OFFERS) for accept in (None, "", "*/*")] == ["json"] * 3


def test_the_most_exact_range_decides_about_a_form() -> None:
    assert preferred("text/*;q=0.9, text/html;q=0.1, */*;q=0.2", OFFERS) == "csv"
    assert preferred("text/html;q=0, */*", {"html": ("text/html",)}) is None


def test_parameters_before_the_weight_change_nothing() -> None:
    assert preferred("text/csv;header=present;q=0.4, application/json;q=0.3", OFFERS) == "csv"


def test_a_weight_that_is_none_is_no_wish() -> None:
    assert preferred("text/csv;q=high", OFFERS) is None


@given(st.text())
def test_no_header_breaks_the_reading(header: str) -> None:
    assert preferred(header, OFFERS) in {*OFFERS, None}
    assert all(0 <= each.quality <= 1 for each in read_accept(header))


@given(st.permutations(["application/json;q=0.2", "text/html;q=0.9", "text/csv;q=0.5"]))
def test_the_order_of_the_header_does_not_matter(parts: list[str]) -> None:
    assert preferred(", ".join(parts), OFFERS) == "html"
