"""Which operators govern the words that say a claim, and which words take one of its ends out."""

from __future__ import annotations

from kg.claims.arguments import before_auxiliaries
from kg.claims.candidates import Candidate
from kg.claims.lines import Line
from kg.claims.scope import Operator, is_finite, is_premodifier, reaches, without_asides

# What a comparison says itself by "not" and "instead of".
COMPARING = frozenset({"lessPowerfulThan", "alternativeTo", "competesWith", "successorOf", "variantOf"})
_TRANSPARENT = ("determiners", "GenericModifier", "Company", "Chip", "Model", "Product", "subject_prepositions")


def has_trigger(candidate: Candidate) -> bool:
    """True where the trigger is a word of its own, not the stretch between the two mentions."""
    start, end = candidate.trigger
    return all(candidate.line.mention(i) is None for i in range(start, end))


def is_across(candidate: Candidate) -> bool:
    """True where one end stands in an earlier line."""
    return candidate.subject_line is not None or candidate.object_line is not None


def governing(candidate: Candidate, operators: tuple[Operator, ...]) -> set[str]:
    """The kinds of the operators whose scope holds the words that say the claim."""
    line = candidate.line
    if has_trigger(candidate):
        return over_word(line, operators, candidate.trigger[0])
    if is_across(candidate):
        return _around(line, operators, candidate.subject if candidate.subject_line is None else candidate.object)
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
    alone = all(line.mention(i) is None and line.word(i) != "," for i in range(last + 1, last + 4))
    return kinds | behind if alone else kinds


def over_word(line: Line, operators: tuple[Operator, ...], at: int) -> set[str]:
    """A finite verb answers to its own auxiliaries; other forms and nouns to what stands before them in the clause."""
    kinds = {o.kind for o in operators if o.kind == "denial" and reaches(line, o, at)}
    left = before_auxiliaries(line, at) + 1
    chain = {o.kind for o in operators if o.end >= left and o.start <= at and o.end <= at + 1}
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


def is_set_apart(candidate: Candidate) -> bool:
    """True where the words before one of the ends take it out: "not X", "neither X nor Y", "rather than X"."""
    if candidate.relation in COMPARING:
        return False
    subject = candidate.subject_line is None and _is_excluded(candidate.line, candidate.subject)
    return subject or (candidate.object_line is None and _is_excluded(candidate.line, candidate.object))


def _is_excluded(line: Line, index: int) -> bool:
    if line.cues.patterns["instead"].search(line.between(max(0, index - 5), index)):
        return True
    for at in range(index - 1, index - 5, -1):
        if line.is_in(at, "negators"):
            return at > 0 or not line.is_in(at, "lacking")  # "Without X nothing works" says that X is there
        if not is_premodifier(line, at) and not line.is_in(at, *_TRANSPARENT):
            return False
    return False
