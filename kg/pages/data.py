"""What a page carries as JSON: nodes, edges, claims and articles; nothing here is HTML."""

from __future__ import annotations

import itertools
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from kg.graph import Graph
from kg.model import Article, ArticleId, Claim, Entity, EntityId, Evidence, Status
from kg.pages.choice import Choice, claim_counts
from kg.pages.overview import Group, Line, Overview
from kg.pages.quotes import quote_pieces

if TYPE_CHECKING:
    from kg.ontology.vocabulary import Vocabulary

Record = dict[str, Any]
Point = tuple[int, int]
EdgeKey = tuple[EntityId, str, EntityId, Status]
# A dashed curve costs the browser far more than a dashed line, so dashed edges take the straight place first.
_DASHED = (Status.DENIED, Status.PLANNED, Status.ENDED)
_CURVE = 0.14
_MEMBERS_NAMED = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class PageData:
    """The four lists a page is drawn from; claims and articles are referred to by their place."""

    nodes: list[Record]
    edges: list[Record]
    claims: list[Record]
    articles: list[Record]


def page_data(
    graph: Graph,
    choice: Choice,
    positions: Mapping[EntityId, Point],
    *,
    is_extra: Callable[[Claim], bool] = lambda claim: False,
    claims: Sequence[Claim] | None = None,
) -> PageData:
    """Everything the page shows or carries; claims for which `is_extra` holds appear only once a node is expanded.

    `claims` are all between the entities chosen, where none are given.
    """
    carried = {*choice.shown, *choice.extra}
    claims = claims_on_page(graph, carried) if claims is None else claims
    articles = _used_articles(graph, claims)
    place = {article.id: index for index, article in enumerate(articles)}
    return PageData(
        nodes=_nodes(graph, choice, positions),
        edges=_edges(claims, is_extra),
        claims=[_claim(claim, place[claim.article]) for claim in claims],
        articles=[_article(article) for article in articles],
    )


def claims_on_page(graph: Graph, carried: Set[EntityId]) -> list[Claim]:
    """Claims whose two ends are both carried, in the order of the graph."""
    return [claim for entity in sorted(carried) for claim in graph.claims_from(entity) if claim.object in carried]


def node_id(entity: EntityId) -> str:
    """The id of an entity in a page: prefixed, because vis-network keeps nodes in a plain JavaScript object."""
    return f"n:{entity}"


def vocabulary_labels(vocabulary: Vocabulary) -> Record:
    """Labels of classes and relations per language, and the direction of dependency of each relation."""
    relations = {
        name: {"labels": dict(relation.labels), "depends": relation.depends, "symmetric": relation.symmetric}
        for name, relation in sorted(vocabulary.relations.items())
    }
    classes = {name: {"labels": dict(kind.labels)} for name, kind in sorted(vocabulary.classes.items())}
    return {"classes": classes, "relations": relations}


def safe_url(url: str | None) -> str | None:
    """The URL if it leads to a web page; None for every other scheme, so that no script can hide in a link."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None


def _nodes(graph: Graph, choice: Choice, positions: Mapping[EntityId, Point]) -> list[Record]:
    counts = claim_counts(graph, (*choice.shown, *choice.extra))
    extra = set(choice.extra)
    growth = _growth(counts.values())
    return [
        _node(graph, graph.entities[entity], counts[entity], positions[entity], growth, extra=entity in extra)
        for entity in (*choice.shown, *choice.extra)
    ]


def _growth(counts: Iterable[int]) -> float:
    """How fast symbols grow with the root of their count, so that the largest of a big graph still differ."""
    return min(2.3, 16 / math.sqrt(max(counts, default=1) or 1))


def _node(graph: Graph, entity: Entity, count: int, at: Point, growth: float, *, extra: bool) -> Record:
    owner = graph.entities.get(entity.owner) if entity.owner is not None else None
    return {
        "id": node_id(entity.id),
        "name": entity.name,
        "kind": entity.kind,
        "aliases": _aliases(entity),
        "wikidata": [name for name in entity.same_as if re.fullmatch(r"Q[0-9]+", name)],
        "owner": None if owner is None else owner.name,
        "count": count,
        "size": round(8 + growth * math.sqrt(count)),
        "extra": extra,
        "x": at[0],
        "y": at[1],
    }


def overview_data(graph: Graph, overview: Overview, positions: Mapping[EntityId, Point]) -> PageData:
    """The same lists for a folded graph: groups are nodes, and an edge says how many claims it stands for."""
    claims = [claim for line in overview.lines for claim in line.claims]
    articles = _used_articles(graph, claims)
    place = {article.id: index for index, article in enumerate(articles)}
    choice = Choice(shown=overview.named, extra=(), total=overview.total)
    nodes = _nodes(graph, choice, positions) + [_group(graph, group, positions[group.id]) for group in overview.groups]
    ends = overview.place
    return PageData(
        nodes=nodes,
        edges=_line_edges(overview.lines),
        claims=[_claim(claim, place[claim.article]) | _folded_ends(graph, claim, ends) for claim in claims],
        articles=[_article(article) for article in articles],
    )


def _group(graph: Graph, group: Group, at: Point) -> Record:
    """A node that stands for many; the page words its name in the reader's language."""
    counts = claim_counts(graph, group.members)
    home = graph.entities[group.of].name if group.of is not None else None
    return {
        "id": node_id(group.id),
        "name": f"{group.kind} … {home or ''}",
        "kind": group.kind,
        "aliases": [],
        "wikidata": [],
        "owner": None,
        "count": sum(counts.values()),
        "size": round(min(26.0, 12 + 2 * math.sqrt(len(group.members)))),
        "extra": False,
        "group": {"of": home, "size": len(group.members), "members": _first_names(graph, group, counts)},
        "x": at[0],
        "y": at[1],
    }


