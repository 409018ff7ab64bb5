"""Which SPARQL queries may run: those that read this graph and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import QueryError

# In this order, because a quote inside a comment and a # inside an IRI are neither strings nor comments
_TOKEN = re.compile(
    r"""
      (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$]\w+)
    | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<prefixed>(?P<prefix>[\w.-]*):[\w.:%\\-]*)
    | (?P<word>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\[uU]")
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"}


def check_query(query: str) -> None:
    """Lets a query pass that only reads this graph.

    Raises:
        QueryError: it asks another server (SERVICE), reads other files (FROM), changes data, or hides its
            keywords behind escapes.
    """
    if _ESCAPE.search(query):
        raise QueryError("SPARQL: escapes such as \\u0041 are not allowed. Write the character itself.")
    for word in bare_words(query):
        # Contained, not equal: the parser also reads "1SERVICE" and "SERVICE:x" as the keyword
        if "SERVICE" in word:
            raise QueryError("SPARQL: SERVICE is not allowed, kg asks no other server. Remove that clause.")
        if "FROM" in word:
            raise QueryError(
                "SPARQL: FROM is not allowed, a query reads this graph only. For plans use GRAPH kg:plannedGraph."
            )
        if word in _UPDATES:
            raise QueryError(
                f"SPARQL: {word} is not allowed, queries only read. Use SELECT, ASK, CONSTRUCT or DESCRIBE."
            )


def bare_words(query: str) -> Iterator[str]:
    """Keywords, function names and prefixes in capitals; nothing from strings, IRIs, variables or comments."""
    for match in _TOKEN.finditer(query):
        word = match["prefix"] if match["prefixed"] is not None else match["word"]
        if word:
            yield word.upper()
