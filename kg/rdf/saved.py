"""The questions that analysts ask most, as SPARQL files of ontology/queries with a name and parameters."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError, QueryError
from kg.model import EntityId
from kg.ontology.locate import ontology_dir
from kg.rdf import literals
from kg.rdf.namespaces import Names

KINDS = ("entity", "date", "text")
ANY, REQUIRED = "any", "required"

_HEAD = re.compile(r"# (\w+): (.+)")
_PARAMETER = re.compile(rf"(\w+) = (.+) \(({'|'.join(KINDS)})\)")
_KEYS = {"number", "en", "pt", "parameter", "columns", "see", "command"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What a question leaves open: a variable, which is also a column of the answer.

    `kind` is one of `KINDS`; `default` is a value, ``any`` (left open where nothing is set) or ``required``.
    """

    name: str
    kind: str
    default: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedQuery:
    """One question; `text` is its SPARQL, or "" where `command` names the command that answers it.

    `questions` holds its words by language, `see` a command that tells more.
    """

    name: str
    number: int
    questions: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: tuple[str, ...]
    text: str
    see: str = ""
    command: str = ""


def saved_queries() -> tuple[SavedQuery, ...]:
    """All questions, by number.

    Raises:
        OntologyError: a file says too little of its question, or says it wrongly.
    """
    return _load(ontology_dir() / "queries")


def saved_query(name: str) -> SavedQuery:
    """The question of this name, which SPARQL can answer.

    Raises:
        QueryError: there is none, or a command answers it.
    """
    known = {query.name: query for query in saved_queries()}
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.4)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise QueryError(f"No saved query is called '{name}'. {hint}'kg query --list' shows all.")
    if not known[name].text:
        raise QueryError(f"'{name}' is answered by a command: {known[name].command}")
    return known[name]


def bind(
    query: SavedQuery, settings: Mapping[str, str], resolve: Callable[[str], EntityId], names: Names
) -> dict[str, ox.NamedNode | ox.Literal]:
    """The terms that stand for the parameters; `resolve` turns a name that a person typed into an entity.

    Raises:
        QueryError: a setting is unknown, missing or no date.
        KgError: what `resolve` raises for a name that nothing or several entities have.
    """
    _check_names(query, settings)
    bound: dict[str, ox.NamedNode | ox.Literal] = {}
    for parameter in query.parameters:
        value = settings.get(parameter.name, parameter.default)
        if parameter.name in settings or parameter.default not in (ANY, REQUIRED):
            bound[parameter.name] = _term(parameter, value, resolve, names)
        elif parameter.default == REQUIRED:
            raise QueryError(f"'{query.name}' needs {parameter.name}. Add --set {parameter.name}={_sample(parameter)}")
    return bound


def _check_names(query: SavedQuery, settings: Mapping[str, str]) -> None:
    known = [parameter.name for parameter in query.parameters]
    for name in settings:
        if name not in known:
            takes = f"It takes {', '.join(known)}." if known else "It takes none."
            raise QueryError(f"'{query.name}' has no parameter '{name}'. {takes}")


def _term(
    parameter: Parameter, value: str, resolve: Callable[[str], EntityId], names: Names
) -> ox.NamedNode | ox.Literal:
    if parameter.kind == "entity":
        return names.entity(resolve(value))
    if parameter.kind == "text":
        return literals.text(value)
    try:
        return literals.day(date.fromisoformat(value))
    except ValueError as error:
        raise QueryError(f"{parameter.name}: '{value}' is no date. Write it as 2024-09-30.") from error


def _sample(parameter: Parameter) -> str:
    return "2024-09-30" if parameter.kind == "date" else "NAME"


@cache
def _load(folder: Path) -> tuple[SavedQuery, ...]:
    queries = [_read(path) for path in sorted(folder.glob("*.rq"))]
    return tuple(sorted(queries, key=lambda query: query.number))


def _read(path: Path) -> SavedQuery:
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise OntologyError(f"queries/{path.name}: cannot be read ({error}). Check the ontology folder.") from error
    head: dict[str, list[str]] = {}
    for line in lines:
        found = _HEAD.fullmatch(line)
        if found is None:
            break
        head.setdefault(found[1], []).append(found[2])
    body = "\n".join(line for line in lines if not line.startswith("#")).strip()
    return _query(path, head, body)


def _query(path: Path, head: Mapping[str, list[str]], body: str) -> SavedQuery:
    where = f"queries/{path.name}"
    if unknown := sorted(head.keys() - _KEYS):
        raise OntologyError(f"{where}: '{unknown[0]}' is no key. Known: {', '.join(sorted(_KEYS))}.")
    if missing := sorted({"number", "en", "pt", "columns" if body else "command"} - head.keys()):
        raise OntologyError(f"{where}: '# {missing[0]}: …' is missing at its head.")
    if not head["number"][0].isdecimal():
        raise OntologyError(f"{where}: number '{head['number'][0]}' is not written in digits.")
    return SavedQuery(
        name=path.stem,
        number=int(head["number"][0]),
        questions={language: head[language][0] for language in ("en", "pt")},
        parameters=tuple(_parameter(where, line) for line in head.get("parameter", ())),
        columns=tuple(head.get("columns", [""])[0].split()),
        text=body,
        see=head.get("see", [""])[0],
        command=head.get("command", [""])[0],
    )


def _parameter(where: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        raise OntologyError(f"{where}: parameter '{line}' is not written as 'name = default (entity|date|text)'.")
    return Parameter(name=found[1], kind=found[3], default=found[2])
