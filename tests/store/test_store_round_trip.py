"""What goes into the store comes out equal, in whatever order it went in."""

import tempfile
from dataclasses import fields
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import Graph, KnowledgeGraph
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
    Money,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
    Time,
)
from kg.store import Store

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SOME_WORDS = st.none() | WORDS
BOUNDS = st.none() | st.integers(0, 10**12) | st.floats(0, 1e15)
SPANS = st.tuples(st.integers(0, 10**6), st.integers(0, 50)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
QUALIFIERS = st.builds(
    Qualifiers,
    quantity=st.none() | st.builds(Quantity, operator=WORDS, minimum=BOUNDS, maximum=BOUNDS, unit=WORDS, text=WORDS),
    money=st.none() | st.builds(Money, operator=WORDS, minimum=BOUNDS, maximum=BOUNDS, currency=WORDS, text=WORDS),
    time=st.none() | st.builds(Time, text=WORDS, earliest=st.none() | st.dates(), latest=st.none() | st.dates()),
    purpose=SOME_WORDS,
    role=SOME_WORDS,
)
EVIDENCE = st.builds(Evidence, span=SPANS, quote=WORDS, rule=WORDS, subject=st.none() | SPANS, object=st.none() | SPANS)
ENTITY_IDS = st.sampled_from([EntityId(key) for key in ("acme", "bolt", "x1", "çelik")])
LABELS = st.lists(st.builds(Label, text=WORDS, language=st.sampled_from(["", "en", "pt"])), unique=True, max_size=3)


@st.composite
def readings(draw: st.DrawFn, article_id: str) -> tuple[Article, Extraction]:
    article = Article(
        id=ArticleId(article_id),
        text=draw(WORDS),
        language=draw(WORDS),
        body=draw(st.integers(0, 99)),
        title=draw(SOME_WORDS),
        published=draw(SOME_WORDS),
        url=draw(SOME_WORDS),
        outlet=draw(SOME_WORDS),
        origin=draw(WORDS),
    )
    entities = [draw(entities_called(key)) for key in sorted(draw(st.sets(ENTITY_IDS, min_size=1)))]
    ends = st.sampled_from([entity.id for entity in entities])
    claims = st.builds(
        Claim,
        article=st.just(article.id),
        subject=ends,
        relation=WORDS,
        object=ends,
        polarity=st.sampled_from(Polarity),
        actuality=st.sampled_from(Actuality),
        evidentiality=st.sampled_from(Evidentiality),
        attribution=SOME_WORDS,
        qualifiers=QUALIFIERS,
        confidence=st.floats(0, 1),
        evidence=st.lists(EVIDENCE, unique=True, max_size=3).map(tuple),
    )
    said = draw(st.lists(claims, max_size=4, unique_by=lambda claim: claim.id))
    return article, Extraction(article=article.id, entities=tuple(entities), claims=tuple(said))


@st.composite
def entities_called(draw: st.DrawFn, key: EntityId) -> Entity:
    return Entity(
        id=key,
        kind=draw(st.sampled_from(["Company", "Chip"])),
        name=draw(WORDS),
        aliases=tuple(sorted(draw(LABELS))),
        same_as=tuple(draw(st.lists(WORDS, max_size=2, unique=True).map(sorted))),
        owner=draw(st.none() | ENTITY_IDS),
    )


def content(graph: KnowledgeGraph) -> str:
    """Everything in a graph, with what the equality of claims leaves out, and 1 apart from 1.0."""
    return repr([graph.articles, sorted(graph.entities.items()), graph.claims])


def in_memory(article: Article, extraction: Extraction) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    graph.add_article(article)
    for entity in extraction.entities:
        graph.add_entity(entity)
    for claim in extraction.claims:
        graph.add_claim(claim)
    return graph


@settings(max_examples=25, deadline=None)
@given(readings("a"))
def test_one_article_comes_out_as_it_went_in(reading: tuple[Article, Extraction]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "kg.sqlite", create=True) as store:
        store.replace(*reading, "1")

        assert content(store.graph()) == content(in_memory(*reading))
        assert store.article(reading[0].id) == reading[0]
        assert store.is_current(reading[0], "1")
        assert store.check() == []


@settings(max_examples=12, deadline=None)
@given(st.tuples(readings("a"), readings("b"), readings("c")), st.permutations(range(3)), readings("b"))
def test_order_and_detours_leave_no_trace(
    found: tuple[tuple[Article, Extraction], ...], order: list[int], earlier: tuple[Article, Extraction]
) -> None:
    """Three articles in any order, one of them in an earlier version first, give one and the same store."""
    with tempfile.TemporaryDirectory() as folder:
        with Store.open(Path(folder) / "straight.sqlite", create=True) as store:
            for reading in found:
                store.replace(*reading, "1")
            straight, rows = content(store.graph()), list(store.dump())
        with Store.open(Path(folder) / "detour.sqlite", create=True) as store:
            store.replace(*earlier, "0")
            for place in order:
                store.replace(*found[place], "1")

            assert content(store.graph()) == straight
            assert list(store.dump()) == rows
            assert store.check() == []


@settings(max_examples=20, deadline=None)
@given(st.tuples(readings("a"), readings("b"), readings("c")))
def test_a_view_answers_as_the_graph_in_memory_does(found: tuple[tuple[Article, Extraction], ...]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "kg.sqlite", create=True) as store:
        for reading in found:
            store.replace(*reading, "1")
        graph = store.graph()
        with store.view() as view:
            assert content_of(view) == content_of(graph)
            for key in (*graph.entities, EntityId("unknown")):
                assert view.edges_from(key) == graph.edges_from(key)
                assert view.edges_to(key) == graph.edges_to(key)
                assert view.claims_from(key) == graph.claims_from(key)
                assert view.claims_to(key) == graph.claims_to(key)
                assert [view.claims_between(key, other) for other in graph.entities] == [
                    graph.claims_between(key, other) for other in graph.entities
                ]
            for label, _ in graph.labels():
                assert view.entities_named(label) == graph.entities_named(label)


def content_of(graph: Graph) -> str:
    """All that can be listed, with what the equality of claims leaves out."""
    claims = [(claim, claim.confidence, claim.evidence) for claim in graph]
    known = [graph.claim(claim.id) for claim in graph]
    articles = [(key, article.text, article) for key, article in sorted(graph.articles.items())]
    plain = [
        (key, text, article == Article(**{f.name: getattr(article, f.name) for f in fields(Article)}))
        for key, text, article in articles
    ]
    return repr([sorted(graph.entities.items()), plain, claims, known, len(graph), sorted(set(graph.labels()))])
