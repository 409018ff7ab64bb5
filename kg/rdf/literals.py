"""Texts, numbers and dates as RDF literals in canonical form."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg.rdf.namespaces import XSD

_PRECISIONS = (("date", r"\d{4}-\d\d-\d\d"), ("gYearMonth", r"\d{4}-\d\d"), ("gYear", r"\d{4}"))


def text(value: str, language: str = "") -> ox.Literal:
    """A literal of that language in lower case, or a plain one where the language is no BCP 47 tag."""
    if language:
        try:
            return ox.Literal(value, language=language.lower())
        except ValueError:
            # An article may call its language anything; the text matters more than its tag
            return ox.Literal(value)
    return ox.Literal(value)


def number(value: float) -> ox.Literal:
    """An xsd:integer where the value is whole, else an xsd:decimal."""
    return integer(int(value)) if value == int(value) else decimal(value)


def integer(value: int) -> ox.Literal:
    """An xsd:integer."""
    return _typed(str(value), "integer")


def decimal(value: float) -> ox.Literal:
    """An xsd:decimal with at least one digit on each side of its point and no others without need."""
    digits = format(Decimal(repr(float(value))), "f")
    return _typed(digits if "." in digits else f"{digits}.0", "decimal")


def day(value: date) -> ox.Literal:
    """An xsd:date."""
    return _typed(value.isoformat(), "date")


def published(value: str) -> ox.Literal:
    """An xsd:date, xsd:gYearMonth or xsd:gYear, as precise as `value`; plain text where it is no date."""
    for datatype, form in _PRECISIONS:
        if re.fullmatch(form, value, re.ASCII) and bounds(value):
            return _typed(value, datatype)
    return text(value)


def bounds(value: str) -> tuple[date, date] | None:
    """The first and last day of an ISO day, month or year; None where it is none of them.

    >>> bounds("2024-02")
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value, re.ASCII):
        return None
    year, month, of_month = [*(int(part) for part in value.split("-")), 0, 0][:3]
    try:
        first = date(year, month if len(value) > 4 else 1, of_month if len(value) > 7 else 1)
    except ValueError:
        return None
    if len(value) > 7:
        return first, first
    last_month = first.month if len(value) > 4 else 12
    return first, date(year, last_month, calendar.monthrange(year, last_month)[1])


def period(earliest: date | None, latest: date | None) -> str | None:
    """The shortest ISO form of two bounds: one unit, or an interval that is open where a bound is None.

    >>> period(date(2023, 1, 1), date(2023, 12, 31)), period(None, date(2024, 7, 31))
    ('2023', '/2024-07')
    """
    if earliest is None and latest is None:
        return None
    if earliest is None or latest is None:
        return f"{_shortest(earliest, 0)}/{_shortest(latest, 1)}"
    for length in (4, 7, 10):
        start, end = earliest.isoformat()[:length], latest.isoformat()[:length]
        if _spans(start, earliest, 0) and _spans(end, latest, 1):
            break
    return start if start == end else f"{start}/{end}"


def _shortest(bound: date | None, end: int) -> str:
    if bound is None:
        return ""
    return next(unit for n in (4, 7, 10) if _spans(unit := bound.isoformat()[:n], bound, end))


def _spans(unit: str, bound: date, end: int) -> bool:
    """True where `bound` is the first (end 0) or last (end 1) day of the unit."""
    days = bounds(unit)
    return days is not None and days[end] == bound


def _typed(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(XSD + datatype))
