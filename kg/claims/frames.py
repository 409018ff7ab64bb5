"""Relation patterns → candidates: verbs with their subject and objects, passives, relational nouns, fixed templates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.claims.arguments import (
    before_auxiliaries,
    coordinated,
    coordinated_left,
    find_gap,
    find_objects,
    find_patient,
    find_subject,
    fits,
    is_governed,
    qualifies_goods,
)
from kg.claims.candidates import Candidate
from kg.claims.lines import Line
from kg.model import Form
from kg.ontology.patterns import Pattern
from kg.ontology.vocabulary import Vocabulary

_OF = re.compile(r"of|for|to|at|de|d[aeo]s?|del|para|a|ao|n[ao]s?|en|in")
_ENDS = frozenset((",", ";", ":", "(", ")", "and", "or", "which", "that", "who", "is", "was", "are", "were"))
# Relations to a firm itself, not to its goods; and those that hold of one thing, not of all that "and" joins.
_WHOLE = frozenset(("acquires", "investsIn"))
_SINGLE = frozenset(("basedIn", "partOf", "worksFor"))
_Ends = tuple[list[int], list[int]]


def find_candidates(
    line: Line, patterns: Sequence[Pattern], vocabulary: Vocabulary, focus: tuple[Line, int] | None
) -> Iterator[Candidate]:
    """Candidates of all patterns in one line; `focus` is the company an unspoken subject means."""
    for pattern in patterns:
        relation = vocabulary.relations[pattern.relation]
        subject_kinds = pattern.subject_kinds or relation.domain
        object_kinds = pattern.object_kinds or relation.range
        for match in pattern.trigger.finditer(line.masked):
            span = (line.unit_at(match.start()), line.unit_at(max(match.start(), match.end() - 1)) + 1)
            yield from _at_match(line, pattern, match, span, subject_kinds, object_kinds, focus)


def _at_match(
    line: Line, pattern: Pattern, match: re.Match[str], span: tuple[int, int], subject_kinds: Sequence[str],
    object_kinds: Sequence[str], focus: tuple[Line, int] | None,
) -> Iterator[Candidate]:  # fmt: skip
    if pattern.form == "match":
        pairs = _template(line, match, subject_kinds, object_kinds)
        if pattern.relation in _SINGLE:
            pairs = pairs[0][:1], pairs[1][:1]
    elif pattern.form == "noun":
        first, second = (object_kinds, subject_kinds) if pattern.swap else (subject_kinds, object_kinds)
        pairs = _noun(line, span, first, second, pattern.prepositions)
    else:
        first, second = (object_kinds, subject_kinds) if pattern.swap else (subject_kinds, object_kinds)
        passive = pattern.form == "passive"
        pairs = (_passive if passive else _active)(line, span, first, second, pattern.prepositions)
        if not passive and not pairs[0] and pairs[1] and focus is not None and _may_drop_subject(line, span[0]):
            yield from _with_focus(line, pattern, span, pairs[1], focus, first)
            return
    subjects, objects = (pairs[1], pairs[0]) if pattern.swap and pattern.form != "match" else pairs
    yield from _pairs(line, pattern, span, subjects, objects)


def _pairs(
    line: Line, pattern: Pattern, span: tuple[int, int], subjects: list[int], objects: list[int]
) -> Iterator[Candidate]:
    for subject in subjects:
        for object in objects:
            if subject != object and not (pattern.relation in _WHOLE and qualifies_goods(line, object)):
                yield _candidate(line, pattern, span, subject, object)
        yield from _thirds(line, pattern, span, subject, objects)


def _candidate(
    line: Line, pattern: Pattern, span: tuple[int, int], subject: int, object: int, relation: str = ""
) -> Candidate:
    return Candidate(
        line=line, subject=subject, relation=relation or pattern.relation, object=object, trigger=span,
        rule=pattern.rule, confidence=pattern.confidence, status=pattern.status, purpose=pattern.purpose,
        role=pattern.role,
    )  # fmt: skip


def _thirds(
    line: Line, pattern: Pattern, span: tuple[int, int], subject: int, objects: list[int]
) -> Iterator[Candidate]:
    """Claims about the participant behind a further preposition ("encomendou chips *à Huawei*")."""
    kinds = ("Company", "Country", "Agency")
    for third in pattern.also if objects else ():
        after = max([span[1], *(o + 1 for o in objects if o >= span[1])])
        for index in find_objects(line, after, kinds, third.prepositions, skip=subject):
            if index != subject:
                yield _candidate(line, pattern, span, subject, index, third.relation)


def _active(
    line: Line, span: tuple[int, int], first: Sequence[str], second: Sequence[str], prepositions: re.Pattern[str] | None
) -> _Ends:
    subject = find_subject(line, span[0], first)
    gap = find_gap(line, subject, second, prepositions) if subject is not None else None
    objects = [gap] if gap is not None else list(find_objects(line, span[1], second, prepositions, skip=subject))
    objects = objects or _elided_object(line, span, second)
    subjects = [] if subject is None else [subject, *coordinated_left(line, subject, first)]
    return subjects, [o for o in objects if o not in subjects]


def _elided_object(line: Line, span: tuple[int, int], kinds: Sequence[str]) -> list[int]:
    """The goods named before where the verb has only a count ("ordered 100,000 H20 but received fewer than 30,000")."""
    if "Chip" not in kinds or not any(line.word(i)[:1].isdigit() for i in range(span[1], span[1] + 4)):
        return []
    return [i for i in range(span[0] - 1, -1, -1) if fits(line, i, ("Chip",))][:1]


def _passive(
    line: Line, span: tuple[int, int], first: Sequence[str], second: Sequence[str], prepositions: re.Pattern[str] | None
) -> _Ends:
    """What is before fills the object, the agent behind "by" the subject ("H20 chips developed by Nvidia")."""
    by = prepositions or re.compile("|".join(sorted(line.cues.words["agent"])))
    agents = list(find_objects(line, span[1], first, by))
    patient = find_patient(line, span[0], second)
    if patient is None and agents:
        patient = _after_comma(line, agents[-1], second)
    patients = [] if patient is None else [patient, *coordinated_left(line, patient, second)]
    return agents, [p for p in patients if p not in agents]


def _after_comma(line: Line, agent: int, kinds: Sequence[str]) -> int | None:
    """Whom an opening participle describes: "Designed by Huawei and made by SMIC, the 910C …"."""
    comma = next((i for i in range(agent + 1, min(agent + 12, len(line.units))) if line.word(i) == ","), None)
    if comma is None:
        return None
    return next((i for i in range(comma + 1, comma + 5) if fits(line, i, kinds)), None)


def _may_drop_subject(line: Line, trigger: int) -> bool:
    """True where the verb opens its sentence, or stands behind a pronoun that means the firm in focus."""
    at = before_auxiliaries(line, trigger)
    if at < 0:
        return line.cues.language != "en"
    return line.is_in(at, "pronouns") and at <= 4


def _with_focus(
    line: Line,
    pattern: Pattern,
    span: tuple[int, int],
    objects: list[int],
    focus: tuple[Line, int],
    kinds: Sequence[str],
) -> Iterator[Candidate]:
    if pattern.swap or not fits(focus[0], focus[1], kinds):
        return
    for object in objects:
        yield Candidate(
            line=line, subject=focus[1], relation=pattern.relation, object=object, trigger=span, rule=pattern.rule,
            confidence=pattern.confidence * 0.8, status=pattern.status, purpose=pattern.purpose, role=pattern.role,
            subject_line=focus[0],
        )  # fmt: skip


def _template(line: Line, match: re.Match[str], subject_kinds: Sequence[str], object_kinds: Sequence[str]) -> _Ends:
    subject, object = int(match["s"]), int(match["o"])
    if not (fits(line, subject, subject_kinds) and fits(line, object, object_kinds)):
        return [], []
    if subject < object:
        subjects = [subject, *coordinated_left(line, subject, subject_kinds)]
        objects = [object, *(o for o in coordinated(line, object, object_kinds) if o not in subjects)]
    else:
        subjects = [subject, *coordinated(line, subject, subject_kinds)]
        objects = [object, *(o for o in coordinated_left(line, object, object_kinds) if o not in subjects)]
    return subjects, objects


def _noun(
    line: Line, span: tuple[int, int], first: Sequence[str], second: Sequence[str], prepositions: re.Pattern[str] | None
) -> _Ends:
    """The host fills `first`, the noun's argument `second`: "X, dona do Y", "Y's owner X", "Y supplier X"."""
    arguments = _noun_arguments(line, span, second, prepositions)
    if not arguments:
        return [], []
    host = _noun_host(line, span, first, arguments)
    if host is None and fits(line, span[0], first):
        host = span[0]
    if host is None:
        return [], []
    alone = _is_singular(line, span)
    hosts = [host, *(h for h in coordinated_left(line, host, first) if h not in arguments and not alone)]
    return hosts, [a for a in arguments if a not in hosts]


