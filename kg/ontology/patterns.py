"""Relation patterns as data (ontology/patterns/<language>/<relation>.toml), each with its own yes and no sentences."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.ontology.locate import ontology_dir

FORMS = ("verb", "passive", "noun", "match")
_NEEDED = {"id", "form", "trigger", "yes", "no"}
_KEYS = _NEEDED | {"swap", "prepositions", "also", "status", "purpose", "role", "confidence"}
_KEYS |= {"subject_kinds", "object_kinds"}
_CLASSES = ("Company", "Chip", "Model", "Product", "Sanction", "Country", "Agency", "Person")
_LETTERS = dict(zip(_CLASSES, "CHMPSLAN", strict=True))  # as kg.claims.lines writes them
# Slots of a `match` pattern: {s}, {o} with optional classes after a colon; <mod> up to four words that are no mention.
_SLOT = re.compile(r"\{([so])(?::([A-Za-z|]+))?\}")
# A relational noun may itself stand for a company: "§C3/dona".
_NOMINAL = r"(?:§[CN]\d+/)?"
_MACROS = {
    "<mod>": r"(?:[^\s§,;:.]+ ){0,4}?",
    "<app>": r"(?:, [^,]{1,90} , )?",
    "<any>": r"(?:[^\s;:]+ ){0,8}?",
    "<det>": r"(?:(?:the|a|an|o|os|as|el|la|los|las) )?",
}

_WORD = r"[^\s§,;:.()?!][^\s§]*"
# <word> is a word that is no mention, <np> opens a noun phrase (a nationality may stand in it), <few> are some words, <gap> is a stretch that names no other
# company, <of> is the state a measure comes from, <sv> stands between a subject and its verb: such a state, an apposition, a
# relative pronoun, auxiliaries, adverbs.
_OF = r"(?:(?:§D\d+|d[aeo]s? §[LA]\d+|del? (?:los )?§[LA]\d+) ){0,2}"
_MACROS |= {
    "<word>": _WORD,
    "<np>": rf"(?:(?:{_WORD}|§D\d+) ){{0,5}}?",
    "<few>": rf"(?:{_WORD} ){{0,3}}?",
    "<gap>": rf"(?:(?:{_WORD}|,|§[DHPMLNU]\d+) ){{0,9}}?",
    "<of>": _OF,
    "<sv>": rf"{_OF}(?:, [^,;:]{{1,90}} , |\( [^()]{{1,60}} \) )?(?:, (?=(?:que|e|tambem|quien) ))?(?:{_WORD} ){{0,4}}?",
}
# The endings of the regular verbs, with their clitics: "compr<ar>" is every form of "comprar".
_ENDINGS = {
    "pt": {
        "<ar>": r"(?:a|am|e|em|ou|aram|ara|arao|ava|avam|aria|ariam|ar|arem|ando|ado|asse|assem)(?:-(?:se|lhes?|l?[oa]s?|n[oa]s?))?",
        "<er>": r"(?:e|em|a|am|eu|eram|era|erao|ia|iam|eria|eriam|er|erem|endo|ido|esse|essem)(?:-(?:se|lhes?|l?[oa]s?|n[oa]s?))?",
        "<ir>": r"(?:e|em|a|am|iu|iram|ira|irao|ia|iam|iria|iriam|ir|irem|indo|ido|isse|issem)(?:-(?:se|lhes?|l?[oa]s?|n[oa]s?))?",
    },
    "es": {
        "<ar>": r"(?:a|an|e|en|o|aron|ara|aran|aba|aban|aria|arian|ar|ando|ado|ase|asen|aren)(?:se|les?|l[oa]s?)?",
        "<er>": r"(?:e|en|a|an|io|ieron|era|eran|ia|ian|eria|erian|er|iendo|ido|iera|ieran|iese|iesen)(?:se|les?|l[oa]s?)?",
        "<ir>": r"(?:e|en|a|an|io|ieron|ira|iran|ia|ian|iria|irian|ir|iendo|ido|iera|ieran|iese|iesen)(?:se|les?|l[oa]s?)?",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Third:
    """A further claim that a pattern implies about the participant behind one of these prepositions."""

    relation: str
    prepositions: re.Pattern[str]
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One way of saying a relation.

    `trigger` matches the masked sentence of kg.claims.lines. In a `verb` pattern the grammatical subject fills the
    claim's subject and the object stands behind `prepositions` (None: directly); `swap` turns the two round.
    """

    id: str
    relation: str
    language: str
    form: str
    trigger: re.Pattern[str]
    swap: bool
    prepositions: re.Pattern[str] | None
    also: tuple[Third, ...]
    status: str | None
    purpose: str | None
    role: str | None
    subject_kinds: tuple[str, ...]
    object_kinds: tuple[str, ...]
    confidence: float
    yes: tuple[str, ...]
    no: tuple[str, ...]

    @property
    def rule(self) -> str:
        """The name under which evidence cites the pattern: "pt.orders.encomendar"."""
        return f"{self.language}.{self.relation}.{self.id}"


