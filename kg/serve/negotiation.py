"""Which of the forms on offer a client prefers, by its Accept header (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+)/([\w!#$&^.+*-]+)\s*((?:;[^,]*)?)")
_QUALITY = re.compile(r";\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_ANY_QUALITY = re.compile(r";\s*q\s*=", re.IGNORECASE)


class Range(NamedTuple):
    """One media range of the header: a type, ``text/*`` or ``*/*``, with its weight from 0 to 1."""

    type: str
    subtype: str
    quality: float

    def fit(self, media: str) -> int:
        """How exactly the range names the media type: 3 by name, 2 by ``text/*``, 1 by ``*/*``, 0 not at all."""
        type, _, subtype = media.partition("/")
        if (self.type, self.subtype) == (type, subtype):
            return 3
        if self.subtype != "*":
            return 0
        return 2 if self.type == type else int(self.type == "*")


def preferred(accept: str | None, offers: Mapping[str, Sequence[str]]) -> str | None:
    """The offer of the highest weight, or None where none is accepted; of equals the one offered first.

    `offers` gives each offer its media types, the one it is sent as first. Without a header all are accepted.

    >>> preferred("text/turtle;q=0.5, text/*", {"html": ["text/html"], "ttl": ["text/turtle"]})
    'html'
    """
    if accept is None or not accept.strip():
        return next(iter(offers), None)
    ranges = read_accept(accept)
    weights = {offer: max(_weight(ranges, media) for media in types) for offer, types in offers.items()}
    best = max(weights, key=lambda offer: weights[offer], default=None)
    return best if best is not None and weights[best] > 0 else None


def read_accept(header: str) -> list[Range]:
    """The ranges of the header; parts that are no media range are left out."""
    ranges = []
    for part in header.split(","):
        found = _RANGE.fullmatch(part)
        if found is not None:
            ranges.append(Range(found[1].lower(), found[2].lower(), _quality(found[3])))
    return ranges


def _quality(parameters: str) -> float:
    found = _QUALITY.search(parameters)
    if found is not None:
        return float(found[1])
    return 0.0 if _ANY_QUALITY.search(parameters) else 1.0  # a weight that is none is no wish for it


def _weight(ranges: Sequence[Range], media: str) -> float:
    """By the most exact range alone: `text/html;q=0, */*` refuses HTML."""
    fitting = [(each.fit(media), each.quality) for each in ranges if each.fit(media)]
    return max(fitting)[1] if fitting else 0.0
