"""A small newsroom on a real socket, with names that would act on a page if anything let them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Evidentiality,
    Extraction,
    Label,
    Polarity,
    Span,
)
from kg.serve.settings import Settings
from kg.store import Store

EVIL = '"><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7*7 }} \u202eevil'
EVIL_ID = "e/../v%il?#<b>"
TEXT = f"ByteDance ordered chips. Huawei supplies ByteDance. ByteDance denied it. {EVIL} works with Huawei. São Tomé."
KINDS = {"bytedance": "Company", "huawei": "Company", "ascend": "Chip", EVIL_ID: "Company"}
NAMES = {"bytedance": "ByteDance", "huawei": "Huawei", "ascend": "Ascend 910B", EVIL_ID: EVIL}

Client = httpx.Client
Starter = Callable[..., "contextmanager[Client]"]


def claim(article: str, said: str, quote: str, **more: object) -> Claim:
    subject, relation, object = said.split()
    start = TEXT.index(quote)
    evidence = (Evidence(span=Span(start, start + len(quote)), quote=quote, rule="test"),)
    ends = {"subject": EntityId(subject), "object": EntityId(object)}
    return Claim(article=ArticleId(article), relation=relation, evidence=evidence, **ends, **more)  # type: ignore[arg-type]


DENIAL = claim(
    "old",
    "bytedance suppliedBy huawei",
    "ByteDance denied it.",
    polarity=Polarity.DENIED,
    evidentiality=Evidentiality.PARTY_STATEMENT,
    attribution="ByteDance",
)
CLAIMS = (
    claim("old", "bytedance suppliedBy huawei", "Huawei supplies ByteDance."),
    DENIAL,
    claim("new", "bytedance orders ascend", "ByteDance ordered chips.", actuality=Actuality.PLANNED),
    claim("new", "bytedance suppliedBy huawei", "Huawei supplies ByteDance.", confidence=0.5),
    claim("new", f"{EVIL_ID} competesWith huawei", EVIL, attribution=EVIL),
    claim("undated", "huawei develops ascend", "São Tomé."),
)
DATES = {"old": "2024-09-30", "new": "2025-01", "undated": None}


def write_news(path: Path, claims: tuple[Claim, ...] = CLAIMS) -> None:
    with Store.open(path, create=True) as store:
        for key, published in DATES.items():
            own = tuple(each for each in claims if each.article == key)
            ends = sorted({end for each in own for end in (each.subject, each.object)})
            entities = tuple(
                Entity(id=EntityId(end), kind=KINDS[end], name=NAMES[end], aliases=(Label(text=f"{NAMES[end]} Ltd"),))
                for end in ends
            )
            url = "javascript:alert(3)" if key == "new" else "https://news.example/1"
            article = Article(
                id=ArticleId(key), text=TEXT, language="en", title=f"About {EVIL}", published=published, url=url
            )
            store.replace(article, Extraction(article=article.id, entities=entities, claims=own), "test")


@pytest.fixture(scope="session")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "kg.sqlite"
    write_news(path)
    return path


@contextmanager
def serving(store: Path, **options: object) -> Iterator[Client]:
    """A client of a server that runs on a free port until the end of the block."""
    import uvicorn

    from kg.serve.app import create_app
    from kg.serve.running import listening

    settings = Settings(store=store, port=0, **options)  # type: ignore[arg-type]
    app = create_app(settings)
    with listening(settings) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        root = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with httpx.Client(base_url=root, timeout=30, trust_env=False) as client:
            yield client
        app.state.stop()
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="session")
def web(news: Path) -> Iterator[Client]:
    """The newsroom's server with a time limit of two seconds."""
    with serving(news, time_limit=2.0, origins=("https://friend.example",)) as client:
        yield client
