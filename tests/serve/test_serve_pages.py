"""Pages over a live store: what they tell, in which form, and that nothing in the news acts on them."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import feedparser
import httpx
import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import main

from .conftest import CLAIMS, DENIAL, EVIL, EVIL_ID, serving, write_news

TURTLE, JSONLD, HTML = "text/turtle", "application/ld+json", "text/html"
PAGES = [
    "/",
    "/search?q=huawei chips",
    "/search?q=script",
    "/entity/bytedance",
    f"/entity/{quote(EVIL_ID, safe='')}",
    f"/claim/{CLAIMS[4].id}",
    "/article/new",
    "/claims",
    f"/claims?source={quote(EVIL)}",
    "/path",
    f"/path?from={quote(EVIL)}&to=nobody",
    "/sparql",
    "/nothing",
]


class Elements(HTMLParser):
    """Tags with their attributes, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def browse(web: httpx.Client, address: str, accept: str = HTML) -> httpx.Response:
    return web.get(address, headers={"accept": accept})


@pytest.mark.parametrize("address", PAGES)
def test_hostile_names_stay_text(web: httpx.Client, address: str) -> None:
    answer = browse(web, address)
    page = Elements(answer.text)

    scripts = [attributes.get("src") for tag, attributes in page.tags if tag == "script"]
    assert [src for src in scripts if src is None or not src.startswith("/static/")] == []
    assert [tag for tag, attributes in page.tags if any(name.startswith("on") for name in attributes)] == []
    links = [attributes[name] or "" for _, attributes in page.tags for name in ("href", "src") if name in attributes]
    assert [link for link in links if link.lower().startswith("javascript:")] == []
    assert "img" not in {tag for tag, _ in page.tags}
    assert "49 \u202e" not in answer.text, "a name was taken for a template"


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_sent_with_a_strict_policy(web: httpx.Client, address: str) -> None:
    headers = browse(web, address).headers
    policy = headers["content-security-policy"]

    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert not re.search(r"script-src[^;]*unsafe", policy)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "address",
    ["/path?from=ByteDance&to=Huawei", "/graph?around=ByteDance", "/graph", "/timeline?of=ByteDance", "/overview"],
)
def test_drawings_allow_their_own_scripts_by_hash_alone(web: httpx.Client, address: str) -> None:
    answer = browse(web, address)

    assert answer.status_code == 200
    assert "script-src 'sha256-" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_entity_page_tells_what_the_command_tells(web: httpx.Client, news: Path) -> None:
    page = Elements(browse(web, "/entity/bytedance").text)
    told: set[tuple[str, str, str, str]] = set()
    heading: dict[str, str | None] = {}
    for tag, attributes in page.tags:
        heading = attributes if tag == "section" else heading
        if tag == "li" and "data-other" in attributes:
            key = (heading["data-status"], heading["data-relation"], heading["data-direction"])
            told.add((*map(str, key), str(attributes["data-other"])))
    command = CliRunner().invoke(main, ["claims", "--entity", "ByteDance", "--json", "--store", str(news)])
    listed = {
        (claim["status"], claim["relation"], "out", claim["object"])
        if claim["subject"] == "bytedance"
        else (claim["status"], claim["relation"], "in", claim["subject"])
        for claim in json.loads(command.stdout)
    }

    assert told == listed
    assert len(told) == 3


def test_the_entity_page_counts_claims_and_quotes_the_best(web: httpx.Client) -> None:
    html = browse(web, "/entity/bytedance").text

    assert 'data-other="huawei" data-claims="2"' in html
    assert "ByteDance denied it." in html


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (HTML, HTML),
        ("*/*", HTML),
        (TURTLE, TURTLE),
        (JSONLD, JSONLD),
        ("application/n-triples", "application/n-triples"),
        (f"{HTML};q=0.5, {TURTLE}", TURTLE),
        (f"{TURTLE};q=0.2, {JSONLD};q=0.1", TURTLE),
        ("image/png", None),
    ],
)
def test_an_entity_comes_in_the_form_asked_for(web: httpx.Client, accept: str, media: str | None) -> None:
    answer = browse(web, "/entity/bytedance", accept)

    assert answer.status_code == (406 if media is None else 200)
    if media is not None:
        assert answer.headers["content-type"].partition(";")[0] == media
        assert "Accept" in answer.headers["vary"]


def test_the_rdf_of_an_entity_is_part_of_the_export(web: httpx.Client, news: Path) -> None:
    command = CliRunner().invoke(main, ["export", "--format", "nt", "-o", "-", "--store", str(news)])
    exported = set(triples(command.stdout_bytes, ox.RdfFormat.N_TRIPLES))

    forms = {TURTLE: ox.RdfFormat.TURTLE, JSONLD: ox.RdfFormat.JSON_LD}
    found = {media: set(triples(browse(web, "/entity/bytedance", media).content, forms[media])) for media in forms}

    assert found[TURTLE] == found[JSONLD]
    assert found[TURTLE] < exported
    assert f"<https://example.org/kg/claim/{DENIAL.id}>" in " ".join(found[TURTLE])


