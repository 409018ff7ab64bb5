"""`kg eval`: how well annotated articles are read, what goes wrong in them, and whether the annotation is sound."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import engine_option, json_option, model_option, open_vocabulary, relation_option
from kg.cli.texts import clean, echo_json, echo_table, echo_wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.evaluation import Figures, GoldArticle, Miss
    from kg.evaluation.figures import Tally
    from kg.graph import KnowledgeGraph

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("eval", short_help="Score what was read against annotated articles.")
@click.argument("gold", type=_FOLDER)
@click.option(
    "--store", "store_path", type=click.Path(dir_okay=False), help="Score this store; else GOLD's texts are read anew."
)
@click.option("--only", default="", metavar="REGEX", help="Only articles whose id matches.")
@click.option("--leave-out", default="(?!)", metavar="REGEX", help="Without the articles whose id matches.")
@click.option("--misses", type=click.IntRange(min=0), default=0, help="List so many errors of each article.")
@relation_option
@click.option("--lint", is_flag=True, help="Check the annotation itself; exit code 1 where it has faults.")
@click.option("--agreement", "other", type=_FOLDER, help="Compare with a second annotation of the same articles.")
@engine_option
@model_option
@json_option
def eval_command(
    gold: Path,
    store_path: str | None,
    only: str,
    leave_out: str,
    misses: int,
    relations: tuple[str, ...],
    lint: bool,
    other: Path | None,
    engine_name: str | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Score what was read against the annotated articles in the folder GOLD (ID.json beside ID.txt).

    Micro precision, recall and F1 of entities, claims, triples and endpoints, by language, status and relation.
    """
    from kg.evaluation import load_gold

    open_vocabulary(relations)
    if lint:
        _lint(gold, only, leave_out, as_json)
    elif other is not None:
        _agreement(load_gold(gold, only, leave_out), load_gold(other, only, leave_out), as_json)
    else:
        articles = load_gold(gold, only, leave_out)
        _score(articles, _graph(articles, store_path, engine_name, model), misses, relations, as_json)


def _score(
    articles: list[GoldArticle], graph: KnowledgeGraph, misses: int, relations: tuple[str, ...], as_json: bool
) -> None:
    from kg.evaluation import find_misses, score, total

    scores = score(articles, graph)
    wanted = misses or (len(graph) + 1 if relations else 0)
    errors = _first(find_misses(articles, scores, graph, relations), wanted) if wanted else []
    if as_json:
        echo_json({**total(scores).record(), **({"misses": [_record(e) for e in errors]} if wanted else {})})
    else:
        _echo_figures(total(scores), relations)
        for error in errors:
            _echo_miss(error)


def _graph(
    articles: list[GoldArticle], store_path: str | None, engine_name: str | None, model: str | None
) -> KnowledgeGraph:
    if store_path is not None:
        from kg.cli.options import open_graph

        return open_graph(store_path)
    from kg.engines.choice import default_engine, make_engine
    from kg.evaluation import read_gold

    return read_gold(articles, make_engine(engine_name or default_engine(), model))


def _first(errors: Iterable[Miss], count: int) -> list[Miss]:
    """At most `count` errors of each article."""
    seen: Counter[str] = Counter()
    kept = []
    for error in errors:
        seen[error.article] += 1
        if seen[error.article] <= count:
            kept.append(error)
    return kept


def _echo_figures(figures: Figures, relations: tuple[str, ...]) -> None:
    _echo_tallies("LEVEL", figures.levels)
    shares = (f"{name} {figures.share(name)}" for name in figures.shares)
    click.echo(f"\n{', '.join(shares)}; {figures.articles} articles\n")
    triples = {f"{name} ({own.articles})": own.levels["triples"] for name, own in figures.languages.items()}
    _echo_tallies("TRIPLES BY LANGUAGE", triples)
    click.echo()
    _echo_tallies("CLAIMS BY STATUS", figures.statuses)
    click.echo()
    chosen = {name: tally for name, tally in figures.relations.items() if not relations or name in relations}
    _echo_tallies("TRIPLES BY RELATION", chosen)


def _echo_tallies(head: str, tallies: Mapping[str, Tally]) -> None:
    rows = [
        (name, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", t.matched, t.predicted, t.gold)
        for name, t in tallies.items()
    ]
    echo_table((head, "P", "R", "F1", "RIGHT", "FOUND", "GOLD"), rows)


def _echo_miss(error: Miss) -> None:
    click.echo()
    echo_wrapped(click.style(f"{clean(error.article)} {error.kind}", bold=True))
    for name in ("expected", "found", "sentence"):
        if text := clean(getattr(error, name)):
            echo_wrapped(f"{name}: {text}", indent="  ")


def _record(error: Miss) -> dict[str, str]:
    return {name: getattr(error, name) for name in ("article", "kind", "relation", "expected", "found", "sentence")}


def _lint(gold: Path, only: str, leave_out: str, as_json: bool) -> None:
    from kg.evaluation import find_faults

    faults = find_faults(gold, open_vocabulary(), only, leave_out)
    if as_json:
        echo_json({"faults": [{"file": fault.file, "what": fault.what} for fault in faults]})
    elif faults:
        echo_table(("FILE", "WHAT"), [(fault.file, fault.what) for fault in faults])
    else:
        click.echo("No faults.")
    if faults:
        raise click.exceptions.Exit(1)


def _agreement(ours: list[GoldArticle], others: list[GoldArticle], as_json: bool) -> None:
    from kg.evaluation import agreement

    articles, levels = agreement(ours, others)
    if as_json:
        echo_json({"articles": articles, **{level: round(f1, 4) for level, f1 in levels.items()}})
    else:
        echo_table(("LEVEL", "F1"), [(level, f"{f1:.3f}") for level, f1 in levels.items()])
        click.echo(f"\n{articles} articles")
