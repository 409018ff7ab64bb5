"""What kg is compared with on the same articles: co-occurrence over kg's own mentions, and textgraph-kg."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.claims.selection import joinable
from kg.engines.rules import RulesEngine
from kg.evaluation import GoldArticle
from kg.evaluation.reading import add_extraction, article_of
from kg.graph import KnowledgeGraph
from kg.model import Article, Claim, Entity, EntityId, Evidence, Extraction

Kinds = tuple[str, str]

# The predicates of textgraph-kg that have a counterpart here, and whether its ends stand the other way round.
PREDICATES = {
    "CONTROLS": ("owns", False),
    "CONTROLLED_BY": ("owns", True),
    "BENEFICIAL_OWNER_OF": ("owns", False),
    "DIRECTOR_OF": ("worksFor", False),
    "ASSOCIATED_WITH": ("partnersWith", False),
    "TRANSFERRED": ("suppliedBy", True),
}


def co_occurrence(articles: Sequence[GoldArticle], engine: RulesEngine) -> KnowledgeGraph:
    """A claim for every two entities that a sentence names and some relation can join.

    The relation is the one that the annotation of these very articles has most often between the two classes, which
    helps the baseline.
    """
    commonest = _commonest(articles)
    graph = KnowledgeGraph()
    for gold in articles:
        article = article_of(gold)
        add_extraction(graph, article, _pairs(article, engine, commonest))
    return graph


def _commonest(articles: Iterable[GoldArticle]) -> dict[Kinds, str]:
    counts: dict[Kinds, Counter[str]] = defaultdict(Counter)
    for article in articles:
        for claim in article.claims:
            ends = article.entities[claim.subject].kind, article.entities[claim.object].kind
            counts[ends][claim.relation] += 1
    return {kinds: max(own, key=lambda name: (own[name], name)) for kinds, own in counts.items()}


def _pairs(article: Article, engine: RulesEngine, commonest: Mapping[Kinds, str]) -> Extraction:
    places, entities = engine.analyse(article)
    claims: dict[tuple[EntityId, str, EntityId], Claim] = {}
    for here in places.values():
        for place in here:
            if place.pair.first_line is None and (claim := _claim(article, engine, place, commonest)) is not None:
                claims.setdefault((claim.subject, claim.relation, claim.object), claim)
    used = {end for claim in claims.values() for end in (claim.subject, claim.object)}
    return Extraction(
        article=article.id,
        entities=tuple(entities.labelled(entity) for entity in sorted(used)),
        claims=tuple(claims[key] for key in sorted(claims)),
    )


def _claim(article: Article, engine: RulesEngine, place: Any, commonest: Mapping[Kinds, str]) -> Claim | None:
    subject, object = place.pair.ends
    relation = commonest.get((subject.kind, object.kind))
    if relation is None or relation not in joinable(engine.vocabulary, subject.kind, object.kind):
        return None
    sentence = place.pair.line.sentence
    return Claim(
        article=article.id, subject=subject.entity, relation=relation, object=object.entity,
        evidence=(Evidence(span=sentence.span, quote=sentence.text, rule="co-occurrence"),),
    )  # fmt: skip


def textgraph(articles: Sequence[GoldArticle], command: str) -> KnowledgeGraph:
    """What `textgraph build` finds with its defaults; classes are left open, predicates translated generously."""
    with tempfile.TemporaryDirectory() as name:
        folder, made = Path(name, "articles"), Path(name, "graph.json")
        folder.mkdir()
        read = {gold.id: article_of(gold) for gold in articles}
        for article in read.values():
            text = f"{article.title or ''}\n\n{article.text[article.body :]}"
            (folder / f"{article.id}.txt").write_text(text, "utf-8")
        subprocess.run([command, "build", str(folder), "--json-only", str(made)], check=True, capture_output=True)
        found = json.loads(made.read_text("utf-8"))
    graph = KnowledgeGraph()
    claims = list(_translated(found))
    for article in read.values():
        own = [claim for claim in claims if claim.article == article.id]
        add_extraction(graph, article, _extraction(article, own, found))
    return graph


def _translated(found: Mapping[str, Any]) -> Iterator[Claim]:
    documents = {doc["doc_id"]: Path(doc["path"]).stem for doc in found["docs"]}
    for edge in found["edges"]:
        if edge["predicate"] not in PREDICATES:
            continue
        relation, turned = PREDICATES[edge["predicate"]]
        ends = [EntityId(edge["subject"]), EntityId(edge["object"])]
        subject, object = reversed(ends) if turned else ends
        for article in sorted({documents[span["doc_id"]] for span in edge["source_spans"]}):
            yield Claim(article=article, subject=subject, relation=relation, object=object)  # type: ignore[arg-type]


def _extraction(article: Article, claims: Sequence[Claim], found: Mapping[str, Any]) -> Extraction:
    names = {node["node_id"]: node["properties"].get("name", "") for node in found["nodes"]}
    used = sorted({end for claim in claims for end in (claim.subject, claim.object)})
    entities = tuple(Entity(id=e, kind="", name=names.get(e) or e.rsplit(":", 1)[-1]) for e in used)
    return Extraction(article=article.id, entities=entities, claims=tuple(claims))
