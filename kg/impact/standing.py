"""How firmly an answer stands: on what is asserted, on what is only reported, or on plans."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from kg.model import Claim, Evidentiality, Status

_AT_FIRST_HAND = {Evidentiality.NARRATOR, Evidentiality.OFFICIAL_DOCUMENT, Evidentiality.PARTY_STATEMENT}


class Standing(StrEnum):
    """From firm to weak; a chain stands as its weakest hop does."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"


_ORDER = tuple(Standing)


def standing_of(claims: Iterable[Claim]) -> Standing:
    """How firmly a hop with these claims stands: as its firmest claim does.

    Asserted in the article's own words, by a document or by a party to it; reported where every assertion rests on
    the word of others: named or unnamed sources, analysts, other media; planned where nothing is asserted.
    """
    asserted = [claim for claim in claims if claim.status is Status.ASSERTED]
    if any(claim.evidentiality in _AT_FIRST_HAND for claim in asserted):
        return Standing.ASSERTED
    return Standing.REPORTED if asserted else Standing.PLANNED


def weakest(standings: Iterable[Standing]) -> Standing:
    """The weakest of these; asserted where there are none."""
    return max(standings, key=_ORDER.index, default=Standing.ASSERTED)


def firmest(standings: Iterable[Standing]) -> Standing:
    """The firmest of these.

    Raises:
        ValueError: there are none.
    """
    return min(standings, key=_ORDER.index)
