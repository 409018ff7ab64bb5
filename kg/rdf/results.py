"""What a SPARQL query found, and how it is written: table, JSON, CSV, TSV, XML; Turtle, N-Triples, JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pyoxigraph as ox

from kg.errors import QueryError
from kg.rdf import jsonld, turtle

Binding = Mapping[str, str]
"""One term: ``type``, ``value`` and perhaps ``xml:lang`` or ``datatype``, as in SPARQL Results JSON."""

ROW_FORMATS = ("table", "json", "csv", "tsv", "xml")
TRIPLE_FORMATS = ("ttl", "nt", "jsonld", "rdfxml")
FORMATS = (*ROW_FORMATS, *TRIPLE_FORMATS)

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_TSV = ox.QueryResultsFormat.TSV
# What XML allows as the name of an element; Oxigraph writes others too, and no parser reads them
_ELEMENT = re.compile(r"[A-Za-z_\u00c0-\ud7ff][\w.-]*$")
# What a terminal would obey instead of showing
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, kw_only=True)  # no slots: `rows` is kept once it was asked for
class SparqlResult:
    """Rows of a SELECT, the answer of an ASK, or the triples of a CONSTRUCT or DESCRIBE.

    `form` is ``rows``, ``boolean`` or ``triples``; `content` holds rows as SPARQL TSV and triples as lines of
    N-Triples, sorted where the query does not order them; `truncated` tells that more was found than the limit lets
    through.
    """

    form: str
    content: bytes = b""
    boolean: bool | None = None
    truncated: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)

    @property
    def variables(self) -> tuple[str, ...]:
        """The columns of the rows."""
        head = self.content.partition(b"\n")[0].decode() if self.form == "rows" else ""
        return tuple(name.removeprefix("?") for name in head.split("\t") if name)

    @cached_property
    def rows(self) -> tuple[Mapping[str, Binding], ...]:
        """The rows by name of their columns; a variable without a value is missing from its row."""
        if self.form != "rows":
            return ()
        names = self.variables
        if not names:
            return tuple({} for _ in range(self.content.count(b"\n") - 1))
        return tuple(
            {name: _binding(term) for name, term in zip(names, row, strict=True) if term is not None}
            for row in self._solutions()
        )

    @property
    def triples(self) -> tuple[str, ...]:
        """The triples as lines of N-Triples, without their line ends."""
        return tuple(self.content.decode().split("\n")[:-1]) if self.form == "triples" else ()

    def serialize(self, format: str) -> str:
        """The result in one of `FORMATS`: `TRIPLE_FORMATS` for triples, `ROW_FORMATS` for rows and yes or no.

        Raises:
            QueryError: the format does not fit what the query asked for.
        """
        if format not in FORMATS:
            raise QueryError(f"SPARQL: format '{format}' is unknown. Choose one of {', '.join(FORMATS)}.")
        fitting = TRIPLE_FORMATS if self.form == "triples" else ROW_FORMATS
        if format not in fitting:
            raise QueryError(
                f"SPARQL: a result of this form has no format '{format}'. Choose one of {', '.join(fitting)}."
            )
        if self.form == "triples":
            return self._as_triples(format)
        if format == "table":
            return self._table()
        return self._json() if format == "json" else self._standard(format)

    def _as_triples(self, format: str) -> str:
        if format == "nt":
            return self.content.decode()
        triples = [quad.triple for quad in ox.parse(self.content, format=ox.RdfFormat.N_TRIPLES)]
        if format == "jsonld":
            return jsonld.document(triples, self.prefixes)
        if format == "rdfxml":
            return rdf_xml(triples, self.prefixes)
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
        if format == "tsv":
            return self.content.decode()
        parsed = ox.parse_query_results(self._json(), format=ox.QueryResultsFormat.JSON)
        content = parsed.serialize(format=ox.QueryResultsFormat.CSV if format == "csv" else ox.QueryResultsFormat.XML)
        assert content is not None
        return content.decode()

    def _solutions(self) -> Iterator[ox.QuerySolution]:
        solutions = ox.parse_query_results(self.content, format=_TSV)
        assert isinstance(solutions, ox.QuerySolutions)
        return iter(solutions)

    def _table(self) -> str:
        if self.form == "boolean":
            return "yes\n" if self.boolean else "no\n"
        short = {namespace: prefix for prefix, namespace in self.prefixes.items()}
        cells = [[_cell(row.get(name), short) for name in self.variables] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(self.variables, *cells, strict=True)]
        lines = [self.variables, ["-" * width for width in widths], *cells]
        return "".join(f"{'  '.join(map(str.ljust, line, widths)).rstrip()}\n" for line in lines)


def rdf_xml(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> str:
    """The triples as RDF/XML.

    Raises:
        QueryError: a predicate ends in what cannot be the name of an XML element.
    """
    listed = list(triples)
    if any(not _ELEMENT.search(triple.predicate.value) for triple in listed):
        raise QueryError("SPARQL: a predicate of the result cannot be written as RDF/XML. Ask for Turtle.")
    content = ox.serialize(listed, format=ox.RdfFormat.RDF_XML, prefixes=dict(prefixes))
    assert content is not None
    return content.decode()


def _binding(term: object) -> Binding:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, ox.Literal):
        return {"type": "literal", "value": str(term)}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}


def _standard(term: Binding) -> Binding:
    """The term without the datatype that every plain text has."""
    return {key: value for key, value in term.items() if (key, value) != ("datatype", _XSD_STRING)}


def _cell(term: Binding | None, short: Mapping[str, str]) -> str:
    """What a reader sees of a term: a text without quotes, an IRI with its prefix, nothing that acts on a terminal."""
    if term is None:
        return ""
    shown = turtle.term(ox.NamedNode(term["value"]), short) if term["type"] == "uri" else term["value"]
    return _UNSEEN.sub(" ", shown)
