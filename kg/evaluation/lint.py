"""Faults of annotated articles, found without reading them: names, signatures, ids, duplicates, evidence."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.evaluation.gold import NOTHING, gold_paths, read_json, read_text
from kg.evaluation.naming import fold_name
from kg.evaluation.scoring import SYMMETRIC
from kg.model import Status
from kg.ontology.vocabulary import Vocabulary

_CLAIM_KEYS = frozenset(
    ("s", "p", "o", "status", "quantity", "amount", "time", "purpose", "role", "optional", "also", "note", "evidence")
)
_DESCRIBED = ("Sanction", "Country")  # classes that a text may mean without any of their names
_FORMS = {
    "quantity": r"[<>~]?=?\d[\d.]*(e\d+)?",
    "amount": r"[<>~]?=?\d[\d.]*(e\d+)? ?[A-Z]{3}",
    "time": r"(\d{4}(-\d\d(-\d\d)?)?)?/?(\d{4}(-\d\d(-\d\d)?)?)?",
    "purpose": r"training|inference",
}
Raw = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Fault:
    """What is wrong in one file."""

    file: str
    what: str


def find_faults(folder: Path, vocabulary: Vocabulary, only: str = "", leave_out: str = NOTHING) -> list[Fault]:
    """The faults of the annotations in a folder, by file and in their order there; empty for sound ones.

    Raises:
        GoldError: the folder holds no annotation.
    """
    return [
        Fault(file=path.name, what=what)
        for path in gold_paths(folder, only, leave_out)
        for what in _faults(path, vocabulary)
    ]


def _faults(path: Path, vocabulary: Vocabulary) -> Iterator[str]:
    try:
        raw = read_json(path)
    except GoldError as error:
        yield str(error).partition(": ")[2]
        return
    fault = _format_fault(raw)
    if fault:
        yield fault
        return
    text = read_text(path)
    yield from _heading_faults(raw, path, text)
    entities = {entity["id"]: entity for entity in raw["entities"]}
    yield from _entity_faults(raw["entities"], entities, text, vocabulary)
    yield from _shared_names(raw["entities"])
    yield from _claims_faults(raw["claims"], entities, text, vocabulary)


def _format_fault(raw: Any) -> str:
    if not isinstance(raw, Mapping):
        return "is no JSON object"
    for part, needed in (("entities", ("id", "type", "names")), ("claims", ("s", "p", "o", "status"))):
        rows = raw.get(part)
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            return f"'{part}' is no list of objects"
        for number, row in enumerate(rows, start=1):
            if missing := [key for key in needed if key not in row]:
                return f"{part}, number {number}: no {', '.join(missing)}"
    return ""


def _heading_faults(raw: Raw, path: Path, text: str) -> Iterator[str]:
    if not text:
        yield f"no text beside it: expected {path.with_suffix('.txt').name}"
    if raw.get("id") != path.stem:
        yield f"id '{raw.get('id')}' is not the stem of the file"
    if not raw.get("language"):
        yield "no language"


def _entity_faults(
    entities: Sequence[Raw], by_id: Mapping[str, Raw], text: str, vocabulary: Vocabulary
) -> Iterator[str]:
    folded = f" {fold_name(text)} "
    seen: set[str] = set()
    for entity in entities:
        name = entity["id"]
        if name in seen:
            yield f"entity '{name}' stands twice"
        seen.add(name)
        for kind in _kinds(entity):
            if kind not in vocabulary.classes:
                yield f"entity '{name}': no class '{kind}'"
        if entity["type"] not in _DESCRIBED and not any(f" {n} " in folded for n in _names(entity) if n):
            yield f"entity '{name}': none of its names stands in the text"
        if entity.get("issuer") and entity["issuer"] not in by_id:
            yield f"entity '{name}': its issuer '{entity['issuer']}' is no entity"


def _shared_names(entities: Sequence[Raw]) -> Iterator[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in filter(None, _names(entity)):
            owners[name].add(entity["id"])
    for name, ids in sorted(owners.items()):
        if len(ids) > 1:
            yield f"'{name}' names several entities: {', '.join(sorted(ids))}"


def _claims_faults(
    claims: Sequence[Raw], entities: Mapping[str, Raw], text: str, vocabulary: Vocabulary
) -> Iterator[str]:
    seen: set[tuple[str, ...]] = set()
    for claim in claims:
        told = " ".join(str(claim[key]) for key in ("s", "p", "o", "status"))
        yield from (f"{told}: {fault}" for fault in _claim_faults(claim, entities, text, vocabulary))
        ends = [str(claim["s"]), str(claim["o"])]
        key = (*(sorted(ends) if claim["p"] in SYMMETRIC else ends), claim["p"], claim["status"])
        if key in seen:
            yield f"{told}: stands twice"
        seen.add(key)


def _claim_faults(claim: Raw, entities: Mapping[str, Raw], text: str, vocabulary: Vocabulary) -> Iterator[str]:
    if unknown := sorted(set(claim) - _CLAIM_KEYS):
        yield f"unknown keys {', '.join(unknown)}"
    if claim["status"] not in set(Status):
        yield f"no status '{claim['status']}'"
    for key, form in _FORMS.items():
        if key in claim and not re.fullmatch(form, str(claim[key])):
            yield f"{key} '{claim[key]}' is not in the format"
    yield from _signature_faults(claim["p"], claim, entities, vocabulary)
    yield from (
        f"no relation '{name}' under also" for name in claim.get("also", ()) if name not in vocabulary.relations
    )
    quotes = claim.get("evidence", ())
    for quote in [quotes] if isinstance(quotes, str) else quotes:
        if quote not in text:
            yield f"its evidence is not in the text: {quote[:60]}"


def _signature_faults(relation: str, claim: Raw, entities: Mapping[str, Raw], vocabulary: Vocabulary) -> Iterator[str]:
    strange = [end for end in (claim["s"], claim["o"]) if end not in entities]
    if strange:
        yield f"no entity '{strange[0]}'"
    elif relation not in vocabulary.relations:
        yield f"no relation '{relation}'"
    elif claim["s"] == claim["o"]:
        yield "both ends are one entity"
    elif not any(
        vocabulary.allows(a, relation, b) or (relation in SYMMETRIC and vocabulary.allows(b, relation, a))
        for a in _kinds(entities[claim["s"]])
        for b in _kinds(entities[claim["o"]])
    ):
        yield f"{relation} cannot join {entities[claim['s']]['type']} and {entities[claim['o']]['type']}"


def _kinds(entity: Raw) -> list[str]:
    return [entity["type"], *entity.get("also_types", ())]


def _names(entity: Raw) -> list[str]:
    return [fold_name(str(name)) for name in entity["names"]]
