"""Writes docs/evaluation.md: python benchmarks/quality.py --dev DEV_FOLDER --textgraph COMMAND [FOLDER …].

Cross-validated figures of the training articles, totals of the dev articles, two rivals on the training articles in the
same run, and the calibration. The locked articles are not measured here: their row is kept in benchmarks/locked.md.
Needs the extra `train`; textgraph-kg, a rival, is looked for under --textgraph and left out where it is not given.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

import calibrate  # noqa: E402
import cross_validate  # noqa: E402
import rivals  # noqa: E402

from kg.engines.choice import default_engine, make_engine  # noqa: E402
from kg.engines.rules import RulesEngine  # noqa: E402
from kg.evaluation import Figures, GoldArticle, load_gold, read_gold, score, total  # noqa: E402
from kg.evaluation.figures import Tally  # noqa: E402

PAGE = ROOT / "docs" / "evaluation.md"
TEMPLATE = Path(__file__).with_name("evaluation.md.template")
LOCKED = Path(__file__).with_name("locked.md")
ROW = "| articles | entities F1 | triples P | triples R | triples F1 | claims F1 | denied as true | evidence |"
RULE = "|---|--:|--:|--:|--:|--:|--:|--:|"


def main() -> None:
    """Measures, and writes the page."""
    arguments = _arguments()
    articles = cross_validate.read_folders(arguments)
    folds = list(cross_validate.cross_validated(articles, arguments.folds, arguments.seed))
    trained = total(one for fold in folds for one in fold.scores)
    name = f"training, cross-validated ({arguments.folds} folds, seed {arguments.seed})"
    dev = _dev(load_gold(arguments.dev)) if arguments.dev else ()
    parts = {
        "measured": [ROW, RULE, *_by_language(name, "training", trained), *_by_folder(folds), *dev],
        "locked": [LOCKED.read_text("utf-8").rstrip()],
        "rivals": [ROW, RULE, *_rivals(articles, trained, arguments.textgraph)],
        "relations": _tallies("triples", trained.relations),
        "statuses": _tallies("claims", trained.statuses),
        "calibration": _calibration(folds, articles[0].path.parent),
    }
    page = Template(TEMPLATE.read_text("utf-8"))
    arguments.output.write_text(page.substitute({name: "\n".join(lines) for name, lines in parts.items()}), "utf-8")
    print(f"→ {arguments.output}")


def _dev(articles: Sequence[GoldArticle]) -> Iterator[str]:
    """The rules, and where the learned reader is installed the two together."""
    for name in dict.fromkeys(("rules", default_engine())):
        figures = total(score(articles, read_gold(articles, make_engine(name))))
        yield from _by_language(f"dev, {name}", f"dev, {name}", figures)


def _by_language(name: str, short: str, figures: Figures) -> Iterator[str]:
    yield _row(name, figures)
    yield from (_row(f"{short}, {language}", own) for language, own in figures.languages.items())


def _by_folder(folds: Sequence[cross_validate.Fold]) -> Iterator[str]:
    scored = [(a.path.parent.name, s) for fold in folds for a, s in zip(fold.articles, fold.scores, strict=True)]
    for folder in sorted({folder for folder, _ in scored}):
        yield _row(f"training, {folder}/", total(score for own, score in scored if own == folder))


def _row(name: str, figures: Figures) -> str:
    triples, denied = figures.levels["triples"], figures.share("denied as true")
    cells = [f"{name} ({figures.articles})", f"{figures.levels['entities'].f1:.2f}"]
    cells += [f"{value:.2f}" for value in (triples.precision, triples.recall, triples.f1)]
    cells += [f"{figures.levels['claims'].f1:.2f}", "–" if denied is None else f"{denied:.2f}"]
    return f"| {' | '.join([*cells, str(figures.share('evidence'))])} |"


def _rivals(articles: Sequence[GoldArticle], own: Figures, textgraph: str | None) -> Iterator[str]:
    yield _row("kg, cross-validated", own)
    engine = RulesEngine()
    yield _row("co-occurrence", total(score(articles, rivals.co_occurrence(articles, engine))))
    if textgraph:
        yield _row("textgraph-kg", total(score(articles, rivals.textgraph(articles, textgraph))))


def _tallies(level: str, tallies: Mapping[str, Tally]) -> Iterator[str]:
    yield f"| {level} | P | R | F1 | right | found | annotated |"
    yield "|---|--:|--:|--:|--:|--:|--:|"
    for name, own in tallies.items():
        rates = " | ".join(f"{rate:.2f}" for rate in (own.precision, own.recall, own.f1))
        yield f"| {name} | {rates} | {own.matched} | {own.predicted} | {own.gold} |"


def _calibration(folds: Sequence[cross_validate.Fold], folder: Path) -> Iterator[str]:
    judged = [list(calibrate.judged_claims(fold, folder)) for fold in folds]
    before, after = [one for own in judged for one in own], list(calibrate.cross_fitted(judged))
    for kind, count, *errors in calibrate.calibration_errors(before, after):
        yield f"| {kind} | {count} | {errors[0]:.3f} | {errors[1]:.3f} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    cross_validate.add_arguments(parser)
    parser.add_argument("--dev", type=Path, help="folder of the dev articles")
    parser.add_argument(
        "--textgraph", help="the command of textgraph-kg (pip install textgraph-kg, in a place of its own)"
    )
    parser.add_argument("-o", "--output", type=Path, default=PAGE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
