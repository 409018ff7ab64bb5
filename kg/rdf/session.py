"""One graph asked many times: a worker process holds it, and is killed where a query takes too long."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pyoxigraph as ox

from kg.errors import QueryError, QueryLimit
from kg.rdf.guard import bare_words, check_query
from kg.rdf.results import SparqlResult

MAX_ROWS = 10_000
TIMEOUT = 10.0

_WORKER = Path(__file__).with_name("worker.py")
_POSITION = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)")
_CHARACTERS = re.compile(r"\[[^\]]*\]")

Bindings = Mapping[str, ox.NamedNode | ox.Literal]
"""Terms that stand in the place of variables; each is also a column of the query."""


Dataset = Mapping[str, Sequence[str]]
"""The graphs a query reads instead of all: IRIs under ``default_graph`` and ``named_graphs``; empty: all."""


class DamagedSnapshot(QueryError):
    """The folder of a snapshot cannot be read; it is to be made anew."""


class Session:
    """Asks one graph: N-Quads that the worker loads into memory, or the folder of a snapshot that it opens.

    The worker starts with the first query and again after one that had to be stopped. Close the session when done,
    or use it in a ``with`` statement.
    """

    def __init__(self, *, data: bytes = b"", snapshot: Path | None = None, prefixes: Mapping[str, str]) -> None:
        self._data = data
        self._snapshot = snapshot
        self._prefixes = prefixes
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the worker."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        worker.wait()
        for stream in (worker.stdin, worker.stdout, worker.stderr):
            if stream is not None:
                with suppress(BrokenPipeError):
                    stream.close()

    def start(self) -> None:
        """Starts the worker, so that it loads while the caller does something else; `query` does so by itself."""
        if self._worker is None:
            # -P keeps this folder off the worker's path, where our file names could hide other modules
            command = [sys.executable, "-P", str(_WORKER)]
            pipe = subprocess.PIPE
            self._worker = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)  # noqa: S603

    def stop(self) -> None:
        """Kills the worker from another thread; a query that runs there ends with a QueryLimit."""
        worker = self._worker
        if worker is not None:
            worker.kill()

    def query(
        self,
        text: str,
        *,
        bindings: Bindings | None = None,
        dataset: Dataset | None = None,
        timeout: float = TIMEOUT,
        max_rows: int = MAX_ROWS,
    ) -> SparqlResult:
        """What the query finds; `timeout` is in seconds and counts the start of the worker too.

        Raises:
            QueryLimit: it took too long or needed too much memory.
            QueryError: the query is wrong, or would leave this graph.
        """
        check_query(text)
        terms = {name: _json_term(term) for name, term in (bindings or {}).items()}
        graphs = {role: list(iris) for role, iris in (dataset or {}).items()}
        request = {"query": text, "bindings": terms, "dataset": graphs, "max_rows": max_rows}
        head, body = self._ask(json.dumps(request).encode() + b"\n", timeout)
        return _result(head, body, self._prefixes, ordered="ORDER" in set(bare_words(text)))

    def _ask(self, request: bytes, timeout: float) -> tuple[dict[str, Any], bytes]:
        fresh = self._worker is None
        self.start()
        worker = self._worker
        assert worker is not None and worker.stdin is not None and worker.stdout is not None
        timer = _Timer(worker, timeout)
        try:
            answer = _exchange(worker.stdin, worker.stdout, self._setup() + request if fresh else request)
        finally:
            timer.cancel()
        if answer is None:
            raise self._death(late=timer.rang, timeout=timeout)
        return _checked(answer)

    def _setup(self) -> bytes:
        snapshot = None if self._snapshot is None else str(self._snapshot)
        setup = {"snapshot": snapshot, "prefixes": dict(self._prefixes), "size": len(self._data)}
        return json.dumps(setup).encode() + b"\n" + self._data

    def _death(self, *, late: bool, timeout: float) -> QueryError:
        """Why the worker died; it is taken away."""
        worker = self._worker
        assert worker is not None and worker.stderr is not None
        status, errors = worker.wait(), worker.stderr.read()
        self.close()
        if late:
            return QueryLimit(f"SPARQL: no answer within {timeout:g} seconds. Narrow the query, or allow more time.")
        return QueryLimit(f"SPARQL: {_last_words(status, errors)} Narrow the query.")


class _Timer(threading.Timer):
    """Kills the worker when the time is over, unless cancelled before."""

    def __init__(self, worker: subprocess.Popen[bytes], seconds: float) -> None:
        super().__init__(seconds, self._ring)
        self.daemon = True
        self.rang = False
        self._worker = worker
        self.start()

    def _ring(self) -> None:
        self.rang = True
        self._worker.kill()


def _exchange(requests: IO[bytes], answers: IO[bytes], request: bytes) -> tuple[bytes, bytes] | None:
    """Head and body of the answer; None where the worker died before it had given all of it."""
    try:
        requests.write(request)
        requests.flush()
    except BrokenPipeError:
        return None
    head = answers.readline()
    if not head.endswith(b"\n"):
        return None
    size = json.loads(head)["size"]
    body = answers.read(size)
    return (head, body) if len(body) == size else None


def _checked(answer: tuple[bytes, bytes]) -> tuple[dict[str, Any], bytes]:
    head: dict[str, Any] = json.loads(answer[0])
    if "error" in head:
        kind = DamagedSnapshot if head.get("damaged") else QueryError
        raise kind(f"SPARQL{_one_line(head['error'])}")
    return head, answer[1]


def _last_words(status: int, errors: bytes) -> str:
    lines = errors.decode(errors="replace").strip().splitlines()
    if status < 0 or any("memory" in line.lower() for line in lines):
        return "the query needed too much memory."
    return f"the query process failed ({lines[-1] if lines else f'exit status {status}'})."


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


def _result(head: dict[str, Any], body: bytes, prefixes: Mapping[str, str], *, ordered: bool) -> SparqlResult:
    if head["form"] == "triples":
        body = _joined(sorted(set(_lines(body))))
    elif head["form"] == "rows" and not ordered:
        names, *rows = _lines(body)
        body = _joined([names, *sorted(rows)])
    return SparqlResult(
        form=head["form"],
        content=body,
        boolean=head.get("boolean"),
        truncated=head.get("truncated", False),
        prefixes=prefixes,
    )


def _lines(content: bytes) -> list[bytes]:
    # At \n alone: a raw \x0b or U+2028 inside a literal ends no line
    return content.split(b"\n")[:-1]


def _joined(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def _json_term(term: ox.NamedNode | ox.Literal) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
