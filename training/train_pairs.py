"""Trains the pair classifier: python training/train_pairs.py [FOLDER …] writes ontology/weights/pairs.tsv.

A folder holds annotated articles (ID.txt beside ID.json, format in docs/reference/annotation.md); without any, those
of ontology/examples are read. One logistic regression a relation, L2, over the pooled features of kg.claims.selection;
needs the extra `train` (scikit-learn).
Then cross-validates over the same folders to calibrate confidences: ontology/weights/calibration.tsv and its plot.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy

from kg.articles.reading import read_articles
from kg.claims.selection import joinable, pooled_features
from kg.engines.rules import RulesEngine
from kg.entities.linking import Entities
from kg.errors import ArticleError
from kg.evaluation import load_gold
from kg.model import EntityId
from kg.ontology.locate import ontology_dir

SYMMETRIC = ("partnersWith", "competesWith")

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

RARE = 4  # a feature must stand in so many pairs
STRENGTH = 0.3  # inverse of the L2 penalty
SMALL = 0.06  # weights below are dropped from the file


@dataclass(frozen=True, slots=True)
class Row:
    """One pair of entities of one article: what it looks like and what the annotation says of it."""

    kinds: tuple[str, str]
    features: frozenset[str]
    said: frozenset[tuple[str, str]]
    claimed: frozenset[str]
    optional: frozenset[str]


def main() -> None:
    """Reads the folders, trains, writes the weights, prints how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    examples = ontology_dir() / "examples"
    parser.add_argument("folders", nargs="*", type=Path, default=[examples / "train", examples / "written"])
    parser.add_argument("--leave-out", default="(?!)", help="expression: stems of articles not to read")
    parser.add_argument("-o", "--output", type=Path, default=ontology_dir() / "weights" / "pairs.tsv")
    parser.add_argument("--folds", type=int, default=4, help="of the calibration; 0 leaves calibration.tsv as it is")
    arguments = parser.parse_args()
    engine = RulesEngine()
    rows = [r for path in find_articles(arguments.folders, arguments.leave_out) for r in read_rows(engine, path)]
    lines = list(train(engine, rows))
    arguments.output.parent.mkdir(parents=True, exist_ok=True)
    arguments.output.write_text("\n".join([*_header(), *lines, ""]), "utf-8")
    rules = list(count_rules(rows))
    head = (
        "# Rule, how often it was right, how often it fired on the training articles. Made by training/train_pairs.py."
    )
    arguments.output.with_name("rules.tsv").write_text("\n".join([head, *rules, ""]), "utf-8")
    print(f"{len(rows)} pairs, {len(lines)} weights → {arguments.output}")
    if arguments.folds:
        _calibrate(arguments)


def _calibrate(arguments: argparse.Namespace) -> None:
    import calibrate  # it builds on this file
    from cross_validate import SEED

    articles = [a for folder in arguments.folders for a in load_gold(folder, "", arguments.leave_out)]
    output = arguments.output.with_name("calibration.tsv")
    for line in calibrate.calibrate(articles, output, calibrate.PLOT, arguments.folds, SEED):
        print(line)


def find_articles(folders: Iterable[Path], leave_out: str) -> list[Path]:
    """The annotations of the folders, in order, without those whose stem matches `leave_out`."""
    found = [p for folder in folders for p in sorted(folder.glob("*.json"))]
    return [p for p in found if not re.search(leave_out, p.stem)]


def _header() -> list[str]:
    return [
        "# Weights of the pair classifier: relation, feature (empty: intercept), weight.",
        "# Made by training/train_pairs.py; not edited by hand.",
    ]


def read_rows(engine: RulesEngine, gold_path: Path) -> Iterator[Row]:
    """The pairs of one annotated article."""
    article = next(iter(read_articles([gold_path.with_suffix(".txt")])))
    if isinstance(article, ArticleError):
        raise article
    gold = json.loads(gold_path.read_text("utf-8"))
    places, entities = engine.analyse(article)
    matches = match_entities(gold, entities)
    for (subject, object), here in sorted(places.items()):
        claimed, optional = _said(gold, matches[subject], matches[object])
        one, two = here[0].pair.ends
        said = frozenset((c.relation, c.rule) for place in here for c in place.hits)
        yield Row((one.kind, two.kind), frozenset(pooled_features(here)), said, claimed, optional)


