"""The SPARQL 1.1 Protocol, request by request, and what may not get through it."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from .conftest import serving

SELECT = "SELECT ?s WHERE { ?s kg:suppliedBy ?o } ORDER BY ?s"
ASK = "ASK { ?s kg:suppliedBy ?o }"
CONSTRUCT = "CONSTRUCT { ?s kg:suppliedBy ?o } WHERE { ?s kg:suppliedBy ?o }"
DESCRIBE = "DESCRIBE ent:bytedance"
# Every triple against every other, four times over: no machine answers that within a test
SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"
PLANNED = "https://example.org/kg/ontology#plannedGraph"
FORM = {"content-type": "application/x-www-form-urlencoded"}
DIRECT = {"content-type": "application/sparql-query"}
JSON = "application/sparql-results+json"


def get(query: str, accept: str | None = None, **more: object) -> dict:
    headers = {} if accept is None else {"accept": accept}
    return {"method": "GET", "params": {"query": query, **more}, "headers": headers}


def direct(query: str, accept: str = JSON, **params: object) -> dict:
    return {"method": "POST", "content": query, "headers": {**DIRECT, "accept": accept}, "params": params}


# name: request, status, media type of the answer (None: not looked at)
PROTOCOL = {
    "get": (get(SELECT), 200, JSON),
    "get, any form": (get(SELECT, "*/*"), 200, JSON),
    "get, json": (get(SELECT, "application/json"), 200, JSON),
    "get, xml": (get(SELECT, "application/sparql-results+xml"), 200, "application/sparql-results+xml"),
    "get, csv": (get(SELECT, "text/csv"), 200, "text/csv"),
    "get, tsv": (get(SELECT, "text/tab-separated-values"), 200, "text/tab-separated-values"),
    "q-values choose": (
        get(SELECT, "text/csv;q=0.3, application/sparql-results+xml;q=0.9"),
        200,
        "application/sparql-results+xml",
    ),
    "q=0 refuses": (get(SELECT, f"{JSON};q=0, application/json;q=0, text/csv;q=0.1"), 200, "text/csv"),
    "text/* fits csv": (get(SELECT, "text/*;q=0.5"), 200, "application/sparql-results+xml"),
    "a browser": (
        get(SELECT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
        200,
        "application/sparql-results+xml",
    ),
    "ask, json": (get(ASK, JSON), 200, JSON),
    "ask, xml": (get(ASK, "application/sparql-results+xml"), 200, "application/sparql-results+xml"),
    "construct": (get(CONSTRUCT), 200, "text/turtle"),
    "construct, turtle": (get(CONSTRUCT, "text/turtle"), 200, "text/turtle"),
    "construct, n-triples": (get(CONSTRUCT, "application/n-triples"), 200, "application/n-triples"),
    "construct, json-ld": (get(CONSTRUCT, "application/ld+json"), 200, "application/ld+json"),
    "construct, rdf/xml": (get(CONSTRUCT, "application/rdf+xml"), 200, "application/rdf+xml"),
    "describe": (get(DESCRIBE, "text/turtle"), 200, "text/turtle"),
    "unknown form": (get(SELECT, "image/png"), 406, None),
    "form of triples for rows": (get(SELECT, "text/turtle"), 406, None),
    "form of rows for triples": (get(CONSTRUCT, "text/csv"), 406, None),
    "post, form": ({"method": "POST", "data": {"query": SELECT}}, 200, JSON),
    "post, form with charset": (
        {
            "method": "POST",
            "content": "query=ASK%20%7B%7D",
            "headers": {"content-type": f"{FORM['content-type']}; charset=utf-8"},
        },
        200,
        JSON,
    ),
    "post, direct": (direct(SELECT), 200, JSON),
    "post, direct, csv": (direct(SELECT, "text/csv"), 200, "text/csv"),
    "post, wrong type": ({"method": "POST", "content": SELECT, "headers": {"content-type": "text/plain"}}, 415, None),
    "post, no type": ({"method": "POST", "content": SELECT.encode()}, 415, None),
    "post, packed": ({"method": "POST", "content": b"x", "headers": {**DIRECT, "content-encoding": "gzip"}}, 415, None),
    "post, no query": ({"method": "POST", "content": "x=1", "headers": FORM}, 400, None),
    "post, not utf-8": ({"method": "POST", "content": b"\xff\xfe", "headers": DIRECT}, 400, None),
    "two queries": ({"method": "GET", "params": [("query", ASK), ("query", SELECT)]}, 400, None),
    "empty query": (get(" "), 400, None),
    "syntax error": (get("SELECT WHERE"), 400, None),
    "not utf-8 in the address": ({"method": "GET", "raw": "/sparql?query=%ff"}, 400, None),
    "update as parameter": ({"method": "POST", "content": "update=CLEAR%20ALL", "headers": FORM}, 400, None),
    "update, direct": (
        {"method": "POST", "content": "CLEAR ALL", "headers": {"content-type": "application/sparql-update"}},
        415,
        None,
    ),
    "update as query": (get("INSERT DATA { <a:a> <a:b> <a:c> }"), 400, None),
    "load": (get("LOAD <file:///etc/passwd>"), 400, None),
    "service": (get("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"), 400, None),
    "service hidden in a comment line": (
        get("SELECT * { # '\nSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"),
        400,
        None,
    ),
    "from a file": (get("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"), 400, None),
    "foreign default graph": (get(SELECT, **{"default-graph-uri": "file:///etc/passwd"}), 400, None),
    "foreign named graph": (get(SELECT, **{"named-graph-uri": "http://evil.example/"}), 400, None),
    "our graph": (get(SELECT, **{"default-graph-uri": PLANNED}), 200, JSON),
    "our graph, direct": (direct(SELECT, **{"named-graph-uri": PLANNED}), 200, JSON),
    "put": ({"method": "PUT", "content": "x"}, 405, None),
    "delete": ({"method": "DELETE"}, 405, None),
    "options": ({"method": "OPTIONS"}, 204, None),
    "description": ({"method": "GET", "headers": {"accept": "text/turtle"}}, 200, "text/turtle"),
    "description, any form": ({"method": "GET"}, 200, "text/turtle"),
    "description, rdf/xml": (
        {"method": "GET", "headers": {"accept": "application/rdf+xml"}},
        200,
        "application/rdf+xml",
    ),
    "description, unknown form": ({"method": "GET", "headers": {"accept": "image/png"}}, 406, None),
    "editor": ({"method": "GET", "headers": {"accept": "text/html,*/*;q=0.8"}}, 200, "text/html"),
    "long address": ({"method": "GET", "params": {"query": f"ASK {{}} # {'x' * 17_000}"}}, 414, None),
    "big body": (direct(f"ASK {{}} # {'x' * (1 << 20)}"), 413, None),
}


@pytest.mark.parametrize("name", PROTOCOL)
def test_a_request_is_answered_as_the_protocol_says(web: httpx.Client, name: str) -> None:
    request, status, media = PROTOCOL[name]
    request = dict(request)

    answer = web.request(request.pop("method"), request.pop("raw", "/sparql"), **request)

    assert answer.status_code == status, answer.text
    if media is not None:
        assert answer.headers["content-type"].partition(";")[0] == media
    if status >= 400:
        assert len(answer.text.splitlines()) == 1, "a fault is told in one line"


def test_head_answers_like_get_without_a_body(web: httpx.Client) -> None:
    answer = web.head("/sparql", params={"query": ASK})

    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == web.get("/sparql", params={"query": ASK}).headers["content-type"]


def test_rows_are_those_of_the_store(web: httpx.Client) -> None:
    answer = web.get("/sparql", params={"query": SELECT}).json()

    assert [row["s"]["value"] for row in answer["results"]["bindings"]] == ["https://example.org/kg/entity/bytedance"]


def test_dataset_parameters_choose_the_graph(web: httpx.Client) -> None:
    query = "SELECT ?p WHERE { ent:bytedance ?p ent:ascend }"
    found = [
        web.get("/sparql", params={"query": query, **graph}).json()["results"]["bindings"]
        for graph in ({}, {"default-graph-uri": PLANNED}, {"named-graph-uri": PLANNED})
    ]

    assert [len(rows) > 0 for rows in found] == [False, True, False]


@pytest.mark.parametrize(
    "media", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"]
)
def test_all_forms_of_triples_say_the_same(web: httpx.Client, media: str) -> None:
    answer = web.get("/sparql", params={"query": CONSTRUCT}, headers={"accept": media})
    format = ox.RdfFormat.from_media_type(media)
    assert format is not None

    triples = {str(quad.triple) for quad in ox.parse(answer.content, format=format)}

    ent, kg = "https://example.org/kg/entity/", "https://example.org/kg/ontology#"
    assert triples == {f"<{ent}bytedance> <{kg}suppliedBy> <{ent}huawei>"}


def test_the_description_names_the_endpoint_and_our_graph(web: httpx.Client) -> None:
    answer = web.get("/sparql", headers={"accept": "application/n-triples"}).text

    assert f"<{web.base_url.join('/sparql')}>" in answer
    assert PLANNED in answer
    assert "SPARQL11Query" in answer


def test_options_names_the_methods(web: httpx.Client) -> None:
    assert web.options("/sparql").headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_a_slow_query_is_killed_at_the_time_limit(web: httpx.Client) -> None:
    start = time.monotonic()
    answer = web.get("/sparql", params={"query": SLOW})

    assert answer.status_code == 503
    assert "2 seconds" in answer.text
    assert time.monotonic() - start < 10


def test_a_body_without_length_is_cut_off(web: httpx.Client) -> None:
    def endless() -> object:
        yield b"ASK {} #"
        for _ in range(2_000):
            yield b"x" * 65_536

    try:
        answer = web.post("/sparql", content=endless(), headers=DIRECT)
    except httpx.TransportError:
        return  # the server hung up while the client was still sending
    assert answer.status_code == 413


def test_many_slow_queries_hold_up_neither_pages_nor_the_next_query(news: Path) -> None:
    with serving(news, time_limit=2.0, workers=2) as web, ThreadPoolExecutor(120) as crowd:
        asking = httpx.Client(
            base_url=web.base_url, timeout=60, limits=httpx.Limits(max_connections=None), trust_env=False
        )
        slow = [crowd.submit(asking.get, "/sparql", params={"query": SLOW}) for _ in range(120)]
        time.sleep(0.5)
        start = time.monotonic()
        page = web.get("/entity/bytedance")
        paged = time.monotonic() - start
        answers = [each.result() for each in slow]
        normal = web.get("/sparql", params={"query": ASK})
        asking.close()

    assert page.status_code == 200
    assert paged < 5
    assert {answer.status_code for answer in answers} == {503}
    assert [answer for answer in answers if "retry-after" in answer.headers]
    assert normal.json()["boolean"] is True


def test_queries_see_what_a_build_wrote(tmp_path: Path) -> None:
    from .conftest import CLAIMS, write_news

    path = tmp_path / "kg.sqlite"
    write_news(path, CLAIMS[:1])
    query = {"query": "SELECT ?claim { ?claim a kg:Claim }"}
    with serving(path) as web:
        before = len(web.get("/sparql", params=query).json()["results"]["bindings"])
        write_news(path)
        after = len(json.loads(web.get("/sparql", params=query).text)["results"]["bindings"])

    assert (before, after) == (1, len(CLAIMS))
