"""Claims that the build of a phrase says without a verb: "Chinese firm X", "Nvidia's H20", "US curbs on chips"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.claims.arguments import coordinated, fits, governor
from kg.claims.candidates import Candidate
from kg.claims.lines import Line
from kg.model import EntityId, Form, Mention

_GOODS = ("Chip", "Model", "Product")
_OF = {"of", "de", "da", "do", "das", "dos", "del", "from", "by", "made"}
_TO = {
    "to",
    "para",
    "a",
    "ao",
    "aos",
    "as",
    "against",
    "contra",
    "on",
    "in",
    "into",
    "em",
    "na",
    "no",
    "sobre",
    "da",
    "de",
    "do",
}
Link = Callable[[EntityId], EntityId | None]


def find_structural(line: Line, link: Link) -> Iterator[Candidate]:
    """Candidates from adjacency, possession, apposition and the parts of measures; `link` is background knowledge."""
    for index, unit in enumerate(line.units):
        mention = unit.mention
        if mention is None:
            continue
        if mention.kind == "Company" and mention.form is not Form.PREMODIFIER:
            yield from _home(line, index)
        elif mention.kind == "Agency":
            yield from _body(line, index, link)
        elif mention.kind in _GOODS or mention.kind == "":
            yield from _maker(line, index, link)
        if mention.kind == "Sanction":
            yield from _issuer(line, index, link)
            yield from _reach(line, index)


def _made(line: Line, subject: int, relation: str, object: int, rule: str, confidence: float) -> Candidate:
    first, last = min(subject, object), max(subject, object)
    return Candidate(
        line=line, subject=subject, relation=relation, object=object, trigger=(first, last + 1),
        rule=f"structure.{rule}", confidence=confidence,
    )  # fmt: skip


def _home(line: Line, index: int) -> Iterator[Candidate]:
    """basedIn, where a demonym, a country's possessive or a seat qualifies the company itself (ruling 10)."""
    at = index - 1
    for _ in range(5):
        mention = line.mention(at)
        if mention is not None:
            if mention.kind == "Country" and _qualifies(line, at, index):
                yield _made(line, index, "basedIn", at, "home-before", 0.9)
            break
        if not (
            line.is_in(at, "Company", "GenericModifier", "determiners")
            or line.word(at) in ("'s", "-based", "tech", "technology", "also", "tambem", "de")
        ):
            break
        at -= 1
    yield from _home_behind(line, index)


def _qualifies(line: Line, country: int, company: int) -> bool:
    mention = line.mention(country)
    assert mention is not None
    if mention.form is Form.PREMODIFIER:
        return True
    return line.word(country + 1) == "'s" or any(line.is_in(i, "Company") for i in range(country + 1, company))


def _home_behind(line: Line, index: int) -> Iterator[Candidate]:
    """Candidates of "X, a Shenzhen-based chip designer", "X, startup de Hangzhou", "X, fabricante chinesa"."""
    at = index + 1
    if line.word(at) not in (",", "(", "—", "–"):
        return
    seen_noun = False
    for place in range(at + 1, at + 9):
        mention = line.mention(place)
        if line.word(place) in (",", ")", ";", ".", "—", "–") or line.is_in(place, "relatives", "breakers"):
            return
        seen_noun = seen_noun or line.is_in(place, "Company", "locative")
        if mention is None:
            continue
        if mention.kind == "Country":
            noun_near = seen_noun or any(line.is_in(i, "Company", "locative") for i in range(place + 1, place + 5))
            if noun_near and (
                mention.form is Form.PREMODIFIER
                or governor(line, place) in ("of", "in", "de", "da", "do", "em", "na", "no")
            ):
                yield _made(line, index, "basedIn", place, "home-behind", 0.85)
            return
        if mention.kind != "":
            return


def _body(line: Line, index: int, link: Link) -> Iterator[Candidate]:
    """partOf, where the agency's state stands beside it."""
    mention = line.mention(index)
    assert mention is not None and mention.entity is not None
    known = link(mention.entity)
    for at in (index - 1, index - 2, index + 1, index + 2, index + 3):
        other = line.mention(at)
        if other is None or other.kind not in ("Country", "Agency") or other.entity == mention.entity:
            continue
        beside = (
            at in (index - 1, index + 1)
            or line.word(at - 1) in _OF
            or line.word(at + 1) == "'s"
            or line.word(index - 1) == "'s"
        )
        if beside and (known is None or other.entity == known or other.kind == "Agency") and other.entity is not None:
            yield _made(line, index, "partOf", at, "body", 0.85)
            return


