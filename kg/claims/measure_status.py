"""Status of what is said of a legal measure: in force, planned, lifted, or not touching whom it names."""

from __future__ import annotations

from kg.claims.candidates import Candidate
from kg.claims.governing import has_trigger, is_set_apart, over_word
from kg.claims.lines import Line
from kg.claims.scope import Operator, is_premodifier, matches, reaches, without_asides
from kg.claims.standing import ASSERTED, DENIED, ENDED, PLANNED, Standing

_PLANNED_BEFORE = 7  # units between "weighs" and the measure
_LIFTED_BEFORE = 14  # units between "suspended" and the measure ("on Monday, until November, …")


def standing_of_measure(candidate: Candidate, operators: tuple[Operator, ...]) -> Standing:
    """A measure is lifted or planned as a whole; a denial or an exemption touches only whom it names."""
    line = candidate.line
    if candidate.relation != "imposedBy" and (kinds := _touching(candidate, operators)):
        return DENIED if kinds & {"negation", "denial", "exempt"} else ENDED if "ended" in kinds else PLANNED
    if candidate.subject_line is not None:
        return ASSERTED
    if is_lifted(line, candidate.subject):
        return ENDED
    return PLANNED if _is_ahead(line, candidate.subject, operators) else ASSERTED


def _touching(candidate: Candidate, operators: tuple[Operator, ...]) -> set[str]:
    """What is said of the one end that the measure meets: that it is exempt, off the list, or threatened."""
    line = candidate.line
    if is_set_apart(candidate):
        return {"negation"}
    exempt = [o for o in operators if o.kind == "exempt"]
    if candidate.object_line is not None:
        return {o.kind for o in exempt if candidate.subject < o.start <= candidate.subject + 8}
    if candidate.subject_line is not None:
        return {o.kind for o in exempt if abs(o.start - candidate.object) <= 6}
    first, last = sorted((candidate.subject, candidate.object))
    inside = set(without_asides(line, first + 1, last))
    found = {o.kind for o in exempt if first < o.start <= last + 4}
    if candidate.relation == "affects" and not line.cues.patterns["breach"].search(line.between(first, last)):
        found |= {o.kind for o in operators if o.kind == "planned" and o.start in inside and reaches(line, o, last)}
    found |= {"ended" for o in matches(line, "delisted") if first < o.start and candidate.relation == "targets"}
    if has_trigger(candidate):
        found |= over_word(line, operators, candidate.trigger[0])
    return found | {
        o.kind for o in operators if o.kind == "denial" and reaches(line, o, last) and candidate.relation != "restricts"
    }


def is_lifted(line: Line, measure: int) -> bool:
    """True for "lifted the ban" and "the ban on … was suspended", with no other measure between."""
    for found in matches(line, "lifted"):
        if (
            found.end <= measure <= found.end + _LIFTED_BEFORE
            and reaches(line, found, measure)
            and not _is_busy(line, found.end, measure)
        ):
            return True
        if found.start > measure and not turns(line, measure, found.start):
            return True
    return False


def _is_busy(line: Line, start: int, end: int) -> bool:
    """True where a participant other than a premodifier stands in the range."""
    return any(line.mention(i) is not None and not is_premodifier(line, i) for i in range(start, end))


def turns(line: Line, start: int, end: int) -> bool:
    """True where another measure, an actor's own clause or a new sentence part stands between."""
    for i in range(start + 1, end):
        mention = line.mention(i)
        if mention is not None and mention.kind == "Sanction":
            return True
        if line.word(i) in (";", ":") or line.is_in(i, "adversatives"):
            return True
    return False


def _is_ahead(line: Line, measure: int, operators: tuple[Operator, ...]) -> bool:
    """True for "weighs new curbs" and "the bill would ban", not for "may break the rules"."""
    breach = line.cues.patterns["breach"]
    for o in operators:
        before = o.end <= measure and measure - o.end <= _PLANNED_BEFORE and reaches(line, o, measure)
        if o.kind == "planned" and (
            (before and not breach.search(line.between(o.end, measure))) or o.start == measure + 1
        ):
            return True
    return False
