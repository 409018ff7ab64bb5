"""The participants of a trigger in a line: its grammatical subject, its objects, and what is coordinated with them."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterator

from kg.claims.lines import Line
from kg.model import Form

_OBJECT_REACH = 14
_SUBJECT_REACH = 30
_YEAR = re.compile(r"(?:19|20)\d\d")
_GAP_REACH = 9
_LIST_REACH = 8
# Words that open a count where a number follows; elsewhere they are prepositions.
_COUNTING = {"than", "over", "between", "about", "under", "que", "de", "entre", "sobre"}
_STOPS = {";", ":"}
_ASIDE = {",", "(", ")", "—", "–"}
_GOODS = ("Chip", "Product", "Model")
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

    A relative pronoun takes the nearest fitting mention before it, an aside between commas is stepped over; otherwise
    the nearest mention that no preposition governs counts, not across a semicolon.
    """
    at = before_auxiliaries(line, trigger)
    if line.is_in(at, "relatives"):
        return _nearest(line, at, kinds, governed=True)
    if line.is_in(at, "pronouns") and line.is_in(at - 1, "relatives") and _is_head(line, at - 2):
        return None  # "the chips that it ordered", unlike "said that it ordered"
    head = _before_aside(line, at, kinds)
    return head if head is not None else _nearest(line, at + 1, kinds, governed=False)


def _is_head(line: Line, index: int) -> bool:
    return line.mention(index) is not None or line.is_in(index, *_GOODS, "Company")


def find_patient(line: Line, trigger: int, kinds: Collection[str]) -> int | None:
    """The mention that the participle at `trigger` describes: right before it ("H20 cards made by"), or its subject."""
    at = before_auxiliaries(line, trigger)
    if line.word(at) == "," and at == trigger - 1:
        at -= 1
    while line.is_in(at, *_GOODS):
        at -= 1
    if not fits(line, at, kinds) and line.word(at - 1) in _OF:
        at -= 2  # "o H20 da Nvidia, desenvolvido …": the possessor is not what was developed
    return at if fits(line, at, kinds) else find_subject(line, trigger, kinds)


def find_gap(line: Line, subject: int, kinds: Collection[str], prepositions: re.Pattern[str] | None) -> int | None:
    """The object that a relative clause leaves open: "the chip that TSMC makes", "the firm in which Tencent invested".

    `subject` is the clause's subject; in English the pronoun may be missing ("the chips Nvidia sells").
    """
    at = _before_phrase(line, subject)
    if not line.is_in(at, "relatives"):
        head = line.mention(at)
        bare = prepositions is None and line.cues.language == "en" and head is not None and head.kind in _GOODS
        return at if bare and at == subject - 1 and fits(line, at, kinds) else None
    at -= 1
    preposition = line.word(at) if line.is_in(at, "subject_prepositions") else ""
    if not (prepositions.fullmatch(preposition) if prepositions is not None else not preposition):
        return None
    return _nearest(line, at if preposition else at + 1, kinds, governed=True, reach=_GAP_REACH)


def _before_phrase(line: Line, head: int) -> int:
    """The place left of the noun phrase that ends in the mention at `head`."""
    at = head - 1
    while at >= 0 and not line.is_in(at, "relatives"):
        mention = line.mention(at)
        owner = mention is not None and (mention.form is Form.PREMODIFIER or line.word(at + 1) == "'s")
        if not (owner or line.word(at) == "'s" or line.is_in(at, "determiners", "GenericModifier")):
            return at
        at -= 1
    return at


def _before_aside(line: Line, closing: int, kinds: Collection[str]) -> int | None:
    """The mention before an aside that ends at `closing`: "X, a maker of Y that Z owns, bought"."""
    if line.word(closing) not in _ASIDE:
        return None
    for comma in range(closing - 2, max(0, closing - _SUBJECT_REACH), -1):
        if line.word(comma) in _STOPS:
            return None
        if line.word(comma) in _ASIDE and fits(line, comma - 1, kinds) and _opens_aside(line, comma + 1):
            return comma - 1
    return None


def _opens_aside(line: Line, index: int) -> bool:
    mention = line.mention(index)
    if mention is not None:
        return mention.form is Form.PREMODIFIER or line.word(index + 1) == "'s"
    return line.is_in(index, "determiners", "relatives", "locative", "Company", "Person", "subject_prepositions")


