"""SPARQL 1.1 queries over one graph, offline, with a limit on time, memory and rows."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.graph import KnowledgeGraph
from kg.ontology.vocabulary import load_vocabulary
from kg.rdf.guard import bare_words, check_query
from kg.rdf.namespaces import DEFAULT_BASE, Names
from kg.rdf.results import SparqlResult
from kg.rdf.write import rdf_bytes

_WORKER = Path(__file__).with_name("worker.py")
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)")
_CHARACTERS = re.compile(r"\[[^\]]*\]")


def query(
    graph: KnowledgeGraph | bytes,
    text: str,
    *,
    timeout: float = 10.0,
    max_rows: int = 10_000,
    base: str = DEFAULT_BASE,
) -> SparqlResult:
    """What the query finds in `graph`, or in N-Quads that `rdf_bytes` wrote; the prefixes of exports are declared.

    The default graph holds articles, entities, claims and the edges that are asserted; ``GRAPH kg:plannedGraph``
    holds the planned edges. Rows come sorted where the query has no ORDER BY. `timeout` is in seconds and counts
    loading too.

    Raises:
        QueryError: the query is wrong, would leave this graph, took too long or needed too much memory.
    """
    check_query(text)
    data = graph if isinstance(graph, bytes) else rdf_bytes(graph, load_vocabulary(), "nq", base=base)
    prefixes = Names(base).prefixes()
    request = {"query": text, "prefixes": prefixes, "max_rows": max_rows}
    answer = _run(json.dumps(request).encode() + b"\n" + data, timeout)
    return _result(answer, prefixes, ordered="ORDER" in set(bare_words(text)))


def _run(content: bytes, timeout: float) -> dict[str, Any]:
    # -P keeps this folder off the worker's path, where our file names could hide other modules
    command = [sys.executable, "-P", str(_WORKER)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=timeout, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise QueryError(
            f"SPARQL: no answer within {timeout:g} seconds. Narrow the query, or allow more time."
        ) from error
    if done.returncode != 0:
        raise QueryError(f"SPARQL: {_last_words(done)} Narrow the query.")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "error" in answer:
        raise QueryError(f"SPARQL{_one_line(answer['error'])}")
    return answer


def _last_words(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    if done.returncode < 0 or any("memory" in line.lower() for line in lines):
        return "the query needed too much memory."
    return f"the query process failed ({lines[-1] if lines else f'exit status {done.returncode}'})."


def _one_line(message: str) -> str:
    """The parser's message without the classes of characters it lists by the dozen."""
    flat = " ".join(message.split())
    found = _POSITION.fullmatch(flat)
    if found is None:
        return f": {flat}"
    expected = [part.strip() for part in _CHARACTERS.sub("", found[3].removeprefix("one of ")).split(", ")]
    wanted = ", ".join(part for part in expected if part) or "something else"
    if "Prefix not found" in expected:
        wanted = "a known prefix; declare it with PREFIX"
    return f", line {found[1]}, column {found[2]}: expected {wanted}."


def _result(answer: dict[str, Any], prefixes: dict[str, str], *, ordered: bool) -> SparqlResult:
    variables = tuple(answer.get("variables", ()))
    rows = answer.get("rows", [])
    if not ordered:
        rows.sort(key=lambda row: [tuple(sorted(row.get(name, {}).items())) for name in variables])
    return SparqlResult(
        form=answer["form"],
        variables=variables,
        rows=tuple(rows),
        boolean=answer.get("boolean"),
        triples=tuple(sorted(set(answer.get("triples", ())))),
        truncated=answer.get("truncated", False),
        prefixes=prefixes,
    )
