from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kg.graph import KnowledgeGraph
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Label, Span
from kg.ontology.vocabulary import Vocabulary
from kg.pages import write_graph_page, write_path_page
from kg.paths import find_paths

HOSTILE = (
    """</script><script>window.__xss=1</script><img src=x onerror="window.__xss=1"><!--<script>'" href=javascript:"""
)


def page_text(graph: KnowledgeGraph, vocabulary: Vocabulary, **options: object) -> str:
    stream = io.StringIO()
    write_graph_page(graph, vocabulary, stream, **({"title": "A graph"} | options))  # type: ignore[arg-type]
    return stream.getvalue()


def carried(html: str, name: str) -> object:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def hostile_graph() -> KnowledgeGraph:
    """Every text that comes from outside tries to break out of the page."""
    graph = KnowledgeGraph()
    ids = [EntityId(f"{HOSTILE}{i}") for i in range(2)] + [EntityId("__proto__"), EntityId("constructor")]
    for name in ids:
        aliases = (Label(text=f"alias {HOSTILE}"),)
        graph.add_entity(Entity(id=name, kind=HOSTILE, name=f"{HOSTILE} {name}", aliases=aliases, same_as=(HOSTILE,)))
    graph.add_article(
        Article(
            id=ArticleId(HOSTILE), text="", language=HOSTILE, title=HOSTILE, outlet=HOSTILE, published=HOSTILE,
            url="javascript:window.__xss=1//",
        )
    )  # fmt: skip
    quote = f"{HOSTILE} \ud800 end"
    claim = Claim(
        article=ArticleId(HOSTILE),
        subject=ids[0],
        relation=HOSTILE,
        object=ids[1],
        attribution=HOSTILE,
        evidence=(Evidence(span=Span(0, len(quote)), quote=quote, rule="r", subject=Span(0, 9), object=Span(9, 20)),),
    )
    graph.add_claim(claim)
    graph.add_claim(replace(claim, subject=ids[2], object=ids[3]))
    graph.add_claim(replace(claim, subject=ids[2], object=ids[0], relation="uses"))
    return graph


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attrs)))


def test_same_graph_gives_the_same_bytes(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    assert page_text(demo, vocabulary) == page_text(demo, vocabulary)


def test_page_needs_nothing_from_anywhere(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    tags = Tags()
    tags.feed(page_text(demo, vocabulary))

    assert [tag for tag, attributes in tags.opened if {"src", "href"} & attributes.keys()] == []
    assert not {"link", "img", "iframe", "object", "base"} & {tag for tag, _ in tags.opened}


def test_no_request_is_allowed_and_no_script_but_our_two(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    html = page_text(demo, vocabulary)
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)

    assert html.startswith("<!doctype html>")
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert policy[1].count("sha256-") == 3


def test_hostile_text_adds_no_tag(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    calm, hostile = Tags(), Tags()
    calm.feed(page_text(demo, vocabulary))
    hostile.feed(page_text(hostile_graph(), vocabulary, title=HOSTILE))

    assert [tag for tag, _ in hostile.opened] == [tag for tag, _ in calm.opened]


def test_half_a_surrogate_pair_does_not_lose_the_page(vocabulary: Vocabulary) -> None:
    assert "? end" in page_text(hostile_graph(), vocabulary).encode("utf-8").decode("utf-8")


def test_cut_page_says_out_of_how_many(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    meta = carried(page_text(demo, vocabulary, max_nodes=10), "page-data")

    assert isinstance(meta, dict)
    assert (meta["shown"], meta["total"]) == (10, len(demo.entities))


def test_size_stays_within_what_is_promised(demo_page: Path, demo: KnowledgeGraph) -> None:
    """vis-network is 469 kB, our script and style 80 kB, labels 5 kB; a claim with its quote is about 0.5 kB."""
    assert demo_page.stat().st_size < 565_000 + 1_000 * len(demo.entities)


def test_script_parts_cannot_end_their_own_element() -> None:
    from kg.pages.page import _app_script, _vis_script

    for script in (_app_script("graph"), _app_script("timeline"), _vis_script()):
        assert not re.search(r"</script|<!--|\r", script, re.IGNORECASE)


def test_path_page_carries_the_hops_in_order(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    paths = find_paths(demo, vocabulary, EntityId("bytedance"), EntityId("ascend-910b"))
    stream = io.StringIO()
    write_path_page(demo, vocabulary, paths, stream, title="Path")
    meta = carried(stream.getvalue(), "page-data")

    assert isinstance(meta, dict)
    told = [["n:bytedance", *(hop["to"] for hop in hops)] for hops in meta["paths"]]
    assert told == [[f"n:{entity}" for entity in path.entities] for path in paths]
    assert all(hop["claims"] for hops in meta["paths"] for hop in hops)


def test_path_page_without_a_path_is_a_mistake(demo: KnowledgeGraph, vocabulary: Vocabulary) -> None:
    with pytest.raises(ValueError, match="at least one path"):
        write_path_page(demo, vocabulary, [], io.StringIO(), title="Path")