def _maker(line: Line, index: int, link: Link) -> Iterator[Candidate]:
    """develops, by possession or apposition with a company; a maker that the lexicon confirms may stand further off."""
    mention = line.mention(index)
    assert mention is not None
    known = link(mention.entity) if mention.entity else None
    owner = _possessor(line, index)
    if owner is not None:
        confirmed = line.mention(owner)
        sure = confirmed is not None and confirmed.entity == known
        yield _made(line, owner, "develops", index, "possessor", 0.9 if sure else 0.7)
        return
    if mention.owner is not None or known is not None:
        wanted = mention.owner or known
        for at, unit in sorted(enumerate(line.units), key=lambda item: abs(item[0] - index)):
            if unit.mention is not None and unit.mention.entity == wanted:
                yield _made(line, at, "develops", index, "maker-in-sentence", 0.75 if mention.owner is None else 0.85)
                return


def _possessor(line: Line, index: int) -> int | None:
    """The company in "Nvidia's H20", "Nvidia H20", "H20 da Nvidia", "o H20, da Nvidia"."""
    at = index - 1
    while line.is_in(at, "GenericModifier", "Chip", "Model", "Product") or line.word(at)[:1].isdigit():
        at -= 1
    if line.word(at) == "'s" and fits(line, at - 1, ("Company",)) and line.mention(at - 1).kind:  # type: ignore[union-attr]
        return at - 1
    compound = line.cues.language == "en" or not line.units[index].text[:1].islower()
    if compound and _is_company(line, at) and at == index - 1 and line.word(at - 1) not in ("e", "and", ","):
        return at
    after = index + 1
    if line.word(after) == ",":
        after += 1
    if line.word(after) in _OF:
        after += 1
        while line.is_in(after, "determiners", "Company", "subject_prepositions") or (
            line.mention(after) is not None and line.mention(after).form is Form.PREMODIFIER  # type: ignore[union-attr]
        ):
            after += 1
        if _is_company(line, after):
            return after
    return None


def _is_company(line: Line, at: int) -> bool:
    mention = line.mention(at)
    return mention is not None and mention.kind == "Company" and mention.form is not Form.PREMODIFIER


def _issuer(line: Line, index: int, link: Link) -> Iterator[Candidate]:
    """imposedBy, where the issuer of the measure is named in the same sentence."""
    mention = line.mention(index)
    assert mention is not None and mention.entity is not None
    known = mention.owner or link(mention.entity)
    if known is None:
        return
    for at, unit in sorted(enumerate(line.units), key=lambda item: abs(item[0] - index)):
        other = unit.mention
        if other is None or other.kind not in ("Country", "Agency"):
            continue
        if other.entity == known or (
            other.kind == "Agency" and other.entity is not None and link(other.entity) == known
        ):
            yield _made(line, index, "imposedBy", at, "issuer", 0.8)
            return


def _reach(line: Line, index: int) -> Iterator[Candidate]:
    """Restricts and targets, from the complements of the measure: "on exports of H20 chips to China"."""
    mention = line.mention(index)
    assert mention is not None
    preposition = ""
    for at in range(index + 1, min(len(line.units), index + 16)):
        word, other = line.word(at), line.mention(at)
        if word in (";", ":", ".") or (line.is_in(at, "relatives", "breakers") and word not in ("como",)):
            return
        if line.is_in(at, "coordinators") and line.is_in(at + 1, "auxiliaries", "finite"):
            return
        if word in _TO | _OF:
            preposition = word
        if other is None or not preposition:
            continue
        if other.kind in ("Chip", "Product") and other.form is not Form.PREMODIFIER:
            yield _made(line, index, "restricts", at, "object", 0.75)
            for more in coordinated(line, at, ("Chip", "Product")):
                yield _made(line, index, "restricts", more, "object", 0.7)
        elif _is_target(line, at, other, mention) and preposition in _TO:
            yield _made(line, index, "targets", at, "target", 0.75)
        elif (
            other.kind == "Company"
            and preposition in ("on", "against", "contra", "sobre", "a", "ao", "to")
            and governor(line, at) == preposition
        ):
            yield _made(line, index, "targets", at, "target-company", 0.6)


def _is_target(line: Line, at: int, other: Mention, measure: Mention) -> bool:
    if other.kind != "Country" or other.entity == measure.owner:
        return False
    return other.form is not Form.PREMODIFIER