def _nearest(line: Line, at: int, kinds: Collection[str], *, governed: bool, reach: int = _SUBJECT_REACH) -> int | None:
    for index in range(at - 1, max(-1, at - reach), -1):
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
        if _YEAR.fullmatch(word):
            return ""  # "In 2020 Nvidia": the preposition governs the year
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
    """The fitting mentions right of `after` behind one of the prepositions (None: directly), with coordination."""
    last_preposition = ""
    for index in range(after, min(len(line.units), after + _OBJECT_REACH)):
        word = line.word(index)
        if word in _STOPS or (index > after and _breaks(line, index)):
            return
        if line.is_in(index, "relatives") and index > after + 1:
            return
        if line.word(index - 1) == "," and index > after and line.is_in(index, "coordinators", "copulas"):
            return
        if (
            _is_preposition(line, index)
            or (prepositions is not None and word and prepositions.fullmatch(word))
            or (word in ("to", "a", "ao", "aos", "as") and prepositions is not None)
        ):
            partitive = word in _OF and prepositions is not None and prepositions.fullmatch(last_preposition)
            last_preposition = last_preposition if partitive else word
        elif fits(line, index, kinds) and _qualifies_other(line, index, kinds, prepositions):
            continue
        elif _stands(line, index, kinds) and index != skip and _allowed(last_preposition, prepositions):
            yield index
            yield from coordinated(line, index, kinds)
            return
        elif word == ",":
            last_preposition = last_preposition if prepositions is not None else ""


def _is_preposition(line: Line, index: int) -> bool:
    """True for prepositions, but not in counts ("fewer than 30,000", "up to 10,000", "between 5 and 6")."""
    if not line.is_in(index, "subject_prepositions"):
        return False
    return not (line.word(index) in _COUNTING and line.word(index + 1)[:1].isdigit())


def _stands(line: Line, index: int, kinds: Collection[str]) -> bool:
    """True where a mention fits, or a demonym means its country ("for Chinese customers", "a clientes chineses")."""
    if fits(line, index, kinds):
        return True
    mention = line.mention(index)
    if mention is None or mention.kind != "Country" or "Country" not in kinds:
        return False
    return line.is_in(index + 1, "clientele") or line.is_in(index - 1, "clientele")


def _breaks(line: Line, index: int) -> bool:
    """True where a new clause begins; "as many as 100,000" is none."""
    counted = {line.word(index + 1), line.word(index - 1)} & {"many", "much", "few", "little"}
    return line.is_in(index, "breakers") and not (line.word(index) == "as" and counted)


def _qualifies_other(line: Line, index: int, kinds: Collection[str], prepositions: re.Pattern[str] | None) -> bool:
    """True where the mention only qualifies what follows: the firm in "Nvidia's H20", "Nvidia's rival AMD"."""
    following = line.mention(index + 1)
    if following is not None:
        return prepositions is None and following.kind in _GOODS and "Company" in kinds
    if line.word(index + 1) != "'s":
        return False
    return prepositions is None or any(fits(line, at, kinds) for at in range(index + 2, index + 6))


def qualifies_goods(line: Line, index: int) -> bool:
    """True where the mention only says whose goods are meant: "Nvidia gear", "Nvidia's H20", "Nvidia shares"."""
    following = index + 2 if line.word(index + 1) == "'s" else index + 1
    mention = line.mention(following)
    if mention is not None:
        return mention.kind in _GOODS
    return line.is_in(following, "Chip", "Product", "GenericModifier", "belongings")


def _allowed(preposition: str, wanted: re.Pattern[str] | None) -> bool:
    if wanted is None:
        return preposition in _OF or not preposition
    return bool(wanted.fullmatch(preposition))


def coordinated(line: Line, index: int, kinds: Collection[str]) -> Iterator[int]:
    """Mentions joined to the one at `index` by commas and "and", to its right."""
    at, joined, steps = index + 1, False, 0
    while at < len(line.units) and steps < 8:
        word = line.word(at)
        if line.is_in(at, "coordinators") or (word == "," and _list_follows(line, at)):
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
    return any(line.is_in(i, "coordinators") for i in range(comma + 1, comma + _LIST_REACH))


def _inside_list(line: Line, at: int) -> bool:
    word = line.word(at)
    return (
        line.is_in(at, "determiners", "GenericModifier", "Company", "Chip", "Model", "Product")
        or word in _OF
        or word in ("'s", '"', "também", "tambem", "also", "both", "(", ")")
        or word[:1].isdigit()
    )
