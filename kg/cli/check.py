"""`kg verify`: whether every quote still stands in its article and the store is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, store_option
from kg.cli.texts import echo_json, echo_table
from kg.errors import StoreError

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.store import Store


@click.command("verify", short_help="Re-check every quote, the store and the shapes.")
@click.option("--no-shacl", is_flag=True, help="Leave out the shapes; they take longest.")
@json_option
@store_option
def verify_command(no_shacl: bool, as_json: bool, store_path: str) -> None:
    """Re-check every quote and offset against the stored text, the store's integrity, and the shapes (SHACL).

    Exit code 1 where anything is wrong.
    """
    from kg.store import Store
    from kg.verify import verify

    with Store.open(store_path, read_only=True) as store:
        problems = [(problem.where, problem.what) for problem in verify(store)]
        graph = _readable_graph(store, problems)
    if not no_shacl:
        from kg.rdf.shapes import validate

        problems += [("shapes", fault) for fault in validate(graph)]
    counts = {"articles": len(graph.articles), "entities": len(graph.entities), "claims": len(graph)}
    if as_json:
        echo_json({**counts, "problems": [{"where": where, "what": what} for where, what in problems]})
    else:
        _echo_problems(problems, counts)
    if problems:
        raise click.exceptions.Exit(1)


def _readable_graph(store: Store, problems: list[tuple[str, str]]) -> KnowledgeGraph:
    """The graph of the store; an empty one where the store is too damaged, which then is one problem more."""
    from kg.graph import KnowledgeGraph

    try:
        return store.graph()
    except StoreError as error:
        problems.append((str(store.path), str(error)))
        return KnowledgeGraph()


def _echo_problems(problems: list[tuple[str, str]], counts: dict[str, int]) -> None:
    told = ", ".join(f"{name} {count}" for name, count in counts.items())
    if problems:
        echo_table(("WHERE", "WHAT"), problems)
        click.echo(f"{len(problems)} problems in {told}.", err=True)
    else:
        click.echo(f"All is well: {told}.")
