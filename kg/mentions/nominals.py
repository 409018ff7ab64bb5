"""Mentions without a name: goods by their maker ("chips da Huawei"), measures ("US curbs"), firms ("the company")."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.model import Article, EntityId, Form, Mention, Sentence, Span, Token
from kg.ontology.cues import Cues

_GOODS_HEADS = {
    "accelerator", "accelerators", "acelerador", "aceleradora", "aceleradores", "cards", "chip", "chips", "gpu",
    "gpus", "hardware", "npu", "npus", "placas", "procesador", "procesadores", "processador", "processadores",
    "processor", "processors", "semiconductor", "semiconductores", "semiconductors", "semicondutores", "silicio",
    "silicon", "tarjetas",
}  # fmt: skip
_NEW = {
    "new",
    "next",
    "upcoming",
    "forthcoming",
    "future",
    "novo",
    "novos",
    "proximo",
    "proximos",
    "futuro",
    "nuevo",
    "nuevos",
}
_SURE_MEASURES = {"sancao", "sancoes", "sanction", "sanctions", "curbs", "embargo", "sancion", "sanciones"}
_INDEFINITE = {"a", "an", "um", "un"}
_UNITS = {"units", "unidades", "exemplares", "ejemplares"}
_ELIDED = {"os", "as", "aos", "dos", "those", "los"}
_LICENCES = {"licence", "license", "licences", "licenses", "permit", "licenca", "licencas", "autorizacao", "licencia"}
_SEPARATOR = {"of", "from", "by", "de", "da", "do", "das", "dos", "del"}


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence with what is known of it, by token index."""

    sentence: Sentence
    tokens: Sequence[Token]
    mentions: dict[int, Mention]
    last: dict[int, Mention]
    cues: Cues

    def word(self, at: int) -> str:
        return self.tokens[at].folded if 0 <= at < len(self.tokens) else ""

    def is_in(self, at: int, *groups: str) -> bool:
        return self.cues.is_in(self.word(at), groups)


def find_nominals(
    article: Article, sentences: Sequence[Sentence], linked: Sequence[Mention], cues: Cues
) -> list[Mention]:
    """Nominal mentions in reading order that overlap no linked mention; `entity` stays open for coreference."""
    found: list[Mention] = []
    grouped = by_sentence(linked)
    for sentence in sentences:
        line = _line(sentence, grouped.get(sentence.index, []), cues)
        at = 0
        while at < len(line.tokens):
            nominal = None if at in line.mentions else _nominal_at(line, at)
            if nominal is None:
                at += 1
                continue
            start, end, kind, head, owner, form = nominal
            span = Span(line.tokens[start].span.start, line.tokens[end - 1].span.end)
            found.append(
                Mention(
                    article=article.id, sentence=sentence.index, span=span, text=span.of(article.text),
                    kind=kind, form=form, head=head, owner=owner,
                )
            )  # fmt: skip
            at = max(end, at + 1)
    return found


_Nominal = tuple[int, int, str, str, EntityId | None, Form]


def _line(sentence: Sentence, linked: Sequence[Mention], cues: Cues) -> _Line:
    starts: dict[int, Mention] = {}
    lasts: dict[int, Mention] = {}
    for mention in linked:
        inside = [i for i, t in enumerate(sentence.tokens) if mention.span.overlaps(t.span)]
        for i in inside:
            starts[i] = mention
        if inside:
            lasts[inside[-1]] = mention
    return _Line(sentence, sentence.tokens, starts, lasts, cues)


def _nominal_at(line: _Line, at: int) -> _Nominal | None:
    word = line.word(at)
    if line.cues.patterns["banning"].fullmatch(word):
        return _banning(line, at)
    if word in _GOODS_HEADS:
        return _goods(line, at)
    if word in _UNITS and any(line.word(i)[:1].isdigit() for i in range(at - 3, at)):
        named = line.word(at + 1) in _SEPARATOR  # "100,000 units of the H20" are no goods named before
        return None if named else (at, at + 1, "Chip", "units", None, Form.PRONOUN)
    if word in _ELIDED and any(line.word(i) in _GOODS_HEADS for i in range(at)):
        return _elided_goods(line, at)
    if line.is_in(at, "Model"):
        return _new_model(line, at)
    if line.is_in(at, "Sanction"):
        return _measure(line, at)
    if line.is_in(at, "Company"):
        return _company(line, at)
    if line.is_in(at, "Agency") and line.is_in(at - 1, "determiners"):
        return (at, at + 1, "Agency", word, None, Form.NOMINAL)
    return None


