"""Counts over a whole store, made by SQLite from edges and indexes; no claim is read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import EntityId, Evidentiality, Status
from kg.store.database import Store

BINS = 10
"""Steps of the histogram of confidence; the last one holds 1.0 too."""

_STATUS_SUMS = "sum(asserted), sum(planned), sum(denied), sum(ended)"
_TOTALS = f"SELECT count(*), {_STATUS_SUMS} FROM edge"  # noqa: S608
_CLASSES = "SELECT kind, count(*) FROM entity GROUP BY kind ORDER BY 2 DESC, 1"
_RELATIONS = f"""
SELECT word.text, count(*), {_STATUS_SUMS} FROM edge JOIN word ON word.key = relation GROUP BY relation
ORDER BY sum(asserted + planned + denied + ended) DESC, 1
"""  # noqa: S608
_EVIDENTIALITIES = "SELECT evidentiality, count(*) FROM claim GROUP BY 1 ORDER BY 2 DESC, 1"
_CONFIDENCES = f"SELECT max(0, min({BINS - 1}, CAST(confidence * {BINS} AS INTEGER))), count(*) FROM claim GROUP BY 1"  # noqa: S608
# Group by group of articles: how many there are, and how many claims they gave.
_BY_ARTICLE = """
SELECT {group}, count(*), sum(coalesce(number, 0)) FROM article
LEFT JOIN (SELECT article, count(*) AS number FROM claim GROUP BY article) AS given ON given.article = article.key
GROUP BY 1 ORDER BY {order}
"""
_BUSIEST = _BY_ARTICLE.format(group="{group}", order="3 DESC, 2 DESC, 1")
_LANGUAGES = _BUSIEST.format(group="language")
_OUTLETS = _BUSIEST.format(group="outlet")
_ENGINES = _BUSIEST.format(group="(SELECT text FROM word WHERE word.key = engine)")
_MONTHS = _BY_ARTICLE.format(group="substr(published, 1, 7)", order="1")
_DEGREES = """
SELECT entity.id, entity.kind, entity.name, number FROM (
  SELECT entity AS node, sum(number) AS number FROM (
    SELECT subject AS entity, count(*) AS number FROM edge WHERE asserted > 0 GROUP BY 1
    UNION ALL SELECT object, count(*) FROM edge WHERE asserted > 0 GROUP BY 1
  ) GROUP BY 1
) JOIN entity ON entity.key = node ORDER BY number DESC, entity.id LIMIT ?
"""
_SOURCES = """
SELECT entity.id, entity.kind, entity.name, number FROM (
  SELECT naming.entity AS node, count(DISTINCT coalesce('o' || outlet, 'a' || article.key)) AS number
  FROM article_naming JOIN naming ON naming.key = naming JOIN article ON article.key = article GROUP BY 1
) JOIN entity ON entity.key = node ORDER BY number DESC, entity.id LIMIT ?
"""
_UNANSWERED = """
SELECT id, kind, name, 0 FROM entity
WHERE NOT EXISTS (SELECT 1 FROM edge WHERE edge.subject = entity.key)
  AND NOT EXISTS (SELECT 1 FROM edge WHERE edge.object = entity.key)
ORDER BY id
"""
_SILENT = "SELECT id FROM article WHERE NOT EXISTS (SELECT 1 FROM claim WHERE article = article.key) ORDER BY id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many articles of one group there are, and how many claims they gave; `name` is None where none is known."""

    name: str | None
    articles: int
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationCount:
    """The edges of one relation and their claims by status, in the order of `Status`."""

    relation: str
    edges: int
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """An entity with the number it is ranked by."""

    entity: EntityId
    kind: str
    name: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """What a store holds, counted as of one moment.

    `degrees` ranks entities by their asserted edges, `sources` by the outlets whose articles speak of them (an
    article without outlet counts as one). `unanswered` are entities without any claim, `silent` articles without
    any. `confidences` counts claims by steps of a tenth.
    """

    articles: int
    entities: int
    edges: int
    claims: int
    statuses: dict[Status, int]
    classes: dict[str, int]
    relations: tuple[RelationCount, ...]
    evidentialities: dict[Evidentiality, int]
    languages: tuple[Share, ...]
    outlets: tuple[Share, ...]
    months: tuple[Share, ...]
    engines: tuple[Share, ...]
    degrees: tuple[Rank, ...]
    sources: tuple[Rank, ...]
    unanswered: tuple[Rank, ...]
    silent: tuple[str, ...]
    confidences: tuple[int, ...]


def read_statistics(store: Store, *, top: int = 10) -> Statistics:
    """The counts of the store; `top` is the length of the two rankings.

    Raises:
        StoreError: the store cannot be read.
    """
    with store._snapshot():
        edges, *claims = next(store._all(_TOTALS))
        statuses = {status: number or 0 for status, number in zip(Status, claims, strict=True)}
        classes: dict[str, int] = dict(store._all(_CLASSES))
        bins: dict[int, int] = dict(store._all(_CONFIDENCES))
        speakers = tuple(Evidentiality)
        languages = _shares(store, _LANGUAGES)
        return Statistics(
            articles=sum(share.articles for share in languages),
            entities=sum(classes.values()),
            edges=edges,
            claims=sum(statuses.values()),
            statuses=statuses,
            classes=classes,
            relations=tuple(
                RelationCount(relation=name, edges=number, claims=tuple(counts))
                for name, number, *counts in store._all(_RELATIONS)
            ),
            evidentialities={speakers[place]: number for place, number in store._all(_EVIDENTIALITIES)},
            languages=languages,
            outlets=_shares(store, _OUTLETS),
            months=_shares(store, _MONTHS),
            engines=_shares(store, _ENGINES),
            degrees=_ranks(store, _DEGREES, top),
            sources=_ranks(store, _SOURCES, top),
            unanswered=_ranks(store, _UNANSWERED),
            silent=tuple(key for (key,) in store._all(_SILENT)),
            confidences=tuple(bins.get(place, 0) for place in range(BINS)),
        )


def _shares(store: Store, query: str) -> tuple[Share, ...]:
    return tuple(Share(name=name, articles=articles, claims=claims) for name, articles, claims in store._all(query))


def _ranks(store: Store, query: str, *values: object) -> tuple[Rank, ...]:
    found = store._all(query, *values)
    return tuple(Rank(entity=EntityId(key), kind=kind, name=name, number=number) for key, kind, name, number in found)
