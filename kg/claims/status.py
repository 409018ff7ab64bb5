"""Status of a candidate: polarity and actuality from the operators that govern the words which say it."""

from __future__ import annotations

import re

from kg.claims.candidates import Candidate
from kg.claims.governing import COMPARING, governing, has_trigger, is_across, is_set_apart
from kg.claims.lines import Line
from kg.claims.measure_status import standing_of_measure, turns
from kg.claims.scope import Operator, find_operators, matches, reaches, without_asides
from kg.claims.standing import ASSERTED, DENIED, ENDED, PLANNED, Standing

_FORCED = {"asserted": ASSERTED, "planned": PLANNED, "denied": DENIED, "ended": ENDED}
# What things are: it holds whatever the sentence plans for them.
LASTING = frozenset({
    "basedIn", "partOf", "develops", "variantOf", "successorOf", "owns", "designedFor",
    "lessPowerfulThan", "competesWith", "alternativeTo", "partnersWith",
})  # fmt: skip
_TIES = frozenset({"partnersWith", "owns"})
MEASURE = frozenset({"imposedBy", "targets", "restricts", "affects"})
# What goes on for a while: told in the imperfect or the pluperfect, it is over.
_DURABLE = frozenset({"suppliedBy", "manufactures", "uses", "worksFor", "owns", "runsOn", "partnersWith"})
# What can be undone afterwards: "the takeover was called off".
_UNDOABLE = frozenset({"orders", "acquires", "investsIn", "uses", "suppliedBy", "partnersWith", "runsOn", "trainedOn"})
NEW_MODEL = "new model"  # the head of the nominal for a model that has no name yet
_BARE = 5  # words of an elliptical sentence
EXPLICIT, BESIDE, ACROSS = 2, 1, 0  # how plainly a place says its relation


def find_status(candidate: Candidate, published: str | None = None) -> Standing | None:
    """Polarity and actuality of a candidate; None where the words claim nothing (a question, an if-clause).

    `published` (ISO) tells whether "until 2020" lies behind.
    """
    line = candidate.line
    if candidate.relation == "develops" and candidate.ends[1].head == NEW_MODEL and candidate.object_line is None:
        return _of_novelty(candidate)
    if candidate.rule.startswith("structure.") and candidate.relation not in MEASURE:
        return ASSERTED
    if is_across(candidate) and _is_under_denial(candidate):
        return None
    if is_across(candidate) and is_bare_negation(line):
        return DENIED
    if candidate.relation in ("basedIn", "partOf"):
        return ENDED if _is_former(candidate) else ASSERTED
    if _is_open(line, candidate.trigger[0]):
        return None
    operators = find_operators(line)
    if candidate.relation in MEASURE:
        return standing_of_measure(candidate, operators)
    if candidate.relation == "worksFor":
        return _of_role(candidate, operators)
    return _of_deed(candidate, operators, published)


def _of_novelty(candidate: Candidate) -> Standing:
    """What is only announced is not taken for granted: "denied that a new model is under way", "plans a new model"."""
    line, at = candidate.line, candidate.object
    kinds = {o.kind for o in find_operators(line) if o.start < at and reaches(line, o, at)}
    if "denial" in kinds or "negation" in kinds:
        return DENIED
    return PLANNED if "planned" in kinds else ASSERTED


def _is_under_denial(candidate: Candidate) -> bool:
    """True where the end that stands in this line is part of what somebody denies there."""
    at = candidate.object if candidate.object_line is None else candidate.subject
    operators = find_operators(candidate.line)
    return any(o.kind == "denial" and reaches(candidate.line, o, at) for o in operators)


def strength(candidate: Candidate) -> int:
    """How plainly a place says its relation: by words of its own, by two mentions of one line, or across lines."""
    if not candidate.rule.startswith(("pairs.", "reader.")):
        return EXPLICIT
    if is_across(candidate):
        return EXPLICIT if is_bare_negation(candidate.line) else ACROSS
    return EXPLICIT if has_trigger(candidate) else BESIDE


def is_bare_negation(line: Line) -> bool:
    """True for an elliptical "X never was.", "X did not.", "Not so X.": it denies what was said of others before."""
    words = [i for i, u in enumerate(line.units) if u.mention is None and u.word.isalpha()]
    if len(words) > _BARE or not any(line.is_in(i, "negators") for i in words):
        return False
    return all(
        line.is_in(i, "negators", "auxiliaries", "determiners") or line.word(i) in ("so", "assim", "asi") for i in words
    )


