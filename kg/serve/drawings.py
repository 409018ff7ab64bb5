"""Drawn pages over the live store: paths, what lies around an entity, its timeline, and the whole graph."""

from __future__ import annotations

import io
import re
from itertools import islice

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.ontology.vocabulary import load_vocabulary
from kg.pages import write_graph_page, write_overview_page, write_path_page, write_timeline_page
from kg.paths import find_paths, resolve_name
from kg.serve.excerpt import excerpt_of, neighbourhood
from kg.serve.pages import Pages
from kg.serve.states import Derived
from kg.serve.templating import page
from kg.store import Store

MOST_NODES = 300
"""Entities on one drawing."""

TOLD = 2_000
"""Claims from which a timeline is drawn."""

CONTEXT = 60
"""Neighbours drawn around paths."""

_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]+)"')


def draw_paths(pages: Pages, request: Request) -> Response:
    """The paths that `kg path FROM TO` prints, drawn; a form where the address names no ends.

    Raises:
        NoPath: nothing joins the two.
        UnknownEntity: an end is no entity.
    """
    asked = request.query_params
    if not asked.get("from") or not asked.get("to"):
        return page("path", title="Paths", start=asked.get("from", ""), end=asked.get("to", ""))
    with pages.graph() as graph:
        ends = [resolve_name(graph, asked[name]) for name in ("from", "to")]
        limits = {"k": _between(asked.get("k"), 3, 10), "max_hops": _between(asked.get("hops"), 6, 10)}
        paths = find_paths(graph, pages.vocabulary, *ends, **limits)  # type: ignore[arg-type]
        passed = dict.fromkeys(entity for path in paths for entity in path.entities)
        part = neighbourhood(graph, passed, size=len(passed) + CONTEXT)
        title = " → ".join(graph.entities[end].name for end in ends)
        with io.StringIO() as stream:
            write_path_page(part, pages.vocabulary, paths, stream, title=title)
            return _drawn(stream.getvalue())


def draw_graph(pages: Pages, request: Request) -> Response:
    """What lies around one entity; without one, the entities with the most edges.

    Raises:
        UnknownEntity: no entity is called so.
    """
    asked = request.query_params
    size, hops = _between(asked.get("nodes"), 80, MOST_NODES), _between(asked.get("hops"), 1, 3)
    with pages.graph() as graph:
        around = resolve_name(graph, asked["around"]) if asked.get("around") else None
        centres = [around] if around else pages.best_known()
        part = neighbourhood(graph, [key for key in centres if key in graph.entities], size=size, hops=hops)
        title = graph.entities[around].name if around else "The entities with the most edges"
        with io.StringIO() as stream:
            write_graph_page(part, pages.vocabulary, stream, title=title, max_nodes=size, hops=hops, around=around)
            return _drawn(stream.getvalue())


def draw_timeline(pages: Pages, request: Request) -> Response:
    """The claims of one entity along time; of a hub, the newest `TOLD`.

    Raises:
        UnknownEntity: no entity is called so.
    """
    with pages.graph() as graph:
        entity = resolve_name(graph, request.query_params.get("of", ""))
        claims = list(islice(graph.newest_claims(entity), TOLD + 1))
        name = graph.entities[entity].name
        title = name if len(claims) <= TOLD else f"{name}, the newest {TOLD:,} claims"
        part = excerpt_of(graph, claims[:TOLD], [entity])
        with io.StringIO() as stream:
            write_timeline_page(part, pages.vocabulary, stream, title=title, entity=entity)
            return _drawn(stream.getvalue())


def read_whole(store: Store) -> str:
    """The page of the whole graph, folded to what fits; it reads every claim, and is kept for one state."""
    with store.view() as graph, io.StringIO() as stream:
        write_overview_page(graph, load_vocabulary(), stream, title="The whole graph")
        return stream.getvalue()


def draw_whole(whole: Derived[str]) -> Response:
    """The page of the whole graph.

    Raises:
        Coming: it is still being made.
    """
    return _drawn(whole.get())


def _drawn(html: str) -> Response:
    """The page under its own policy, which names its scripts by their hashes."""
    found = _POLICY.search(html[:4000])
    assert found is not None
    policy = f"{found[1]}; frame-ancestors 'none'"
    return HTMLResponse(html, headers={"Content-Security-Policy": policy})


def _between(word: str | None, default: int, most: int) -> int:
    return min(most, max(1, int(word))) if word and word.isdecimal() and len(word) < 6 else default
