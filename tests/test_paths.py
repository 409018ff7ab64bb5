from datetime import date

import pytest

from kg.errors import AmbiguousEntity, NoPath, UnknownEntity
from kg.graph import KnowledgeGraph
from kg.model import Actuality, Article, ArticleId, Claim, Entity, EntityId, Label, Polarity, Status
from kg.ontology.vocabulary import load_vocabulary
from kg.paths import find_paths, resolve_name

VOCABULARY = load_vocabulary()


def claim(text: str, **changes: object) -> Claim:
    subject, relation, object = text.split()
    fields = {"article": ArticleId("a1"), **changes}
    return Claim(subject=EntityId(subject), relation=relation, object=EntityId(object), **fields)  # type: ignore[arg-type]


def graph_of(*claims: Claim | str, articles: tuple[Article, ...] = ()) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for article in articles:
        graph.add_article(article)
    for item in claims:
        made = claim(item) if isinstance(item, str) else item
        for end in (made.subject, made.object):
            graph.add_entity(Entity(id=end, kind="Company", name=end))
        graph.add_claim(made)
    return graph


def routes(graph: KnowledgeGraph, source: str, target: str, **options: object) -> list[str]:
    paths = find_paths(graph, VOCABULARY, EntityId(source), EntityId(target), **options)  # type: ignore[arg-type]
    return [" ".join(path.entities) for path in paths]


def article(name: str, published: str | None) -> Article:
    return Article(id=ArticleId(name), text="", language="en", published=published)


def test_direct_order_comes_before_the_way_through_the_supplier() -> None:
    graph = graph_of("bytedance orders ascend-910b", "bytedance suppliedBy huawei", "huawei develops ascend-910b")

    assert routes(graph, "bytedance", "ascend-910b") == ["bytedance ascend-910b", "bytedance huawei ascend-910b"]


def test_a_chip_leads_to_its_maker_against_the_claim() -> None:
    graph = graph_of("bytedance uses ascend", "huawei develops ascend")

    (path,) = find_paths(graph, VOCABULARY, EntityId("bytedance"), EntityId("huawei"))

    assert [(hop.source, hop.target, hop.backwards) for hop in path.hops] == [
        ("bytedance", "ascend", False),
        ("ascend", "huawei", True),
    ]


def test_a_chip_does_not_lead_through_its_maker_to_other_chips() -> None:
    graph = graph_of("bytedance uses h20", "nvidia develops h20", "nvidia develops h100")

    with pytest.raises(NoPath):
        routes(graph, "bytedance", "h100")


def test_a_supplier_leads_to_all_it_makes() -> None:
    graph = graph_of("bytedance suppliedBy nvidia", "nvidia develops h20", "nvidia manufactures h100")

    assert routes(graph, "bytedance", "h20") == ["bytedance nvidia h20"]
    assert routes(graph, "bytedance", "h100") == ["bytedance nvidia h100"]


def test_a_foundry_does_not_depend_on_the_designer() -> None:
    graph = graph_of("smic manufactures ascend", "huawei develops ascend")

    assert routes(graph, "huawei", "smic") == ["huawei ascend smic"]
    with pytest.raises(NoPath):
        routes(graph, "smic", "huawei")


def test_rivals_and_owners_are_no_dependency() -> None:
    graph = graph_of("a competesWith b", "a owns b")

    with pytest.raises(NoPath, match="--undirected"):
        routes(graph, "a", "b")
    assert routes(graph, "a", "b", undirected=True) == ["a b"]
    assert routes(graph, "b", "a", undirected=True) == ["b a"]
    assert routes(graph, "a", "b", relations=["owns"]) == ["a b"]
    assert routes(graph, "b", "a", relations=["competesWith"]) == ["b a"]


def test_denied_hops_are_refused_unless_asked_for_and_then_marked() -> None:
    graph = graph_of(claim("a uses b", polarity=Polarity.DENIED))

    with pytest.raises(NoPath, match="--status all"):
        routes(graph, "a", "b")
    (path,) = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("b"), statuses=Status)
    assert path.hops[0].status is Status.DENIED


