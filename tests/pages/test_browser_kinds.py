"""Overview, timeline and neighbourhood pages, and what every kind of page must do, in a real Chromium."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from kg.cli import main
from kg.graph import KnowledgeGraph
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Label, Span
from kg.ontology.vocabulary import Vocabulary
from kg.pages import write_graph_page, write_overview_page, write_path_page, write_timeline_page
from kg.paths import find_paths

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
KINDS = ("graph", "around", "overview", "path", "timeline")
SET = """([id, value]) => {
    const slider = document.getElementById(id);
    slider.value = value;
    slider.dispatchEvent(new Event('input'));
}"""
SEEN = "() => [[...kg.view.nodes].sort(), [...kg.view.edges].sort(), [...kg.view.claims].sort(), kg.state.selected]"


@pytest.fixture(scope="session")
def pages(demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One file of each kind, of the same graph."""
    paths = find_paths(demo, vocabulary, EntityId("bytedance"), EntityId("ascend-910b"))
    centre = EntityId("h20")
    writers: dict[str, Callable[[io.StringIO], None]] = {
        "graph": lambda out: write_graph_page(demo, vocabulary, out, title="Graph"),
        "around": lambda out: write_graph_page(demo, vocabulary, out, title="H20", around=centre, hops=1),
        "overview": lambda out: write_overview_page(demo, vocabulary, out, title="Overview", max_nodes=30),
        "path": lambda out: write_path_page(demo, vocabulary, paths, out, title="ByteDance → Ascend 910B"),
        "timeline": lambda out: write_timeline_page(
            demo, vocabulary, out, title="ByteDance", entity=paths[0].entities[0]
        ),
    }
    folder = tmp_path_factory.mktemp("kinds")
    return {name: written(folder / f"{name}.html", write) for name, write in writers.items()}


def written(path: Path, write: Callable[[io.StringIO], None]) -> Path:
    stream = io.StringIO()
    write(stream)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def downloaded(page: Any, button: str, path: Path) -> bytes:
    with page.expect_download() as download:
        page.click(button)
    download.value.save_as(path)
    return path.read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_to_complain_about(open_page: Open, pages: dict[str, Path], kind: str, scheme: str) -> None:
    page = open_page(pages[kind], "#table=1", color_scheme=scheme)
    page.evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")

    found = page.evaluate(
        "axe.run().then(result => result.violations.map(one => [one.id, one.nodes.map(node => node.html)]))"
    )

    assert found == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_says_in_a_sentence_what_one_sees(open_page: Open, pages: dict[str, Path], kind: str) -> None:
    page = open_page(pages[kind])

    expected = {
        "graph": "ByteDance, Nvidia and Huawei have the most links.",
        "around": "H20 is linked to",
        "overview": "Nvidia, ByteDance and Huawei have the most links.",
        "path": "ByteDance depends on Ascend 910B directly.",
        "timeline": "Statements about ByteDance: ",
    }
    assert expected[kind] in page.inner_text("#standfirst")
    assert "Sources: Diário do Silício" in page.inner_text("#outlets")


@pytest.mark.parametrize("kind", KINDS)
def test_files_hold_what_is_visible(open_page: Open, pages: dict[str, Path], kind: str, tmp_path: Path) -> None:
    page = open_page(pages[kind])
    page.click("#statuses label:has(input[data-value=asserted])")

    assert downloaded(page, "#png", tmp_path / "a.png").startswith(b"\x89PNG")
    drawn = ElementTree.fromstring(downloaded(page, "#svg", tmp_path / "a.svg"))
    rows = list(csv.DictReader(io.StringIO(downloaded(page, "#csv", tmp_path / "a.csv").decode("utf-8-sig"))))

    assert drawn.tag.endswith("svg")
    assert page.inner_text("h1") in "".join(drawn.itertext())
    assert len(rows) == page.evaluate("kg.view.claims.size")
    assert "asserted" not in {row["status"] for row in rows}


