"""Paths and hops as a terminal shows them and as --json prints them."""

from __future__ import annotations

from typing import Any

import click

from kg.cli.records import claim_record
from kg.cli.texts import clean, details_of, echo_wrapped, quote_of, source_of, status_word
from kg.graph import Graph
from kg.model import Claim, EntityId, Status
from kg.ontology.vocabulary import Vocabulary
from kg.paths import Hop, Path, Paths

_SHOWN = 3


def echo_paths(graph: Graph, vocabulary: Vocabulary, paths: Paths, language: str) -> None:
    """Prints each path with its claims and its weakest link, and what all of several paths pass."""
    for number, path in enumerate(paths, start=1):
        click.echo(f"{click.style(f'{number}. {route_of(graph, path)}', bold=True)} ({_size_of(path)})")
        for hop in path.hops:
            echo_hop(graph, vocabulary, hop, language)
        weakest = path.weakest
        ends = f"{name_of(graph, weakest.source)} → {name_of(graph, weakest.target)}"
        status = status_word(vocabulary, weakest.status, language)
        click.echo(f"   Weakest link: {ends} [{status}], confidence {weakest.confidence:.2f}\n")
    if len(paths) > 1 and paths.shared:
        click.echo(f"All of these pass: {', '.join(name_of(graph, entity) for entity in paths.shared)}")


def route_of(graph: Graph, path: Path) -> str:
    """The names of the entities passed, joined by arrows."""
    return " → ".join(name_of(graph, entity) for entity in path.entities)


def _size_of(path: Path) -> str:
    denied = sum(hop.status is Status.DENIED for hop in path.hops)
    marked = click.style(f", {denied} of them denied", fg="red") if denied else ""
    return f"{len(path.hops)} hop{'s' if len(path.hops) > 1 else ''}{marked}"


def echo_hop(graph: Graph, vocabulary: Vocabulary, hop: Hop, language: str) -> None:
    """Prints the best claims of the hop and its denials, each with its quote and source."""
    for claim in hop.claims[:_SHOWN]:
        echo_claim(graph, vocabulary, claim, language)
    if len(hop.claims) > _SHOWN:
        click.echo(f"   and {len(hop.claims) - _SHOWN} more; --json lists all.")
    for claim in hop.denials:
        echo_claim(graph, vocabulary, claim, language)


def echo_claim(graph: Graph, vocabulary: Vocabulary, claim: Claim, language: str) -> None:
    """Prints what the claim says, its status, quote and source."""
    details = details_of(claim)
    click.echo(f"   {told_of(graph, vocabulary, claim, language)}" + (f" ({details})" if details else ""))
    echo_wrapped(quote_of(claim), indent="     ", hang="")
    echo_wrapped(f"— {source_of(graph, claim, language)}", indent="     ")


def told_of(graph: Graph, vocabulary: Vocabulary, claim: Claim, language: str) -> str:
    """What the claim says and its status, safe to show."""
    label = vocabulary.label(claim.relation, language)
    said = f"{name_of(graph, claim.subject)} {label} {name_of(graph, claim.object)}"
    return f"{said} [{status_word(vocabulary, claim.status, language)}]"


def name_of(graph: Graph, entity: EntityId) -> str:
    """The name of the entity, safe to show."""
    return clean(graph.entities[entity].name)


def paths_record(graph: Graph, vocabulary: Vocabulary, paths: Paths, language: str) -> dict[str, Any]:
    """The paths as plain values; `complete` tells whether the search saw every way."""
    return {
        "paths": [path_record(graph, vocabulary, path, language) for path in paths],
        "shared": list(paths.shared),
        "complete": paths.complete,
        "steps": paths.steps,
    }


def path_record(graph: Graph, vocabulary: Vocabulary, path: Path, language: str) -> dict[str, Any]:
    """One path as plain values; `weakest` counts its hops from 0."""
    return {
        "entities": list(path.entities),
        "names": [graph.entities[entity].name for entity in path.entities],
        "weakest": path.hops.index(path.weakest),
        "hops": [hop_record(graph, vocabulary, hop, language) for hop in path.hops],
    }


def hop_record(graph: Graph, vocabulary: Vocabulary, hop: Hop, language: str) -> dict[str, Any]:
    """One hop as plain values, with all its claims and denials."""
    return {
        "source": hop.source,
        "target": hop.target,
        "status": hop.status.value,
        "confidence": hop.confidence,
        "backwards": hop.backwards,
        "claims": [claim_record(graph, vocabulary, claim, language) for claim in hop.claims],
        "denials": [claim_record(graph, vocabulary, claim, language) for claim in hop.denials],
    }
