"""Where the claims of one triple contradict each other: by status, by figures, by dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import combinations

from kg.conflicts.figures import Interval, interval_of, time_interval
from kg.conflicts.kinds import ConflictKind
from kg.graph import Graph
from kg.grouping import Groups
from kg.model import Claim, Status
from kg.ontology.folding import fold
from kg.ontology.units import unit_group
from kg.ontology.vocabulary import Relation

Sides = list[list[Claim]]
"""The claims of each side of a conflict."""

_DAY = "2024-09-30"

Found = Iterator[tuple[ConflictKind, Sides]]


def conflicts_within(graph: Graph, relation: Relation | None, claims: Sequence[Claim]) -> Found:
    """The conflicts among claims of one triple, each kind at most once for each time and unit."""
    by_status: dict[Status, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_status[claim.status].append(claim)
    yield from _status_conflicts(graph, by_status)
    for status in (Status.ASSERTED, Status.PLANNED, Status.ENDED):
        yield from _figure_conflicts(by_status[status])
    if relation is not None and relation.one_off:
        yield from _date_conflicts(by_status[Status.ASSERTED])


def may_coincide(first: Claim, second: Claim) -> bool:
    """False only where both claims name times, and these exclude each other."""
    return time_interval(first.qualifiers.time).meets(time_interval(second.qualifiers.time))


def _status_conflicts(graph: Graph, by_status: dict[Status, list[Claim]]) -> Found:
    def is_denied(claim: Claim, denial: Claim) -> bool:
        return may_coincide(claim, denial) and _is_as_wide(denial, claim)

    def has_ended(claim: Claim, end: Claim) -> bool:
        return _is_as_wide(end, claim) and _still_holds(graph, claim, end)

    tests: list[tuple[ConflictKind, Status, Status, Callable[[Claim, Claim], bool]]] = [
        (ConflictKind.DENIAL, Status.ASSERTED, Status.DENIED, is_denied),
        (ConflictKind.PLAN, Status.PLANNED, Status.DENIED, is_denied),
        (ConflictKind.ENDED, Status.ASSERTED, Status.ENDED, has_ended),
    ]
    for kind, first, second, contradict in tests:
        left = [a for a in by_status[first] if any(contradict(a, b) for b in by_status[second])]
        right = [b for b in by_status[second] if any(contradict(a, b) for a in left)]
        if left:
            yield kind, [left, right]


def _is_as_wide(denial: Claim, claim: Claim) -> bool:
    """What is denied for training alone may still hold for inference; the same goes for roles."""
    denied, said = denial.qualifiers, claim.qualifiers
    return denied.purpose in (None, said.purpose) and denied.role in (None, said.role)


def _still_holds(graph: Graph, claim: Claim, end: Claim) -> bool:
    """True where `claim` is made after the end was told, or on that day, and names the same time or none at all.

    Told in this order, "they use it" and "they stopped" are a story and no contradiction; so they are within one
    article that names no time.
    """
    first, second = (time_interval(each.qualifiers.time) for each in (claim, end))
    said, ended = (article and article.published for article in map(graph.articles.get, (claim.article, end.article)))
    if first != second or not said or not ended or said < ended:
        return False
    return first != time_interval(None) or (claim.article != end.article and said == ended and len(said) == len(_DAY))


def _figure_conflicts(claims: Sequence[Claim]) -> Found:
    counts, sums = [], []
    for claim in claims:
        quantity, money = claim.qualifiers.quantity, claim.qualifiers.money
        if quantity:
            counts.append((claim, unit_group(quantity.unit), interval_of(quantity)))
        if money:
            sums.append((claim, money.currency, interval_of(money)))
    yield from _apart(ConflictKind.QUANTITY, counts)
    yield from _apart(ConflictKind.MONEY, sums)


def _apart(kind: ConflictKind, figures: Sequence[tuple[Claim, str, Interval]]) -> Found:
    """Figures of one measure, purpose and time that do not meet."""
    times = {_time_key(claim) for claim, _, _ in figures} - {None}
    only = times.pop() if len(times) == 1 else None  # where one time alone is named, the others may mean it
    alike: dict[Hashable, list[tuple[Claim, Interval]]] = defaultdict(list)
    for claim, measure, interval in figures:
        alike[measure, claim.qualifiers.purpose, _time_key(claim) or only].append((claim, interval))
    for group in alike.values():
        yield from _disjoint(kind, group)


def _time_key(claim: Claim) -> Hashable:
    """Equal for claims of the same time; None for those that name none."""
    time = claim.qualifiers.time
    return time and ((time.earliest, time.latest) if time.earliest or time.latest else fold(time.text))


def _date_conflicts(claims: Sequence[Claim]) -> Found:
    dated = [(claim, time_interval(claim.qualifiers.time)) for claim in claims]
    yield from _disjoint(ConflictKind.DATE, dated)


def _disjoint(kind: ConflictKind, claims: Sequence[tuple[Claim, Interval]]) -> Found:
    """The intervals that exclude another one, joined where they exclude the same; one side for each interval.

    What one article says on one authority is a list (two orders, two stages) and no contradiction.
    """
    sides: dict[Interval, list[Claim]] = defaultdict(list)
    for claim, interval in claims:
        sides[interval].append(claim)
    groups = Groups[Interval]()
    for first, second in combinations(sorted(sides), 2):
        if not first.meets(second) and _from_two(sides[first], sides[second]):
            groups.join(first, second)
    for group in groups.of(sorted(sides)):
        if len(group) > 1:
            yield kind, [sides[interval] for interval in group]


def _from_two(first: Iterable[Claim], second: Iterable[Claim]) -> bool:
    said = [{(claim.article, claim.attribution) for claim in side} for side in (first, second)]
    return len(said[0] | said[1]) > 1