def _is_singular(line: Line, span: tuple[int, int]) -> bool:
    return not line.units[span[1] - 1].text.lower().endswith("s")


def _noun_arguments(
    line: Line, span: tuple[int, int], kinds: Sequence[str], prepositions: re.Pattern[str] | None
) -> list[int]:
    right = list(find_objects(line, span[1], kinds, prepositions or _OF))
    if right and right[0] - span[1] <= 7 and _opens_with_preposition(line, span[1], right[0], prepositions or _OF):
        return right
    at = _possessor(line, span[0])
    return [at] if fits(line, at, kinds) else []


def _possessor(line: Line, noun: int) -> int:
    """The place of a possessor: "Huawei" in "Huawei's main design arm"; without "'s" it stands next to the noun."""
    for at in range(noun - 1, max(-1, noun - 6), -1):
        if line.word(at) == "'s":
            return at - 1
        mention = line.mention(at)
        if line.word(at) in _ENDS or (mention is not None and mention.form is not Form.PREMODIFIER):
            break
    at = noun - 1
    while at >= 0 and line.is_in(at, "GenericModifier", "determiners"):
        at -= 1
    return at


def _opens_with_preposition(line: Line, after: int, index: int, prepositions: re.Pattern[str]) -> bool:
    return any(line.word(i) and prepositions.fullmatch(line.word(i)) for i in range(after, index))


