"""An impact and single points of failure as a terminal shows them and as --json prints them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import click

from kg.cli.records import claim_record
from kg.cli.routes import echo_claim, name_of, path_record, route_of, told_of
from kg.cli.texts import echo_json
from kg.graph import Graph
from kg.impact import Alternative, Chain, Grounds, Holding, Impact, Listing, Reached, SinglePoints, Standing
from kg.model import Claim, ClaimId
from kg.ontology.vocabulary import Vocabulary
from kg.paths import Hop

_HALF_RULE = {
    "yes": "falls under the 50 % rule",
    "unknown": "may fall under the 50 % rule",
    "no": "does not fall under the 50 % rule",
}

_PARTS = {"listed": "measures", "owned": "ownership", "supplied": "supply", "alternatives": "alternatives"}


def show_impact(graph: Graph, vocabulary: Vocabulary, impact: Impact, language: str, *, as_json: bool) -> None:
    """Prints the impact, part by part, with the limits of the search at its end."""
    page = _Page(graph, vocabulary, language)
    if as_json:
        echo_json(page.record(impact))
    else:
        page.echo(impact)


def show_single_points(graph: Graph, found: SinglePoints, *, as_json: bool) -> None:
    """Prints the single points of failure of one company, that with most behind it first."""
    if as_json:
        echo_json(_points_record(found))
        return
    head = f"{name_of(graph, found.company)} depends on {len(found.corridor)} entities within {found.max_hops} hops."
    click.echo(click.style(head, bold=True))
    for point in found.points:
        behind = ", ".join(name_of(graph, entity) for entity in point.behind)
        click.echo(f"  Only through {name_of(graph, point.entity)}: {behind}")
    if not found.points:
        click.echo("  No single point of failure among them.")
    if not found.complete:
        click.echo("The search ended at its limit; there are more. Raise --limit, or lower --max-hops.")


def _points_record(found: SinglePoints) -> dict[str, Any]:
    return {
        "company": found.company,
        "points": [{"entity": point.entity, "behind": list(point.behind)} for point in found.points],
        "corridor": list(found.corridor),
        "maxHops": found.max_hops,
        "complete": found.complete,
    }


class _Page:
    """Prints or records the parts of an impact in one language."""

    def __init__(self, graph: Graph, vocabulary: Vocabulary, language: str) -> None:
        self._graph = graph
        self._vocabulary = vocabulary
        self._language = language
        self._quoted: set[ClaimId] = set()

    def echo(self, impact: Impact) -> None:
        measure = impact.entity.kind == "Sanction"
        name = name_of(self._graph, impact.entity.id)
        click.echo(click.style(f"If {name} is {'in force' if measure else 'cut off'}", bold=True))
        self._echo_head("It names" if measure else "Measures that name it", len(impact.listed))
        for listing in impact.listed:
            self._echo_grounds(listing.grounds)
        self._echo_head("By ownership", len(impact.owned))
        for holding in impact.owned:
            self._echo_holding(holding)
        for standing in Standing:
            self._echo_supply(impact.supplied_by_standing(standing), standing)
        self._echo_head("Alternatives that are named", len(impact.alternatives))
        for alternative in impact.alternatives:
            self._echo_alternative(alternative)
        self._echo_limits(impact)

    def _echo_head(self, text: str, number: int) -> None:
        click.echo("\n" + click.style(f"{text}: {number}", bold=True, underline=True))

    def _echo_grounds(self, grounds: Grounds | Hop) -> None:
        """The best claim and all denials, each with its quote where it is told for the first time."""
        self._echo_best(grounds.claims)
        for denial in grounds.denials:
            self._echo_best([denial])

    def _echo_best(self, claims: Iterable[Claim]) -> None:
        best, *others = claims
        if best.id in self._quoted:
            said = told_of(self._graph, self._vocabulary, best, self._language)
            click.echo(f"   {said}, quoted above")
            return
        self._quoted.add(best.id)
        echo_claim(self._graph, self._vocabulary, best, self._language)
        if others:
            click.echo(f"     and {len(others)} more; --json lists all.")

    def _echo_holding(self, holding: Holding) -> None:
        name = click.style(name_of(self._graph, holding.entity), bold=True)
        click.echo(f"  {name}: {_held(holding)}; {_HALF_RULE[holding.half]} [{holding.standing}]")
        for chain in holding.chains:
            shares = " × ".join("share unknown" if s.share is None else _percent(s.share) for s in chain.stakes)
            route = " → ".join(name_of(self._graph, entity) for entity in chain.entities)
            click.echo(f"   {route} ({shares}) [{chain.standing}]")
            for stake in chain.stakes:
                self._echo_grounds(stake.grounds)

    def _echo_supply(self, reached: tuple[Reached, ...], standing: Standing) -> None:
        self._echo_head(f"By supply, {standing}", len(reached))
        for one in reached:
            hops = f"{one.hops} hop{'s' if one.hops > 1 else ''}"
            name = click.style(name_of(self._graph, one.entity), bold=True)
            click.echo(f"  {name} ({hops}): {route_of(self._graph, one.path)}")
            for hop in one.path.hops:
                self._echo_grounds(hop)

    def _echo_alternative(self, alternative: Alternative) -> None:
        ends = f"{name_of(self._graph, alternative.entity)} for {name_of(self._graph, alternative.good)}"
        click.echo(f"  {ends}" + (", but it is hit too" if alternative.hit else ""))
        self._echo_grounds(alternative.grounds)

    def _echo_limits(self, impact: Impact) -> None:
        click.echo()
        if impact.cut:
            parts = ", ".join(_PARTS[part] for part in impact.cut)
            click.echo(f"Ended at the limit of {impact.limit}: {parts}. There are more; raise --limit.")
        if impact.beyond and "supplied" not in impact.cut:
            click.echo(f"Searched {impact.max_hops} hops outward; more entities lie beyond. Raise --max-hops.")
        elif not impact.cut:
            click.echo(f"Searched {impact.max_hops} hops outward; nothing lies beyond.")

    def record(self, impact: Impact) -> dict[str, Any]:
        return {
            "id": impact.entity.id,
            "name": impact.entity.name,
            "kind": impact.entity.kind,
            "listed": [self._listing(listing) for listing in impact.listed],
            "owned": [self._holding(holding) for holding in impact.owned],
            "supplied": [self._reached(reached) for reached in impact.supplied],
            "alternatives": [self._alternative(alternative) for alternative in impact.alternatives],
            "maxHops": impact.max_hops,
            "limit": impact.limit,
            "complete": impact.complete,
            "cut": list(impact.cut),
            "beyond": impact.beyond,
        }

    def _grounds(self, grounds: Grounds) -> dict[str, Any]:
        parts = {"claims": grounds.claims, "denials": grounds.denials}
        told = {name: [self._claim(claim) for claim in claims] for name, claims in parts.items()}
        return {"standing": grounds.standing, **told}

    def _claim(self, claim: Claim) -> dict[str, Any]:
        return claim_record(self._graph, self._vocabulary, claim, self._language)

    def _listing(self, listing: Listing) -> dict[str, Any]:
        ends = {"measure": listing.measure, "entity": listing.entity}
        return {**ends, **self._grounds(listing.grounds)}

    def _holding(self, holding: Holding) -> dict[str, Any]:
        return {
            "entity": holding.entity,
            "name": self._graph.entities[holding.entity].name,
            "share": float(holding.share),
            "chainsOfUnknownShare": holding.unknown,
            "halfRule": holding.half,
            "standing": holding.standing,
            "chains": [self._chain(chain) for chain in holding.chains],
        }

    def _chain(self, chain: Chain) -> dict[str, Any]:
        stakes = [
            {
                "owner": stake.owner,
                "owned": stake.owned,
                "share": None if stake.share is None else float(stake.share),
                **self._grounds(stake.grounds),
            }
            for stake in chain.stakes
        ]
        share = None if chain.share is None else float(chain.share)
        return {"share": share, "standing": chain.standing, "stakes": stakes}

    def _reached(self, reached: Reached) -> dict[str, Any]:
        return {
            "entity": reached.entity,
            "name": self._graph.entities[reached.entity].name,
            "through": reached.seed,
            "standing": reached.standing,
            "path": path_record(self._graph, self._vocabulary, reached.path, self._language),
        }

    def _alternative(self, alternative: Alternative) -> dict[str, Any]:
        ends = {"good": alternative.good, "entity": alternative.entity}
        return {**ends, "hit": alternative.hit, **self._grounds(alternative.grounds)}


def _held(holding: Holding) -> str:
    known = f"at least {_percent(holding.share)} owned" if holding.share else "share unknown"
    if holding.share and holding.unknown:
        return f"{known}, more through {holding.unknown} chain{'s' * (holding.unknown > 1)} of unknown share"
    return known if holding.share or holding.unknown else "owned only by plan"


def _percent(share: Fraction) -> str:
    return f"{float(share) * 100:.4g} %"
