"""`kg query`: SPARQL, from a file, from the command line or by the name of a saved question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

import click

from kg.cli.options import store_option
from kg.cli.texts import clean, echo_json, echo_wrapped

if TYPE_CHECKING:
    from kg.rdf.saved import Parameter, SavedQuery
    from kg.rdf.session import Bindings
    from kg.store import Store

_FORMATS = ["table", "json", "csv", "tsv", "xml", "ttl", "nt", "jsonld"]


@click.command("query", short_help="Ask a SPARQL query, or a saved question by its name.")
@click.argument("file", type=click.File("r", encoding="utf-8"), required=False)
@click.option("-e", "--expression", metavar="TEXT", help="The query itself, instead of a file.")
@click.option("--saved", metavar="NAME", help="A saved question; --list shows their names.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A parameter of --saved (repeatable).")
@click.option("--list", "listing", is_flag=True, help="List the saved questions with their parameters.")
@click.option("--lang", type=click.Choice(["en", "pt"]), default="en", show_default=True, help="Language of --list.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(_FORMATS),
    help="How to print the answer: a table by default; ttl, nt or jsonld for CONSTRUCT and DESCRIBE.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=10.0, show_default=True, help="Limit in seconds.")
@click.option("--max-rows", type=click.IntRange(min=1), default=10_000, show_default=True, help="Limit in rows.")
@store_option
def query_command(
    file: TextIO | None,
    expression: str | None,
    saved: str | None,
    settings: tuple[str, ...],
    listing: bool,
    lang: str,
    format_: str | None,
    as_json: bool,
    timeout: float,
    max_rows: int,
    store_path: str,
) -> None:
    """Ask a SPARQL 1.1 query from FILE ("-" is standard input), from -e, or a saved question.

    Plain edges stand for asserted claims only; planned ones are in the graph kg:plannedGraph. A large store is copied
    once for each of its states into a folder beside it, STORE.oxigraph, which may be deleted at any time.
    """
    if listing:
        _echo_list(lang, as_json=as_json)
        return
    if [file, expression, saved].count(None) != 2:
        raise click.UsageError("Give the query as FILE, with -e TEXT or with --saved NAME: one of them.")
    if settings and saved is None:
        raise click.UsageError("--set gives a value to a parameter of --saved.")
    from kg.store import Store

    with Store.open(store_path, read_only=True) as store:
        text, bindings = _saved(store, saved, settings) if saved else (expression or _text_of(file), {})
        chosen = "json" if as_json else format_
        _answer(store, text, bindings, chosen, timeout=timeout, max_rows=max_rows)


def _answer(store: Store, text: str, bindings: Bindings, format_: str | None, *, timeout: float, max_rows: int) -> None:
    from kg.cli.output import print_bytes
    from kg.rdf.sparql import query

    result = query(store, text, bindings=bindings, timeout=timeout, max_rows=max_rows, notice=_notice)
    chosen = format_ or ("ttl" if result.form == "triples" else "table")
    print_bytes(result.serialize(chosen).encode())
    if result.truncated:
        shown = f"{len(result.triples)} triples" if result.form == "triples" else f"{len(result.rows)} rows"
        click.echo(f"Only the first {shown} are shown. Allow more with --max-rows, or narrow the query.", err=True)


def _notice(message: str) -> None:
    click.echo(message, err=True)


def _text_of(file: TextIO | None) -> str:
    if file is None:
        return ""
    try:
        return file.read()
    except UnicodeDecodeError as error:
        raise click.FileError(file.name, "is not UTF-8 text") from error


def _saved(store: Store, name: str, settings: tuple[str, ...]) -> tuple[str, Bindings]:
    from kg.paths import resolve_name
    from kg.rdf.namespaces import Names
    from kg.rdf.saved import bind, saved_query

    query = saved_query(name)
    with store.view() as graph:
        return query.text, bind(query, _pairs(settings), lambda typed: resolve_name(graph, typed), Names())


def _pairs(settings: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for setting in settings:
        key, sign, value = setting.partition("=")
        if not sign or not value or key in pairs:
            raise click.BadParameter(f"'{setting}' is not KEY=VALUE, each key once.", param_hint="--set")
        pairs[key] = value
    return pairs


def _echo_list(language: str, *, as_json: bool) -> None:
    from kg.rdf.saved import saved_queries

    if as_json:
        echo_json([_record(query) for query in saved_queries()])
        return
    for query in saved_queries():
        parameters = "".join(f" {_shown(parameter)}" for parameter in query.parameters)
        click.echo(click.style(f"{query.number:2} {query.name}", bold=True) + parameters)
        echo_wrapped(clean(query.questions[language]), indent="   ", hang="")
        if query.command:
            click.echo(f"   answered by: {query.command}")
        elif query.see:
            click.echo(f"   see also: {query.see}")


def _shown(parameter: Parameter) -> str:
    """As usage lines write it: in brackets where it may be left out."""
    from kg.rdf.saved import ANY, REQUIRED

    if parameter.default == REQUIRED:
        return f"{parameter.name}={parameter.kind.upper()}"
    return f"[{parameter.name}={parameter.kind.upper() if parameter.default == ANY else parameter.default}]"


def _record(query: SavedQuery) -> dict[str, Any]:
    return {
        "number": query.number,
        "name": query.name,
        "questions": dict(query.questions),
        "parameters": [
            {"name": parameter.name, "kind": parameter.kind, "default": parameter.default}
            for parameter in query.parameters
        ],
        "columns": list(query.columns),
        "command": query.command,
        "see": query.see,
    }