def triples(content: bytes, format: ox.RdfFormat) -> Iterator[str]:
    return (str(quad.triple) for quad in ox.parse(io.BytesIO(content), format=format))


def test_an_id_of_any_letters_has_its_page(web: httpx.Client) -> None:
    page = Elements(browse(web, f"/entity/{quote(EVIL_ID, safe='')}").text)

    assert EVIL in page.text


def test_words_are_found_without_accents_and_before_they_are_complete(web: httpx.Client) -> None:
    assert "São Tomé." in browse(web, "/search?q=sao tom").text
    assert "Ascend 910B" in browse(web, "/search?q=asc").text
    assert "Nothing is called so" in browse(web, "/search?q=zzz").text


def test_a_whole_name_leads_to_its_entity(web: httpx.Client) -> None:
    answer = browse(web, "/search?q=byte dance")

    assert (answer.status_code, answer.headers["location"]) == (303, "/entity/bytedance")


@pytest.mark.parametrize("words", ['"', "a OR", "NEAR(", "text:x", "*", "-", "' ; DROP TABLE claim"])
def test_signs_of_the_query_language_are_only_words(web: httpx.Client, words: str) -> None:
    assert browse(web, f"/search?q={quote(words)}").status_code == 200


def test_claims_are_filtered_and_newest_first(web: httpx.Client) -> None:
    denied = browse(web, "/claims?entity=ByteDance&status=denied").text
    everything = browse(web, "/claims").text

    assert "ByteDance denied it." in denied
    assert "ordered chips" not in denied
    places = [everything.index(f"/claim/{each.id}") for each in (CLAIMS[2], DENIAL, CLAIMS[5])]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/entity/nobody", 404),
        ("/claim/nothing", 404),
        ("/article/nothing", 404),
        ("/claims?status=maybe", 400),
        ("/claims?since=tomorrow", 400),
        ("/claims?relation=likes", 400),
        ("/claims?entity=nobody", 404),
        ("/path?from=ByteDance&to=nobody", 404),
        ("/feed.atom?saved=nothing", 400),
        ("/feed.atom?saved=owners", 400),
        ("/static/../app.py", 404),
        ("/static/%2e%2e/app.py", 404),
    ],
)
def test_what_is_not_there_is_said_so(web: httpx.Client, address: str, status: int) -> None:
    assert browse(web, address).status_code == status


def test_evidence_leads_to_its_claim(web: httpx.Client) -> None:
    assert web.get(f"/evidence/{DENIAL.id}-1").headers["location"] == f"/claim/{DENIAL.id}"


@pytest.mark.parametrize(
    "address", ["/feed.atom?entity=ByteDance&status=denied", "/feed.atom?saved=denials&company=ByteDance"]
)
def test_a_newsroom_can_follow_denials(web: httpx.Client, address: str) -> None:
    answer = web.get(address)
    feed = feedparser.parse(answer.content)

    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert [(entry.id, entry.updated) for entry in feed.entries] == [
        (f"urn:kg:claim:{DENIAL.id}", "2024-09-30T00:00:00Z")
    ]
    assert feed.entries[0].summary == "ByteDance denied it."
    assert feed.entries[0].link.endswith(f"/claim/{DENIAL.id}")


def test_a_feed_of_hostile_news_is_valid_and_undated_claims_are_left_out(web: httpx.Client) -> None:
    feed = feedparser.parse(web.get("/feed.atom").content)

    assert not feed.bozo
    assert len(feed.entries) == len([each for each in CLAIMS if each.article != "undated"])
    assert [entry.updated for entry in feed.entries] == sorted((entry.updated for entry in feed.entries), reverse=True)
    assert feed.feed.updated == "2025-01-01T00:00:00Z"
    assert [link.href for entry in feed.entries for link in entry.links if link.href.startswith("javascript")] == []


def test_a_feed_that_did_not_change_is_not_sent_again(web: httpx.Client) -> None:
    tag = web.get("/feed.atom").headers["etag"]

    assert web.get("/feed.atom", headers={"if-none-match": tag}).status_code == 304


def test_pages_and_search_see_what_a_build_wrote(tmp_path: Path) -> None:
    path = tmp_path / "kg.sqlite"
    write_news(path, CLAIMS[:1])
    with serving(path) as web:
        before = [browse(web, "/entity/ascend").status_code, "Ascend" in browse(web, "/search?q=asc").text]
        write_news(path)
        after = [browse(web, "/entity/ascend").status_code, "Ascend" in browse(web, "/search?q=asc").text]

    assert (before, after) == ([404, False], [200, True])