def test_svg_draws_every_visible_node_and_name(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["graph"], viewport={"width": 1280, "height": 800})
    text = page.evaluate("kg.svgText()")
    words = "".join(ElementTree.fromstring(text.split("\n", 1)[1]).itertext())

    assert all(name in words for name in ("ByteDance", "Nvidia", "Ascend", "denied"))
    assert "NaN" not in text
    assert "undefined" not in text
    assert text.count("<path") > page.evaluate("kg.view.nodes.size + kg.view.edges.size")


@pytest.mark.parametrize("kind", KINDS)
def test_address_restores_both_bounds_of_time_and_the_filters(
    open_page: Open, pages: dict[str, Path], kind: str
) -> None:
    page = open_page(pages[kind])
    page.evaluate(SET, ["since", 1])
    page.evaluate(SET, ["until", 2])
    page.click("#statuses label:has(input[data-value=asserted])")
    hash = page.evaluate("location.hash")

    other = open_page(pages[kind], hash)

    assert "since=" in hash
    assert other.evaluate(SEEN) == page.evaluate(SEEN)


def test_slider_leaves_out_what_is_earlier_and_what_is_later(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["graph"])
    page.evaluate(SET, ["since", 1])
    page.evaluate(SET, ["until", 2])

    seen = page.evaluate("[...new Set([...kg.view.claims].map(i => kg.page.articles[kg.page.claims[i].article].id))]")
    assert sorted(seen) == ["a1", "a5", "a7"]
    page.evaluate(SET, ["since", 5])
    assert page.evaluate("kg.state.since") == 2


def test_overview_folds_and_says_so(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["overview"])

    assert "of 57 entities by name, ranked by number of neighbours" in page.inner_text("#deck")
    group = page.evaluate("[...kg.view.nodes].find(id => id.startsWith('n:*Chip'))")
    page.evaluate("id => kg.select(id)", group)
    assert "more)" in page.inner_text("#panel h2")
    assert page.locator("#panel .list li").count() >= 2
    assert page.locator("#panel blockquote").count() >= 1


def test_no_path_leads_through_a_group(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["overview"])

    found = page.evaluate(
        """() => {
            const names = [...kg.view.nodes];
            const paths = names.flatMap(a => names.flatMap(b => kg.search(a, b, { planned: true, undirected: true })));
            return [paths.length, paths.flat().filter(hop => (hop.from + hop.to).includes('*')).length];
        }"""
    )

    assert found[0] > 0
    assert found[1] == 0


def test_group_is_named_in_the_language_of_the_reader(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["overview"], locale="pt-BR")
    page.evaluate("kg.select([...kg.view.nodes].find(id => id.startsWith('n:*Chip')))")

    assert "(mais " in page.inner_text("#panel h2")


def test_timeline_draws_one_mark_for_each_day_and_status(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["timeline"])

    assert page.evaluate("kg.marks().flatMap(mark => mark.claims).length") == page.evaluate("kg.view.claims.size")
    assert {mark["status"] for mark in page.evaluate("kg.marks()")} == {"asserted", "planned", "denied", "ended"}
    assert page.locator("#graph svg path").count() > page.locator("#graph .hit").count() > 15


def test_click_on_a_mark_tells_its_sentence_and_the_history(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["timeline"])
    mark = page.evaluate("kg.marks().find(mark => mark.status === 'denied').id")
    page.locator(f"[data-mark='{mark}']").click()

    assert "called reports on the chip inaccurate" in page.inner_text("#panel blockquote >> nth=0")
    assert page.locator("#panel .claim[data-status=planned]").count() == 1
    assert f"sel={mark}" in page.url


