"""What a reader sees and does, in a real Chromium that is offline."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from kg.errors import NoPath
from kg.graph import KnowledgeGraph
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Label, Span, Status
from kg.ontology.vocabulary import Vocabulary
from kg.pages import write_graph_page, write_path_page
from kg.paths import Path as KgPath
from kg.paths import find_paths

pytestmark = pytest.mark.browser
Open = Callable[..., Any]

COLOURS = """() => {
    const canvas = document.querySelector('#graph canvas');
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3] === 255) colours.add(pixels.slice(i, i + 3).join());
    return colours.size;
}"""
# Where the middle of a node or a line stands in the window.
NODE_AT = """id => {
    const at = network.canvasToDOM(network.getPositions([id])[id]);
    const box = document.getElementById('graph').getBoundingClientRect();
    return [box.x + at.x, box.y + at.y];
}"""
# A place on the line that no name covers.
EDGE_AT = """id => {
    const holds = (box, at) => at.x >= box[0] && at.x <= box[2] && at.y >= box[1] && at.y <= box[3];
    const covered = at => kg.labels().some(({ box }) => holds(box, at));
    const points = [0.5, 0.6, 0.7, 0.75, 0.4, 0.3].map(share => network.body.edges[id].edgeType.getPoint(share));
    const at = network.canvasToDOM(points.find(point => !covered(point)));
    const box = document.getElementById('graph').getBoundingClientRect();
    return [box.x + at.x, box.y + at.y];
}"""
LABEL_OVERLAPS = """() => {
    const boxes = kg.labels().map(label => label.box);
    const touch = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
    return boxes.filter((a, i) => boxes.slice(i + 1).some(b => touch(a, b))).length;
}"""
FIND_ALL = """([pairs, planned]) => pairs.map(([from, to]) => kg.search(from, to, { planned, undirected: false })
    .map(hops => hops.map(hop => [hop.from, hop.to, hop.claims.map(i => kg.page.claims[i].id)])))"""
FOUND = "() => kg.paths().map(hops => hops.map(hop => [hop.from, hop.to, hop.claims.map(i => kg.page.claims[i].id)]))"
SEEN = "() => [[...kg.view.nodes].sort(), [...kg.view.edges].sort(), kg.state.selected]"


def visible_nodes(page: Any) -> set[str]:
    return set(page.evaluate("[...kg.view.nodes]"))


def told(paths: Sequence[KgPath]) -> list[list[list[Any]]]:
    return [
        [[f"n:{hop.source}", f"n:{hop.target}", [claim.id for claim in hop.claims]] for hop in path.hops]
        for path in paths
    ]


def search_paths(page: Any, start: str, end: str) -> Any:
    page.fill("#from", start)
    page.fill("#to", end)
    page.click("#find")
    return page.evaluate(FOUND)


def saved(graph: KnowledgeGraph, vocabulary: Vocabulary, path: Path, title: str = "Page", **options: Any) -> Path:
    stream = io.StringIO()
    write_graph_page(graph, vocabulary, stream, title=title, **options)
    path.write_text(stream.getvalue(), encoding="utf-8")
    return path


def test_graph_is_drawn_with_names_that_do_not_overlap(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page, viewport={"width": 1280, "height": 800})

    assert page.evaluate(COLOURS) > 8
    assert page.evaluate("kg.labels().length") > 45
    assert page.evaluate(LABEL_OVERLAPS) == 0
    assert "57 entities, 102 claims from 7 articles" in page.inner_text("#deck")


def test_click_on_a_line_shows_its_quote_with_both_names_marked(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.mouse.click(*page.evaluate(EDGE_AT, "deepseek-v3/trainedOn/h800/asserted"))

    assert "DeepSeek V3 was trained on 2,048 H800 cards." in page.inner_text("#panel blockquote")
    assert page.inner_text("#panel mark.s") == "DeepSeek V3"
    assert page.inner_text("#panel mark.o") == "H800"
    assert page.inner_text("#panel .facts") == "2,048"
    assert page.get_attribute("#panel .source a", "href") == "https://news.example/a2"
    assert "The Fab Letter, 18 Oct 2023" in page.inner_text("#panel .source")


def test_click_on_a_node_shows_all_its_claims(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.mouse.click(*page.evaluate(NODE_AT, "n:sophgo"))

    assert page.inner_text("#panel h2") == "Sophgo"
    assert page.locator("#panel .claim[data-status=denied]").count() == 1
    assert page.locator("#panel .claim").count() == 2


def test_denial_is_told_beside_the_plan_it_denies(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page, "#sel=bytedance/develops/seedchip/planned")

    assert page.locator("#panel .claim").evaluate_all("all => all.map(one => one.dataset.status)") == [
        "planned",
        "denied",
    ]


def test_class_filter_hides_nodes_and_their_lines(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    assert "n:h20" in visible_nodes(page)

    page.click("#kinds label:has(input[data-value=Chip])")

    assert "n:h20" not in visible_nodes(page)
    assert page.evaluate("network.body.nodes['n:h20']") is None
    assert not [edge for edge in page.evaluate("[...kg.view.edges]") if "h20" in edge.split("/")]


def test_status_relation_and_source_filters_take_claims_away(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.click("#statuses label:has(input[data-value=denied])")
    page.click("summary:has-text('Relations')")
    page.uncheck("#relations input[data-value=basedIn]")
    page.click("summary:has-text('Sources')")
    page.uncheck("#sources input[data-value=a7]")

    left = page.evaluate("[...kg.view.claims].map(i => [kg.page.claims[i].status, kg.page.claims[i].relation])")
    assert "denied" not in {status for status, _ in left}
    assert "basedIn" not in {relation for _, relation in left}
    assert "n:grok-3" not in visible_nodes(page)


def test_time_slider_keeps_undated_articles(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.evaluate(
        "() => { const s = document.getElementById('until'); s.value = 0; s.dispatchEvent(new Event('input')); }"
    )

    articles = page.evaluate(
        "[...new Set([...kg.view.claims].map(i => kg.page.articles[kg.page.claims[i].article].id))]"
    )
    assert sorted(articles) == ["a2", "a7"]
    assert "1 undated, always shown" in page.inner_text("#until-date")


def test_search_by_alias_in_any_case_selects_the_entity(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.fill("#search", "DONA DO TIKTOK")

    assert page.evaluate("kg.state.selected") == "n:bytedance"
    assert page.inner_text("#panel h2") == "ByteDance"
    assert "ByteDance" in page.inner_text("#say")


@pytest.mark.parametrize("planned", [False, True])
def test_path_finder_finds_what_the_command_finds(
    open_page: Open, demo_page: Path, demo: KnowledgeGraph, vocabulary: Vocabulary, planned: bool
) -> None:
    """All pairs of entities, claims and order included, with and without plans."""
    page = open_page(demo_page)
    statuses = (Status.ASSERTED, Status.PLANNED) if planned else (Status.ASSERTED,)
    pairs = [(start, end) for start in sorted(demo.entities) for end in sorted(demo.entities)[1::5] if start != end]

    found = page.evaluate(FIND_ALL, [[[f"n:{start}", f"n:{end}"] for start, end in pairs], planned])

    for (start, end), paths in zip(pairs, found, strict=True):
        try:
            expected = told(find_paths(demo, vocabulary, start, end, statuses=statuses))
        except NoPath:
            expected = []
        assert paths == expected, (start, end)
    assert sum(map(len, found)) > 20


def test_path_form_lists_the_hops_with_their_quotes(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)

    assert len(search_paths(page, "dona do tiktok", "910b")) == 3

    assert page.inner_text("#panel h2") == "ByteDance to Ascend 910B"
    assert "Huawei turned to SMIC instead." in page.inner_text("#panel")


def test_path_over_any_link_is_the_undirected_one(
    open_page: Open, demo_page: Path, demo: KnowledgeGraph, vocabulary: Vocabulary
) -> None:
    page = open_page(demo_page)
    assert search_paths(page, "Japan", "IBM") == []
    assert page.locator("#no-path").count() == 1

    page.check("#undirected")

    expected = find_paths(demo, vocabulary, EntityId("japan"), EntityId("ibm"), undirected=True)
    assert page.evaluate(FOUND) == told(expected)


def test_filtered_claims_carry_no_path(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    assert search_paths(page, "Grok 3", "H100")

    page.click("summary:has-text('Relations')")
    page.uncheck("#relations input[data-value=trainedOn]")

    assert page.evaluate(FOUND) == []
    assert page.locator("#no-path").count() == 1


def test_address_restores_the_view(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.click("#kinds label:has(input[data-value=Country])")
    page.click("#statuses label:has(input[data-value=ended])")
    page.evaluate(
        "() => { const s = document.getElementById('until'); s.value = 3; s.dispatchEvent(new Event('input')); }"
    )
    page.evaluate("kg.select('n:huawei')")
    hash = page.evaluate("location.hash")

    other = open_page(demo_page, hash)

    assert other.evaluate(SEEN) == page.evaluate(SEEN)
    assert other.inner_text("#panel h2") == "Huawei"
    assert not other.is_checked("#kinds input[data-value=Country]")


def test_made_up_address_is_harmless(open_page: Open, demo_page: Path) -> None:
    page = open_page(
        demo_page, "#sel=n:nobody&x=__proto__&until=zzz&from=a&to=b&lang=__proto__&theme=<b>&k=constructor"
    )

    assert page.evaluate("kg.state.selected") is None
    assert len(visible_nodes(page)) == 57


def test_expanding_a_node_brings_the_neighbours_the_page_carries(
    open_page: Open, demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    page = open_page(saved(demo, vocabulary, tmp_path / "cut.html", max_nodes=4))
    assert "Shown: 4 of 57 entities, ranked by number of claims." in page.inner_text("#deck")
    page.evaluate("kg.select('n:bytedance')")

    page.click("#expand")

    assert len(visible_nodes(page)) > 4
    page.click("#collapse")
    assert len(visible_nodes(page)) == 4


def test_keys_walk_from_node_to_node_and_along_lines(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.focus("#graph")
    page.keyboard.press("ArrowRight")
    first = page.evaluate("kg.state.selected")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("kg.state.selected")
    page.keyboard.press("e")

    assert first == "n:bytedance"
    assert second not in (None, first)
    assert page.evaluate("kg.state.selected").count("/") == 3
    page.keyboard.press("Escape")
    assert page.evaluate("kg.state.selected") is None
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_table_lists_every_visible_claim(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.click("#ledger > summary")
    page.locator("#table tbody tr").first.wait_for()
    assert page.locator("#table tbody tr").count() == 102

    page.click("#statuses label:has(input[data-value=asserted])")

    assert page.locator("#table tbody tr").count() == 16


@pytest.mark.parametrize(
    ("locale", "lang", "find"),
    [("pt-BR", "pt", "Achar caminhos"), ("es-MX", "es", "Buscar caminos"), ("de-DE", "en", "Find paths")],
)
def test_page_speaks_the_language_of_the_browser(
    open_page: Open, demo_page: Path, locale: str, lang: str, find: str
) -> None:
    page = open_page(demo_page, locale=locale)

    assert page.get_attribute("html", "lang") == lang
    assert page.inner_text("#find") == find


def test_every_word_of_the_page_exists_in_all_three_languages(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    source = Path(__file__).parents[2] / "kg/pages/templates/strings.js"
    table = source.read_text(encoding="utf-8").split("const knownLanguage")[0].replace("const STRINGS", "window.words")
    page.evaluate(f"() => {{ {table} }}")

    keys = page.evaluate("Object.values(window.words).map(words => Object.keys(words).sort())")
    assert keys[0] == keys[1] == keys[2]


def test_dark_mode_follows_the_system_and_the_button(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page, color_scheme="dark")
    paper = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(paper) == "rgb(22, 24, 27)"

    page.click("#theme")

    assert page.evaluate(paper) == "rgb(253, 252, 249)"
    assert "theme=light" in page.url


def test_paper_is_white_even_when_the_screen_is_dark(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page, "#theme=dark")
    page.emulate_media(media="print")
    page.locator("html[data-theme=light]").wait_for()

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.is_visible("#finder")


def test_names_do_not_overlap_when_a_line_or_a_hub_is_selected(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    for id in ("n:bytedance", "new-bytedance-model/trainedOn/ascend-910b/denied", "n:h20"):
        page.evaluate("id => { kg.select(id); network.redraw(); }", id)
        page.wait_for_timeout(100)
        assert page.evaluate("kg.labels().length") >= 3
        assert page.evaluate(LABEL_OVERLAPS) == 0


def test_picture_and_table_are_saved(open_page: Open, demo_page: Path, tmp_path: Path) -> None:
    page = open_page(demo_page)
    for button, start in (("#png", b"\x89PNG"), ("#csv", b'\xef\xbb\xbf"claim","subject"')):
        with page.expect_download() as download:
            page.click(button)
        path = tmp_path / "saved"
        download.value.save_as(path)
        assert path.read_bytes().startswith(start)
    assert len(path.read_text(encoding="utf-8").splitlines()) == 103


@pytest.mark.parametrize("width", [390, 768])
def test_narrow_window_needs_no_sideways_scrolling(open_page: Open, demo_page: Path, width: int) -> None:
    page = open_page(demo_page, viewport={"width": width, "height": 844})

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("#panel").bounding_box()["width"] > 300


def test_path_page_tells_every_hop(
    open_page: Open, demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    paths = find_paths(demo, vocabulary, EntityId("bytedance"), EntityId("ascend-910b"))
    stream = io.StringIO()
    write_path_page(demo, vocabulary, paths, stream, title="ByteDance to Ascend 910B")
    file = tmp_path / "path.html"
    file.write_text(stream.getvalue(), encoding="utf-8")
    page = open_page(file)

    hops = page.locator("#panel .hop").evaluate_all("all => all.map(one => [one.dataset.from, one.dataset.to])")
    assert hops == [[f"n:{hop.source}", f"n:{hop.target}"] for path in paths for hop in path.hops]
    assert visible_nodes(page) == {f"n:{entity}" for path in paths for entity in path.entities}
    assert page.evaluate("kg.labels().filter(label => label.id.includes('/')).length") >= 4


def test_path_page_marks_denied_hops_and_names_the_weakest_link(
    open_page: Open, demo: KnowledgeGraph, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    paths = find_paths(demo, vocabulary, EntityId("huawei"), EntityId("sophgo"), k=1, statuses=[Status.DENIED])
    stream = io.StringIO()
    write_path_page(demo, vocabulary, paths, stream, title="Huawei to Sophgo")
    file = tmp_path / "path.html"
    file.write_text(stream.getvalue(), encoding="utf-8")
    page = open_page(file)

    assert page.locator("#panel .route [data-status=denied]").count() == 1
    assert page.inner_text("#panel .weakest").startswith("Weakest link: Huawei → Sophgo")


HOSTILE = """</script><script>window.__xss=1</script><img src=x onerror="window.__xss=1">' " href=x {name} $& <!--"""