@functools.cache
def load_patterns(language: str, root: Path | None = None) -> tuple[Pattern, ...]:
    """The patterns of one language, by relation and place in the file; none where the language has no folder.

    Raises:
        OntologyError: with file and pattern, for TOML faults, unknown keys, bad expressions and doubled ids.
    """
    folder = (root or ontology_dir()) / "patterns" / language
    found: list[Pattern] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            data = tomllib.loads(path.read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise OntologyError(f"patterns/{language}/{path.name}: {error}") from error
        found += [_pattern(path, language, entry) for entry in data.get("pattern", ())]
    if doubled := {p.rule for p in found if sum(q.rule == p.rule for q in found) > 1}:
        raise OntologyError(f"patterns/{language}: these ids stand twice: {sorted(doubled)}")
    return tuple(found)


def _pattern(path: Path, language: str, entry: dict[str, Any]) -> Pattern:
    place = f"patterns/{language}/{path.name}, pattern {entry.get('id', '?')}"
    if unknown := set(entry) - _KEYS:
        raise OntologyError(f"{place}: unknown keys {sorted(unknown)}; known: {sorted(_KEYS)}")
    if missing := _NEEDED - set(entry):
        raise OntologyError(f"{place}: missing {sorted(missing)}")
    if entry["form"] not in FORMS:
        raise OntologyError(f"{place}: form '{entry['form']}' is not one of {', '.join(FORMS)}")
    expression = _expanded(entry["trigger"], language)
    expression = _SLOT.sub(_slot, expression) if entry["form"] == "match" else expression
    lead = _NOMINAL if entry["form"] == "noun" else ""
    return Pattern(
        id=entry["id"],
        relation=path.stem,
        language=language,
        form=entry["form"],
        trigger=_compiled(place, rf"(?<!\S){lead}(?:{expression})(?!\S)"),
        swap=bool(entry.get("swap", False)),
        prepositions=_compiled(place, entry["prepositions"]) if entry.get("prepositions") else None,
        also=tuple(
            Third(relation=t["relation"], prepositions=_compiled(place, t["prepositions"]), end=t.get("end", "object"))
            for t in entry.get("also", ())
        ),
        status=entry.get("status"),
        purpose=entry.get("purpose"),
        role=entry.get("role"),
        subject_kinds=tuple(entry.get("subject_kinds", ())),
        object_kinds=tuple(entry.get("object_kinds", ())),
        confidence=float(entry.get("confidence", 0.7)),
        yes=tuple(entry["yes"]),
        no=tuple(entry["no"]),
    )


def _expanded(template: str, language: str) -> str:
    for macro, expression in {**_MACROS, **_ENDINGS.get(language, {})}.items():
        template = template.replace(macro, expression)
    return template


def _slot(match: re.Match[str]) -> str:
    kinds = match[2].split("|") if match[2] else sorted(_LETTERS)
    letters = "".join(_LETTERS[k] for k in kinds) + "U"
    return rf"§[{letters}](?P<{match[1]}>\d+)(?:/[^\s/]+)?"


def _compiled(place: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise OntologyError(f"{place}: {error}: {expression}") from error
