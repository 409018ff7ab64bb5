"""The whole graph as JSON Lines, one record per article, entity and claim; reads back to an equal graph."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TextIO

from kg.errors import KgError
from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    Claim,
    Entity,
    Evidence,
    Evidentiality,
    Label,
    Money,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
    Time,
)

Record = dict[str, Any]


def write(graph: KnowledgeGraph, stream: TextIO) -> None:
    """Writes articles, entities and claims, each sorted; what is None or empty is left out."""
    for record in records(graph):
        stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def records(graph: KnowledgeGraph) -> Iterator[Record]:
    """The lines of the export as plain values, in their order."""
    for _, article in sorted(graph.articles.items()):
        yield {"record": "article", **_plain(article)}
    for _, entity in sorted(graph.entities.items()):
        yield {"record": "entity", **_plain(entity)}
    for claim in graph.claims:
        yield claim_record(claim)


def claim_record(claim: Claim) -> Record:
    """One claim with its id and the status derived from its axes, as plain values."""
    head = {"record": "claim", "id": claim.id, "status": claim.status.value}
    return {**head, **_plain(claim), "confidence": claim.confidence}


def read(lines: Iterable[str]) -> KnowledgeGraph:
    """The graph that `write` wrote; the order of the lines does not matter, empty ones are skipped.

    Raises:
        KgError: a line is not a record of this form, or a claim's id does not fit what it says.
    """
    graph = KnowledgeGraph()
    claims: list[tuple[int, Claim]] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            claims += [(number, claim) for claim in _read_record(graph, number, line)]
    for number, claim in claims:
        with _Place(number):
            graph.add_claim(claim)
    return graph


def _read_record(graph: KnowledgeGraph, number: int, line: str) -> Iterator[Claim]:
    """Adds articles and entities at once; gives claims back, for their ends may come later."""
    with _Place(number):
        record: Record = json.loads(line)
        name = record["record"]
        if name == "article":
            graph.add_article(_article(record))
        elif name == "entity":
            graph.add_entity(_entity(record))
        elif name == "claim":
            yield _claim(record)
        else:
            raise ValueError(f"unknown record '{name}'")


class _Place:
    """Turns the faults of a foreign line into one KgError that names the line."""

    def __init__(self, number: int) -> None:
        self._number = number

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, KeyError):
            raise KgError(f"line {self._number}: the key {error} is missing. Was it written by 'kg export'?") from error
        if isinstance(error, TypeError | ValueError | AttributeError):
            raise KgError(f"line {self._number}: {error}. Was it written by 'kg export --format jsonl'?") from error


def _plain(value: Any) -> Any:
    """Dataclasses as dicts without the fields at their default, spans as pairs, dates and enums as text."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if is_dataclass(value):
        pairs = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: _plain(part) for field, part in pairs if part != field.default}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _article(record: Record) -> Article:
    return Article(**_without(record, "record"))


def _entity(record: Record) -> Entity:
    aliases = tuple(Label(**alias) for alias in record.get("aliases", ()))
    rest = _without(record, "record", "aliases", "same_as")
    return Entity(**rest, aliases=aliases, same_as=tuple(record.get("same_as", ())))


def _claim(record: Record) -> Claim:
    readers: dict[str, Callable[[Any], Any]] = {
        "polarity": Polarity,
        "actuality": Actuality,
        "evidentiality": Evidentiality,
        "qualifiers": _qualifiers,
        "evidence": lambda items: tuple(map(_evidence, items)),
    }
    claim = Claim(**_read_with(readers, _without(record, "record", "id", "status")))
    if claim.id != record["id"]:
        raise ValueError(f"claim {record['id']} says what has the id {claim.id}: it was changed by hand")
    return claim


def _qualifiers(record: Record) -> Qualifiers:
    readers = {"quantity": lambda part: Quantity(**part), "money": lambda part: Money(**part), "time": _time}
    return Qualifiers(**_read_with(readers, record))


def _time(record: Record) -> Time:
    return Time(**_read_with({"earliest": _day, "latest": _day}, record))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _evidence(record: Record) -> Evidence:
    return Evidence(**_read_with(dict.fromkeys(("span", "subject", "object"), _span), record))


def _span(ends: list[int]) -> Span:
    return Span(*ends)


def _read_with(readers: Mapping[str, Callable[[Any], Any]], record: Record) -> Record:
    return {name: readers[name](value) if name in readers else value for name, value in record.items()}


def _without(record: Record, *names: str) -> Record:
    return {name: value for name, value in record.items() if name not in names}
