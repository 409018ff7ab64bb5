"""Answers SPARQL queries in a process of its own, so that a runaway query can be killed; started by session.py.

Reads a line of JSON that says what to load (`snapshot`, a folder of Oxigraph, or `size` bytes of N-Quads that follow),
then one line of JSON for each query. Writes for each a line of JSON and then `size` bytes: rows as SPARQL TSV, triples
as N-Triples. Imports nothing of kg, so that it starts fast and runs from any folder.
"""

from __future__ import annotations

import json
import sys
from typing import Any, BinaryIO

import pyoxigraph as ox

MEMORY = 4 << 30
"""Bytes of address space that a query may take, where the system can limit it."""


class Enough(Exception):
    """More lines than asked for."""


class Lines:
    """What a serialiser writes, up to a number of lines; Oxigraph then stops looking for more."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pieces: list[bytes] = []
        self._count = 0

    def write(self, piece: bytes) -> int:
        """Keeps the piece; raises Enough where it passes the limit."""
        self._pieces.append(piece)
        self._count += piece.count(b"\n")
        if self._count > self._limit:
            raise Enough
        return len(piece)

    def flush(self) -> None:
        """Nothing to do: the pieces are in memory."""

    def taken(self) -> bytes:
        """The first lines, whole."""
        content = b"".join(self._pieces)
        if self._count <= self._limit:
            return content
        return b"".join(line + b"\n" for line in content.split(b"\n", self._limit)[:-1])


def main() -> None:
    """Answers queries until standard input ends."""
    # Whatever a library prints must not come between the answers
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    _limit_memory()
    setup = json.loads(sys.stdin.buffer.readline())
    loaded: ox.Store | str
    try:
        loaded = _load(setup, sys.stdin.buffer)
    except (OSError, RuntimeError) as error:
        loaded = str(error)
    for line in sys.stdin.buffer:
        if isinstance(loaded, str):
            head, body = {"error": loaded, "damaged": True}, b""
        else:
            head, body = _answer(loaded, setup["prefixes"], json.loads(line))
        answers.write(json.dumps(head | {"size": len(body)}).encode() + b"\n" + body)
        answers.flush()


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _load(setup: dict[str, Any], stream: BinaryIO) -> ox.Store:
    if setup["snapshot"] is not None:
        return ox.Store.read_only(setup["snapshot"])
    store = ox.Store()
    store.bulk_load(stream.read(setup["size"]), format=ox.RdfFormat.N_QUADS)
    return store


def _answer(store: ox.Store, prefixes: dict[str, str], request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    bindings: dict[ox.Variable, Any] = {ox.Variable(name): _term(value) for name, value in request["bindings"].items()}
    graphs: dict[str, Any] = {role: list(map(ox.NamedNode, iris)) for role, iris in request["dataset"].items()}
    try:
        result = store.query(request["query"], prefixes=prefixes, substitutions=bindings, **graphs)
        return _found(result, request["max_rows"])
    except (SyntaxError, ValueError) as error:
        return {"error": str(error)}, b""
    except (OSError, RuntimeError) as error:
        damaged = isinstance(error, OSError) or str(error).startswith("Corruption")
        return {"error": str(error), "damaged": damaged}, b""


def _found(result: Any, max_rows: int) -> tuple[dict[str, Any], bytes]:
    if isinstance(result, ox.QueryBoolean):
        return {"form": "boolean", "boolean": bool(result)}, b""
    rows = isinstance(result, ox.QuerySolutions)
    lines = Lines(max_rows + rows)  # the first line of a table names its columns
    truncated = False
    try:
        result.serialize(lines, format=ox.QueryResultsFormat.TSV if rows else ox.RdfFormat.N_TRIPLES)
    except Enough:
        truncated = True
    return {"form": "rows" if rows else "triples", "truncated": truncated}, lines.taken()


def _term(value: dict[str, str]) -> ox.NamedNode | ox.Literal:
    """A term as SPARQL 1.1 Query Results JSON writes it."""
    if value["type"] == "uri":
        return ox.NamedNode(value["value"])
    if "xml:lang" in value:
        return ox.Literal(value["value"], language=value["xml:lang"])
    datatype = value.get("datatype")
    return ox.Literal(value["value"], datatype=ox.NamedNode(datatype) if datatype else None)


if __name__ == "__main__":
    main()
