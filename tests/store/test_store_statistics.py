"""The counts of a store are those of its graph."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph import KnowledgeGraph
from kg.model import Actuality, Article, ArticleId, Claim, Entity, EntityId, Extraction, Polarity, Status
from kg.store import Store
from kg.store.statistics import Statistics, read_statistics

OUTLETS = (None, "Wire", "Gazette")
DATES = (None, "2024", "2024-01", "2024-01-31", "2024-02-01")


def statistics(path: Path, articles: list[tuple[Article, Extraction]]) -> tuple[Statistics, KnowledgeGraph]:
    with Store.open(path, create=True) as store:
        for article, extraction in articles:
            store.replace(article, extraction, "engine-1")
        return read_statistics(store, top=100), store.graph()


def reading(
    key: str, claims: list[Claim], outlet: str | None = None, published: str | None = None, lone: tuple[str, ...] = ()
) -> tuple[Article, Extraction]:
    ends = sorted({end for claim in claims for end in (claim.subject, claim.object)} | set(map(EntityId, lone)))
    article = Article(id=ArticleId(key), text=key, language="en", outlet=outlet, published=published, origin=key)
    entities = tuple(Entity(id=end, kind="Chip" if end < "c" else "Company", name=end.upper()) for end in ends)
    return article, Extraction(article=article.id, entities=entities, claims=tuple(claims))


def claim(article: str, subject: str, relation: str, object: str, **said: object) -> Claim:
    ends = {"subject": EntityId(subject), "relation": relation, "object": EntityId(object)}
    return Claim(article=ArticleId(article), **ends, **said)  # type: ignore[arg-type]


@st.composite
def articles(draw: st.DrawFn) -> list[tuple[Article, Extraction]]:
    made = []
    for number in range(draw(st.integers(0, 4))):
        claims = draw(
            st.lists(
                st.builds(
                    claim,
                    st.just(f"a{number}"),
                    st.sampled_from("abcd"),
                    st.sampled_from(["uses", "orders"]),
                    st.sampled_from("abcd"),
                    polarity=st.sampled_from(Polarity),
                    actuality=st.sampled_from(Actuality),
                    confidence=st.floats(0, 1),
                ),
                max_size=6,
                unique_by=lambda each: each.id,
            )
        )
        outlet, published = draw(st.sampled_from(OUTLETS)), draw(st.sampled_from(DATES))
        made.append(reading(f"a{number}", claims, outlet, published))
    return made


@settings(max_examples=40, deadline=None)
@given(articles())
def test_counts_are_those_of_the_graph(
    tmp_path_factory: pytest.TempPathFactory, given_articles: list[tuple[Article, Extraction]]
) -> None:
    found, graph = statistics(tmp_path_factory.mktemp("statistics") / "kg.sqlite", given_articles)

    claims = list(graph.claims)
    edges = {(each.subject, each.relation, each.object): each for each in claims if each.status is Status.ASSERTED}
    degrees = Counter(end for edge in edges for end in (edge[0], edge[2]))
    sources = {
        (entity.id, article.outlet or article.id) for article, read in given_articles for entity in read.entities
    }
    assert (found.articles, found.entities, found.claims) == (len(graph.articles), len(graph.entities), len(claims))
    assert {status: number for status, number in found.statuses.items() if number} == Counter(
        each.status for each in claims
    )
    assert {each.relation: sum(each.claims) for each in found.relations} == Counter(each.relation for each in claims)
    assert {rank.entity: rank.number for rank in found.degrees} == degrees
    assert {rank.entity: rank.number for rank in found.sources} == Counter(entity for entity, _ in sources)
    assert list(found.confidences) == [
        sum(min(9, int(each.confidence * 10)) == place for each in claims) for place in range(10)
    ]
    assert sum(share.claims for share in found.months) == len(claims)
    assert {share.name: share.articles for share in found.outlets} == Counter(
        article.outlet for article, _ in given_articles
    )


def test_entities_and_articles_without_a_claim_are_listed(tmp_path: Path) -> None:
    found, _ = statistics(
        tmp_path / "kg.sqlite",
        [reading("full", [claim("full", "a", "uses", "b")]), reading("empty", [], lone=("d", "a"))],
    )

    assert [rank.entity for rank in found.unanswered] == ["d"]
    assert found.silent == ("empty",)


def test_a_denied_edge_adds_nothing_to_a_degree(tmp_path: Path) -> None:
    denied = claim("one", "a", "uses", "b", polarity=Polarity.DENIED)

    found, _ = statistics(tmp_path / "kg.sqlite", [reading("one", [denied])])

    assert found.degrees == ()
    assert found.edges == 1


def test_an_empty_store_has_nothing_of_everything(tmp_path: Path) -> None:
    found, _ = statistics(tmp_path / "kg.sqlite", [])

    assert (found.articles, found.claims, found.months, sum(found.confidences)) == (0, 0, (), 0)
