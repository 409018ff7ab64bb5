"""The application: which address is answered by what, and how faults are told."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import AmbiguousEntity, KgError, NoPath, QueryError, StoreError, UnknownEntity
from kg.serve import drawings
from kg.serve.choice import WrongFilter
from kg.serve.editor import is_wanted, show_editor
from kg.serve.following import follow
from kg.serve.guard import Guard
from kg.serve.overview import Overview, read_overview
from kg.serve.pages import Missing, Pages
from kg.serve.pool import Busy, Pool
from kg.serve.settings import Settings
from kg.serve.sparql import answer_query
from kg.serve.states import Coming, Derived
from kg.serve.templating import page
from kg.store import Store

_STATIC = Path(__file__).with_name("static")
_STATUSES: dict[type[Exception], int] = {
    Missing: 404,
    UnknownEntity: 404,
    NoPath: 404,
    AmbiguousEntity: 300,
    WrongFilter: 400,
    Busy: 503,
    Coming: 503,
    QueryError: 400,
    StoreError: 503,
}


def create_app(settings: Settings) -> Starlette:
    """The application over the store of these settings; its start and end run the workers.

    Raises:
        StoreError: there is no such store, or it cannot be read.
    """
    with Store.open(settings.store, read_only=True):
        pass  # tells at once what is wrong with it
    overview = Derived(settings.store, read_overview, Overview.close)
    pool = Pool(settings)
    whole = Derived(settings.store, drawings.read_whole, lambda made: None)
    pages = Pages(settings.store, overview)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        overview.start()
        pool.start()
        yield
        pool.close()
        overview.close()
        whole.close()

    app = Starlette(
        routes=_routes(pages, pool, whole),
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={KgError: _fault, Missing: _fault, 404: _fault, 500: _fault},
        lifespan=lifespan,
    )
    app.state.stop = pool.stop
    return app


def _routes(pages: Pages, pool: Pool, whole: Derived[str]) -> list[BaseRoute]:
    async def sparql(request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": "GET, HEAD, POST, OPTIONS"})
        return show_editor(request) if is_wanted(request) else await answer_query(request, pool)

    async def feed(request: Request) -> Response:
        return await follow(pages, pool, request)

    def drawn(draw: Callable[[Pages, Request], Response]) -> Callable[[Request], Response]:
        return lambda request: draw(pages, request)

    return [
        Route("/", pages.index),
        Route("/search", pages.search),
        Route("/claims", pages.claims),
        Route("/path", drawn(drawings.draw_paths)),
        Route("/graph", drawn(drawings.draw_graph)),
        Route("/timeline", drawn(drawings.draw_timeline)),
        Route("/overview", lambda request: drawings.draw_whole(whole)),
        Route("/feed.atom", feed),
        Route("/sparql", sparql, methods=["GET", "POST", "OPTIONS"]),
        Route("/entity/{id:path}", pages.entity),
        Route("/claim/{id:path}", pages.claim),
        Route("/evidence/{id:path}", pages.evidence),
        Route("/article/{id:path}", pages.article),
        Mount("/static", StaticFiles(directory=_STATIC)),
    ]


async def _fault(request: Request, error: Exception) -> Response:
    """One line that says what is wrong; a fault of the server itself says no more than that."""
    status = next((code for kind, code in _STATUSES.items() if isinstance(error, kind)), None)
    if status is None:
        status = getattr(error, "status_code", 500)
        text = "There is no such page." if status == 404 else "The server failed. Its log says why."
    else:
        text = str(error)
    ways = error.candidates if isinstance(error, AmbiguousEntity | UnknownEntity) else ()
    headers = {"Retry-After": str(error.seconds)} if isinstance(error, Busy | Coming) else None
    return page("message", status=status, headers=headers, title=f"{status}", text=text, ways=ways)
