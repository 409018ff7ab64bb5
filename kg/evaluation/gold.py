"""Annotated articles: ID.json beside ID.txt in one folder, as docs/reference/annotation.md describes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import GoldError
from kg.model import Status

NOTHING = "(?!)"
"""An expression that no stem matches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """What the article's annotation calls one thing; `kinds` are its class and those it may have as well."""

    id: str
    kind: str
    kinds: frozenset[str]
    names: tuple[str, ...]
    issuer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """One claim a careful reader extracts; `also` are other relations one could choose for it."""

    subject: str
    relation: str
    object: str
    status: Status
    optional: bool = False
    also: tuple[str, ...] = ()
    quantity: str | None = None
    evidence: tuple[str, ...] = ()

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, relation and object."""
        return self.subject, self.relation, self.object


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class GoldArticle:
    """One annotated article; `text` is the file as it is, "" where there is none."""

    id: str
    language: str
    text: str
    path: Path
    entities: Mapping[str, GoldEntity]
    claims: tuple[GoldClaim, ...]


def gold_paths(folder: Path, only: str = "", leave_out: str = NOTHING) -> list[Path]:
    """The annotations of a folder, sorted; `only` and `leave_out` are expressions searched in the stems.

    Raises:
        GoldError: an expression is none, or no annotation is left.
    """
    try:
        wanted, unwanted = re.compile(only), re.compile(leave_out)
    except re.error as error:
        raise GoldError(f"'{error.pattern!s}' is no regular expression: {error.msg}. Correct it.") from error
    found = [p for p in sorted(folder.glob("*.json")) if wanted.search(p.stem) and not unwanted.search(p.stem)]
    if not found:
        raise GoldError(f"{folder}: no annotated articles to read. Expected pairs of ID.txt and ID.json.")
    return found


def load_gold(folder: Path, only: str = "", leave_out: str = NOTHING) -> list[GoldArticle]:
    """The annotated articles of a folder, sorted by id.

    Raises:
        GoldError: there is none, or one is not in the format; the message names file and fault.
    """
    return [load_article(path) for path in gold_paths(folder, only, leave_out)]


def load_article(path: Path) -> GoldArticle:
    """The annotated article of this JSON file and the text beside it.

    Raises:
        GoldError: it cannot be read, or is not in the format.
    """
    raw = read_json(path)
    try:
        entities = {e["id"]: _entity(e) for e in raw["entities"]}
        claims = tuple(_claim(c) for c in raw["claims"])
        language = str(raw.get("language", ""))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GoldError(f"{path.name}: not in the format of annotations ({error!r}). Try kg eval --lint.") from error
    for end in (end for claim in claims for end in (claim.subject, claim.object)):
        if end not in entities:
            raise GoldError(f"{path.name}: a claim names '{end}', which is no entity of the file. Add or correct it.")
    return GoldArticle(
        id=path.stem, language=language, text=read_text(path), path=path, entities=entities, claims=claims
    )


def read_json(path: Path) -> Any:
    """The content of a JSON file.

    Raises:
        GoldError: it cannot be read, or is no JSON.
    """
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise GoldError(f"{path.name}: cannot be read ({error.strerror}). Check the folder.") from error
    except ValueError as error:
        raise GoldError(f"{path.name}: no JSON ({error}). Correct that place.") from error


def read_text(path: Path) -> str:
    """The text beside the annotation, "" where there is none."""
    text = path.with_suffix(".txt")
    return text.read_text("utf-8", "replace") if text.is_file() else ""


def _entity(raw: Mapping[str, Any]) -> GoldEntity:
    return GoldEntity(
        id=raw["id"],
        kind=raw["type"],
        kinds=frozenset([raw["type"], *raw.get("also_types", ())]),
        names=tuple(map(str, raw["names"])),
        issuer=raw.get("issuer"),
    )


def _claim(raw: Mapping[str, Any]) -> GoldClaim:
    return GoldClaim(
        subject=raw["s"],
        relation=raw["p"],
        object=raw["o"],
        status=Status(raw["status"]),
        optional=bool(raw.get("optional")),
        also=tuple(raw.get("also", ())),
        quantity=raw.get("quantity"),
        evidence=tuple(_texts(raw.get("evidence", ()))),
    )


def _texts(value: Any) -> Iterator[str]:
    yield from [value] if isinstance(value, str) else map(str, value)
