"""One annotated article against the claims read in it; what counts is told in docs/evaluation.md."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.evaluation.figures import Tally
from kg.evaluation.gold import GoldArticle, GoldClaim
from kg.evaluation.naming import Nodes, Sameness
from kg.graph import KnowledgeGraph
from kg.model import Claim, EntityId, Quantity, Status

SYMMETRIC = frozenset({"partnersWith", "competesWith"})
_QUANTITY = re.compile(r"([<>~]?)=?([\d.]+(?:e\d+)?)$")
_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Level:
    """How much of a claim must agree."""

    name: str
    with_status: bool
    with_relation: bool


CLAIMS = Level("claims", True, True)
TRIPLES = Level("triples", False, True)
ENDPOINTS = Level("endpoints", False, False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleScore:
    """What was right, wrong and missed in one article, at the level of claims, and the counts at every level."""

    article: str
    language: str
    levels: Mapping[str, Tally]
    shares: Mapping[str, Tally]
    relations: Mapping[str, Tally]
    statuses: Mapping[str, Tally]
    right: tuple[Claim, ...]
    wrong: tuple[Claim, ...]
    missed: tuple[GoldClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The outcome at one level: demanded claims found and missed, claims that found one, claims that are wrong.

    A claim that fits only what is optional, or what another one found, is in none of them.
    """

    found: tuple[GoldClaim, ...]
    missed: tuple[GoldClaim, ...]
    right: tuple[Claim, ...]
    wrong: tuple[Claim, ...]

    @property
    def tally(self) -> Tally:
        """The counts."""
        return Tally(len(self.found), len(self.found) + len(self.wrong), len(self.found) + len(self.missed))


def score(articles: Iterable[GoldArticle], graph: KnowledgeGraph) -> list[ArticleScore]:
    """The score of each article, in order; claims of other articles do not count."""
    nodes = Nodes.of(graph)
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in graph.claims:
        claims[claim.article].append(claim)
    return [score_article(article, claims[article.id], nodes) for article in articles]


def score_article(article: GoldArticle, claims: Sequence[Claim], nodes: Nodes) -> ArticleScore:
    """The score of one article for the claims that were read in it."""
    same = Sameness(article, nodes)
    matched = {level.name: match(article, claims, same, level) for level in (CLAIMS, TRIPLES, ENDPOINTS)}
    levels = {name: outcome.tally for name, outcome in matched.items()}
    shares = {
        "evidence": _evidence(article, claims),
        "quantities": _quantities(article, claims, same),
        "denied as true": _denied_as_true(article, claims, same),
    }
    outcome = matched["claims"]
    return ArticleScore(
        article=article.id,
        language=article.language,
        levels={"entities": _entities(article, claims, same), **levels},
        shares=shares,
        relations=_by(matched["triples"], "relation"),
        statuses=_by(outcome, "status"),
        right=outcome.right,
        wrong=outcome.wrong,
        missed=outcome.missed,
    )


def match(article: GoldArticle, claims: Sequence[Claim], same: Sameness, level: Level) -> Matched:
    """Pairs each demanded claim with one claim that fits: by its own relation first, then by those under `also`."""
    unique: dict[Hashable, Claim] = {}
    for claim in claims:
        unique.setdefault(_key(claim, level), claim)
    demanded, optional = _distinct(article.claims, level)
    pairs: dict[int, Hashable] = {}
    for exact in (True, False):
        for number, gold in enumerate(demanded):
            if number not in pairs:
                used = set(pairs.values())
                fitting = (k for k, c in unique.items() if k not in used and fits(gold, c, same, level, exact))
                if (key := next(fitting, None)) is not None:
                    pairs[number] = key
    used = set(pairs.values())
    left = [claim for key, claim in unique.items() if key not in used]
    return Matched(
        found=tuple(g for n, g in enumerate(demanded) if n in pairs),
        missed=tuple(g for n, g in enumerate(demanded) if n not in pairs),
        right=tuple(claim for key, claim in unique.items() if key in used),
        wrong=tuple(c for c in left if not any(fits(g, c, same, level) for g in (*demanded, *optional))),
    )


def fits(gold: GoldClaim, claim: Claim, same: Sameness, level: Level, exact: bool = False) -> bool:
    """True where the claim says, at this level, what the annotation says; `exact` leaves out its second readings."""
    readings = (gold.relation,) if exact else (gold.relation, *gold.also)
    if level.with_relation and claim.relation not in readings:
        return False
    if level.with_status and claim.status != gold.status:
        return False
    if same.same(gold.subject, claim.subject) and same.same(gold.object, claim.object):
        return True
    turnable = not level.with_relation or claim.relation in SYMMETRIC
    return turnable and same.same(gold.subject, claim.object) and same.same(gold.object, claim.subject)


