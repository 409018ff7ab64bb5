"""`kg remove`: articles out of the store, by id or by who published them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import json_option, store_option
from kg.cli.texts import clean, echo_json, echo_table
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import ArticleId
    from kg.store import Store


@click.command("remove", short_help="Take articles out of the store.")
@click.argument("articles", nargs=-1, metavar="ARTICLE...")
@click.option("--source", metavar="NAME", help="All articles of this outlet, or read from this file or folder.")
@click.option("--dry-run", is_flag=True, help="Only show what would go.")
@json_option
@store_option
def remove_command(
    articles: tuple[str, ...], source: str | None, dry_run: bool, as_json: bool, store_path: str
) -> None:
    """Take ARTICLE... out of the store, with every claim, label and edge that only they support.

    Each article goes in one piece: whatever ends the command, those that are gone are gone whole. A later 'kg build'
    of the same files brings them back.
    """
    from kg.store import Store

    if bool(articles) == (source is not None):
        raise click.UsageError("Give either ids of articles or --source NAME.")
    with Store.open(store_path) as store:
        chosen = _of_source(store, source) if source is not None else _known(store, articles)
        rows = [(article, store.claim_count(article)) for article in chosen]
        if not dry_run:
            for article in chosen:
                store.remove(article)
    if as_json:
        echo_json({"removed": not dry_run, "articles": [{"id": article, "claims": count} for article, count in rows]})
        return
    echo_table(("ARTICLE", "CLAIMS"), [(clean(article), count) for article, count in rows])
    click.echo(f"{len(rows)} {'would be removed' if dry_run else 'removed'}.")


def _known(store: Store, wanted: tuple[str, ...]) -> list[ArticleId]:
    from difflib import get_close_matches

    known = store.article_ids()
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, known, n=3, cutoff=0.5)
            hint = f"Nearest: {', '.join(near)}." if near else "'kg claims --json' names the article of each claim."
            raise KgError(f"{store.path}: no article '{name}', so nothing was removed. {hint}")
    return [article for article in known if article in wanted]


def _of_source(store: Store, source: str) -> list[ArticleId]:
    found = store.articles_from(source)
    if not found:
        outlets = ", ".join(store.outlets()[:10]) or "none has an outlet"
        raise KgError(f"{store.path}: no article is from '{source}', so nothing was removed. Outlets: {outlets}.")
    return found
