"""On whose word a sentence rests: the kind of source, and who it is."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from kg.claims.arguments import is_governed
from kg.claims.candidates import Candidate
from kg.claims.lines import Line
from kg.claims.scope import matches
from kg.model import EntityId, Evidentiality, Form, Mention

_SPEAKERS = ("Company", "Agency", "Person", "Country", "")
_BEHIND = 4  # units between "according to", or an inverted "said", and the speaker
_BEFORE = 14  # units between the speaker and the verb ("X, a maker of Y, said")
_APART = frozenset({";", ":", ".", "?", "!"})
_PAPERS = {
    "official": Evidentiality.OFFICIAL_DOCUMENT,
    "analyst": Evidentiality.ANALYST,
    "party": Evidentiality.PARTY_STATEMENT,
    "named": Evidentiality.NAMED_SOURCE,
}
_CUES = ("anonymous", "media", *_PAPERS, "hearsay")


@dataclass(frozen=True, slots=True)
class Source:
    """The kind of source, and its name where the sentence tells one."""

    evidentiality: Evidentiality
    name: str | None = None


def find_source(candidate: Candidate, name_of: Callable[[EntityId], str]) -> Source:
    """On whose word the claim rests; hearsay ("reportedly", "terá recebido") counts as unnamed sources."""
    line = candidate.line
    outlet, speaker, cue = find_outlet(line), find_speaker(line), _first_cue(line)
    if cue == "anonymous":
        return Source(Evidentiality.ANONYMOUS_SOURCES, outlet)
    if outlet is not None or cue == "media":
        return Source(Evidentiality.OTHER_MEDIA, outlet)
    if cue == "hearsay":
        return Source(Evidentiality.ANONYMOUS_SOURCES)
    own = speaker is not None and speaker.entity in {mention.entity for mention in candidate.ends}
    if cue == "named" and own:
        cue = "party"
    default = Evidentiality.NAMED_SOURCE if speaker is not None else Evidentiality.NARRATOR
    return Source(_PAPERS.get(cue, default), _name(speaker, name_of) if speaker is not None else None)


@functools.lru_cache(maxsize=512)
def _first_cue(line: Line) -> str:
    """The strongest kind of source that some words of the line tell, or ""; every claim of a line asks."""
    patterns = line.cues.patterns
    return next((cue for cue in _CUES if patterns[cue].search(line.masked)), "")


@functools.lru_cache(maxsize=512)
def find_outlet(line: Line) -> str | None:
    """The press title that the sentence cites, as written: the one behind "according to" or that reports."""
    for found in matches(line, "outlet"):
        if line.mention(found.start) is None:
            start, end = line.units[found.start].span.start, line.units[found.end - 1].span.end
            written = line.sentence.text[start - line.sentence.span.start : end - line.sentence.span.start]
            if written[:1].isupper() or written.startswith("the "):  # "el país" is a country, "El País" a paper
                return written
    return None


@functools.lru_cache(maxsize=512)
def find_speaker(line: Line) -> Mention | None:
    """Who says it: behind "according to", before or behind a verb of saying."""
    for cue in matches(line, "by_saying"):
        found = _first(line, cue.end, cue.end + _BEHIND)
        if found is not None:
            return found
    for at in range(len(line.units)):
        if line.cues.patterns["saying"].fullmatch(line.word(at)):
            found = _inverted(line, at) or _subject(line, at)
            if found is not None:
                return found
    return None


def _first(line: Line, start: int, end: int) -> Mention | None:
    for index in range(start, min(end, len(line.units))):
        if line.word(index) in (",", ";", ".", ":"):
            return None
        if (mention := _speaking(line, index)) is not None:
            return mention
    return None


def _speaking(line: Line, index: int) -> Mention | None:
    mention = line.mention(index)
    fits = mention is not None and mention.kind in _SPEAKERS and mention.form is not Form.PREMODIFIER
    return mention if fits else None


def _subject(line: Line, verb: int) -> Mention | None:
    for index in range(verb - 1, max(-1, verb - _BEFORE), -1):
        mention = _speaking(line, index)
        if mention is not None and not is_governed(line, index):
            return mention if not any(line.word(i) in _APART for i in range(index, verb)) else None
    return None


def _inverted(line: Line, verb: int) -> Mention | None:
    """The speaker of "…, said X": only where the verb stands behind a comma or a closing quote."""
    before = line.word(verb - 1)
    return _first(line, verb + 1, verb + 1 + _BEHIND) if before in (",", '"', "”", "»", "’", "—", "–") else None


def _name(mention: Mention, name_of: Callable[[EntityId], str]) -> str:
    return name_of(mention.entity) if mention.entity is not None else mention.text
