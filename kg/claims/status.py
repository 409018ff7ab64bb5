"""Status of a candidate: polarity and actuality from the operators that govern the words which say it."""

from __future__ import annotations

import re

from kg.claims.arguments import before_auxiliaries
from kg.claims.candidates import Candidate
from kg.claims.lines import Line
from kg.claims.scope import Operator, find_operators, is_finite, matches, reaches, without_asides
from kg.model import Actuality, Form, Polarity

Standing = tuple[Polarity, Actuality]
ASSERTED = (Polarity.AFFIRMED, Actuality.ACTUAL)
PLANNED = (Polarity.AFFIRMED, Actuality.PLANNED)
DENIED = (Polarity.DENIED, Actuality.ACTUAL)
ENDED = (Polarity.AFFIRMED, Actuality.ENDED)
_FORCED = {"asserted": ASSERTED, "planned": PLANNED, "denied": DENIED, "ended": ENDED}
# What things are: it holds whatever the sentence plans for them.
LASTING = frozenset({"basedIn", "partOf", "develops", "variantOf", "successorOf", "owns", "designedFor", "lessPowerfulThan", "competesWith", "alternativeTo", "partnersWith"})  # fmt: skip
_TIES = frozenset({"partnersWith", "owns"})
MEASURE = frozenset({"imposedBy", "targets", "restricts", "affects"})
# What goes on for a while: told in the imperfect or the pluperfect, it is over.
_DURABLE = frozenset({"suppliedBy", "manufactures", "uses", "worksFor", "owns", "runsOn", "partnersWith"})
# What a comparison says itself by "not" and "instead of".
_COMPARING = frozenset({"lessPowerfulThan", "alternativeTo", "competesWith", "successorOf", "variantOf"})
# What can be undone afterwards: "the takeover was called off".
_UNDOABLE = frozenset({"orders", "acquires", "investsIn", "uses", "suppliedBy", "partnersWith", "runsOn", "trainedOn"})
NEW_MODEL = "new model"  # the head of the nominal for a model that has no name yet
_NEAR = 7
_BARE = 5  # words of an elliptical sentence
EXPLICIT, BESIDE, ACROSS = 2, 1, 0


def find_status(candidate: Candidate, published: str | None = None) -> Standing | None:
    """Polarity and actuality of a candidate; None where the words claim nothing (a question, an if-clause).

    `published` (ISO) tells whether "until 2020" lies behind.
    """
    line = candidate.line
    if candidate.rule.startswith("structure.") and candidate.relation not in MEASURE:
        return DENIED if _is_denied_novelty(candidate) else ASSERTED
    if _is_across(candidate) and is_bare_negation(line):
        return DENIED
    if candidate.relation in ("basedIn", "partOf"):
        return ENDED if _is_former(candidate) else ASSERTED
    if _is_open(line, candidate.trigger[0]):
        return None
    operators = find_operators(line)
    if candidate.relation in MEASURE:
        return _of_measure(candidate, operators)
    if candidate.relation == "worksFor":
        return _of_role(candidate, operators)
    return _of_deed(candidate, operators, published)


def _is_denied_novelty(candidate: Candidate) -> bool:
    """ "denied that a new model is under way": what is only announced is not taken for granted under a denial."""
    object = candidate.ends[1]
    if object.head != NEW_MODEL or candidate.object_line is not None:
        return False
    operators = find_operators(candidate.line)
    return any(o.kind == "denial" and reaches(candidate.line, o, candidate.object) for o in operators)


def strength(candidate: Candidate) -> int:
    """How plainly a place says its relation: by words of its own, by two mentions of one line, or across lines."""
    if not candidate.rule.startswith("pairs."):
        return EXPLICIT
    if _is_across(candidate):
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


def has_trigger(candidate: Candidate) -> bool:
    """True where the trigger is a word of its own, not the stretch between the two mentions."""
    start, end = candidate.trigger
    return all(candidate.line.mention(i) is None for i in range(start, end))


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
    if candidate.relation in LASTING and (_is_across(candidate) or not has_trigger(candidate)):
        return DENIED if _is_denied_tie(candidate, operators) else ASSERTED
    kinds = _governing(candidate, operators) - ({"negation"} if candidate.relation in _COMPARING else set())
    if kinds & {"denial", "negation"} or _is_set_apart(candidate) or _is_refuted(candidate):
        return DENIED
    if candidate.status is not None:
        return _FORCED[candidate.status]
    if "ended" in kinds or _is_over(candidate, published):
        return ENDED
    if candidate.ends[0].head == NEW_MODEL and candidate.relation in ("trainedOn", "runsOn"):
        return PLANNED
    return PLANNED if "planned" in kinds else ASSERTED