def _is_open(line: Line, trigger: int) -> bool:
    if line.sentence.text.rstrip("\"'”»)* ").endswith("?"):
        return True
    start = max(
        (i + 1 for i in range(trigger) if line.word(i) in (";", ":") or line.is_in(i, "adversatives")), default=0
    )
    return bool(line.cues.patterns["hypothetical"].search(line.between(start, trigger)))


def _of_deed(candidate: Candidate, operators: tuple[Operator, ...], published: str | None) -> Standing:
    if candidate.ends[0].head == NEW_MODEL and candidate.relation == "lessPowerfulThan":
        return PLANNED
    if candidate.relation in LASTING and (is_across(candidate) or not has_trigger(candidate)):
        return DENIED if _is_denied_tie(candidate, operators) else ASSERTED
    kinds = governing(candidate, operators) - ({"negation"} if candidate.relation in COMPARING else set())
    if kinds & {"denial", "negation"} or is_set_apart(candidate) or _is_refuted(candidate):
        return DENIED
    if candidate.status is not None:
        return _FORCED[candidate.status]
    if "ended" in kinds or _is_over(candidate, published):
        return ENDED
    unborn = candidate.ends[0].head == NEW_MODEL and candidate.relation in ("trainedOn", "runsOn")
    return PLANNED if unborn or "planned" in kinds else ASSERTED


def _is_denied_tie(candidate: Candidate, operators: tuple[Operator, ...]) -> bool:
    """Of what things are, only what stands in one line can be denied; ties between firms also by "never had a …"."""
    if is_across(candidate):
        return False
    tie = candidate.relation in _TIES and governing(candidate, operators) & {"denial", "negation"}
    return bool(tie) or is_set_apart(candidate)


def _is_refuted(candidate: Candidate) -> bool:
    """True for "talk that X would buy Y was false": a rumour before it, its refutation behind it."""
    line, (start, end) = candidate.line, candidate.trigger
    told = any(o.end <= start for o in matches(line, "rumour"))
    return told and any(o.start >= end for o in matches(line, "untrue"))


def _is_over(candidate: Candidate, published: str | None) -> bool:
    line, (at, end) = candidate.line, candidate.trigger
    if candidate.relation in _UNDOABLE and any(o.start >= end for o in matches(line, "undone")):
        return True
    if candidate.relation not in _DURABLE or is_across(candidate):
        return False
    patterns = line.cues.patterns
    alone = has_trigger(candidate)
    if any(patterns["imperfect"].fullmatch(line.word(i)) for i in ((at,) if alone else without_asides(line, at, end))):
        return True
    if (
        patterns["was"].search(line.between(at - 3, at) + " ")
        if alone
        else patterns["habit"].search(line.between(at, end))
    ):
        return True
    return candidate.relation != "owns" and any(
        _is_past(line, o, published) and not turns(line, *sorted((o.start, at))) for o in matches(line, "until")
    )


def _is_past(line: Line, until: Operator, published: str | None) -> bool:
    year = re.search(r"(?:19|20)\d\d", line.between(until.start, until.end))
    return year is not None and published is not None and year[0] < published[:4]


def _is_former(candidate: Candidate) -> bool:
    window = candidate.line.between(candidate.trigger[0] - 2, candidate.trigger[1])
    return bool(re.search(r"\b(?:former|ex|ex-\w+|antigo|antiga|then)\b", window))


def _of_role(candidate: Candidate, operators: tuple[Operator, ...]) -> Standing:
    if is_across(candidate):
        return ASSERTED
    line, patterns = candidate.line, candidate.line.cues.patterns
    first, last = sorted((candidate.subject, candidate.object))
    near = line.between(first - 3, last)
    if patterns["former"].search(near) or patterns["left"].search(line.between(first, last + 6)):
        return ENDED
    if any(patterns["imperfect"].fullmatch(line.word(i)) for i in without_asides(line, first + 1, last)):
        return ENDED
    planned = candidate.subject == first and any(
        o.kind == "planned" and first < o.start and reaches(line, o, last) for o in operators
    )
    return PLANNED if planned else ASSERTED
