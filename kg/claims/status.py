"""Status of a candidate: polarity, actuality and evidentiality from the cues that govern its trigger."""

from __future__ import annotations

import re

from kg.claims.arguments import before_auxiliaries
from kg.claims.candidates import Candidate
from kg.claims.lines import Line
from kg.model import Actuality, Evidentiality, Polarity

_FUTURE = re.compile(r"\w{2,}(?:ará|erá|irá|arão|erão|irão|orá|orão)$")
_FORCED = {
    "asserted": (Polarity.AFFIRMED, Actuality.ACTUAL),
    "planned": (Polarity.AFFIRMED, Actuality.PLANNED),
    "denied": (Polarity.DENIED, Actuality.ACTUAL),
    "ended": (Polarity.AFFIRMED, Actuality.ENDED),
}
# Relations of what things are: they hold whatever the sentence plans or denies about something else.
LASTING = frozenset({"basedIn", "partOf", "worksFor"})
_EVIDENTIALITY = (
    ("anonymous", Evidentiality.ANONYMOUS_SOURCES),
    ("media", Evidentiality.OTHER_MEDIA),
    ("official", Evidentiality.OFFICIAL_DOCUMENT),
    ("analyst", Evidentiality.ANALYST),
    ("party", Evidentiality.PARTY_STATEMENT),
    ("named", Evidentiality.NAMED_SOURCE),
)


def find_status(candidate: Candidate) -> tuple[Polarity, Actuality] | None:
    """Polarity and actuality of a candidate; None where the words claim nothing (a question, an if-clause)."""
    line = candidate.line
    if candidate.relation not in LASTING and _is_open(line, candidate.trigger[0]):
        return None
    if candidate.status is not None:
        polarity, actuality = _FORCED[candidate.status]
        return (Polarity.DENIED if _is_denied(candidate) and candidate.status != "denied" else polarity), actuality
    if candidate.relation in LASTING:
        return Polarity.AFFIRMED, Actuality.ENDED if _is_former(candidate) else Actuality.ACTUAL
    actuality = _actuality(candidate)
    return (Polarity.DENIED if _is_denied(candidate) else Polarity.AFFIRMED), actuality


def find_evidentiality(line: Line) -> Evidentiality:
    """On whose word the sentence rests: the strongest cue it holds."""
    text = line.masked
    for name, value in _EVIDENTIALITY:
        if line.cues.patterns[name].search(text):
            return value
    return Evidentiality.NARRATOR


def _is_open(line: Line, trigger: int) -> bool:
    if line.sentence.text.rstrip("\"'”»)* ").endswith("?"):
        return True
    clause = line.between(_clause_start(line, trigger), trigger)
    return bool(line.cues.patterns["hypothetical"].search(clause))


def _window(candidate: Candidate) -> str:
    """The words that govern the trigger: from the subject, or the clause's start, up to the trigger itself."""
    line, (start, end) = candidate.line, candidate.trigger
    left = before_auxiliaries(line, start)
    subject = candidate.subject if candidate.subject_line is None and candidate.subject < start else -1
    begin = (
        subject + 1 if subject >= 0 and start - subject <= 16 else max(_clause_start(line, start), min(left, start - 5))
    )
    return line.between(begin, end)


def _clause_start(line: Line, at: int) -> int:
    for index in range(at - 1, -1, -1):
        if line.word(index) in (";", ":", "but", "mas", "porem", "pero", "enquanto", "while"):
            return index + 1
    return 0


def _is_denied(candidate: Candidate) -> bool:
    line, (start, end) = candidate.line, candidate.trigger
    before = line.between(_clause_start(line, start), start)
    denials = list(line.cues.patterns["denial"].finditer(before))
    if denials and _reaches(before[denials[-1].end() :]):
        return True
    return bool(line.cues.patterns["negation"].search(_window(candidate)))


def _reaches(between: str) -> bool:
    """A denial governs what follows it until the sentence turns to something else ("denied the report, and …")."""
    return not re.search(r" , (?:and|e|que|which|o que|a) |, (?:adding|saying|dizendo|acrescentando)", between)


def _actuality(candidate: Candidate) -> Actuality:
    line, (start, end) = candidate.line, candidate.trigger
    window = _window(candidate)
    words = [line.units[i].text.lower() for i in range(start, end)]
    if line.cues.patterns["ended"].search(window):
        return Actuality.ENDED
    if any(_FUTURE.search(word) for word in words) or line.cues.patterns["planned"].search(window):
        return Actuality.PLANNED
    return Actuality.ACTUAL


def _is_former(candidate: Candidate) -> bool:
    window = candidate.line.between(candidate.trigger[0] - 2, candidate.trigger[1])
    return bool(re.search(r"\b(?:former|ex|ex-\w+|antigo|antiga|then)\b", window))
