"""Outward by ownership: what some entities own, with their shares multiplied along chains and summed over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import prod
from typing import Literal

from kg.graph import Graph
from kg.impact.grounds import Grounds, find_grounds
from kg.impact.standing import Standing, firmest, weakest
from kg.model import Claim, EntityId
from kg.paths.limits import Limits

RELATIONS = ("investsIn", "owns")
Answer = Literal["yes", "unknown", "no"]
_PERCENT = {"%", "percent", "per cent", "pct", "por cento", "por ciento"}
_HALF = Fraction(1, 2)
_MOST_CHAINS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What one entity holds of another; `share` is None where no claim gives a percentage.

    Of several percentages that of the best claim counts, and of a range its lower end.
    """

    owner: EntityId
    owned: EntityId
    share: Fraction | None
    grounds: Grounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """Stakes that lead from a seed to what it owns; no entity occurs twice."""

    stakes: tuple[Stake, ...]

    @property
    def entities(self) -> tuple[EntityId, ...]:
        """The entities from the seed on."""
        return (self.stakes[0].owner, *(stake.owned for stake in self.stakes))

    @property
    def share(self) -> Fraction | None:
        """The shares multiplied, or None where one of them is unknown."""
        shares = [stake.share for stake in self.stakes if stake.share is not None]
        return prod(shares, start=Fraction(1)) if len(shares) == len(self.stakes) else None

    @property
    def standing(self) -> Standing:
        """How firmly the weakest stake stands."""
        return weakest(stake.grounds.standing for stake in self.stakes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """One entity that the seeds own in whole or part, by all chains that lead to it, shortest first.

    `half` answers by the 50 % rule: "yes" where seeds, and entities of which the answer is yes, hold directly half of
    it or more together; "unknown" where that may be so because a share is not known. Plans do not count for it.
    """

    entity: EntityId
    chains: tuple[Chain, ...]
    half: Answer

    @property
    def share(self) -> Fraction:
        """The known shares of all chains that are no plans, summed: what the seeds hold at least."""
        return sum((chain.share or Fraction(0) for chain in self._standing_chains()), start=Fraction(0))

    @property
    def unknown(self) -> int:
        """How many chains that are no plans have an unknown share."""
        return sum(chain.share is None for chain in self._standing_chains())

    @property
    def standing(self) -> Standing:
        """How firmly the firmest chain stands."""
        return firmest(chain.standing for chain in self.chains)

    def _standing_chains(self) -> Iterator[Chain]:
        return (chain for chain in self.chains if chain.standing is not Standing.PLANNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What was found, largest share first; `complete` is False where there was too much to look at all of it."""

    holdings: tuple[Holding, ...]
    complete: bool


def find_holdings(graph: Graph, seeds: Collection[EntityId], limits: Limits, most: int) -> Holdings:
    """What the seeds own within the hops allowed; a chain that passes another seed is that seed's own.

    The stakes of further owners are left out once `most` entities or more were found.
    """
    stakes, complete = _stakes_around(graph, seeds, limits, most)
    chains: dict[EntityId, list[Chain]] = defaultdict(list)
    for number, chain in enumerate(_chains(stakes, seeds, limits.max_hops)):
        if number == _MOST_CHAINS:
            complete = False
            break
        chains[chain.entities[-1]].append(chain)
    half = half_rule([stake for known in stakes.values() for stake in known], seeds)
    found = [
        Holding(entity=entity, chains=tuple(found), half=half.get(entity, "no")) for entity, found in chains.items()
    ]
    return Holdings(holdings=tuple(sorted(found, key=_largest_first)), complete=complete)


def _largest_first(holding: Holding) -> tuple[Fraction, int, EntityId]:
    return (-holding.share, len(holding.chains[0].stakes), holding.entity)


def half_rule(stakes: Iterable[Stake], seeds: Collection[EntityId]) -> dict[EntityId, Answer]:
    """Who falls under the 50 % rule, with "yes" or "unknown"; the seeds themselves are left out.

    What falls under it counts as an owner in full, so that shares are not multiplied along a chain.
    """
    firm = [stake for stake in stakes if stake.grounds.standing is not Standing.PLANNED and stake.owned not in seeds]
    certain = _held(firm, seeds, unknown_counts=False)
    possible = _held(firm, seeds, unknown_counts=True)
    return {entity: "yes" if entity in certain else "unknown" for entity in sorted(possible)}


def _held(stakes: Collection[Stake], seeds: Collection[EntityId], *, unknown_counts: bool) -> set[EntityId]:
    held: set[EntityId] = set()
    while True:
        sums: dict[EntityId, Fraction] = defaultdict(Fraction)
        for stake in stakes:
            if stake.owner in seeds or stake.owner in held:
                sums[stake.owned] += stake.share if stake.share is not None else Fraction(unknown_counts)
        grown = {entity for entity, share in sums.items() if share >= _HALF}
        if grown <= held:
            return held
        held |= grown


def _stakes_around(
    graph: Graph, seeds: Collection[EntityId], limits: Limits, most: int
) -> tuple[dict[EntityId, list[Stake]], bool]:
    """The stakes of everything within the hops allowed, by owner; and whether there were fewer than too many."""
    stakes: dict[EntityId, list[Stake]] = {}
    owned: set[EntityId] = set()
    ring = sorted(seeds)
    for _ in range(limits.max_hops):
        for owner in ring:
            if len(owned) > most:
                return stakes, False
            stakes[owner] = list(islice(_stakes_of(graph, owner, limits), most + 1))
            owned.update(stake.owned for stake in stakes[owner])
        ring = sorted(owned - stakes.keys())
    return stakes, len(owned) <= most


def _stakes_of(graph: Graph, owner: EntityId, limits: Limits) -> Iterator[Stake]:
    edges = graph.edges_from(owner)
    for owned in sorted({edge.object for edge in edges if edge.relation in RELATIONS} - {owner}):
        grounds = find_grounds(graph, owner, owned, RELATIONS, limits.claims)
        if grounds:
            share = next((share for share in map(share_of, grounds.claims) if share is not None), None)
            yield Stake(owner=owner, owned=owned, share=share, grounds=grounds)


def share_of(claim: Claim) -> Fraction | None:
    """The share that the claim's quantity states in percent, its lower end where it is a range; else None.

    What only has an upper end ("less than 5 %") says nothing about how much it is at least.
    """
    quantity = claim.qualifiers.quantity
    if quantity is None or quantity.unit.casefold().strip() not in _PERCENT or quantity.minimum is None:
        return None
    share = Fraction(str(quantity.minimum)) / 100
    return share if 0 < share <= 1 else None


def _chains(stakes: Mapping[EntityId, list[Stake]], seeds: Collection[EntityId], max_hops: int) -> Iterator[Chain]:
    """All chains from the seeds, shorter ones before longer ones."""
    ring: list[tuple[Stake, ...]] = [(stake,) for seed in sorted(seeds) for stake in stakes.get(seed, ())]
    for hops in range(max_hops):
        ring = [chain for chain in ring if chain[-1].owned not in seeds]
        yield from (Chain(stakes=chain) for chain in ring)
        if hops + 1 < max_hops:
            ring = [longer for chain in ring for longer in _longer(chain, stakes)]


def _longer(chain: tuple[Stake, ...], stakes: Mapping[EntityId, list[Stake]]) -> Iterator[tuple[Stake, ...]]:
    passed = {stake.owner for stake in chain}
    return ((*chain, stake) for stake in stakes.get(chain[-1].owned, ()) if stake.owned not in passed)
