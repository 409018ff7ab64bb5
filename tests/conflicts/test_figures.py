"""Intervals: symmetric, and no narrower than what the words allow."""

from hypothesis import assume, given
from hypothesis import strategies as st

from kg.conflicts.figures import Interval, interval_of, time_interval
from kg.model import Quantity, Time

numbers = st.integers(1, 10**12).map(float)


@st.composite
def figures(draw: st.DrawFn) -> Quantity:
    low, high = sorted((draw(numbers), draw(numbers)))
    operator = draw(st.sampled_from(["=", "~", ">", "<", ".."]))
    bounds = {"=": (low, low), "~": (low, low), ">": (low, None), "<": (None, high), "..": (low, high)}[operator]
    return Quantity(operator=operator, minimum=bounds[0], maximum=bounds[1], unit="", text="")


def exactly(value: float, operator: str = "=") -> Interval:
    return interval_of(Quantity(operator=operator, minimum=value, maximum=value, unit="", text=""))


@given(figures(), figures())
def test_meeting_is_symmetric(first: Quantity, second: Quantity) -> None:
    one, other = interval_of(first), interval_of(second)

    assert one.meets(other) == other.meets(one)
    assert one.meets(one)


@given(figures(), numbers)
def test_a_value_within_the_bounds_never_contradicts_them(figure: Quantity, value: float) -> None:
    assume((figure.minimum or 0) <= value <= (figure.maximum or value))

    assert interval_of(figure).meets(exactly(value))


@given(numbers, st.floats(1.25, 1000))
def test_exact_numbers_a_quarter_apart_exclude_each_other(value: float, factor: float) -> None:
    assert not exactly(value).meets(exactly(float(round(value * factor) + 1)))


def test_a_round_number_stands_for_what_rounds_to_it() -> None:
    assert exactly(2000).meets(exactly(2048))
    assert not exactly(2000).meets(exactly(2100))
    assert not exactly(2048).meets(exactly(2050.6))
    assert exactly(100_000, "~").meets(exactly(109_000))


@given(st.dates(), st.dates(), st.dates())
def test_an_open_time_meets_all_that_is_not_wholly_before_it(start, first, last) -> None:  # type: ignore[no-untyped-def]
    first, last = sorted((first, last))
    since = time_interval(Time(text="", earliest=start, latest=None))
    closed = time_interval(Time(text="", earliest=first, latest=last))

    assert since.meets(closed) == (last >= start)
    assert time_interval(None).meets(closed)