def _goods(line: _Line, at: int) -> _Nominal | None:
    if (
        at + 1 in line.mentions
        and line.mentions[at + 1].kind in ("Chip", "")
        and line.mentions[at + 1].form is Form.NAME
    ):
        return None
    if at - 1 in line.mentions and line.mentions[at - 1].kind == "Chip":
        return None
    start, end = _noun_phrase(line, at)
    owner, form = _owner(line, start, end)
    modified = any(
        line.is_in(i, "GenericModifier") and line.word(i) not in ("de", "para", "more", "most", "mais")
        for i in range(start, end)
        if i != at
    )
    if owner is None and form is Form.NOMINAL and not modified:
        return None
    return (start, end, "Chip", "chips", owner, form)


def _elided_goods(line: _Line, at: int) -> _Nominal | None:
    """The goods of "os da Nvidia", "those from Nvidia": named before, now another maker's."""
    behind = line.mentions.get(at + 2)
    if line.word(at + 1) in _SEPARATOR and behind is not None and behind.kind == "Company":
        return (at, at + 1, "Chip", "chips", behind.entity, Form.NOMINAL)
    return None


def _noun_phrase(line: _Line, at: int) -> tuple[int, int]:
    """Token range of the head at `at` with its generic modifiers on both sides."""
    start = at
    while start > 0 and start - 1 not in line.mentions and line.is_in(start - 1, "GenericModifier"):
        start -= 1
    while start < at and line.word(start) in ("de", "para", "e", "and"):
        start += 1
    end = at + 1
    if line.cues.language != "en":
        while end < len(line.tokens) and end not in line.mentions and line.is_in(end, "GenericModifier"):
            end += 1
        while end > at + 1 and line.word(end - 1) in ("de", "para", "mais"):
            end -= 1
    return start, end


def _owner(line: _Line, start: int, end: int) -> tuple[EntityId | None, Form]:
    """The maker that the words around a goods phrase name; PRONOUN form where it is "its" or "seus"."""
    before = start - 1
    if line.is_in(before, "possessives"):
        return None, Form.PRONOUN
    if line.word(before) == "'s":
        before -= 1
    if before in line.last and line.last[before].kind == "Company":
        return line.last[before].entity, Form.NOMINAL
    return _maker_behind(line, end), Form.NOMINAL


def _maker_behind(line: _Line, end: int) -> EntityId | None:
    """The company behind "from", "made by", "da": at most a few words after the goods."""
    after = end
    if line.word(after) in ("made", "designed", "produced", "fabricados", "feitos", "produzidos"):
        after += 1
    if line.word(after) in _SEPARATOR or line.word(after) in ("pela", "pelo", "por"):
        after += 1
    elif after not in line.mentions:
        return None
    for step in range(4):
        mention = line.mentions.get(after + step)
        if mention is not None and mention.kind == "Company":
            return mention.entity
        if mention is not None and mention.form is not Form.PREMODIFIER:
            break
        if mention is None and not line.word(after + step).isalpha():
            break
    return None


def _new_model(line: _Line, at: int) -> _Nominal | None:
    if (
        at + 1 in line.mentions
        and line.mentions[at + 1].form is Form.NAME
        and line.mentions[at + 1].kind in ("Model", "")
    ):
        return None
    window = range(max(0, at - 4), at)
    if not any(line.word(i) in _NEW for i in window):
        return _model_in_the_making(line, at)
    if line.word(at) in ("modelos", "models") and line.is_in(at - 2, "subject_prepositions"):
        return None
    start = next(i for i in window if line.word(i) in _NEW)
    end = at + 1
    while line.cues.language != "en" and end < len(line.tokens) and line.is_in(end, "GenericModifier"):
        end += 1
    while end > at + 1 and line.word(end - 1) in ("de", "para", "mais"):
        end -= 1
    owner, form = _owner(line, start, end)
    return (start, end, "Model", "new model", owner, form)


def _model_in_the_making(line: _Line, at: int) -> _Nominal | None:
    """The model of "developing a language model": what is being made is new without saying so."""
    makes = line.cues.patterns["making"]
    article = next((i for i in range(at - 1, max(-1, at - 5), -1) if line.word(i) in _INDEFINITE), None)
    if article is None or not any(makes.fullmatch(line.word(i)) for i in range(max(0, article - 3), article)):
        return None
    end = at + 1
    while line.cues.language != "en" and end < len(line.tokens) and line.is_in(end, "GenericModifier"):
        end += 1
    while end > at + 1 and line.word(end - 1) in ("de", "para", "mais"):
        end -= 1
    owner, form = _owner(line, article, end)
    return (article + 1, end, "Model", "new model", owner, form)


