"""On whose word a sentence rests: the kind of source, and its name."""

from __future__ import annotations

from kg.claims.lines import Line
from kg.model import Evidentiality

_EVIDENTIALITY = (
    ("anonymous", Evidentiality.ANONYMOUS_SOURCES),
    ("media", Evidentiality.OTHER_MEDIA),
    ("official", Evidentiality.OFFICIAL_DOCUMENT),
    ("analyst", Evidentiality.ANALYST),
    ("party", Evidentiality.PARTY_STATEMENT),
    ("named", Evidentiality.NAMED_SOURCE),
)


def find_evidentiality(line: Line) -> Evidentiality:
    """On whose word the sentence rests: the strongest cue it holds."""
    text = line.masked
    for name, value in _EVIDENTIALITY:
        if line.cues.patterns[name].search(text):
            return value
    return Evidentiality.NARRATOR
