"""Feeds by address: claims that fit a filter, or that answer a saved question."""

from __future__ import annotations

import hashlib
from itertools import islice

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from kg.model import Claim
from kg.serve.choice import Choice, chosen_claims, newest_first, read_choice
from kg.serve.feed import ENTRIES, Feed, write_feed
from kg.serve.pages import Pages, words_of
from kg.serve.pool import Pool
from kg.serve.saved import claims_in, question_of
from kg.store import StoreGraph


async def follow(pages: Pages, pool: Pool, request: Request) -> Response:
    """The feed that the address asks for; 304 where the reader has it already.

    Raises:
        KgError: the address names what there is not, or asks what cannot be followed.
    """
    saved = request.query_params.get("saved")
    if saved is None:
        content = await to_thread.run_sync(_of_filter, pages, request)
    else:
        content = await _of_question(pages, pool, request, saved)
    tag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(content, media_type="application/atom+xml", headers={"ETag": tag})


def _of_filter(pages: Pages, request: Request) -> bytes:
    with pages.graph() as graph:
        choice = read_choice(graph, pages.vocabulary, words_of(request))
        claims = list(islice(chosen_claims(graph, choice), ENTRIES))
        feed = Feed(
            title=_title(graph, choice),
            address=choice.address("/feed.atom"),
            page=choice.address("/claims"),
            root=_root(request),
        )
        return write_feed(graph, pages.vocabulary, feed, claims)


async def _of_question(pages: Pages, pool: Pool, request: Request, name: str) -> bytes:
    def asked() -> object:
        with pages.graph() as graph:
            return question_of(graph, name, request.query_params)

    question = await to_thread.run_sync(asked)
    result = await pool.ask(question)  # type: ignore[arg-type]

    def written() -> bytes:
        with pages.graph() as graph:
            claims: list[Claim] = newest_first(graph, claims_in(graph, name, result))[:ENTRIES]
            address = f"/feed.atom?{request.url.query}"
            feed = Feed(title=f"kg: {name}", address=address, page="/sparql", root=_root(request))
            return write_feed(graph, pages.vocabulary, feed, claims)

    return await to_thread.run_sync(written)


def _title(graph: StoreGraph, choice: Choice) -> str:
    """As "kg: ByteDance, denied": what the feed is about."""
    about = graph.entities[choice.entity].name if choice.entity else "all"
    return "kg: " + ", ".join(
        [about, *(value for name, values in choice.words.items() if name != "entity" for value in values)]
    )


def _root(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers['host']}"
