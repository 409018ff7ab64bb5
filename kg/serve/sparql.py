"""The SPARQL 1.1 Protocol, for queries: how a request asks, and in which form it is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.errors import KgError, QueryError, QueryLimit
from kg.rdf.namespaces import PLANNED_GRAPH
from kg.rdf.results import SparqlResult
from kg.rdf.service import service_description
from kg.serve.negotiation import preferred
from kg.serve.pool import Busy, Pool, Question
from kg.serve.states import Coming

LONGEST_BODY = 1 << 20
"""Bytes of a query sent by POST."""

Offers = Mapping[str, Sequence[str]]

ROWS: Offers = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
TRIPLES: Offers = {
    "ttl": ("text/turtle",),
    "nt": ("application/n-triples",),
    "jsonld": ("application/ld+json", "application/json"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
}
_FORM, _DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
_GRAPHS = {"default-graph-uri": "default_graph", "named-graph-uri": "named_graphs"}
_ACCEPT_POST = {"Accept-Post": f"{_DIRECT}, {_FORM}"}
Pairs = list[tuple[str, str]]


class Refused(Exception):
    """The request cannot be answered; `status` and `reason` say why."""

    def __init__(self, status: int, reason: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.headers = dict(headers or {})


async def answer_query(request: Request, pool: Pool) -> Response:
    """The answer to a request at the endpoint; all that is wrong with it becomes one line of plain text."""
    try:
        question = await _question(request)
        if question is None:
            return _description(request)
        accept = _accept(request.headers)
        if preferred(accept, ROWS) is None and preferred(accept, TRIPLES) is None:
            raise _not_acceptable({**ROWS, **TRIPLES})
        return _written(await pool.ask(question), accept)
    except Refused as refused:
        return PlainTextResponse(f"{refused.reason}\n", refused.status, refused.headers)
    except KgError as error:
        status, headers = _fault(error)
        return PlainTextResponse(f"{error}\n", status, headers)


def typed(content: str, media: str, headers: Mapping[str, str] | None = None) -> Response:
    """The content under its media type; what depends on Accept says so."""
    return Response(content, media_type=media, headers={"Vary": "Accept", **(headers or {})})


async def _question(request: Request) -> Question | None:
    """None where a GET asks nothing: it wants to know what the endpoint can do.

    Raises:
        Refused: the request does not follow the protocol.
    """
    if request.method != "POST":
        pairs = _pairs(request.url.query)
        return _read(pairs) if any(name in {"query", "update"} for name, _ in pairs) else None
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in {_FORM, _DIRECT} or _is_packed(request.headers):
        raise Refused(415, f"Send the query as {_DIRECT} or as {_FORM}, not packed.", _ACCEPT_POST)
    body = await _body(request)
    if media == _FORM:
        return _read(_pairs(body))
    return _read([("query", body), *(pair for pair in _pairs(request.url.query) if pair[0] != "query")])


def _is_packed(headers: Headers) -> bool:
    return headers.get("content-encoding", "identity").lower() != "identity"


async def _body(request: Request) -> str:
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > LONGEST_BODY:
        raise _too_long()
    content = bytearray()
    async for piece in request.stream():
        content += piece
        if len(content) > LONGEST_BODY:
            raise _too_long()
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise Refused(400, "The query is not UTF-8 text.") from None


def _too_long() -> Refused:
    return Refused(413, f"The query is longer than {LONGEST_BODY} bytes.", {"Connection": "close"})


def _pairs(text: str) -> Pairs:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=100, errors="strict")
    except ValueError:
        raise Refused(400, "The parameters are not written as a form in UTF-8, or they are too many.") from None


def _read(pairs: Pairs) -> Question:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise Refused(400, "Updates are not allowed, this endpoint only reads. Send a query.")
    if len(queries) != 1:
        raise Refused(400, f"Send the parameter 'query' once, not {len(queries)} times.")
    if not queries[0].strip():
        raise Refused(400, "The query is empty.")
    return Question(text=queries[0], dataset=_dataset(pairs))


def _dataset(pairs: Pairs) -> dict[str, list[str]]:
    """Where one of the two is named, the other is empty (SPARQL 1.1 Protocol, section 2.1.4)."""
    named: dict[str, list[str]] = {}
    for name, value in pairs:
        if name in _GRAPHS:
            if value != PLANNED_GRAPH.value:
                raise Refused(400, f"{name}: this server has one graph with a name, {PLANNED_GRAPH.value}.")
            named.setdefault(_GRAPHS[name], []).append(value)
    return {role: named.get(role, []) for role in _GRAPHS.values()} if named else {}


def _written(result: SparqlResult, accept: str | None) -> Response:
    offers = TRIPLES if result.form == "triples" else ROWS
    chosen = preferred(accept, offers)
    if chosen is None:
        raise _not_acceptable(offers)
    headers = {"Kg-Truncated": "true"} if result.truncated else {}
    return typed(result.serialize(chosen), offers[chosen][0], headers)


def _description(request: Request) -> Response:
    chosen = preferred(_accept(request.headers), TRIPLES)
    if chosen is None:
        raise _not_acceptable(TRIPLES)
    endpoint = f"{request.url.scheme}://{request.headers['host']}{request.url.path}"
    return typed(service_description(endpoint, chosen), TRIPLES[chosen][0])


def _accept(headers: Headers) -> str | None:
    return ",".join(headers.getlist("accept")) or None


def _not_acceptable(offers: Offers) -> Refused:
    return Refused(406, f"Accept names no form on offer: {', '.join(types[0] for types in offers.values())}.")


def _fault(error: KgError) -> tuple[int, dict[str, str]]:
    if isinstance(error, Busy | Coming):
        return 503, {"Retry-After": str(error.seconds)}
    if isinstance(error, QueryLimit):
        return 503, {}
    return (400 if isinstance(error, QueryError) else 500), {}