def _key(claim: Claim, level: Level) -> Hashable:
    ends: Sequence[EntityId] = (claim.subject, claim.object)
    if not level.with_relation or claim.relation in SYMMETRIC:
        ends = sorted(ends)
    return (*ends, claim.relation if level.with_relation else "", claim.status if level.with_status else "")


def _distinct(claims: Sequence[GoldClaim], level: Level) -> tuple[list[GoldClaim], list[GoldClaim]]:
    """The demanded and the optional claims that differ at this level; what is demanded once is demanded."""
    distinct: dict[Hashable, GoldClaim] = {}
    for claim in sorted(claims, key=lambda claim: claim.optional):
        key: Hashable = (*claim.triple, claim.status) if level.with_status else claim.triple
        distinct.setdefault(key if level.with_relation else frozenset((claim.subject, claim.object)), claim)
    demanded = [claim for claim in distinct.values() if not claim.optional]
    return demanded, [claim for claim in distinct.values() if claim.optional]


def _by(outcome: Matched, name: str) -> dict[str, Tally]:
    """The counts by relation or by status, the name of a field of both kinds of claims."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for found in outcome.found:
        tallies[str(getattr(found, name))] += Tally(1, 1, 1)
    for missed in outcome.missed:
        tallies[str(getattr(missed, name))] += Tally(0, 0, 1)
    for wrong in outcome.wrong:
        tallies[str(getattr(wrong, name))] += Tally(0, 1, 0)
    return dict(tallies)


def _entities(article: GoldArticle, claims: Sequence[Claim], same: Sameness) -> Tally:
    """Entities of demanded claims against all ends of claims; an entity that only optional claims need is not wrong."""
    needed = {end for g in article.claims if not g.optional for end in (g.subject, g.object)}
    nodes = {end for claim in claims for end in (claim.subject, claim.object)}
    found = {gold_id for gold_id in needed if any(same.same(gold_id, node) for node in nodes)}
    strange = sum(not any(same.same(gold_id, node) for gold_id in article.entities) for node in nodes)
    return Tally(len(found), len(found) + strange, len(needed))


def _evidence(article: GoldArticle, claims: Sequence[Claim]) -> Tally:
    """The claims of which some quote stands in the article's file at its offsets."""
    quotes = [[e.quote == e.span.of(article.text) and e.quote in article.text for e in c.evidence] for c in claims]
    return Tally(sum(map(any, quotes)), 0, len(claims))


def _quantities(article: GoldArticle, claims: Sequence[Claim], same: Sameness) -> Tally:
    demanded = [g for g in _distinct(article.claims, CLAIMS)[0] if g.quantity]
    found = (any(_agrees(g.quantity or "", c) for c in claims if fits(g, c, same, CLAIMS)) for g in demanded)
    return Tally(sum(found), 0, len(demanded))


def _agrees(gold: str, claim: Claim) -> bool:
    """True where the claim's number has the same bound, give or take a hundredth."""
    read = _QUANTITY.match(gold.replace(" ", ""))
    quantity = claim.qualifiers.quantity
    if read is None or quantity is None:
        return False
    value = float(read[2])
    bounds = {">": [quantity.minimum], "<": [quantity.maximum]}.get(read[1], list(_readings(quantity)))
    return any(b is not None and abs(b - value) <= _TOLERANCE * max(1.0, value) for b in bounds)


def _readings(quantity: Quantity) -> Iterator[float | None]:
    yield from (quantity.minimum, quantity.maximum)
    if quantity.operator in ("=", "~") and quantity.minimum is not None and quantity.maximum is not None:
        yield (quantity.minimum + quantity.maximum) / 2


def _denied_as_true(article: GoldArticle, claims: Sequence[Claim], same: Sameness) -> Tally:
    """What the annotation only denies, and how much of it came out as asserted."""
    held = {g.triple for g in article.claims if g.status is not Status.DENIED}
    denied = [g for g in article.claims if g.status is Status.DENIED and g.triple not in held]
    asserted = [c for c in claims if c.status is Status.ASSERTED]
    return Tally(sum(any(fits(g, c, same, TRIPLES) for c in asserted) for g in denied), 0, len(denied))
