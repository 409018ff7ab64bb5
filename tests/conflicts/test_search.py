"""Which claims contradict each other, and which only look as if they did."""

from datetime import date

from kg.conflicts import Conflict, ConflictKind, find_conflicts
from kg.graph import KnowledgeGraph
from kg.model import (
    Actuality,
    Article,
    ArticleId,
    Claim,
    Entity,
    EntityId,
    Evidence,
    Money,
    Polarity,
    Qualifiers,
    Quantity,
    Span,
    Status,
    Time,
)
from kg.ontology.vocabulary import load_vocabulary

DAYS = {"a1": "2024-01-10", "a2": "2024-06-20", "a3": "2024-06-20", "a4": None}


def claim(text: str, article: str = "a1", **changes: object) -> Claim:
    """A claim of "subject relation object"; "not" before it denies."""
    *denied, subject, relation, object = text.split()
    parts = {name: changes.pop(name) for name in ("quantity", "money", "time", "purpose") if name in changes}
    changes.setdefault("polarity", Polarity.DENIED if denied else Polarity.AFFIRMED)
    quote = f"{subject} in {article}"
    return Claim(
        article=ArticleId(article),
        subject=EntityId(subject),
        relation=relation,
        object=EntityId(object),
        qualifiers=Qualifiers(**parts),  # type: ignore[arg-type]
        evidence=(Evidence(span=Span(0, len(quote)), quote=quote, rule="test"),),
        **changes,  # type: ignore[arg-type]
    )


def count(number: float, operator: str = "=", unit: str = "chips") -> Quantity:
    low, high = None if operator == "<" else number, None if operator == ">" else number
    return Quantity(operator=operator, minimum=low, maximum=high, unit=unit, text=f"{operator}{number} {unit}")


def euros(number: float, currency: str = "EUR") -> Money:
    return Money(operator="=", minimum=number, maximum=number, currency=currency, text=f"{number} {currency}")


def year(number: int) -> Time:
    return Time(text=str(number), earliest=date(number, 1, 1), latest=date(number, 12, 31))


def graph_of(*claims: Claim) -> KnowledgeGraph:
    graph = KnowledgeGraph()
    for key, published in DAYS.items():
        article = Article(id=ArticleId(key), text="", language="en", published=published, outlet=f"Outlet {key}")
        graph.add_article(article)
    for made in claims:
        for end in (made.subject, made.object):
            graph.add_entity(Entity(id=end, kind="Company", name=end.upper()))
        graph.add_claim(made)
    return graph


def conflicts(*claims: Claim, **conditions: object) -> list[Conflict]:
    return find_conflicts(graph_of(*claims), load_vocabulary(), **conditions)  # type: ignore[arg-type]


def sides(conflict: Conflict) -> list[list[str]]:
    return [[citation.claim.article for citation in side.citations] for side in conflict.sides]


def kinds(*claims: Claim) -> list[str]:
    return [conflict.kind.value for conflict in conflicts(*claims)]


def test_a_claim_asserted_and_denied_is_a_conflict_with_all_citations() -> None:
    (found,) = conflicts(
        claim("x suppliedBy y", "a1"),
        claim("not x suppliedBy y", "a3"),
        claim("x suppliedBy y", "a2"),
        claim("x uses y"),
    )

    assert found.kind is ConflictKind.DENIAL
    assert [side.status for side in found.sides] == [Status.ASSERTED, Status.DENIED]
    assert sides(found) == [["a1", "a2"], ["a3"]]


def test_a_denied_plan_is_a_conflict_of_its_own_kind() -> None:
    assert kinds(claim("x uses y", actuality=Actuality.PLANNED), claim("not x uses y", "a2")) == ["plan"]


def test_a_denial_for_another_time_or_for_one_purpose_contradicts_nothing() -> None:
    assert kinds(claim("x uses y", time=year(2020)), claim("not x uses y", "a2", time=year(2024))) == []
    assert kinds(claim("x uses y"), claim("not x uses y", "a2", purpose="training")) == []
    assert kinds(claim("x uses y", purpose="training"), claim("not x uses y", "a2")) == ["denial"]


def test_the_end_contradicts_what_is_said_later_of_the_same_time() -> None:
    ended = claim("x uses y", "a2", actuality=Actuality.ENDED, time=year(2023))

    assert kinds(claim("x uses y", "a3", time=year(2023)), ended) == ["ended"]
    assert kinds(claim("x uses y", "a3", time=year(2022)), ended) == []
    assert kinds(claim("x uses y", "a1", time=year(2023)), ended) == []


def test_without_times_the_end_contradicts_another_article_of_the_same_day() -> None:
    ended = claim("x uses y", "a2", actuality=Actuality.ENDED)

    assert kinds(claim("x uses y", "a3"), ended) == ["ended"]
    assert kinds(claim("x uses y", "a2"), ended) == []
    assert kinds(claim("x uses y", "a1"), ended) == []


