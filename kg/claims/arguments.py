"""The participants of a trigger in a line: its grammatical subject, its objects, and what is coordinated with them."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator

from kg.claims.lines import Line
from kg.model import Form

_OBJECT_REACH = 14
_SUBJECT_REACH = 30
_STOPS = {";", ":"}
_OF = {"of", "de", "da", "do", "das", "dos", "del"}
# What a name that no cue types may turn out to be; states and measures are known or described.
UNTYPED = ("Company", "Product", "Model", "Chip", "Person", "Agency")


def fits(line: Line, index: int, kinds: Collection[str]) -> bool:
    """True where a mention of one of these classes (or of none yet) stands at this place."""
    mention = line.mention(index)
    if mention is None or mention.form is Form.PREMODIFIER:
        return False
    return mention.kind in kinds if mention.kind else any(kind in UNTYPED for kind in kinds)


def before_auxiliaries(line: Line, index: int) -> int:
    """The place left of the auxiliaries and adverbs that stand directly before `index`."""
    at = index - 1
    while at >= 0 and (
        line.is_in(at, "auxiliaries") or line.word(at).endswith(("mente", "ly")) or line.word(at) == '"'
    ):
        at -= 1
    return at


def find_subject(line: Line, trigger: int, kinds: Collection[str]) -> int | None:
    """The mention that is the grammatical subject of the verb at `trigger`, or None.

    A relative pronoun takes the nearest fitting mention before it; otherwise the nearest one that no preposition
    governs, not across a semicolon.
    """
    at = before_auxiliaries(line, trigger)
    if line.is_in(at, "relatives"):
        return _nearest(line, at, kinds, governed=True)
    return _nearest(line, at + 1, kinds, governed=False)


def _nearest(line: Line, at: int, kinds: Collection[str], *, governed: bool) -> int | None:
    for index in range(at - 1, max(-1, at - _SUBJECT_REACH), -1):
        if line.word(index) in _STOPS:
            return None
        if fits(line, index, kinds) and (governed or not is_governed(line, index)):
            return index
    return None


def is_governed(line: Line, index: int) -> bool:
    """True where a preposition, or a possessor's "of", stands before the mention's noun phrase."""
    return bool(governor(line, index))


@functools.lru_cache(maxsize=2048)
def governor(line: Line, index: int) -> str:
    """The preposition before the noun phrase of the mention at `index`, or ""."""
    at = index - 1
    for _ in range(6):
        word = line.word(at)
        if line.is_in(at, "subject_prepositions"):
            return word
        mention = line.mention(at)
        transparent = mention is not None and mention.form is Form.PREMODIFIER
        if not (
            transparent
            or line.is_in(at, "determiners", "GenericModifier", "Company", "Chip", "Model", "Product", "Person")
            or word[:1].isdigit()
        ):
            return ""
        at -= 1
    return ""


def find_objects(
    line: Line, after: int, kinds: Collection[str], prepositions: re.Pattern[str] | None, skip: int | None = None
) -> Iterator[int]:
    """The fitting mentions right of `after` that stand behind one of the prepositions (None: directly), with coordination."""
    last_preposition = ""
    for index in range(after, min(len(line.units), after + _OBJECT_REACH)):
        word = line.word(index)
        if word in _STOPS or (line.is_in(index, "breakers") and index > after):
            return
        if line.is_in(index, "relatives") and index > after + 1:
            return
        if (
            line.is_in(index, "subject_prepositions")
            or (prepositions is not None and word and prepositions.fullmatch(word))
            or (word in ("to", "a", "ao", "aos", "as") and prepositions is not None)
        ):
            last_preposition = word
        elif fits(line, index, kinds) and index != skip and _allowed(last_preposition, prepositions):
            yield index
            yield from coordinated(line, index, kinds)
            return
        elif word == ",":
            last_preposition = last_preposition if prepositions is not None else ""


def _allowed(preposition: str, wanted: re.Pattern[str] | None) -> bool:
    if wanted is None:
        return preposition in _OF or not preposition
    return bool(wanted.fullmatch(preposition))


def coordinated(line: Line, index: int, kinds: Collection[str]) -> Iterator[int]:
    """Mentions joined to the one at `index` by commas and "and", to its right."""
    at, joined, steps = index + 1, False, 0
    while at < len(line.units) and steps < 8:
        word = line.word(at)
        if word == "," or line.is_in(at, "coordinators"):
            joined = True
        elif fits(line, at, kinds):
            if not joined:
                at += 1
                steps += 1
                continue
            yield at
            joined, steps = False, 0
        elif line.mention(at) is None and not _inside_list(line, at):
            return
        at += 1
        steps += 1


def coordinated_left(line: Line, index: int, kinds: Collection[str]) -> Iterator[int]:
    """Mentions joined to the one at `index` by commas and "and", to its left."""
    at, joined, steps = index - 1, False, 0
    while at >= 0 and steps < 6:
        if line.is_in(at, "coordinators") or (joined is False and line.word(at) == "," and _list_follows(line, at)):
            joined = True
        elif fits(line, at, kinds):
            if not joined:
                return
            yield at
            joined, steps = False, 0
        elif line.mention(at) is None and not _inside_list(line, at):
            return
        at -= 1
        steps += 1


def _list_follows(line: Line, comma: int) -> bool:
    """True where the comma belongs to "A, B and C": a coordinator stands close behind it."""
    return any(line.is_in(i, "coordinators") for i in range(comma + 1, comma + 6))


def _inside_list(line: Line, at: int) -> bool:
    word = line.word(at)
    return (
        line.is_in(at, "determiners", "GenericModifier", "Company", "Chip", "Model", "Product")
        or word in _OF
        or word in ("'s", '"', "também", "tambem", "also", "both", "(", ")")
        or word[:1].isdigit()
    )
