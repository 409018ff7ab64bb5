"""Runs one SPARQL query in a process of its own, so that a runaway query can be killed; started by sparql.py.

Reads a line of JSON and then N-Quads from standard input, writes one JSON object to standard output. Imports nothing
of kg, so that it starts fast and runs from any folder.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import islice
from typing import Any

import pyoxigraph as ox

MEMORY = 4 << 30
"""Bytes of address space that a query may take, where the system can limit it."""


def main() -> None:
    """Answers the one query on standard input."""
    _limit_memory()
    request = json.loads(sys.stdin.buffer.readline())
    store = ox.Store()
    store.bulk_load(sys.stdin.buffer, format=ox.RdfFormat.N_QUADS)
    try:
        answer = _answer(store.query(request["query"], prefixes=request["prefixes"]), request["max_rows"])
    except (SyntaxError, OSError) as error:
        answer = {"error": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _answer(result: Any, max_rows: int) -> dict[str, Any]:
    if isinstance(result, ox.QueryBoolean):
        return {"form": "boolean", "boolean": bool(result)}
    if isinstance(result, ox.QueryTriples):
        lines, more = _limited((f"{triple} ." for triple in result), max_rows)
        return {"form": "triples", "triples": lines, "truncated": more}
    variables = [variable.value for variable in result.variables]
    rows, more = _limited(({v: _term(row[v]) for v in variables if row[v] is not None} for row in result), max_rows)
    return {"form": "rows", "variables": variables, "rows": rows, "truncated": more}


def _limited(items: Iterable[Any], limit: int) -> tuple[list[Any], bool]:
    found = list(islice(items, limit + 1))
    return found[:limit], len(found) > limit


def _term(term: Any) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON writes it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


if __name__ == "__main__":
    main()