def test_planned_hops_need_planned_among_the_statuses() -> None:
    graph = graph_of(claim("a uses b", actuality=Actuality.PLANNED))

    with pytest.raises(NoPath, match="--status planned"):
        routes(graph, "a", "b")
    assert routes(graph, "a", "b", statuses=[Status.ASSERTED, Status.PLANNED]) == ["a b"]


def test_an_asserted_hop_carries_its_denials() -> None:
    denial = claim("a uses b", polarity=Polarity.DENIED, article=ArticleId("a2"))
    graph = graph_of("a uses b", denial)

    (path,) = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("b"))

    assert [c.status for c in path.hops[0].claims] == [Status.ASSERTED]
    assert path.hops[0].denials == (denial,)


def test_best_evidence_is_asserted_then_sure_then_new() -> None:
    claims = [
        claim("a uses b", article=ArticleId("old")),
        claim("a uses b", article=ArticleId("new")),
        claim("a uses b", article=ArticleId("doubtful"), confidence=0.5),
        claim("a uses b", article=ArticleId("plan"), actuality=Actuality.PLANNED),
    ]
    graph = graph_of(*claims, articles=(article("old", "2023-05"), article("new", "2024-01-02")))

    (path,) = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("b"), statuses=Status)

    assert [c.article for c in path.hops[0].claims] == ["new", "old", "doubtful", "plan"]


def test_via_and_not_via() -> None:
    graph = graph_of("a uses b", "a uses c", "b uses z", "c uses z", "c uses b", "a uses z")

    assert routes(graph, "a", "z", via=[EntityId("b")], k=9) == ["a b z", "a c b z"]
    assert routes(graph, "a", "z", not_via=[EntityId("b")], k=9) == ["a z", "a c z"]
    with pytest.raises(NoPath):
        routes(graph, "a", "z", not_via=[EntityId("z")])


def test_a_path_that_ends_before_its_stop_is_none() -> None:
    graph = graph_of("a uses z", "z uses b", "b uses z")

    with pytest.raises(NoPath, match="no limits on stops"):
        routes(graph, "a", "z", via=[EntityId("b")])


def test_articles_outside_the_dates_do_not_count() -> None:
    graph = graph_of(
        claim("a uses b", article=ArticleId("2023")),
        claim("b uses c", article=ArticleId("month")),
        claim("a uses c", article=ArticleId("undated")),
        articles=(article("2023", "2023"), article("month", "2024-03"), article("undated", None)),
    )

    assert routes(graph, "a", "c", since=date(2023, 7, 1), until=date(2024, 3, 1)) == ["a b c"]
    assert routes(graph, "a", "c", k=1) == ["a c"]
    with pytest.raises(NoPath):
        routes(graph, "a", "c", since=date(2023, 7, 1), until=date(2024, 2, 29))


def test_no_path_names_the_option_that_finds_one() -> None:
    graph = graph_of("a uses b", "b uses c", "c uses d", "x uses y")

    with pytest.raises(NoPath, match=r"within 2 hops\. There is one with --max-hops 6"):
        routes(graph, "a", "d", max_hops=2)
    with pytest.raises(NoPath, match="No claims join them"):
        routes(graph, "a", "y")
    with pytest.raises(NoPath, match="two different entities"):
        routes(graph, "a", "a")


def test_an_end_that_is_no_entity_is_named() -> None:
    with pytest.raises(UnknownEntity, match="huawai"):
        routes(graph_of("bytedance suppliedBy huawei"), "bytedance", "huawai")


def test_a_dense_graph_with_one_way_out_answers_at_once() -> None:
    names = [f"n{number}" for number in range(40)]
    ring = [f"{one} uses {other}" for one in names for other in names if one != other]

    assert routes(graph_of(*ring, "n0 uses goal"), "n0", "goal", k=3) == ["n0 goal"]


def named(id: str, name: str, *aliases: str) -> Entity:
    return Entity(id=EntityId(id), kind="Company", name=name, aliases=tuple(Label(text=alias) for alias in aliases))