def hostile_graph() -> KnowledgeGraph:
    graph = KnowledgeGraph()
    ids = [EntityId(HOSTILE), EntityId("__proto__"), EntityId("constructor")]
    for name in ids:
        entity = Entity(
            id=name, kind=HOSTILE, name=f"{HOSTILE} {name}", aliases=(Label(text=HOSTILE),), same_as=("Q1",)
        )
        graph.add_entity(entity)
    for index, url in enumerate(("javascript:window.__xss=1", "https://x.example/\"onclick='window.__xss=1'")):
        article = Article(
            id=ArticleId(f"{index}{HOSTILE}"), text="", language="en", title=HOSTILE, outlet=HOSTILE, url=url
        )
        graph.add_article(article)
        evidence = Evidence(
            span=Span(0, len(HOSTILE)), quote=HOSTILE, rule="r", subject=Span(0, 9), object=Span(20, 40)
        )
        claim = Claim(
            article=article.id,
            subject=ids[index],
            relation=HOSTILE,
            object=ids[index + 1],
            attribution=HOSTILE,
            evidence=(evidence,),
        )
        graph.add_claim(claim)
    return graph


def test_hostile_text_stays_text(open_page: Open, vocabulary: Vocabulary, tmp_path: Path) -> None:
    page = open_page(saved(hostile_graph(), vocabulary, tmp_path / "hostile.html", title=HOSTILE))
    page.click("#ledger > summary")
    page.click("summary:has-text('Sources')")
    page.click("summary:has-text('Relations')")
    for node in page.evaluate("[...kg.view.nodes]"):
        page.mouse.move(*page.evaluate(NODE_AT, node))
        page.evaluate("id => kg.select(id)", node)
    for edge in page.evaluate("[...kg.view.edges]"):
        page.evaluate("id => kg.select(id)", edge)
        assert HOSTILE in page.inner_text("#panel blockquote")
        page.locator("#panel .source").first.click(trial=True)
    assert len(visible_nodes(page)) == 3

    assert page.evaluate("window.__xss") is None
    assert page.inner_text("h1") == HOSTILE
    assert page.locator("img").count() == 0
    links = page.locator("a").evaluate_all("all => all.map(one => one.protocol)")
    assert set(links) == {"https:"}


