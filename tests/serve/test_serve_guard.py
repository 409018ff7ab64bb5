"""Who is let in: hosts, web sites, people; and when the server does not start at all."""

from __future__ import annotations

import base64
from pathlib import Path

import httpx
import pytest

from kg.errors import KgError
from kg.serve.settings import Settings

from .conftest import serving

TOKEN = "0123456789abcdef"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:9999", 200),
        ("[::1]:8080", 200),
        ("LOCALHOST", 200),
        ("evil.example", 400),
        ("127.0.0.1.evil.example", 400),
        ("127.0.0.1@evil.example", 400),
        ("192.168.1.5", 400),
        ("localhost, evil.example", 400),
    ],
)
def test_only_our_own_names_are_answered(web: httpx.Client, host: str, status: int) -> None:
    """A web site that points its name at this machine (DNS rebinding) is refused, whatever it asks."""
    for address in ("/", "/sparql?query=ASK%7B%7D", "/static/kg.css"):
        assert web.get(address, headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    ("headers", "status", "allowed"),
    [
        ({}, 200, None),
        ({"origin": "https://friend.example"}, 200, "https://friend.example"),
        ({"origin": "https://evil.example"}, 403, None),
        ({"origin": "null"}, 403, None),
        ({"origin": "https://friend.example.evil.example"}, 403, None),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403, None),
        ({"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200, None),
        ({"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, 200, None),
    ],
)
def test_scripts_of_other_sites_get_no_answer(
    web: httpx.Client, headers: dict[str, str], status: int, allowed: str | None
) -> None:
    answer = web.get("/sparql", params={"query": "ASK {}"}, headers=headers)

    assert answer.status_code == status
    assert answer.headers.get("access-control-allow-origin") == allowed


def test_our_own_page_may_ask(web: httpx.Client) -> None:
    origin = str(web.base_url).rstrip("/")

    assert web.post("/sparql", data={"query": "ASK {}"}, headers={"origin": origin}).status_code == 200


def test_a_named_site_passes_the_preflight(web: httpx.Client) -> None:
    asked = {"origin": "https://friend.example", "access-control-request-method": "POST"}
    answer = web.options("/sparql", headers=asked)

    assert answer.status_code == 204
    assert "POST" in answer.headers["access-control-allow-methods"]
    assert "Origin" in answer.headers["vary"]


def test_without_the_token_nothing_is_told(news: Path) -> None:
    basic = base64.b64encode(f"anybody:{TOKEN}".encode()).decode()
    ways = {
        "": 401,
        f"Bearer {TOKEN}": 200,
        f"Basic {basic}": 200,
        "Bearer wrong": 401,
        "Basic %%%": 401,
        f"Token {TOKEN}": 401,
    }
    with serving(news, token=TOKEN) as web:
        for address in ("/", "/sparql?query=ASK%7B%7D", "/static/kg.css", "/feed.atom"):
            found = {way: web.get(address, headers={"authorization": way} if way else {}).status_code for way in ways}
            assert found == ways
        assert web.get("/").headers["www-authenticate"].startswith("Basic")


def test_a_server_for_others_can_be_called_by_address_and_by_names_given(news: Path) -> None:
    with serving(news, host="0.0.0.0", open_network=True, names=("kg.newsroom.example",)) as web:
        hosts = {"192.168.1.5": 200, "kg.newsroom.example": 200, "evil.example": 400}
        assert {host: web.get("/claims", headers={"host": host}).status_code for host in hosts} == hosts


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example"])
def test_a_network_wants_a_token_or_an_explicit_choice(host: str) -> None:
    with pytest.raises(KgError, match="--token"):
        Settings(store=Path("kg.sqlite"), host=host)

    assert Settings(store=Path("kg.sqlite"), host=host, token=TOKEN)
    assert Settings(store=Path("kg.sqlite"), host=host, open_network=True)


@pytest.mark.parametrize("wrong", [{"token": "short"}, {"origins": ("*",)}, {"origins": ("https://a.example/path",)}])
def test_settings_that_protect_nobody_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(KgError):
        Settings(store=Path("kg.sqlite"), **wrong)  # type: ignore[arg-type]
