"""Who is reached when an entity is cut off or a measure is taken: listed, owned, or supplied, each with its grounds."""

from __future__ import annotations

from kg.impact.answer import Alternative, Impact, Listing, find_impact
from kg.impact.grounds import Grounds
from kg.impact.ownership import Chain, Holding, Stake
from kg.impact.reach import Reached
from kg.impact.single_points import SinglePoint, SinglePoints, find_single_points
from kg.impact.standing import Standing

__all__ = [
    "Alternative",
    "Chain",
    "Grounds",
    "Holding",
    "Impact",
    "Listing",
    "Reached",
    "SinglePoint",
    "SinglePoints",
    "Stake",
    "Standing",
    "find_impact",
    "find_single_points",
]