def test_even_injected_markup_could_not_run(open_page: Open, demo_page: Path) -> None:
    page = open_page(demo_page)
    page.evaluate(
        """() => {
            document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="window.__xss=1">');
            const script = document.createElement('script');
            script.textContent = 'window.__xss=1';
            document.body.append(script);
        }"""
    )
    page.wait_for_timeout(100)

    assert page.evaluate("window.__xss") is None


def test_three_hundred_nodes_open_and_filter_quickly(open_page: Open, vocabulary: Vocabulary, tmp_path: Path) -> None:
    graph = KnowledgeGraph()
    for index in range(300):
        graph.add_entity(Entity(id=EntityId(f"e{index}"), kind="Company", name=f"Company {index}"))
    for index in range(1, 600):
        subject, object = EntityId(f"e{index % 300}"), EntityId(f"e{index * index % 97}")
        relation = "owns" if index % 2 else "suppliedBy"
        graph.add_claim(Claim(article=ArticleId("a"), subject=subject, relation=relation, object=object))
    page = open_page(saved(graph, vocabulary, tmp_path / "many.html"))

    took = page.evaluate(
        """() => {
            const start = performance.now();
            document.querySelector('#relations input[data-value=owns]').click();
            return performance.now() - start;
        }"""
    )

    assert len(visible_nodes(page)) < 300
    assert took < 1500
