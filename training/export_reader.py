"""A trained network → the folder that kg.reader reads: the encoder in 8 bits, embeddings in 4, tables and the head."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training.network import ATTENTION_HEADS, WIDTH
from training.packed import Packed

State = Mapping[str, Tensor]


class _Graph:
    """Nodes and weights as they are added; `add` gives the name of what comes out."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: numpy.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(numpy.ascontiguousarray(values), name))
        return name

    def add(self, operation: str, inputs: Sequence[str], output: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operation, inputs, [output], domain=domain, **attributes))
        return output


def encoder_model(state: State, layers: int, frozen: int) -> onnx.ModelProto:
    """The layers as an ONNX model: `x` and `marks` in, `vectors` and the last layer's mean `attention` out."""
    graph, x = _Graph(), "x"
    graph.weight("by_head", numpy.array([0, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS]))
    graph.weight("flat", numpy.array([0, WIDTH]))
    graph.weight("scale", numpy.float32((WIDTH // ATTENTION_HEADS) ** -0.5))
    for number in range(layers):
        if number == frozen:
            x = graph.add("Add", [x, "marks"], "marked")
        prefix = f"layers.{number}."
        own = {k.removeprefix(prefix): v.float().numpy() for k, v in state.items() if k.startswith(prefix)}
        x = _layer(graph, x, f"l{number}.", own, last=number == layers - 1)
    value = lambda name, shape: helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)  # noqa: E731
    made = helper.make_graph(
        graph.nodes, "reader", [value("x", ["T", WIDTH]), value("marks", ["T", WIDTH])],
        [value("vectors", ["T", WIDTH]), value("attention", ["T", "T"])], graph.weights,
    )  # fmt: skip
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(made, opset_imports=versions)
    model.ir_version = 9
    return model


def _layer(graph: _Graph, x: str, name: str, own: Mapping[str, numpy.ndarray], *, last: bool) -> str:
    def linear(inputs: str, output: str, weight: numpy.ndarray, bias: numpy.ndarray) -> str:
        product = graph.add("MatMul", [inputs, graph.weight(f"{name}{output}.w", weight.T)], f"{name}{output}.0")
        return graph.add("Add", [product, graph.weight(f"{name}{output}.b", bias)], f"{name}{output}")

    def normal(inputs: str, which: str, output: str) -> str:
        scale = graph.weight(f"{name}{which}.g", own[f"{which}.weight"])
        shift = graph.weight(f"{name}{which}.s", own[f"{which}.bias"])
        return graph.add("LayerNormalization", [inputs, scale, shift], output, axis=-1, epsilon=1e-12)

    context = _attention(graph, x, name, own, linear, last=last)
    mixed = graph.add("Add", [x, linear(context, "o", own["o.weight"], own["o.bias"])], f"{name}r1")
    x = normal(mixed, "ln1", f"{name}n1")
    inner = linear(x, "f1", own["f1.weight"], own["f1.bias"])
    inner = graph.add("Gelu", [inner], f"{name}gelu", domain="com.microsoft")
    mixed = graph.add("Add", [x, linear(inner, "f2", own["f2.weight"], own["f2.bias"])], f"{name}r2")
    return normal(mixed, "ln2", "vectors" if last else f"{name}n2")


def _attention(graph: _Graph, x: str, name: str, own: Mapping[str, numpy.ndarray], linear, *, last: bool) -> str:  # type: ignore[no-untyped-def]
    parts = {}
    for number, part in enumerate("qkv"):
        rows = slice(number * WIDTH, (number + 1) * WIDTH)
        projected = linear(x, part, own["qkv.weight"][rows], own["qkv.bias"][rows])
        shaped = graph.add("Reshape", [projected, "by_head"], f"{name}{part}.r")
        parts[part] = graph.add("Transpose", [shaped], f"{name}{part}.t", perm=[1, 2, 0] if part == "k" else [1, 0, 2])
    scores = graph.add("Mul", [graph.add("MatMul", [parts["q"], parts["k"]], f"{name}s"), "scale"], f"{name}ss")
    attention = graph.add("Softmax", [scores], f"{name}a", axis=-1)
    if last:
        graph.add("ReduceMean", [attention], "attention", axes=[0], keepdims=0)
    context = graph.add("MatMul", [attention, parts["v"]], f"{name}c")
    return graph.add("Reshape", [graph.add("Transpose", [context], f"{name}ct", perm=[1, 0, 2]), "flat"], f"{name}cf")


def write_folder(
    folder: Path, state: State, packed: Packed, kept: Sequence[int], layers: int, frozen: int, settings: dict
) -> None:
    """Writes all files of the folder; `kept` are the numbers of the pieces that stay in the vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole = Path(scratch) / "encoder.onnx"
        onnx.save(encoder_model(state, layers, frozen), str(whole))
        quantize_dynamic(
            str(whole), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},
        )  # fmt: skip
    numpy.save(folder / "embeddings.npy", packed.rows("emb.word")[list(kept)])
    numpy.savez(
        folder / "tables.npz",
        positions=(packed.tensor("emb.pos") + packed.tensor("emb.type")[0]).astype(numpy.float16),
        scale=packed.tensor("emb.ln.w"), shift=packed.tensor("emb.ln.b"),
        kinds=state["kinds.weight"].float().numpy(), borders=state["borders.weight"].float().numpy(),
    )  # fmt: skip
    head = {k.removeprefix("head."): v.float().numpy() for k, v in state.items() if k.startswith("head.")}
    numpy.savez(folder / "head.npz", **{k: v.astype(numpy.float16) for k, v in head.items()})
    write_pieces(folder, packed, kept)
    (folder / "reader.json").write_text(json.dumps(settings, indent=1, sort_keys=True) + "\n", "utf-8")


def write_pieces(folder: Path, packed: Packed, kept: Sequence[int]) -> None:
    """The vocabulary and the normalization map, as text."""
    rows = (f"{packed.pieces[n]}\t{packed.scores[n]:.4f}\n" for n in kept)
    (folder / "pieces.tsv").write_text("".join(rows), "utf-8")
    spelled = lambda text: " ".join(f"{ord(c):x}" for c in text)  # noqa: E731
    lines = (f"{spelled(char)}\t{spelled(other)}\n" for char, other in sorted(packed.normal.items()))
    (folder / "normal.tsv").write_text("".join(lines), "ascii")
