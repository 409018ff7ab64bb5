"""What changed between two states of knowledge: two stores, two engines, or two days of one store."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from kg.conflicts.figures import measure_key
from kg.graph import Graph
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.statements import Citation, Statement, Triple, make_statements, tell

_SANCTIONING = ("targets", "restricts", "affects")


class ChangeKind(StrEnum):
    """How what is said of a triple changed, in the order in which readers want to know; several may hold."""

    SANCTIONED = "sanctioned"
    """A measure is now said to target, restrict or affect it."""
    DENIED = "denied"
    """It is now denied."""
    ENDED = "ended"
    """It is now said to have ended: a supply that stopped, a measure that was lifted."""
    STATUS = "status"
    """It was known, and other statuses are claimed now."""
    FIGURE = "figure"
    """The quantities or sums claimed are others."""
    NEW = "new"
    """Nothing was claimed of it before."""
    GONE = "gone"
    """Nothing is claimed of it any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known at one end of a comparison: a graph or, with `until`, its articles up to that day.

    With `until`, articles without a date are left out.
    """

    graph: Graph
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What was and what is said of one triple, each by status with all citations; `text` is the triple in words."""

    triple: Triple
    text: str
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """Every kind that fits, in their order; at least one."""
        was, now = ({each.status for each in side} for side in (self.before, self.after))
        added = now - was
        fits = {
            ChangeKind.SANCTIONED: self.triple[1] in _SANCTIONING and Status.ASSERTED in added,
            ChangeKind.DENIED: Status.DENIED in added,
            ChangeKind.ENDED: Status.ENDED in added,
            ChangeKind.STATUS: bool(was and now and was != now),
            ChangeKind.FIGURE: bool(_other_figures(self.before, self.after)),
            ChangeKind.NEW: not was,
            ChangeKind.GONE: not now,
        }
        return tuple(kind for kind, holds in fits.items() if holds)

    @property
    def news(self) -> tuple[Citation, ...]:
        """What makes the change, newest first: claims that only `after` has, else those that only `before` has."""
        was, now = ({each.claim: each for side in sides for each in side.citations} for sides in self._sides)
        new = [each for key, each in now.items() if key not in was]
        gone = [each for key, each in was.items() if key not in now]
        return tuple(sorted(new or gone, key=lambda each: (each.published, each.claim.id), reverse=True))

    @property
    def _sides(self) -> tuple[tuple[Statement, ...], tuple[Statement, ...]]:
        return (self.before, self.after)


def find_changes(
    old: State,
    new: State,
    vocabulary: Vocabulary,
    *,
    entity: EntityId | None = None,
    relations: Iterable[str] = (),
    language: str = "en",
) -> Iterator[Change]:
    """The changes from `old` to `new` in the order of subject, relation and object; none where both say the same.

    Claims are compared by subject, relation, object, status and figures, whatever their articles and quotes. Both
    sides are read at once and in order, so that no more than the claims of one triple is held.
    """
    wanted = frozenset(relations)
    for triple, group in groupby(_merged((old, new), entity), key=lambda pair: _triple(pair[1])):
        if wanted and triple[1] not in wanted:
            continue
        claims: tuple[list[Claim], list[Claim]] = ([], [])
        for place, claim in group:
            claims[place].append(claim)
        if _said(claims[0]) != _said(claims[1]):
            yield _change(old.graph, new.graph, vocabulary, triple, claims, language)


def _merged(states: Sequence[State], entity: EntityId | None) -> Iterable[tuple[int, Claim]]:
    """The claims of both states in one order, each with the place of its state; one graph is read once."""
    if states[0].graph is states[1].graph:
        return _tagged(_claims(states[0].graph, entity), list(enumerate(states)))
    sides = (_tagged(_claims(state.graph, entity), [(place, state)]) for place, state in enumerate(states))
    return heapq.merge(*sides, key=lambda pair: _triple(pair[1]))


def _tagged(claims: Iterable[Claim], states: Sequence[tuple[int, State]]) -> Iterator[tuple[int, Claim]]:
    for claim in claims:
        for place, state in states:
            if state.graph.published_within(claim, None, state.until):
                yield place, claim


def _claims(graph: Graph, entity: EntityId | None) -> Iterable[Claim]:
    if entity is None:
        return graph.claims
    arriving = (claim for claim in graph.claims_to(entity) if claim.subject != entity)
    return heapq.merge(graph.claims_from(entity), arriving, key=_triple)


def _triple(claim: Claim) -> Triple:
    return (claim.subject, claim.relation, claim.object)


def _said(claims: Iterable[Claim]) -> set[tuple[object, ...]]:
    """All statuses and all figures under them."""
    return {(claim.status, *figure) for claim in claims for figure in ((), *_figures(claim))}


def _figures(claim: Claim) -> Iterator[tuple[object, ...]]:
    for measure in (claim.qualifiers.quantity, claim.qualifiers.money):
        if measure is not None:
            yield measure_key(measure)


def _other_figures(before: Iterable[Statement], after: Iterable[Statement]) -> set[Status]:
    """The statuses that both sides claim with other figures."""
    was, now = (
        {side.status: {key for each in side.citations for key in _figures(each.claim)} for side in sides}
        for sides in (before, after)
    )
    return {status for status in was.keys() & now.keys() if was[status] != now[status]}


def _change(
    old: Graph,
    new: Graph,
    vocabulary: Vocabulary,
    triple: Triple,
    claims: tuple[list[Claim], list[Claim]],
    language: str,
) -> Change:
    before = make_statements(old, vocabulary, claims[0], language)
    after = make_statements(new, vocabulary, claims[1], language)
    return Change(
        triple=triple,
        text=tell(new if claims[1] else old, vocabulary, triple, language),
        before=_by_status(before),
        after=_by_status(after),
    )


def _by_status(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    order = list(Status)
    return tuple(sorted(statements, key=lambda each: order.index(each.status)))
