"""Numbers and times as intervals: two of them contradict each other where no value fits both."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kg.model import Money, Quantity, Time
from kg.ontology.units import unit_group

_ABOUT = 0.1  # "about 100,000" leaves room for a tenth
_DIGITS = 2  # "100,000" may stand for 98,000, not for 130,000: two digits of a round number count as meant


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """True where some value lies in both.

        >>> Interval(1, 2).meets(Interval(2, 3)), Interval(1, 2).meets(Interval(3, 4))
        (True, False)
        """
        return self.low <= other.high and other.low <= self.high


def interval_of(figure: Quantity | Money) -> Interval:
    """What the figure allows, both bounds included, for "more than" and "at least" are written alike.

    >>> interval_of(Quantity(operator="=", minimum=2000, maximum=2000, unit="", text="2,000"))
    Interval(low=1951.0, high=2049.0)
    """
    low = -math.inf if figure.minimum is None else figure.minimum - _slack(figure.operator, figure.minimum)
    high = math.inf if figure.maximum is None else figure.maximum + _slack(figure.operator, figure.maximum)
    return Interval(low, high)


def measure_key(figure: Quantity | Money) -> tuple[object, ...]:
    """Equal for figures that say the same in other words: "100 mil unidades" and "100,000 chips"."""
    unit = figure.currency if isinstance(figure, Money) else unit_group(figure.unit)
    return (type(figure).__name__, figure.operator, figure.minimum, figure.maximum, unit)


def _slack(operator: str, value: float) -> float:
    """How far the true value may lie from the one that was written."""
    if operator == "~":
        return max(_ABOUT * abs(value), _rounding(value))
    return _rounding(value) if operator == "=" else 0.0


def _rounding(value: float) -> float:
    """Nearly half a unit of the last digit that is not a trailing zero, or of the second one.

    Nearly: 2,000 and 2,100 are neighbours, and yet not the same number.
    """
    number = Decimal(repr(value)).normalize()
    if not number.is_finite() or not number:
        return 0.0
    exponent = min(int(number.as_tuple().exponent), number.adjusted() - _DIGITS + 1)
    return float(Decimal(49).scaleb(exponent - 2))


def time_interval(time: Time | None) -> Interval:
    """The days that the time allows, as ordinals; all days where it names none."""
    earliest, latest = (time.earliest, time.latest) if time else (None, None)
    return Interval(_ordinal(earliest, -math.inf), _ordinal(latest, math.inf))


def _ordinal(day: date | None, otherwise: float) -> float:
    return float(day.toordinal()) if day else otherwise