def _said(gold: dict, subjects: set[str], objects: set[str]) -> tuple[frozenset[str], frozenset[str]]:  # type: ignore[type-arg]
    claimed, optional = set(), set()
    for claim in gold["claims"]:
        straight = claim["s"] in subjects and claim["o"] in objects
        turned = claim["p"] in SYMMETRIC and claim["o"] in subjects and claim["s"] in objects
        if straight or turned:
            (optional if claim.get("optional") else claimed).add(claim["p"])
            optional.update(claim.get("also", ()))
    return frozenset(claimed), frozenset(optional - claimed)


def match_entities(gold: dict, entities: Entities) -> dict[EntityId, set[str]]:  # type: ignore[type-arg]
    """The annotated entities that each entity of ours may be, by name and class; a measure also by its issuer."""
    names = {
        e["id"]: {fold_name(n) for n in e["names"]} | {fold_name(e["id"].replace("-", " "))} for e in gold["entities"]
    }
    ours = {e: _names(entities, e) for e in entities.by_id}
    matches: dict[EntityId, set[str]] = {}
    for entity, own in ours.items():
        kind = entities.by_id[entity].kind
        named = {g["id"] for g in gold["entities"] if own & names[g["id"]]}
        matches[entity] = {
            g["id"] for g in gold["entities"]
            if (not kind or kind in (g["type"], *g.get("also_types", ())))
            and (g["id"] in named or (not named and _same_issuer(g, entity, kind, entities, ours, names)))
        }  # fmt: skip
    return matches


def _same_issuer(gold: dict, entity: EntityId, kind: str, entities: Entities, ours: dict, names: dict) -> bool:  # type: ignore[type-arg]
    if kind != "Sanction" or gold["type"] != "Sanction" or gold.get("issuer") not in names:
        return False
    issuer = entities.link(entity)
    return issuer in ours and bool(ours[issuer] & names[gold["issuer"]])


def _names(entities: Entities, entity: EntityId) -> set[str]:
    known = entities.labelled(entity)
    return {fold_name(n) for n in (known.name, known.id.replace("-", " "), *(a.text for a in known.aliases))}


def fold_name(name: str) -> str:
    """A name without case, accents, punctuation and leading articles."""
    text = unicodedata.normalize("NFKD", name).casefold()
    text = re.sub(r"[^\w\s]", " ", "".join(c for c in text if not unicodedata.combining(c)))
    return " ".join(w for w in text.split() if w not in ("the", "a", "o", "os", "as", "el", "la", "los", "las"))


def train(engine: RulesEngine, rows: Sequence[Row]) -> Iterator[str]:
    """Lines of the weights file, by relation and feature."""
    from sklearn.linear_model import LogisticRegression

    counts = Counter(f for row in rows for f in row.features)
    columns = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RARE))}
    for relation in sorted(engine.vocabulary.relations):
        usable = [r for r in rows if relation in joinable(engine.vocabulary, *r.kinds) and relation not in r.optional]
        truth = [relation in r.claimed for r in usable]
        if sum(truth) < RARE:
            continue
        matrix = _matrix([sorted(columns[f] for f in r.features if f in columns) for r in usable], len(columns))
        model = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0).fit(matrix, truth)
        yield f"{relation}\t\t{model.intercept_[0]:.3f}"
        for feature, column in columns.items():
            if abs(weight := model.coef_[0][column]) >= SMALL:
                yield f"{relation}\t{feature}\t{weight:.3f}"


def count_rules(rows: Iterable[Row]) -> Iterator[str]:
    """Lines of rules.tsv: rule, right, fired; what the annotation leaves optional counts as right."""
    right: Counter[str] = Counter()
    fired: Counter[str] = Counter()
    for row in rows:
        for relation, rule in row.said:
            fired[rule] += 1
            right[rule] += relation in row.claimed or relation in row.optional
    return (f"{rule}\t{right[rule]}\t{fired[rule]}" for rule in sorted(fired))


def _matrix(rows: Sequence[Sequence[int]], width: int) -> csr_matrix:
    from scipy.sparse import csr_matrix

    indices = numpy.concatenate([numpy.array(r, dtype=int) for r in rows])
    return csr_matrix(
        (numpy.ones(len(indices)), indices, numpy.cumsum([0, *(len(r) for r in rows)])), (len(rows), width)
    )


if __name__ == "__main__":
    main()
