"""`kg impact`: who is reached if an entity is cut off or a measure is in force, and single points of failure."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from kg.cli.options import (
    as_of_option,
    day_of,
    holds_on_option,
    json_option,
    language_option,
    open_view,
    open_vocabulary,
    since_option,
    source_option,
    store_option,
    until_option,
)


@click.command("impact", short_help="Show who is reached if an entity is cut off or a measure is in force.")
@click.argument("node")
@click.option("--max-hops", type=click.IntRange(1, 20), default=4, show_default=True, help="How far to go outward.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=100, show_default=True, help="The most entities in each part."
)
@click.option("--half-rule", is_flag=True, help="By ownership, only what falls or may fall under the 50 % rule.")
@click.option(
    "--single-points",
    is_flag=True,
    help="Instead: the entities through which alone the company NODE reaches others it depends on.",
)
@source_option
@since_option
@until_option
@as_of_option
@holds_on_option
@language_option
@json_option
@store_option
def impact_command(
    node: str,
    max_hops: int,
    limit: int,
    half_rule: bool,
    single_points: bool,
    lang: str,
    as_json: bool,
    store_path: str,
    **conditions: Any,
) -> None:
    """Show who is reached if NODE is cut off or, being a measure, is in force.

    Three parts: what is listed by a measure, what is owned (shares multiplied along chains and summed), and who
    depends by supply, each with the path and its quotes; what is asserted, only reported or only planned stands
    apart. A measure reaches out from the goods it restricts and the entities it targets or affects.
    """
    from kg.paths import resolve_name

    if single_points and half_rule:
        raise click.UsageError("--half-rule is about ownership; --single-points is about supply. Give one of them.")
    vocabulary = open_vocabulary()
    graph = open_view(store_path)
    asked: dict[str, Any] = {"max_hops": max_hops, "limit": limit, **_conditions(**conditions)}
    entity = resolve_name(graph, node)
    if single_points:
        from kg.cli.impacts import show_single_points
        from kg.impact import find_single_points

        show_single_points(graph, find_single_points(graph, vocabulary, entity, **asked), as_json=as_json)
    else:
        from kg.cli.impacts import show_impact
        from kg.impact import find_impact

        found = find_impact(graph, vocabulary, entity, half_rule=half_rule, **asked)
        show_impact(graph, vocabulary, found, lang, as_json=as_json)


def _conditions(
    *,
    told_by: str | None,
    since: datetime | None,
    until: datetime | None,
    as_of: datetime | None,
    holds_on: datetime | None,
) -> dict[str, str | date | None]:
    days = {"since": since, "until": until, "as_of": as_of, "holds_on": holds_on}
    return {"told_by": told_by, **{name: day_of(moment) for name, moment in days.items()}}
