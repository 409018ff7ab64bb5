"""`kg doctor`: how the store is, and what to do about it."""

from __future__ import annotations

from dataclasses import asdict

import click

from kg.cli.options import json_option, store_option
from kg.cli.texts import clean, echo_json, echo_table


@click.command("doctor", short_help="Check the store and say what to do.")
@click.option(
    "--sources",
    "folders",
    multiple=True,
    type=click.Path(),
    metavar="PATH",
    help="Also look whether each article's file is still under this folder (repeatable).",
)
@click.option(
    "--repair", "mend", is_flag=True, help="Derive anew what can be derived; bring an older store up to date."
)
@json_option
@store_option
def doctor_command(folders: tuple[str, ...], mend: bool, as_json: bool, store_path: str) -> None:
    """Check the file, its references, derived tables, version, log and disk, and propose what to do.

    Nothing is written without --repair, which changes no article and no claim. Exit code 1 where something is broken
    or waits for a repair.
    """
    from kg.store.doctor import State, examine, repair

    done = repair(store_path) if mend else []
    findings = examine(store_path, sources=_sources_in(folders) if folders else None)
    if as_json:
        echo_json({"store": store_path, "repaired": done, "findings": [asdict(finding) for finding in findings]})
    else:
        for deed in done:
            click.echo(f"Repaired: {deed}.")
        echo_table(("CHECK", "STATE", "FOUND"), [(f.check, f.state.value, clean(f.what)) for f in findings])
        for finding in findings:
            if finding.advice:
                click.echo(f"{finding.check}: {finding.advice}.")
    if any(finding.state in {State.BROKEN, State.REPAIRABLE} for finding in findings):
        raise click.exceptions.Exit(1)


def _sources_in(folders: tuple[str, ...]) -> set[str]:
    from kg.articles.sources import find_sources
    from kg.errors import ArticleError

    return {source.origin for source in find_sources(folders) if not isinstance(source, ArticleError)}