def _is_denied_tie(candidate: Candidate, operators: tuple[Operator, ...]) -> bool:
    """Of what things are, only what stands in one line can be denied; ties between firms also by "never had a …"."""
    if _is_across(candidate):
        return False
    tie = candidate.relation in _TIES and _governing(candidate, operators) & {"denial", "negation"}
    return bool(tie) or _is_set_apart(candidate)


def _is_refuted(candidate: Candidate) -> bool:
    """ "Talk that X would buy Y was false": a rumour before it, its refutation behind it."""
    line, (start, end) = candidate.line, candidate.trigger
    told = any(o.end <= start for o in matches(line, "rumour"))
    return told and any(o.start >= end for o in matches(line, "untrue"))


def _is_across(candidate: Candidate) -> bool:
    return candidate.subject_line is not None or candidate.object_line is not None


def _governing(candidate: Candidate, operators: tuple[Operator, ...]) -> set[str]:
    """The kinds of the operators whose scope holds the trigger."""
    line = candidate.line
    if has_trigger(candidate) and (candidate.subject_line or candidate.object_line) is None:
        return _over_word(candidate, operators, candidate.trigger[0])
    if candidate.subject_line or candidate.object_line:
        at = candidate.object if candidate.object_line is None else candidate.subject
        if has_trigger(candidate):
            return _over_word(candidate, operators, candidate.trigger[0])
        return _around(line, operators, at)
    return _over_stretch(line, operators, *sorted((candidate.subject, candidate.object)))


def _over_stretch(line: Line, operators: tuple[Operator, ...], first: int, last: int) -> set[str]:
    """Where no trigger is known: what stands between the two, before both, or as the verb of the second."""
    inside = set(without_asides(line, first + 1, last))
    kinds = {o.kind for o in operators if o.start in inside and reaches(line, o, last)}
    kinds |= {o.kind for o in operators if o.kind == "denial" and reaches(line, o, first)}
    kinds |= {o.kind for o in operators if o.end <= first and first - o.end < 3 and reaches(line, o, last)}
    actor = line.mention(last)
    if actor is None or actor.kind != "Company":
        return kinds
    behind = {o.kind for o in operators if last < o.start <= last + 5 and o.kind in ("planned", "ended")}
    return kinds | (
        behind if all(line.mention(i) is None and line.word(i) != "," for i in range(last + 1, last + 4)) else set()
    )


def _over_word(candidate: Candidate, operators: tuple[Operator, ...], at: int) -> set[str]:
    """A finite verb answers to its own auxiliaries; other forms and nouns to what stands before them in the clause."""
    line = candidate.line
    kinds = {o.kind for o in operators if o.kind == "denial" and reaches(line, o, at)}
    left = before_auxiliaries(line, at) + 1
    chain = {o.kind for o in operators if o.start >= left - 1 and o.start <= at < o.end + 12 and o.end <= at + 1}
    if chain or is_finite(line, at):
        return kinds | chain
    inside = set(without_asides(line, 0, at)) | {at}
    return kinds | {o.kind for o in operators if o.start in inside and (o.end > at or reaches(line, o, at))}


def _around(line: Line, operators: tuple[Operator, ...], at: int) -> set[str]:
    """For a mention whose partner stands in an earlier sentence: what governs it, or the verb it is the subject of."""
    kinds = {
        o.kind for o in operators if o.end <= at and reaches(line, o, at) and (o.kind == "denial" or at - o.end <= 10)
    }
    after = at + 1
    return kinds | {o.kind for o in operators if after <= o.start <= after + 2 and o.kind in ("planned", "negation")}


def _is_set_apart(candidate: Candidate) -> bool:
    """ "not X", "neither X nor Y", "rather than X": the words before one of the ends take it out."""
    if candidate.relation in _COMPARING:
        return False
    ends = [(candidate.line, i) for i in (candidate.subject, candidate.object)]
    if candidate.subject_line is not None:
        ends[0] = (candidate.subject_line, -1)
    if candidate.object_line is not None:
        ends[1] = (candidate.object_line, -1)
    return any(i >= 0 and _is_excluded(line, i) for line, i in ends)


