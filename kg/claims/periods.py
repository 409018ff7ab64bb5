"""Spans of days: years, halves, quarters, months, weeks and days, and the compact form of a time."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from kg.model import Time

_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both included."""

    first: date
    last: date


def months_from(year: int, month: int, count: int = 1) -> Period | None:
    """The period of `count` months that begins with this one; months may run over the year; None out of calendar."""
    first, last = _month_start(year, month), _month_start(year, month + count)
    return Period(first, last - timedelta(days=1)) if first and last else None


def day_of(year: int, month: int, day: int) -> Period | None:
    """The period of this one day, or None where the calendar has no such day."""
    try:
        only = date(year, month, day)
    except ValueError:
        return None
    return Period(only, only)


def year_of(year: int) -> Period | None:
    """The whole year."""
    return months_from(year, 1, 12)


def unit_around(day: date, unit: str, offset: int) -> Period | None:
    """The day, week (from Monday), month, quarter, half or year that lies `offset` units from the one of `day`."""
    if unit in _MONTHS:
        length = _MONTHS[unit]
        return months_from(day.year, (day.month - 1) // length * length + 1 + offset * length, length)
    try:
        first = day + timedelta(days=offset if unit == "day" else 7 * offset - day.weekday())
        return Period(first, first + timedelta(days=0 if unit == "day" else 6))
    except OverflowError:
        return None


def shifted(day: date, days: int) -> date:
    """The day so many days later; the same day at the end of the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def time_value(time: Time) -> str:
    """The bounds in short: "2023", "2023-08", "2024-07-31", "2022/", "/2024-07", "2025-01/2025-05-13"; "" if open.

    Each end is written as coarsely as its day allows, so "since January 2022" gives "2022/" as "since 2022" does.
    """
    first, last = time.earliest, time.latest
    if first is None or last is None:
        start = "" if first is None else _start(first, whole_years=True)
        end = "" if last is None else _end(last, whole_years=True)
        return f"{start}/{end}" if start or end else ""
    whole_years = _begins_year(first) and _ends_year(last)
    start, end = _start(first, whole_years=whole_years), _end(last, whole_years=whole_years)
    if first == last:
        return first.isoformat()
    return start if start == end else f"{start}/{end}"


def parse_time(value: str) -> tuple[date | None, date | None]:
    """The first and last day that a compact form allows; the inverse of `time_value`.

    >>> parse_time("2022/")
    (datetime.date(2022, 1, 1), None)

    Raises:
        ValueError: `value` is not of the form that `time_value` gives.
    """
    start, slash, end = value.partition("/")
    if not slash:
        period = _written(start) if start else None
        return (period.first, period.last) if period else (None, None)
    return (_written(start).first if start else None, _written(end).last if end else None)


def _written(text: str) -> Period:
    match = _ISO.fullmatch(text)
    if match is None:
        raise ValueError(f"not a date of the form 2024, 2024-07 or 2024-07-31: '{text}'")
    year, month, day = (int(part) if part else None for part in match.groups())
    period = year_of(year or 0)
    if month is not None:
        period = months_from(year or 0, month) if 1 <= month <= 12 else None
    if day is not None:
        period = day_of(year or 0, month or 0, day)
    if period is None:
        raise ValueError(f"no such date: '{text}'")
    return period


def _month_start(year: int, month: int) -> date | None:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) if MINYEAR <= year <= MAXYEAR else None


def _begins_year(day: date) -> bool:
    return (day.month, day.day) == (1, 1)


def _ends_year(day: date) -> bool:
    return (day.month, day.day) == (12, 31)


def _ends_month(day: date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _start(day: date, *, whole_years: bool) -> str:
    if whole_years and _begins_year(day):
        return f"{day.year:04}"
    return f"{day.year:04}-{day.month:02}" if day.day == 1 else day.isoformat()


def _end(day: date, *, whole_years: bool) -> str:
    if whole_years and _ends_year(day):
        return f"{day.year:04}"
    return f"{day.year:04}-{day.month:02}" if _ends_month(day) else day.isoformat()
