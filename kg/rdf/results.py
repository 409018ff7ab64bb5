"""What a SPARQL query found, and how it is written: table, JSON, CSV, TSV, XML, Turtle."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import turtle

Binding = Mapping[str, str]
"""One term: ``type``, ``value`` and perhaps ``xml:lang`` or ``datatype``, as in SPARQL Results JSON."""

FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl")

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
# What a terminal would obey instead of showing
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SparqlResult:
    """Rows of a SELECT, the answer of an ASK, or the triples of a CONSTRUCT or DESCRIBE.

    `form` is ``rows``, ``boolean`` or ``triples``; `truncated` tells that more was found than the limit lets through.
    A variable without a value is missing from its row. `triples` holds sorted lines of N-Triples.
    """

    form: str
    variables: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Binding], ...] = ()
    boolean: bool | None = None
    triples: tuple[str, ...] = ()
    truncated: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def serialize(self, format: str) -> str:
        """The result in one of `FORMATS`; ttl is for triples, all others for rows and yes-or-no answers.

        Raises:
            QueryError: the format does not fit what the query asked for.
        """
        if format not in FORMATS:
            raise QueryError(f"SPARQL: format '{format}' is unknown. Choose one of {', '.join(FORMATS)}.")
        if (format == "ttl") != (self.form == "triples"):
            fitting = "ttl" if self.form == "triples" else ", ".join(FORMATS[:-1])
            raise QueryError(f"SPARQL: a result of this form has no format '{format}'. Choose {fitting}.")
        if format == "ttl":
            return self._turtle()
        if format == "table":
            return self._table()
        return self._json() if format == "json" else self._standard(format)

    def _turtle(self) -> str:
        triples = [quad.triple for quad in ox.parse("\n".join(self.triples), format=ox.RdfFormat.N_TRIPLES)]
        return "\n".join([turtle.header(self.prefixes), *turtle.blocks(triples, self.prefixes)])

    def _json(self) -> str:
        if self.form == "boolean":
            return json.dumps({"head": {}, "boolean": self.boolean}) + "\n"
        bindings = [{name: _standard(term) for name, term in row.items()} for row in self.rows]
        content = {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"

    def _standard(self, format: str) -> str:
        """CSV, TSV and XML by the library's own writers, which know each format's escapes."""
        if self.form == "boolean" and format in {"csv", "tsv"}:
            return f"{str(self.boolean).lower()}\n"
        formats = {
            "csv": ox.QueryResultsFormat.CSV,
            "tsv": ox.QueryResultsFormat.TSV,
            "xml": ox.QueryResultsFormat.XML,
        }
        parsed = ox.parse_query_results(self._json(), format=ox.QueryResultsFormat.JSON)
        content = parsed.serialize(format=formats[format])
        assert content is not None
        return content.decode()

    def _table(self) -> str:
        if self.form == "boolean":
            return "yes\n" if self.boolean else "no\n"
        short = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        cells = [[_cell(row.get(name), short) for name in self.variables] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(self.variables, *cells, strict=True)]
        lines = [self.variables, ["-" * width for width in widths], *cells]
        return "".join(f"{'  '.join(map(str.ljust, line, widths)).rstrip()}\n" for line in lines)


def _standard(term: Binding) -> Binding:
    """The term without the datatype that every plain text has."""
    return {key: value for key, value in term.items() if (key, value) != ("datatype", _XSD_STRING)}


def _cell(term: Binding | None, short: Mapping[str, str]) -> str:
    """What a reader sees of a term: a text without quotes, an IRI with its prefix, nothing that acts on a terminal."""
    if term is None:
        return ""
    shown = turtle.term(ox.NamedNode(term["value"]), short) if term["type"] == "uri" else term["value"]
    return _UNSEEN.sub(" ", shown)
