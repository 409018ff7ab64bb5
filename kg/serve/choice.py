"""Claims chosen by what an address asks for, newest first: the list of claims and the feeds show the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import urlencode

from kg.errors import KgError
from kg.filters import ClaimFilter
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths import resolve_name
from kg.store import StoreGraph

LOOKED_AT = 20_000
"""Claims looked at for one answer; a source or a date that fits few of them may miss older ones, and pages say so."""

FIELDS = ("entity", "relation", "status", "source", "since", "until")


class WrongFilter(KgError):
    """An address asks for a relation, status or date that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What an address asks for: the entity, the conditions, and the words they were written in."""

    entity: EntityId | None
    conditions: ClaimFilter
    words: Mapping[str, tuple[str, ...]]

    def address(self, path: str, **more: object) -> str:
        """The address of the same choice on another page."""
        pairs = [(name, value) for name, values in self.words.items() for value in values]
        asked = urlencode([*pairs, *more.items()])
        return f"{path}?{asked}" if asked else path


def read_choice(graph: StoreGraph, vocabulary: Vocabulary, words: Mapping[str, Sequence[str]]) -> Choice:
    """The choice that these parameters of an address make; those without a value count as not given.

    Raises:
        WrongFilter: a relation, status or date is none.
        UnknownEntity: no entity has this name.
        AmbiguousEntity: several entities have it.
    """
    given = {name: tuple(filter(None, words.get(name, ()))) for name in FIELDS}
    one = {name: values[-1] if values else None for name, values in given.items()}
    for relation in given["relation"]:
        if relation not in vocabulary.relations:
            raise WrongFilter(f"'{relation}' is no relation. Known: {', '.join(sorted(vocabulary.relations))}.")
    conditions = ClaimFilter(
        relations=frozenset(given["relation"]),
        statuses=frozenset(map(_status, given["status"])),
        told_by=one["source"],
        since=_day("since", one["since"]),
        until=_day("until", one["until"]),
    )
    entity = None if one["entity"] is None else resolve_name(graph, one["entity"])
    return Choice(entity=entity, conditions=conditions, words={name: given[name] for name in FIELDS if given[name]})


def chosen_claims(graph: StoreGraph, choice: Choice) -> Iterator[Claim]:
    """The claims that fit, newest article first; `LOOKED_AT` of their entity, relations and statuses are looked at."""
    conditions = choice.conditions
    claims = graph.newest_claims(choice.entity, statuses=conditions.statuses, relations=conditions.relations)
    return (claim for claim in islice(claims, LOOKED_AT) if conditions.allows(graph, claim))


def newest_first(graph: StoreGraph, claims: Sequence[Claim]) -> list[Claim]:
    """The claims by the dates of their articles, undated ones last; those of one day by article, in their order."""
    return sorted(
        sorted(claims, key=lambda claim: claim.article), key=lambda claim: date_of(graph, claim), reverse=True
    )


def date_of(graph: StoreGraph, claim: Claim) -> str:
    """The date of the claim's article, or "" where it has none."""
    article = graph.articles.get(claim.article)
    return (article.published if article else None) or ""


def _status(word: str) -> Status:
    try:
        return Status(word)
    except ValueError:
        raise WrongFilter(f"'{word}' is no status. Known: {', '.join(Status)}.") from None


def _day(name: str, word: str | None) -> date | None:
    try:
        return None if word is None else date.fromisoformat(word)
    except ValueError:
        raise WrongFilter(f"{name}: '{word}' is no date. Write it as 2024-09-30.") from None
