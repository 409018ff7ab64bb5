"""Scores the learned part on articles it was not trained on: python training/cross_validate.py [FOLDER …].

The articles are dealt into folds by a seeded shuffle; weights and the reliability of rules are learned on all folds but
one and read that one. The same seed and folders print the same figures. `--json FILE` keeps them.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from train_pairs import Row, count_rules, read_rows, train

from kg.claims.classifier import PairClassifier
from kg.engines.rules import RulesEngine
from kg.evaluation import ArticleScore, Figures, GoldArticle, load_gold, read_gold, score, total
from kg.evaluation.gold import NOTHING
from kg.ontology.locate import ontology_dir

FOLDS, SEED = 4, 1


@dataclass(frozen=True, slots=True)
class Fold:
    """The articles of one fold and what an engine made of them that had not seen them."""

    articles: Sequence[GoldArticle]
    scores: Sequence[ArticleScore]


def main() -> None:
    """Reads the folders and prints the figures of all folds together."""
    parser = argparse.ArgumentParser(description=__doc__)
    add_arguments(parser)
    parser.add_argument("--json", type=Path, help="file for the figures")
    arguments = parser.parse_args()
    folds = list(cross_validated(read_folders(arguments), arguments.folds, arguments.seed))
    figures = total(one for fold in folds for one in fold.scores)
    if arguments.json:
        arguments.json.write_text(json.dumps(figures.record(), indent=1) + "\n", "utf-8")
    print(f"{figures.articles} articles, {arguments.folds} folds, seed {arguments.seed}")
    print("\n".join(table(figures)))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options that say which articles, in which folds."""
    examples = ontology_dir() / "examples"
    parser.add_argument("folders", nargs="*", type=Path, default=[examples / "train", examples / "written"])
    parser.add_argument("--leave-out", default=NOTHING, help="expression: stems of articles not to read")
    parser.add_argument("--folds", type=int, default=FOLDS)
    parser.add_argument("--seed", type=int, default=SEED)


def read_folders(arguments: argparse.Namespace) -> list[GoldArticle]:
    """The annotated articles that the options name."""
    return [article for folder in arguments.folders for article in load_gold(folder, "", arguments.leave_out)]


def cross_validated(articles: Sequence[GoldArticle], folds: int, seed: int) -> Iterator[Fold]:
    """Each fold with the scores of its articles; confidences are as the engine has them before calibration."""
    engine = RulesEngine()
    engine.curves = {}
    rows = {article.path: list(read_rows(engine, article.path)) for article in articles}
    for own in deal(articles, folds, seed):
        seen = [row for article in articles if article not in own for row in rows[article.path]]
        engine.classifier = learned(engine, seen)
        yield Fold(own, score(own, read_gold(own, engine)))


def deal(articles: Sequence[GoldArticle], folds: int, seed: int) -> list[list[GoldArticle]]:
    """The articles in so many folds of about one size, each sorted by id; the order of the input does not matter."""
    shuffled = sorted(articles, key=lambda article: str(article.path))
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - the same folds each time are the point
    return [sorted(shuffled[n::folds], key=lambda article: str(article.path)) for n in range(folds)]


def learned(engine: RulesEngine, rows: Sequence[Row]) -> PairClassifier:
    """The classifier that these rows give, as the files of weights would."""
    weights: dict[str, dict[str, float]] = {}
    for line in train(engine, rows):
        relation, feature, weight = line.split("\t")
        weights.setdefault(relation, {})[feature] = float(weight)
    counts = (line.split("\t") for line in count_rules(rows))
    return PairClassifier(weights, {rule: (int(right), int(fired)) for rule, right, fired in counts})


def table(figures: Figures) -> Iterator[str]:
    """The levels as lines of text."""
    for name, tally in figures.levels.items():
        yield f"{name:10} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}"
    yield ", ".join(f"{name} {figures.share(name)}" for name in figures.shares)


if __name__ == "__main__":
    main()