def _measure(line: _Line, at: int) -> _Nominal | None:
    """A legal measure: a sure word, or a vaguer one with an export word or an issuer beside it."""
    start = at
    while (
        start > 0
        and start - 1 not in line.mentions
        and line.is_in(start - 1, "MeasureModifier", "GenericModifier", "Chip")
    ):
        start -= 1
    end = at + 1
    while end < len(line.tokens) and end not in line.mentions and line.is_in(end, "MeasureModifier"):
        end += 1
    while end > at + 1 and line.word(end - 1) in ("de", "a", "as", "para", "to", "of", "on", "da", "das", "do", "dos"):
        end -= 1
    while start < at and line.word(start) in ("de", "para", "and", "e", "most", "more", "mais", "new", "own"):
        start += 1
    while start < at and line.is_in(start, "determiners"):
        start += 1
    issuer = _issuer(line, start, end)
    export = any(line.is_in(i, "ExportWord") for i in range(start, end))
    if line.word(at) in _LICENCES and any(
        line.cues.patterns["requiring"].fullmatch(line.word(i)) for i in range(at - 6, at)
    ):
        return (start, end, "Sanction", "licence", issuer, Form.NOMINAL)
    if line.word(at) in _SURE_MEASURES or export or (issuer and line.is_in(at, "SureMeasure")):
        return (start, end, "Sanction", line.word(at), issuer, Form.NOMINAL)
    if line.is_in(at - 1, "DefiniteArticle") and line.is_in(at, "SureMeasure"):
        return (start, end, "Sanction", "definite", None, Form.NOMINAL)
    if line.is_in(at, "SureMeasure") and (line.is_in(start - 1, "determiners") or line.word(at).endswith("s")):
        return (start, end, "Sanction", "loose", None, Form.NOMINAL)
    return None


def _banning(line: _Line, at: int) -> _Nominal | None:
    """A verb of banning whose agent is a state or agency is a measure of that issuer ("barred by Washington")."""
    behind = next((line.mentions[i] for i in range(at + 1, at + 5) if i in line.mentions), None)
    by = any(line.is_in(i, "agent") for i in range(at + 1, at + 4))
    if by and behind is not None and behind.kind in ("Country", "Agency"):
        return (at, at + 1, "Sanction", "banning", behind.entity, Form.NOMINAL)
    for before in range(at - 1, max(-1, at - 9), -1):
        mention = line.mentions.get(before)
        if mention is not None:
            agent = mention.kind in ("Country", "Agency") and mention.form is not Form.PREMODIFIER
            return (at, at + 1, "Sanction", "banning", mention.entity, Form.NOMINAL) if agent else None
    return None


def _issuer(line: _Line, start: int, end: int) -> EntityId | None:
    """The state or agency that the words beside a measure name as its issuer."""
    for before in (start - 1, start - 2, start - 3):
        mention = line.mentions.get(before)
        if mention is not None:
            qualifies = mention.form is Form.PREMODIFIER or before == start - 1 or line.word(before + 1) == "'s"
            if mention.kind in ("Country", "Agency") and qualifies:
                return mention.entity
            break
        if line.word(before) != "'s" and not line.word(before).replace("-", "").isalpha():
            break
    at = end
    issuing = line.cues.nouns.get("IssuedBy", frozenset())
    for step in range(5):
        mention = line.mentions.get(at + step)
        if mention is not None and mention.kind in ("Country", "Agency"):
            joined = {line.word(i) for i in range(at, at + step)}
            return mention.entity if mention.form is Form.PREMODIFIER or joined & issuing else None
        if mention is not None or not (
            line.word(at + step) in issuing or line.is_in(at + step, "determiners", "subject_prepositions")
        ):
            return None
    return None


def _company(line: _Line, at: int) -> _Nominal | None:
    """A definite nominal for a firm: "the Shenzhen-based company", "a fabricante chinesa"."""
    if at + 1 in line.mentions and line.mentions[at + 1].form is Form.NAME:
        return None
    if line.word(at) not in line.cues.nouns.get("DefiniteCompany", ()):
        return None
    start = at
    for _ in range(3):
        if start - 1 in line.mentions and line.mentions[start - 1].form is not Form.PREMODIFIER:
            break
        if line.is_in(start - 1, "DefiniteArticle"):
            end = at + 1
            if (
                line.word(end) in ("de", "da", "do", "of", "in")
                and end + 1 in line.mentions
                and line.mentions[end + 1].kind != "Country"
            ):
                return None
            return (start, end, "Company", line.word(at), None, Form.NOMINAL)
        start -= 1
    return None


def by_sentence(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Mentions grouped by the index of their sentence, in reading order."""
    groups: dict[int, list[Mention]] = {}
    for mention in sorted(mentions, key=_start):
        groups.setdefault(mention.sentence, []).append(mention)
    return groups


def without_overlaps(mentions: Iterator[Mention] | Sequence[Mention]) -> list[Mention]:
    """Mentions in reading order; of two that overlap the longer stays, of two as long the first."""
    kept: list[Mention] = []  # in reading order: only the two neighbours can overlap a further one
    for mention in sorted(mentions, key=lambda m: (m.span.start - m.span.end, m.span.start)):
        at = bisect(kept, mention.span.start, key=_start)
        if not any(mention.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, mention)
    return kept


def _start(mention: Mention) -> int:
    return mention.span.start
