"""HTML pages through pyvis: its network, our template, and a policy under which only our two scripts can run."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TextIO

from kg.graph import Graph
from kg.model import Claim, EntityId
from kg.pages.choice import Choice, choose_context, choose_entities, trimmed_to
from kg.pages.columns import path_positions
from kg.pages.data import PageData, Record, claims_on_page, node_id, overview_data, page_data, vocabulary_labels
from kg.pages.layout import Positions, place_around, spring_positions
from kg.pages.overview import Overview, fold_graph, thin_graph
from kg.pages.slim import slim_claims, slim_edges, slim_nodes
from kg.pages.timeline import story_of

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary
    from kg.paths import Path

# One script, in the order in which its parts need each other.
_COMMON = ("strings", "model", "look", "panel", "finder", "controls", "table", "shapes", "exports")
_PARTS = {"graph": (*_COMMON, "labels", "main"), "timeline": (*_COMMON, "timeline")}
_CONTEXT = 120
_MOST_CLAIMS = 3000
_MANY_EDGES = 1500


def write_graph_page(
    graph: Graph,
    vocabulary: Vocabulary,
    stream: TextIO,
    *,
    title: str,
    max_nodes: int = 300,
    around: EntityId | None = None,
    hops: int = 2,
) -> None:
    """Writes one self-contained HTML page: the whole graph, or what lies within `hops` of one entity.

    Above `max_nodes` entities only those with the most claims are shown, and the page says so; their neighbours
    are carried along and appear when a reader expands a node. Where more than 3000 claims lie between the entities
    shown, the page draws the strongest lines only, cites the best claim of each, and says so too. It makes no request
    and holds no clock.

    Raises:
        UnknownEntity: `around` is not in the graph.
    """
    choice = choose_entities(graph, max_nodes, around, hops)
    trimmed = trimmed_to(graph, choice, _MOST_CLAIMS)
    meta = _meta("graph" if around is None else "around", shown=len(choice.shown), total=choice.total)
    meta |= {"focus": None if around is None else node_id(around), "hops": hops}
    if trimmed is not None:
        data = page_data(graph, trimmed, _positions(graph, trimmed))
    else:
        thin = thin_graph(graph, choice.shown, choice.total)
        data = overview_data(graph, thin, _overview_positions(graph, thin))
        meta |= {"sampled": True, "lines": len(thin.lines), "allLines": thin.all_lines}
    stream.write(_render(title, data, meta | vocabulary_labels(vocabulary)))


def write_path_page(graph: Graph, vocabulary: Vocabulary, paths: Sequence[Path], stream: TextIO, *, title: str) -> None:
    """Writes one self-contained HTML page of these paths, first to last from left to right.

    Each hop shows its claims and all other claims between its two ends, denials included; neighbours are carried
    along and appear when a reader expands a node.

    Raises:
        ValueError: `paths` is empty.
    """
    if not paths:
        raise ValueError("a path page needs at least one path")
    routes = [[path.hops[0].source, *(hop.target for hop in path.hops)] for path in paths]
    choice = choose_context(graph, (name for route in routes for name in route), _CONTEXT)
    joined = {frozenset((hop.source, hop.target)) for path in paths for hop in path.hops}
    positions = path_positions(routes)
    positions |= place_around(positions, choice.extra, _names(graph, choice), _links(graph, choice))
    data = page_data(graph, choice, positions, is_extra=lambda claim: frozenset(_ends(claim)) not in joined)
    meta = _meta("path", shown=len(choice.shown), total=choice.total)
    meta["paths"] = [_path_record(path, data) for path in paths]
    stream.write(_render(title, data, meta | vocabulary_labels(vocabulary)))


def write_overview_page(
    graph: Graph, vocabulary: Vocabulary, stream: TextIO, *, title: str, max_nodes: int = 60
) -> None:
    """Writes one self-contained HTML page of the whole graph, of any size, folded to `max_nodes` nodes (150 at most).

    The entities with the most neighbours keep their names; the others are folded by class and by home or maker.
    The page says what is folded. Where there are more claims than it can carry, each line cites its best one.
    """
    overview = fold_graph(graph, vocabulary, max_nodes)
    data = overview_data(graph, overview, _overview_positions(graph, overview))
    meta = _meta("overview", shown=len(overview.named), total=overview.total)
    meta |= {"groups": len(overview.groups), "lines": len(overview.lines), "allLines": overview.all_lines}
    stream.write(_render(title, data, meta | {"sampled": overview.is_sampled} | vocabulary_labels(vocabulary)))


def write_timeline_page(
    graph: Graph, vocabulary: Vocabulary, stream: TextIO, *, title: str, entity: EntityId, max_claims: int = 600
) -> None:
    """Writes one self-contained HTML page of what was said of one entity, along time: one row per statement.

    Raises:
        UnknownEntity: `entity` is not in the graph.
    """
    story = story_of(graph, entity, max_claims)
    others = sorted({end for claim in story.claims for end in _ends(claim)} - {entity})
    choice = Choice(shown=(entity, *others), extra=(), total=story.total)
    positions: Positions = dict.fromkeys(choice.shown, (0, 0))
    data = page_data(graph, choice, positions, claims=story.claims)
    meta = _meta("timeline", shown=len(story.claims), total=story.total) | {"focus": node_id(entity)}
    stream.write(_render(title, data, meta | vocabulary_labels(vocabulary)))


def _meta(mode: str, *, shown: int, total: int) -> Record:
    return {"mode": mode, "shown": shown, "total": total, "focus": None, "paths": []}


def _overview_positions(graph: Graph, overview: Overview) -> Positions:
    names = {name: graph.entities[name].name for name in overview.named}
    names |= {group.id: f"other {group.kind} {group.of or ''}"[:28] for group in overview.groups}
    return spring_positions(names, [(line.source, line.target) for line in overview.lines])


def _path_record(path: Path, data: PageData) -> list[Record]:
    place = {claim["id"]: index for index, claim in enumerate(data.claims)}
    return [
        {
            "from": node_id(hop.source),
            "to": node_id(hop.target),
            "claims": [place[claim.id] for claim in hop.claims if claim.id in place],
        }
        for hop in path.hops
    ]


def _positions(graph: Graph, choice: Choice) -> Positions:
    names, links = _names(graph, choice), _links(graph, choice)
    shown = spring_positions({name: names[name] for name in choice.shown}, links)
    return shown | place_around(shown, choice.extra, names, links)


def _names(graph: Graph, choice: Choice) -> dict[EntityId, str]:
    return {name: graph.entities[name].name for name in (*choice.shown, *choice.extra)}


def _links(graph: Graph, choice: Choice) -> list[tuple[EntityId, EntityId]]:
    return [_ends(claim) for claim in claims_on_page(graph, {*choice.shown, *choice.extra})]


def _ends(claim: Claim) -> tuple[EntityId, EntityId]:
    return claim.subject, claim.object


def _render(title: str, data: PageData, meta: Mapping[str, Any]) -> str:
    from pyvis.network import Network

    network = Network(directed=True, heading=title, cdn_resources="in_line")
    # pyvis copies edge by edge and looks every end up; the lists are ours already, so they go in as they are.
    network.nodes, network.edges = slim_nodes(data), slim_edges(data)
    network.node_ids = [node["id"] for node in data.nodes]
    # A dict, because pyvis removes every space from options given as text.
    network.options = _options(data)
    network.templateEnv, network.path = _environment(is_timeline=meta["mode"] == "timeline"), "page.html.j2"
    network.templateEnv.globals.update(meta={**meta, "claims": slim_claims(data), "articles": data.articles})
    network.templateEnv.globals["digest"] = _digest([title, data.nodes, data.edges, data.claims, data.articles])
    html: str = network.generate_html()
    # Half a surrogate pair cannot be written as UTF-8; one such letter in the news must not lose the page.
    return html.encode("utf-8", "replace").decode("utf-8") + "\n"


def _options(data: PageData) -> dict[str, Any]:
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "hover": True,
            "keyboard": {"enabled": False},
            "multiselect": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": len(data.edges) > _MANY_EDGES,
            "hideEdgesOnZoom": len(data.edges) > _MANY_EDGES,
        },
    }


def _environment(*, is_timeline: bool) -> Any:
    from jinja2 import Environment, PackageLoader

    environment = Environment(loader=PackageLoader("kg.pages", "templates"), autoescape=True, trim_blocks=True)
    environment.filters["fromjson"] = json.loads
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":"), "sort_keys": True}
    app, style = _app_script("timeline" if is_timeline else "graph"), _template("page.css")
    scripts = [app] if is_timeline else [_vis_script(), app]
    policy = " ".join(_source_hash(script) for script in scripts)
    environment.globals.update(scripts=scripts, app_css=style, script_csp=policy, style_csp=_source_hash(style))
    return environment


@cache
def _vis_script() -> str:
    """vis-network as pyvis ships it; line ends as a browser reads them, or its hash would not match."""
    library = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js")
    return library.read_text("utf-8").replace("\r\n", "\n")


@cache
def _app_script(kind: str) -> str:
    parts = "\n".join(_without_notes(_template(f"{part}.js")) for part in _PARTS[kind])
    return f'(() => {{\n"use strict";\n{parts}\n}})();'


def _without_notes(script: str) -> str:
    """The script without indentation and without lines that are only a comment: a tenth of its size."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _template(name: str) -> str:
    return files("kg.pages").joinpath("templates", name).read_text("utf-8").replace("\r\n", "\n")


def _source_hash(text: str) -> str:
    """A Content-Security-Policy source that allows exactly this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _digest(value: object) -> str:
    """Twelve hex digits that change with the data, for the footer."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:12]
