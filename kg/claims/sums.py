"""What digits and number words add up to: "1.234,5", "two hundred and fifty thousand", "dois milhões e meio"."""

from __future__ import annotations

import re

_RIVAL = {".": ",", ",": "."}
_PARTS = re.compile(r"[0-9]+|[.,]")
_MOST_DIGITS = 18  # longer runs are identifiers
_LARGEST = 10**18  # of a scale; hostile text repeats "mil mil mil" without end


class Sum:
    """A number under construction: `total` is complete, `current` still waits for its scale."""

    def __init__(self) -> None:
        self.total = 0.0
        self.current: float | None = None
        self.scale = 1.0
        self.digits = False
        self.scaled = False
        self._halved = False
        self._after_scale = False

    @property
    def value(self) -> float:
        """All that was read so far."""
        return self.total + (self.current or 0)

    def add(self, value: float) -> bool:
        """Adds a word below one thousand; False where numbers are not said in this order ("two three")."""
        if self._halved or not (self.current is None or _follows(self.current, value)):
            return False
        self.current = (self.current or 0) + value
        self._after_scale = False
        return True

    def multiply(self, scale: int) -> bool:
        """Applies a scale: "mil milhões" multiplies twice, "dois milhões e dez mil" adds; False out of order."""
        if self.scale * scale > _LARGEST or (self.current or 0) >= _LARGEST:
            return False
        if self._after_scale and scale > self.scale:
            self.total *= scale
            self.scale *= scale
        elif scale < 1000 and self.current is not None:
            self.current *= scale
            self.scaled = True
            return True
        elif self.scale == 1.0 or scale < self.scale:
            self.total += (1 if self.current is None else self.current) * scale
            self.current, self.scale = None, float(scale)
        else:
            return False
        self.scaled = self._after_scale = True
        return True

    def add_half(self) -> bool:
        """Adds half of the last scale ("dois milhões e meio"), or one half that a scale may follow."""
        if self._halved or (self.digits and not self._after_scale):
            return False
        self._halved = True
        if self._after_scale:
            self.total += self.scale / 2
        else:
            self.current = (self.current or 0) + 0.5
        return True


def _follows(current: float, value: float) -> bool:
    if not current or not value:
        return False
    if value < 10:
        return current % 10 == 0 and current % 100 != 10
    return value < 100 and current % 100 == 0


def parse_digits(written: str, thousands: str, *, scaled: bool) -> float | None:
    """The value of digits with separators, or None where they are a version, a list or an address.

    Texts mix conventions: a separator before exactly three digits groups thousands, whichever it is, unless
    it is the decimal one of the language and a scale follows ("1,234 bilhão").

    >>> parse_digits("1.234,5", ".", scaled=False), parse_digits("10,000", ".", scaled=False)
    (1234.5, 10000.0)
    """
    parts = _PARTS.findall(written.replace(" ", thousands))
    groups, marks = parts[::2], parts[1::2]
    if sum(map(len, groups)) > _MOST_DIGITS:
        return None
    if not marks:
        return float(groups[0])
    if len(marks) == 1 and not (_is_grouped(groups) and (marks[0] == thousands or not scaled)):
        return float(f"{groups[0]}.{groups[1]}")
    if len(set(marks)) == 1:
        return float("".join(groups)) if _is_grouped(groups) else None
    decimal = set(marks[:-1]) == {_RIVAL[marks[-1]]} and _is_grouped(groups[:-1])
    return float("".join(groups[:-1]) + "." + groups[-1]) if decimal else None


def _is_grouped(groups: list[str]) -> bool:
    return len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:])