def test_counts_that_do_not_meet_are_a_conflict() -> None:
    (found,) = conflicts(
        claim("x orders y", "a1", quantity=count(100_000, ">")),
        claim("x orders y", "a2", quantity=count(30_000, unit="unidades")),
        claim("x orders y", "a3", quantity=count(120_000, unit="")),
    )

    assert found.kind is ConflictKind.QUANTITY
    assert sides(found) == [["a2"], ["a1"], ["a3"]]


def test_an_order_and_a_smaller_delivery_are_no_conflict() -> None:
    ordered = claim("x orders y", "a1", quantity=count(100_000))
    received = claim("x receives y", "a2", quantity=count(30_000))

    assert kinds(ordered, received) == []


def test_counts_of_other_units_times_purposes_and_statuses_are_not_compared() -> None:
    base = {"quantity": count(100, unit="chips"), "time": year(2024), "purpose": "training"}
    for change in (
        {"quantity": count(5, unit="servers")},
        {"quantity": count(5), "time": year(2023)},
        {"quantity": count(5), "purpose": "inference"},
        {"quantity": count(5), "actuality": Actuality.PLANNED},
    ):
        assert kinds(claim("x uses y", "a1", **base), claim("x uses y", "a2", **base | change)) == []


def test_a_count_without_time_is_compared_where_one_time_alone_is_named() -> None:
    timeless = claim("x uses y", "a1", quantity=count(5))
    first = claim("x uses y", "a2", quantity=count(90), time=year(2023))
    second = claim("x uses y", "a3", quantity=count(200), time=year(2024))

    assert kinds(timeless, first) == ["quantity"]
    assert kinds(timeless, first, second) == []


def test_two_counts_of_one_article_are_a_list_unless_two_say_so() -> None:
    first, second = claim("x orders y", quantity=count(5)), claim("x orders y", quantity=count(9))

    assert kinds(first, second) == []
    assert kinds(first, claim("x orders y", quantity=count(9), attribution="Jane Doe")) == ["quantity"]


def test_sums_are_compared_within_a_currency() -> None:
    first = claim("x investsIn y", "a1", money=euros(100))

    assert kinds(first, claim("x investsIn y", "a2", money=euros(150))) == ["money"]
    assert kinds(first, claim("x investsIn y", "a2", money=euros(150, "USD"))) == []


def test_only_what_happens_once_has_dates_that_exclude_each_other() -> None:
    def dated(relation: str) -> list[str]:
        return kinds(claim(f"x {relation} y", "a1", time=year(2020)), claim(f"x {relation} y", "a2", time=year(2021)))

    assert dated("acquires") == ["date"]
    assert dated("imposedBy") == []


def test_a_comparison_said_both_ways_is_a_conflict() -> None:
    (found,) = conflicts(claim("x lessPowerfulThan y", "a1"), claim("y lessPowerfulThan x", "a2"))

    assert found.kind is ConflictKind.OPPOSITE
    assert [side.text for side in found.sides] == ["X less powerful than Y", "Y less powerful than X"]
    assert kinds(claim("x competesWith y"), claim("y competesWith x")) == []


def test_a_circle_of_successors_is_one_conflict() -> None:
    circle = [claim("x successorOf y"), claim("y successorOf z", "a2"), claim("z successorOf x", "a3")]

    (found,) = conflicts(*circle)
    (seen_from_z,) = conflicts(*circle, entity=EntityId("z"))

    assert found.kind is ConflictKind.CYCLE
    assert sides(found) == sides(seen_from_z) == [["a1"], ["a2"], ["a3"]]


def test_owners_at_different_times_make_no_circle() -> None:
    assert kinds(claim("x owns y", time=year(2010)), claim("y owns x", "a2", time=year(2020))) == []


def test_the_newer_side_is_told_only_where_dates_tell() -> None:
    (told,) = conflicts(claim("x uses y", "a1"), claim("not x uses y", "a2"))
    (same_day,) = conflicts(claim("x uses y", "a2"), claim("not x uses y", "a3"))
    (undated,) = conflicts(claim("x uses y", "a4"), claim("not x uses y", "a1"))

    assert told.newer is told.sides[1]
    assert same_day.newer is None
    assert undated.newer is None


def test_conflicts_are_chosen_by_each_condition() -> None:
    claims = [claim("x uses y", "a1"), claim("not x uses y", "a2"), claim("v owns w", "a1"), claim("w owns v", "a1")]

    def found(**conditions: object) -> list[str]:
        return [conflict.kind.value for conflict in conflicts(*claims, **conditions)]

    assert found() == ["denial", "opposite"]
    assert found(entity=EntityId("w")) == ["opposite"]
    assert found(relations=["uses"]) == ["denial"]
    assert found(kinds=[ConflictKind.OPPOSITE]) == ["opposite"]
    assert found(source="outlet a2") == ["denial"]
    assert found(since=date(2024, 6, 1)) == ["denial"]
    assert found(until=date(2024, 6, 1)) == ["opposite"]