def _first_names(graph: Graph, group: Group, counts: Mapping[EntityId, int]) -> list[tuple[str, int]]:
    return [(graph.entities[member].name, counts[member]) for member in group.members[:_MEMBERS_NAMED]]


def _line_edges(lines: Sequence[Line]) -> list[Record]:
    keys = [(line.source, line.relation, line.target, line.status) for line in lines]
    curves = _curves(keys)
    first = list(itertools.accumulate((len(line.claims) for line in lines), initial=0))
    return [
        _edge(key, list(range(start, start + len(line.claims))), curves[key], extra=False) | {"total": line.total}
        for key, line, start in zip(keys, lines, first, strict=False)
    ]


def _folded_ends(graph: Graph, claim: Claim, place: Mapping[EntityId, EntityId]) -> Record:
    """The node at each end, and the name of an entity that is folded into it."""
    record: Record = {"subject": node_id(place[claim.subject]), "object": node_id(place[claim.object])}
    for end, entity in (("subject", claim.subject), ("object", claim.object)):
        if place[entity] != entity:
            record[f"{end}Name"] = graph.entities[entity].name
    return record


def _aliases(entity: Entity) -> list[str]:
    """Other names, those of all languages first, each once."""
    ordered = sorted(entity.aliases, key=lambda label: (label.language, label.text))
    return list(dict.fromkeys(label.text for label in ordered if label.text != entity.name))


def _edges(claims: Sequence[Claim], is_extra: Callable[[Claim], bool]) -> list[Record]:
    """One edge for all claims that say the same with the same status, so that ten articles do not draw ten lines."""
    bundles: dict[EdgeKey, list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        bundles[claim.subject, claim.relation, claim.object, claim.status].append(index)
    curves = _curves(bundles)
    return [
        _edge(key, members, curves[key], extra=all(is_extra(claims[index]) for index in members))
        for key, members in bundles.items()
    ]


def _edge(key: EdgeKey, members: list[int], curve: float, *, extra: bool) -> Record:
    return {
        "id": "/".join(key),
        "from": node_id(key[0]),
        "to": node_id(key[2]),
        "relation": key[1],
        "status": key[3],
        "claims": members,
        "curve": curve,
        "extra": extra,
    }


def _curves(keys: Iterable[EdgeKey]) -> dict[EdgeKey, float]:
    """How far each edge bends, so that edges between the same two nodes lie side by side."""
    pairs: dict[frozenset[EntityId], list[EdgeKey]] = defaultdict(list)
    for key in keys:
        pairs[frozenset((key[0], key[2]))].append(key)
    curves = {}
    for parallel in pairs.values():
        parallel.sort(key=lambda key: (key[3] not in _DASHED, key))
        for slot, key in enumerate(parallel):
            side = (slot + 1) // 2 * (1 if slot % 2 else -1)
            curves[key] = round(_CURVE * side * (1 if key[0] <= key[2] else -1), 2)
    return curves


def _used_articles(graph: Graph, claims: Iterable[Claim]) -> list[Article]:
    used: set[ArticleId] = {claim.article for claim in claims}
    known = [graph.articles.get(name) or Article(id=name, text="", language="") for name in used]
    return sorted(known, key=lambda article: (article.published or "", article.id))


def _article(article: Article) -> Record:
    return {
        "id": article.id,
        "title": article.title or article.origin or article.id,
        "outlet": article.outlet,
        "published": article.published,
        "url": safe_url(article.url),
        "language": article.language,
    }


def _claim(claim: Claim, article: int) -> Record:
    """A claim without empty fields: most claims have no qualifiers, and a page may carry thousands."""
    narrowed = claim.qualifiers
    record: Record = {
        "id": claim.id,
        "subject": node_id(claim.subject),
        "relation": claim.relation,
        "object": node_id(claim.object),
        "status": claim.status,
        "article": article,
        "confidence": round(claim.confidence, 6),
        "evidentiality": claim.evidentiality,
        "attribution": claim.attribution,
        "quantity": narrowed.quantity and narrowed.quantity.text,
        "money": narrowed.money and narrowed.money.text,
        "time": narrowed.time and narrowed.time.text,
        "purpose": narrowed.purpose,
        "role": narrowed.role,
        "quotes": [quote_pieces(evidence) for evidence in _distinct(claim.evidence)],
    }
    return {name: value for name, value in record.items() if value not in (None, [])}


def _distinct(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence in reading order, each quote once: two rules may have read the same sentence."""
    fewest_marks_first = sorted(evidence, key=lambda one: (one.subject is not None) + (one.object is not None))
    return sorted({one.quote: one for one in fewest_marks_first}.values(), key=lambda one: (one.span, one.quote))
