"""What changed: nothing between equals, the same backwards with new and gone exchanged."""

from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.diff import Change, ChangeKind, State, find_changes
from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Polarity,
    Qualifiers,
    Quantity,
    Status,
)
from kg.ontology.vocabulary import load_vocabulary

DAYS = {"a1": "2024-01-10", "a2": "2024-06-20", "a3": "2024-12-01", "a4": None}
HOW = {
    Status.ASSERTED: (Polarity.AFFIRMED, Actuality.ACTUAL),
    Status.PLANNED: (Polarity.AFFIRMED, Actuality.PLANNED),
    Status.DENIED: (Polarity.DENIED, Actuality.ACTUAL),
    Status.ENDED: (Polarity.AFFIRMED, Actuality.ENDED),
}


def claim(text: str, article: str = "a1", status: Status = Status.ASSERTED, count: float | None = None) -> Claim:
    subject, relation, object = text.split()
    polarity, actuality = HOW[status]
    quantity = None
    if count is not None:
        quantity = Quantity(operator="=", minimum=count, maximum=count, unit="chips", text=f"{count} chips")
    return Claim(
        article=ArticleId(article),
        subject=EntityId(subject),
        relation=relation,
        object=EntityId(object),
        polarity=polarity,
        actuality=actuality,
        qualifiers=Qualifiers(quantity=quantity),
    )


def graph_of(claims: Iterable[Claim]) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for key, published in DAYS.items():
        graph.add_article(Article(id=ArticleId(key), text="", language="en", published=published))
    for made in claims:
        for end in (made.subject, made.object):
            graph.add_entity(Entity(id=end, kind="Company", name=end.upper()))
        graph.add_claim(made)
    return graph


def changes(old: Iterable[Claim], new: Iterable[Claim], **conditions: object) -> list[Change]:
    states = (State(graph=graph_of(claims)) for claims in (old, new))
    return list(find_changes(*states, load_vocabulary(), **conditions))  # type: ignore[arg-type]


def kinds(old: Iterable[Claim], new: Iterable[Claim]) -> list[list[str]]:
    return [[kind.value for kind in change.kinds] for change in changes(old, new)]


claims = st.lists(
    st.builds(
        lambda ends, relation, *rest: claim(f"{ends[0]} {relation} {ends[1]}", *rest),
        st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")),
        st.sampled_from(["uses", "targets", "orders"]),
        st.sampled_from(sorted(DAYS)),
        st.sampled_from(list(Status)),
        st.none() | st.sampled_from([5.0, 30.0]),
    ),
    max_size=14,
)


@given(claims)
def test_between_equals_nothing_changed(known: list[Claim]) -> None:
    assert changes(known, known) == []


@given(claims, claims)
def test_backwards_new_and_gone_change_places(old: list[Claim], new: list[Claim]) -> None:
    there, back = changes(old, new), changes(new, old)

    assert [(each.triple, each.before, each.after) for each in there] == [
        (each.triple, each.after, each.before) for each in back
    ]
    turned = {ChangeKind.NEW: ChangeKind.GONE, ChangeKind.GONE: ChangeKind.NEW}
    either_way = {ChangeKind.NEW, ChangeKind.GONE, ChangeKind.STATUS, ChangeKind.FIGURE}
    for one, other in zip(there, back, strict=True):
        assert {turned.get(kind, kind) for kind in one.kinds if kind in either_way} == either_way & set(other.kinds)
        assert one.kinds
        assert one.news


@given(claims, claims)
def test_what_is_new_and_gone_is_the_difference_of_what_is_said(old: list[Claim], new: list[Claim]) -> None:
    def said(known: Iterable[Claim]) -> set[tuple[object, ...]]:
        return {(each.subject, each.relation, each.object, each.status) for each in known}

    found = changes(old, new)

    def stated(side: str) -> set[tuple[object, ...]]:
        return {(*change.triple, each.status) for change in found for each in getattr(change, side)}

    assert stated("after") - stated("before") == said(new) - said(old)
    assert stated("before") - stated("after") == said(old) - said(new)


@given(claims, st.dates(date(2024, 1, 1), date(2025, 1, 1)), st.dates(date(2024, 1, 1), date(2025, 1, 1)))
def test_two_days_of_one_graph_are_as_two_graphs(known: list[Claim], first: date, second: date) -> None:
    def until(day: date) -> list[Claim]:
        return [each for each in known if (DAYS[each.article] or "9") <= day.isoformat()]

    graph = graph_of(known)
    found = list(find_changes(State(graph=graph, until=first), State(graph=graph, until=second), load_vocabulary()))

    assert [(each.triple, each.kinds) for each in found] == [
        (each.triple, each.kinds) for each in changes(until(first), until(second))
    ]


def test_each_kind_of_change_is_told() -> None:
    use = "x uses y"

    assert kinds([], [claim(use)]) == [["new"]]
    assert kinds([claim(use)], []) == [["gone"]]
    assert kinds([], [claim("m targets x")]) == [["sanctioned", "new"]]
    assert kinds([claim(use)], [claim(use), claim(use, "a2", Status.DENIED)]) == [["denied", "status"]]
    assert kinds([claim("m restricts y")], [claim("m restricts y", "a2", Status.ENDED)]) == [["ended", "status"]]
    assert kinds([claim(use, status=Status.PLANNED)], [claim(use, "a2")]) == [["status"]]
    assert kinds([claim(use, count=5)], [claim(use, "a2", count=30)]) == [["figure"]]


def test_another_article_that_says_the_same_changes_nothing() -> None:
    assert changes([claim("x uses y", "a1", count=5)], [claim("x uses y", "a2", count=5)]) == []


def test_the_news_are_the_claims_that_were_not_there() -> None:
    (change,) = changes([claim("x uses y")], [claim("x uses y"), claim("x uses y", "a2", Status.DENIED)])

    assert [each.claim.article for each in change.news] == ["a2"]


def test_changes_are_chosen_by_entity_and_relation() -> None:
    new = [claim("x uses y"), claim("y owns z"), claim("v owns w")]

    assert [each.triple for each in changes([], new, entity=EntityId("y"))] == [("x", "uses", "y"), ("y", "owns", "z")]
    assert [each.triple for each in changes([], new, relations=["owns"])] == [("v", "owns", "w"), ("y", "owns", "z")]