def _is_excluded(line: Line, index: int) -> bool:
    if line.cues.patterns["instead"].search(line.between(max(0, index - 5), index)):
        return True
    for at in range(index - 1, index - 5, -1):
        if line.is_in(at, "negators"):
            return at > 0 or not line.is_in(at, "lacking")  # "Without X nothing works" says that X is there
        mention = line.mention(at)
        if not (mention is not None and mention.form is Form.PREMODIFIER) and not line.is_in(
            at, "determiners", "GenericModifier", "Company", "Chip", "Model", "Product", "subject_prepositions"
        ):
            return False
    return False


def _is_over(candidate: Candidate, published: str | None) -> bool:
    line, (at, end) = candidate.line, candidate.trigger
    if candidate.relation in _UNDOABLE and any(o.start >= end for o in matches(line, "undone")):
        return True
    if candidate.relation not in _DURABLE or _is_across(candidate):
        return False
    patterns = line.cues.patterns
    words = (at,) if has_trigger(candidate) else without_asides(line, at, end)
    if any(
        patterns["imperfect"].fullmatch(line.word(i)) or patterns["was"].search(line.between(i - 3, i) + " ")
        for i in words
    ):
        return True
    return candidate.relation != "owns" and any(
        _is_past(line, o, published) and not _turns(line, *sorted((o.start, at))) for o in matches(line, "until")
    )


def _is_past(line: Line, until: Operator, published: str | None) -> bool:
    year = re.search(r"(?:19|20)\d\d", line.between(until.start, until.end))
    return year is not None and published is not None and year[0] < published[:4]


def _is_former(candidate: Candidate) -> bool:
    window = candidate.line.between(candidate.trigger[0] - 2, candidate.trigger[1])
    return bool(re.search(r"\b(?:former|ex|ex-\w+|antigo|antiga|then)\b", window))


def _of_role(candidate: Candidate, operators: tuple[Operator, ...]) -> Standing:
    if _is_across(candidate):
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


def _of_measure(candidate: Candidate, operators: tuple[Operator, ...]) -> Standing:
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
    if _is_set_apart(candidate):
        return {"negation"}
    exempt = [o for o in operators if o.kind == "exempt"]
    if candidate.object_line is not None:
        return {o.kind for o in exempt if candidate.subject < o.start <= candidate.subject + 8}
    if candidate.subject_line is not None:
        return {o.kind for o in exempt if abs(o.start - candidate.object) <= 6}
    first, last = sorted((candidate.subject, candidate.object))
    inside = set(without_asides(line, first + 1, last))
    found = {o.kind for o in exempt if first < o.start <= last + 4}
    found |= {o.kind for o in operators if o.kind == "planned" and o.start in inside and reaches(line, o, last)}
    found |= {"ended" for o in matches(line, "delisted") if first < o.start and candidate.relation == "targets"}
    if has_trigger(candidate):
        found |= _over_word(candidate, operators, candidate.trigger[0])
    return found | {
        o.kind for o in operators if o.kind == "denial" and reaches(line, o, last) and candidate.relation != "restricts"
    }


def is_lifted(line: Line, measure: int) -> bool:
    """ "lifted the ban", "the ban on … was suspended": before the measure, or behind it with no other measure between."""
    for found in matches(line, "lifted"):
        if (
            found.end <= measure <= found.end + 14
            and reaches(line, found, measure)
            and not _is_busy(line, found.end, measure)
        ):
            return True
        if found.start > measure and not _turns(line, measure, found.start):
            return True
    return False


def _is_busy(line: Line, start: int, end: int) -> bool:
    """True where a participant other than a premodifier stands in the range."""
    return any((m := line.mention(i)) is not None and m.form is not Form.PREMODIFIER for i in range(start, end))


def _turns(line: Line, start: int, end: int) -> bool:
    """True where another measure, an actor's own clause or a new sentence part stands between."""
    for i in range(start + 1, end):
        mention = line.mention(i)
        if mention is not None and mention.kind == "Sanction":
            return True
        if line.word(i) in (";", ":") or line.is_in(i, "adversatives"):
            return True
    return False


def _is_ahead(line: Line, measure: int, operators: tuple[Operator, ...]) -> bool:
    """ "weighs new curbs", "the bill would ban": not "may break the rules"."""
    breach = line.cues.patterns["breach"]
    for o in operators:
        before = o.end <= measure and measure - o.end <= _NEAR and reaches(line, o, measure)
        if o.kind == "planned" and (
            (before and not breach.search(line.between(o.end, measure))) or o.start == measure + 1
        ):
            return True
    return False
