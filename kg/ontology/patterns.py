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
from kg.ontology.macros import expand

FORMS = ("verb", "passive", "noun", "match")
_NEEDED = {"id", "form", "trigger", "yes", "no"}
_KEYS = _NEEDED | {"swap", "prepositions", "also", "status", "purpose", "role", "confidence"}
_KEYS |= {"cue", "subject_kinds", "object_kinds"}
_CLASSES = ("Company", "Chip", "Model", "Product", "Sanction", "Country", "Agency", "Person")
_LETTERS = dict(zip(_CLASSES, "CHMPSLAN", strict=True))  # as kg.claims.lines writes them
# Slots of a `match` pattern: {s}, {o} with optional classes after a colon.
_SLOT = re.compile(r"\{([so])(?::([A-Za-z|]+))?\}")
# A relational noun may itself stand for a company: "§C3/dona".
_NOMINAL = r"(?:§[CN]\d+/)?"


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
    `cue` holds words of a `match` pattern that hint at the relation where the whole template does not fit.
    """

    id: str
    relation: str
    language: str
    form: str
    trigger: re.Pattern[str]
    cue: re.Pattern[str] | None
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
    expression = expand(entry["trigger"], language)
    expression = _SLOT.sub(_slot, expression) if entry["form"] == "match" else expression
    lead = _NOMINAL if entry["form"] == "noun" else ""
    return Pattern(
        id=entry["id"],
        relation=path.stem,
        language=language,
        form=entry["form"],
        trigger=_compiled(place, rf"(?<!\S){lead}(?:{expression})(?!\S)"),
        cue=_compiled(place, rf"(?<!\S)(?:{expand(entry['cue'], language)})(?!\S)") if entry.get("cue") else None,
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


def _slot(match: re.Match[str]) -> str:
    kinds = match[2].split("|") if match[2] else sorted(_LETTERS)
    letters = "".join(_LETTERS[k] for k in kinds) + "U"
    return rf"§[{letters}](?P<{match[1]}>\d+)(?:/[^\s/]+)?"


def _compiled(place: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise OntologyError(f"{place}: {error}: {expression}") from error