@pytest.fixture
def names() -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for entity in (
        named("ascend-910b", "Ascend 910B", "昇腾910B"),
        named("ascend-910c", "Ascend 910C"),
        named("arm", "Arm"),
        named("arm-robot", "ARM"),
        named("telefonica", "Telefónica"),
        named("doubao", "Doubao"),
        named("doubao-app", "Doubao app", "Doubao"),
    ):
        graph.add_entity(entity)
    return graph


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ascend-910b", "ascend-910b"),
        ("ASCEND 910b", "ascend-910b"),
        ("ascend910B", "ascend-910b"),
        ("昇腾910B", "ascend-910b"),
        ("telefonica", "telefonica"),
        ("TELEFÓNICA", "telefonica"),
        ("Arm", "arm"),
        ("ARM", "arm-robot"),
        ("doubao-app", "doubao-app"),
    ],
)
def test_names_are_found_as_a_person_types_them(names: KnowledgeGraph, typed: str, expected: str) -> None:
    assert resolve_name(names, typed) == expected


def test_a_name_of_several_entities_lists_them(names: KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousEntity) as caught:
        resolve_name(names, "Doubao")

    assert caught.value.candidates == ("doubao", "doubao-app")


def test_an_unknown_name_lists_the_nearest_and_never_guesses(names: KnowledgeGraph) -> None:
    with pytest.raises(UnknownEntity) as caught:
        resolve_name(names, "Ascend 910")

    assert set(caught.value.candidates) == {"Ascend 910B", "Ascend 910C"}


@pytest.mark.parametrize("typed", ["", "  ", "???"])
def test_a_name_without_letters_is_unknown(names: KnowledgeGraph, typed: str) -> None:
    with pytest.raises(UnknownEntity):
        resolve_name(names, typed)


def test_a_search_that_gives_up_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = graph_of("a uses b", "b uses c", "c uses d", "a uses d")
    monkeypatch.setattr("kg.paths.search._MOST_STEPS", 2)

    with pytest.raises(NoPath, match="first 2 ways"):
        routes(graph_of("a uses b", "b uses c", "c uses d"), "a", "d")
    found = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("d"))
    assert (len(found), found.complete, found.steps) == (1, False, 2)


def test_of_too_many_paths_the_best_are_given_and_the_rest_is_not_denied(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = graph_of("a uses b", "b uses d", "a uses c", "c uses d", "a uses d")
    monkeypatch.setattr("kg.paths.search._MOST_PATHS", 2)

    found = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("d"), k=None)

    assert [path.entities for path in found] == [("a", "d"), ("a", "b", "d")]
    assert not found.complete
    assert find_paths(graph, VOCABULARY, EntityId("a"), EntityId("d"), k=2).complete


def test_the_weakest_link_is_what_is_not_asserted_then_what_is_least_sure() -> None:
    graph = graph_of(
        claim("a uses b", confidence=0.9),
        claim("b uses c", confidence=0.3),
        claim("c uses d", actuality=Actuality.PLANNED, confidence=1.0),
    )

    (path,) = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("d"), statuses=Status)
    (start,) = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("c"))

    assert path.weakest.target == "d"
    assert start.weakest.target == "c"


def test_likely_paths_come_before_short_ones_when_asked_for() -> None:
    graph = graph_of(claim("a uses c", confidence=0.5), claim("a uses b", confidence=0.9), "b uses c")

    assert routes(graph, "a", "c") == ["a c", "a b c"]
    assert routes(graph, "a", "c", weight="confidence") == ["a b c", "a c"]


def test_as_of_a_day_later_denials_do_not_exist() -> None:
    denial = claim("a uses b", polarity=Polarity.DENIED, article=ArticleId("later"))
    graph = graph_of(
        claim("a uses b", article=ArticleId("first")),
        denial,
        articles=(article("first", "2024-01-01"), article("later", "2024-06-01")),
    )

    (until,) = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("b"), until=date(2024, 2, 1))
    (as_of,) = find_paths(graph, VOCABULARY, EntityId("a"), EntityId("b"), as_of=date(2024, 2, 1))

    assert until.hops[0].denials == (denial,)
    assert as_of.hops[0].denials == ()


def test_what_all_paths_pass_is_named() -> None:
    graph = graph_of("a uses b", "b uses d", "a uses c", "c uses d", "d uses e")

    assert find_paths(graph, VOCABULARY, EntityId("a"), EntityId("e"), k=None).shared == ("d",)
    assert find_paths(graph, VOCABULARY, EntityId("a"), EntityId("d"), k=None).shared == ()