def test_change_of_status_is_listed_but_not_what_one_article_says_at_once(
    open_page: Open, pages: dict[str, Path], demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    changes = "kg.changes().map(change => [change.before, change.now]).sort()"
    assert open_page(pages["timeline"]).evaluate(changes) == []
    file = written(
        tmp_path / "h20.html",
        lambda out: write_timeline_page(demo, vocabulary, out, title="H20", entity=EntityId("h20")),
    )

    page = open_page(file)

    assert page.evaluate(changes) == [["asserted", "ended"], ["asserted", "planned"]]
    page.locator("#panel .change button").first.click()
    assert page.locator("#panel .claim").count() == 2


def test_claim_of_an_undated_article_stands_before_the_axis(
    open_page: Open, demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    file = written(
        tmp_path / "tsmc.html",
        lambda out: write_timeline_page(demo, vocabulary, out, title="TSMC", entity=EntityId("tsmc")),
    )
    page = open_page(file)

    marks = page.evaluate("kg.marks()")
    dated, undated = [one["x"] for one in marks if one["date"]], [one["x"] for one in marks if not one["date"]]
    assert dated
    assert len(undated) > 2
    assert max(undated) < min(dated)
    assert "no date" in page.text_content("#graph svg")
    assert "NaN" not in page.evaluate("kg.svgText()")


def test_keys_walk_the_timeline(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["timeline"])
    page.focus("#graph")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("kg.state.selected")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("kg.state.selected")

    assert first is not None
    assert second not in (None, first)
    assert "ByteDance" in page.inner_text("#say")
    page.keyboard.press("Escape")
    assert page.evaluate("kg.state.selected") is None


def test_rows_go_by_relation_or_by_status(open_page: Open, pages: dict[str, Path]) -> None:
    page = open_page(pages["timeline"])
    assert "orders …" in page.text_content("#graph svg")

    page.select_option("#lanes", "status")

    assert "Denied" in page.text_content("#graph svg")
    assert "lanes=status" in page.url


def test_neighbourhood_says_out_of_how_many(
    open_page: Open, demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    file = written(
        tmp_path / "near.html",
        lambda out: write_graph_page(
            demo, vocabulary, out, title="Nvidia", around=EntityId("nvidia"), hops=2, max_nodes=10
        ),
    )
    page = open_page(file)

    assert "Shown: 10 of 31 entities, the nearest with the most claims." in page.inner_text("#deck")
    page.evaluate("kg.select('n:nvidia')")
    page.click("#expand")
    assert page.evaluate("kg.view.nodes.size") > 10


@pytest.mark.parametrize("kind", ["overview", "timeline"])
@pytest.mark.parametrize("width", [390, 768])
def test_narrow_window_needs_no_sideways_scrolling(
    open_page: Open, pages: dict[str, Path], kind: str, width: int
) -> None:
    page = open_page(pages[kind], viewport={"width": width, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"


@pytest.mark.slow
def test_path_page_answers_as_the_command_does(open_page: Open, tmp_path: Path) -> None:
    """Hops, claims and their order, from the store to the page."""
    store, html = ("--store", str(tmp_path / "kg.sqlite")), tmp_path / "path.html"
    run("build", str(EXAMPLES), *store)
    told = json.loads(run("path", "ByteDance", "Ascend 910B", "--html", str(html), "--json", *store))
    page = open_page(html)

    hops = "hops => hops.map(hop => [hop.from, hop.to, hop.claims.map(i => kg.page.claims[i].id)])"
    shown = page.evaluate(f"kg.page.paths.map({hops})")
    page.click("#find")
    found = page.evaluate(f"kg.paths().map({hops})")

    expected = [
        [[f"n:{hop['source']}", f"n:{hop['target']}", [one["id"] for one in hop["claims"]]] for hop in path["hops"]]
        for path in told["paths"]
    ]
    assert len(expected) > 1
    assert shown == expected
    assert found == expected


def run(*arguments: str) -> str:
    done = CliRunner().invoke(main, [*arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


HOSTILE = """</script><script>window.__xss=1</script><img src=x onerror="window.__xss=1">' " href=x {name} $& <!--"""


def hostile_crowd() -> KnowledgeGraph:
    """Twenty entities whose every text is hostile, each linked to the first."""
    graph = KnowledgeGraph()
    ids = [EntityId(f"{HOSTILE}{index}") for index in range(18)] + [EntityId("__proto__"), EntityId("*Chip/")]
    article = Article(
        id=ArticleId(HOSTILE), text="", language=HOSTILE, title=HOSTILE, outlet=HOSTILE, url="javascript:1"
    )
    graph.add_article(article)
    for name in ids:
        graph.add_entity(Entity(id=name, kind=HOSTILE, name=f"{HOSTILE} {name}", aliases=(Label(text=HOSTILE),)))
    evidence = (Evidence(span=Span(0, len(HOSTILE)), quote=HOSTILE, rule="r", subject=Span(0, 9)),)
    for name in ids[1:]:
        graph.add_claim(
            Claim(
                article=article.id,
                subject=ids[0],
                relation=HOSTILE,
                object=name,
                attribution=HOSTILE,
                evidence=evidence,
            )
        )
    return graph


@pytest.mark.parametrize("kind", ["overview", "timeline"])
def test_hostile_text_stays_text(open_page: Open, vocabulary: Vocabulary, kind: str, tmp_path: Path) -> None:
    graph = hostile_crowd()
    writers: dict[str, Callable[[io.StringIO], None]] = {
        "overview": lambda out: write_overview_page(graph, vocabulary, out, title=HOSTILE, max_nodes=5),
        "timeline": lambda out: write_timeline_page(
            graph, vocabulary, out, title=HOSTILE, entity=EntityId(f"{HOSTILE}0")
        ),
    }
    page = open_page(written(tmp_path / "hostile.html", writers[kind]), "#table=1")
    for thing in page.evaluate("[...kg.view.nodes, ...kg.view.edges]"):
        page.evaluate("id => kg.select(id)", thing)
        page.locator("#panel h2:not(.unseen)").first.hover(timeout=5000)
    assert HOSTILE in page.inner_text("#panel")
    svg = page.evaluate("kg.svgText()")

    ElementTree.fromstring(svg.split("\n", 1)[1])
    assert page.evaluate("window.__xss") is None
    assert page.inner_text("h1") == HOSTILE
    assert page.locator("img").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0


@pytest.mark.slow
@pytest.mark.parametrize(("nodes", "budget"), [(300, 1.5), (1000, 2.0)])
def test_page_opens_and_filters_within_its_budget(
    open_page: Open, vocabulary: Vocabulary, nodes: int, budget: float, tmp_path: Path
) -> None:
    """Processor seconds of the page's own thread, so that a busy machine does not count."""
    graph = KnowledgeGraph()
    names = [EntityId(f"e{index}") for index in range(nodes)]
    for name in names:
        graph.add_entity(Entity(id=name, kind="Company", name=f"Company {name}"))
    for index in range(2 * nodes):
        subject, object = names[index % nodes], names[index * index % 97]
        relation = "owns" if index % 2 else "suppliedBy"
        if subject != object:
            graph.add_claim(Claim(article=ArticleId("a"), subject=subject, relation=relation, object=object))
    file = written(
        tmp_path / "many.html", lambda out: write_graph_page(graph, vocabulary, out, title="Many", max_nodes=nodes)
    )
    page = open_page(file)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        page.wait_for_timeout(400)
        found = session.send("Performance.getMetrics")["metrics"]
        return float(next(one["value"] for one in found if one["name"] == "TaskDuration"))

    before = worked()
    page.evaluate("document.querySelector('#relations input[data-value=owns]').click()")

    assert before < budget
    assert worked() - before < 0.4
    assert file.stat().st_size < 600_000 + 1_000 * nodes


def test_page_of_too_many_claims_draws_the_strongest_lines_and_says_so(
    open_page: Open, demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.pages.page._MOST_CLAIMS", 20)
    monkeypatch.setattr("kg.pages.overview._LINES_PER_NODE", 1)
    page = open_page(
        written(tmp_path / "thin.html", lambda out: write_graph_page(demo, vocabulary, out, title="T", max_nodes=15))
    )

    assert "Lines shown: 15 of " in page.inner_text("#deck")
    assert not page.is_visible("#period")
    page.evaluate("kg.select('nvidia/develops/h20/asserted')")
    assert page.inner_text("#sample") == "1 of 2 claims are cited here, the best of each line."
    page.fill("#from", "ByteDance")
    page.fill("#to", "H20")
    page.click("#find")
    assert "“kg path” searches all" in page.inner_text("#cut")
