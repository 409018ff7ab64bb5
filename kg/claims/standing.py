"""The four ways in which a claim can stand, as polarity and actuality."""

from __future__ import annotations

from kg.model import Actuality, Polarity

Standing = tuple[Polarity, Actuality]
ASSERTED: Standing = (Polarity.AFFIRMED, Actuality.ACTUAL)
PLANNED: Standing = (Polarity.AFFIRMED, Actuality.PLANNED)
DENIED: Standing = (Polarity.DENIED, Actuality.ACTUAL)
ENDED: Standing = (Polarity.AFFIRMED, Actuality.ENDED)
