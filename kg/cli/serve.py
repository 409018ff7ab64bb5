"""`kg serve`: the store in a browser and as a SPARQL endpoint."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import store_option
from kg.errors import KgError


@click.command("serve", short_help="Serve pages, search, feeds and SPARQL over HTTP.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    help="Seconds after which a SPARQL query is killed.",
)
@click.option(
    "--max-rows", type=click.IntRange(min=1), default=10_000, show_default=True, help="Rows in one SPARQL answer."
)
@click.option(
    "--token",
    envvar="KG_TOKEN",
    show_envvar=True,
    metavar="TEXT",
    help="Ask for this as the password (of any user) or as a bearer token.",
)
@click.option(
    "--read-only-network", "open_network", is_flag=True, help="Let everybody who reaches --host read, without a token."
)
@click.option(
    "--cors", "origins", multiple=True, metavar="ORIGIN", help="Let scripts of this web site read (repeatable)."
)
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name of this server (repeatable).")
@store_option
def serve_command(
    host: str,
    port: int,
    time_limit: float,
    max_rows: int,
    token: str | None,
    open_network: bool,
    origins: tuple[str, ...],
    names: tuple[str, ...],
    store_path: str,
) -> None:
    """Serve the store: pages of every entity, claim and path, search, Atom feeds, and SPARQL 1.1 at /sparql.

    It only reads, and 'kg build' may write meanwhile. By default only this machine reaches it; another --host wants
    --token or --read-only-network. Ctrl-C ends it.
    """
    try:
        from kg.serve import Settings, serve
    except ModuleNotFoundError as error:
        raise KgError("kg serve needs starlette and uvicorn: run pip install 'kg-chips[serve]'.") from error
    settings = Settings(
        store=Path(store_path),
        host=host,
        port=port,
        time_limit=time_limit,
        max_rows=max_rows,
        token=token,
        open_network=open_network,
        origins=origins,
        names=names,
    )
    serve(settings, lambda address: click.echo(f"Serving {store_path} at {address} (Ctrl-C ends it)"))
