"""A reader of toy weights: random but fixed numbers in the shapes of the real ones, and a stand-in for onnxruntime."""

from __future__ import annotations

import json
import string
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import numpy
import pytest

from kg.ontology.vocabulary import load_vocabulary
from kg.reader.frames import DISTANCES, FORMS, KINDS, KNOWN, REACHES

WIDTH, HIDDEN = 64, 16
WORDS = ("▁Hua", "wei", "▁chip", "▁the", "▁de", "▁en", "com", "end", "▁da")
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", *string.ascii_letters, *string.digits, *".,;:()'\"-", *WORDS)
STATUSES = ("asserted", "planned", "denied", "ended")


class _Session:
    """Instead of the encoder: each piece looks at the pieces that are like it."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def run(self, _: None, inputs: dict[str, numpy.ndarray]) -> tuple[numpy.ndarray, numpy.ndarray]:
        vectors = inputs["x"] + inputs["marks"]
        looks = numpy.exp(vectors @ vectors.T / WIDTH)
        return vectors, looks / looks.sum(1, keepdims=True)


@pytest.fixture
def toy_runtime(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the stand-in where onnxruntime is imported, whether or not the real one is installed."""
    fake = ModuleType("onnxruntime")
    fake.__spec__ = ModuleSpec("onnxruntime", None)
    fake.InferenceSession = _Session  # type: ignore[attr-defined]
    fake.SessionOptions = SimpleNamespace  # type: ignore[attr-defined]
    fake.ExecutionMode = SimpleNamespace(ORT_SEQUENTIAL=0)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onnxruntime", fake)
    for name in [
        n for n in sys.modules if n.startswith(("kg.reader.encoder", "kg.reader.reading", "kg.reader.places"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("kg.engines.reader", "kg.engines.auto"):
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.fixture
def toy_folder(tmp_path: Path, toy_runtime: None) -> Path:
    """A folder of weights with every file that a reader needs."""
    relations = sorted(load_vocabulary().relations)
    random = numpy.random.default_rng(0)
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "pieces.tsv").write_text("".join(f"{p}\t{-len(PIECES) / (1 + len(p))}\n" for p in PIECES), "utf-8")
    (folder / "normal.tsv").write_text("a\t20\n", "ascii")
    (folder / "encoder.onnx").write_bytes(b"")
    blocks = random.integers(0, 255, (len(PIECES), WIDTH // 32, 18), dtype=numpy.uint8)
    blocks[:, :, :2] = numpy.frombuffer(numpy.float16(0.05).tobytes(), numpy.uint8)
    numpy.save(folder / "embeddings.npy", blocks.reshape(len(PIECES), -1))
    numpy.savez(
        folder / "tables.npz", positions=random.normal(size=(512, WIDTH)), scale=numpy.ones(WIDTH),
        shift=numpy.zeros(WIDTH), kinds=random.normal(size=(10, WIDTH)), borders=random.normal(size=(3, WIDTH)),
    )  # fmt: skip
    numpy.savez(folder / "head.npz", **_head(random, len(relations)))
    settings = {
        "relations": relations, "statuses": STATUSES, "version": "toy", "reader": {"threshold": 0.6},
        "auto": {
            "coefficients": [0.6, 0.6, 0.5, 0.3, 0.1, 0, 0.2, 0], "intercept": 0.0, "threshold": 0.5, "apart": 0.5,
        },
    }  # fmt: skip
    (folder / "reader.json").write_text(json.dumps(settings), "utf-8")
    return folder


def _head(random: numpy.random.Generator, relations: int) -> dict[str, numpy.ndarray]:
    described = WIDTH + 4 + 2
    linear = dict.fromkeys(("ms", "mo", "us", "uo"), (HIDDEN, described))
    linear |= dict.fromkeys(("es", "eo", "c"), (HIDDEN, WIDTH))
    linear |= {"bi": (HIDDEN, HIDDEN), "h": (HIDDEN, HIDDEN), "own": (HIDDEN, KNOWN)}
    linear |= {"out": (relations, HIDDEN), "stat": (len(STATUSES), HIDDEN)}
    tables = {"dist": (DISTANCES, HIDDEN), "near": (REACHES, HIDDEN), "kp": (len(KINDS) ** 2, HIDDEN)}
    tables |= {"kind": (len(KINDS), 4), "form": (len(FORMS), 2)}
    head = {f"{n}.weight": random.normal(size=s) * 0.3 for n, s in (linear | tables).items()}
    head |= {f"{n}.bias": numpy.zeros(s[0]) for n, s in linear.items()}
    return head | {
        "ln.weight": numpy.ones(HIDDEN),
        "ln.bias": numpy.zeros(HIDDEN),
        "sb": numpy.zeros((relations, len(STATUSES))),
    }
