"""A date as people and machines write it → ISO of day, month or year precision."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_MONTHS = (
    "january janeiro enero",
    "february fevereiro febrero",
    "march marco marzo",
    "april abril",
    "may maio mayo",
    "june junho junio",
    "july julho julio",
    "august agosto",
    "september setembro septiembre setiembre",
    "october outubro octubre",
    "november novembro noviembre",
    "december dezembro diciembre",
)
_NUMBER = {name: i for i, names in enumerate(_MONTHS, 1) for name in names.split()}
_SHORT = {name[:3]: i for name, i in _NUMBER.items()} | {"sept": 9}

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_END = r"(?![\d/.-]*\d)"
_DAY = r"(?P<day>\d\d?)(?:st|nd|rd|th|º|°|o)?"
_NAME = r"(?P<name>[a-z]+)\.?"
_SHAPES = tuple(
    re.compile(shape)
    for shape in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d\d?)(?:(?P=mark)(?P<day>\d\d?))?(?=t\d|{_END})",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?=t\d|{_END})",
        rf"{_YEAR}\s*年\s*(?P<month>\d\d?)\s*月(?:\s*(?P<day>\d\d?)\s*日)?",
        rf"(?P<day>\d\d?)(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark){_YEAR}{_END}",
        rf"(?P<month>\d\d?)/{_YEAR}{_END}",
        rf"(?:[a-z-]+\.?,? +)?{_DAY}[ -](?:de +|of +)?{_NAME},?[ -](?:de +|del +)?{_YEAR}{_END}",
        rf"(?:[a-z]+day,? +)?{_NAME} +{_DAY},? +{_YEAR}{_END}",
        rf"{_NAME},? +(?:de +|del +)?{_YEAR}{_END}",
        rf"{_YEAR}{_END}",
    )
)


def parse_date(words: str) -> str | None:
    """The date that `words` begin with, or None where they name no day of the calendar.

    A time of day behind it is ignored, and so is its zone. ``03/04/2024`` is read day first; month first only
    where the other order is no date.

    >>> parse_date("30 de setembro de 2024"), parse_date("Sept. 2024"), parse_date("31/02/2024")
    ('2024-09-30', '2024-09', None)
    """
    folded = "".join(c for c in unicodedata.normalize("NFD", words.strip().lower()) if not unicodedata.combining(c))
    for shape in _SHAPES:
        match = shape.match(folded)
        if match:
            return _iso(match.groupdict())
    return None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    if "month" not in parts and "name" not in parts:
        return f"{year:04d}"
    month = _month(parts.get("name")) or int(parts.get("month") or 0)
    if month > 12 and 1 <= day <= 12 and parts.get("mark") == "/":
        month, day = day, month
    try:
        found = date(year, month, day or 1)
    except ValueError:
        return None
    return found.isoformat() if parts.get("day") else found.isoformat()[:7]


def _month(name: str | None) -> int | None:
    return None if name is None else _NUMBER.get(name) or _SHORT.get(name)
