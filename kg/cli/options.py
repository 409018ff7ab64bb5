"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg.model import Status

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.ontology.vocabulary import Vocabulary
    from kg.store import StoreGraph

Command = TypeVar("Command", bound=Callable[..., Any])

store_option = click.option(
    "--store",
    "store_path",
    type=click.Path(dir_okay=False),
    envvar="KG_STORE",
    default="kg.sqlite",
    show_default=True,
    show_envvar=True,
    help="The file that holds the graph.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
engine_option = click.option(
    "--engine", "engine_name", envvar="KG_ENGINE", type=click.Choice(["rules", "reader", "auto"]),
    help="What reads relations: rules, the learned reader, or both together (auto). "
    "[default: auto where kg-chips[reader] is installed, else rules]",
)  # fmt: skip
model_option = click.option("--model", type=click.Path(), help="Folder of weights, if not the installed one.")
language_option = click.option(
    "--lang", type=click.Choice(["en", "pt", "es"]), default="en", show_default=True, help="Language of the labels."
)
relation_option = click.option(
    "--relation", "relations", multiple=True, metavar="NAME", help="Only this relation (repeatable), e.g. suppliedBy."
)
since_option = click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only articles of this day or later; undated ones are left out.",
)
until_option = click.option(
    "--until",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only articles of this day or earlier; undated ones are left out too.",
)
source_option = click.option(
    "--source",
    "told_by",
    metavar="TEXT",
    help="Only where article id, title, outlet or who says it contains TEXT.",
)
as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="As known on that day: nothing published later exists, denials included.",
)
holds_on_option = click.option(
    "--holds-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Only claims whose stated time includes that day; claims without a time are left out.",
)
class_option = click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="NAME",
    help="Pass only entities of this class (repeatable), e.g. Chip.",
)


def status_option(text: str) -> Callable[[Command], Command]:
    """A repeatable --status with this help text; "all" stands for every status."""
    words = [*(status.value for status in Status), "all"]
    return click.option("--status", "statuses", multiple=True, type=click.Choice(words), help=text)


def statuses_of(words: tuple[str, ...]) -> tuple[Status, ...]:
    """The statuses these words name, in their fixed order."""
    return tuple(status for status in Status if "all" in words or status.value in words)


def day_of(moment: datetime | None) -> date | None:
    """The day an option names, or None."""
    return moment.date() if moment else None


def open_graph(store_path: str) -> KnowledgeGraph:
    """The graph of the store in this file; the file is only read."""
    from kg.store import Store

    with Store.open(store_path, read_only=True) as store:
        return store.graph()


def open_view(store_path: str) -> StoreGraph:
    """The same, read as it is asked; the store stays open until the command ends."""
    from kg.store import Store

    context = click.get_current_context()
    store = context.with_resource(Store.open(store_path, read_only=True))
    return context.with_resource(store.view())


def open_vocabulary(relations: tuple[str, ...] = (), classes: tuple[str, ...] = ()) -> Vocabulary:
    """The vocabulary, after a check that these names are in it: a name that is not is wrong usage."""
    from kg.ontology.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    _check_names(relations, vocabulary.relations, "relation")
    _check_names(classes, vocabulary.classes, "class")
    return vocabulary


def _check_names(names: tuple[str, ...], known: Collection[str], what: str) -> None:
    from difflib import get_close_matches

    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.4)
            way_out = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(sorted(known))}."
            raise click.BadParameter(f"'{name}' is no {what}. {way_out}", param_hint=f"--{what}")