def _noun_host(line: Line, span: tuple[int, int], kinds: Sequence[str], arguments: list[int]) -> int | None:
    """Whom the noun describes: the name right behind it, the one before the comma, or the subject of "is"."""
    last = max([span[1] - 1, *arguments])
    for at in (span[1], last + 1):
        if fits(line, at, kinds) and at not in arguments:
            return at
        named = at + 2 if line.is_in(at + 1, "determiners") else at + 1
        apposed = line.word(at) == "," and line.word(span[0] - 2) != ","
        if apposed and fits(line, named, kinds) and named not in arguments:
            return named
    if line.is_in(last + 1, "copulas"):
        behind = [i for i in range(last + 2, last + 5) if fits(line, i, kinds) and not is_governed(line, i)]
        if behind:
            return behind[0]
    return _described(line, span, kinds, arguments)


def _described(line: Line, span: tuple[int, int], kinds: Sequence[str], arguments: list[int]) -> int | None:
    """What stands left of the noun phrase: "X, …", "X is …", "X's …"; further words are part of the phrase."""
    after_noun = min(arguments) > span[0]
    at = span[0] - 1 if after_noun else min(arguments) - 1
    for step in range(6):
        if line.word(at) in (",", "(", "—", "–") and at > 0:
            return _before_comma(line, at, kinds, arguments)
        if line.is_in(at, "copulas"):
            return find_subject(line, at, kinds)
        if fits(line, at, kinds) and at not in arguments:
            return at if step == 0 or line.word(at + 1) == "'s" else None
        if not after_noun and line.is_in(at, "subject_prepositions"):
            return None
        at -= 1
    return None


def _before_comma(line: Line, comma: int, kinds: Sequence[str], arguments: list[int]) -> int | None:
    for index in range(comma - 1, max(-1, comma - 12), -1):
        if fits(line, index, kinds) and index not in arguments:
            return index
        if line.word(index) in (";", ":"):
            return None
    return None
