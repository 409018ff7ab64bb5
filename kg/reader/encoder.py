"""Word pieces → vectors: the packed embeddings, and the encoder run by onnxruntime on one thread.

Nothing else in kg knows onnxruntime.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy
import onnxruntime
from numpy.typing import NDArray

from kg.reader.frames import Floats, Frame, Ints

_BLOCK = 32  # weights that share a scale


def unpack(packed: NDArray[numpy.uint8]) -> Floats:
    """Rows of 4-bit blocks (a half-precision scale and 16 bytes, low halves first) as floats."""
    blocks = packed.reshape(len(packed), -1, 2 + _BLOCK // 2)
    scales = blocks[:, :, :2].copy().view(numpy.float16).astype(numpy.float32)
    halves = blocks[:, :, 2:]
    numbers = numpy.concatenate([halves & 15, halves >> 4], axis=2).astype(numpy.float32) - 8
    return (numbers * scales).reshape(len(packed), -1)


class Encoder:
    """Runs a frame's pieces through the encoder; the same frame gives the same numbers on one machine."""

    def __init__(self, model: Path, embeddings: Path, table: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._packed = numpy.load(embeddings, mmap_mode="r")
        with numpy.load(table) as arrays:
            self._positions, self._scale, self._shift = (
                arrays[n].astype(numpy.float32) for n in ("positions", "scale", "shift")
            )
            self._kinds, self._borders = (arrays[n].astype(numpy.float32) for n in ("kinds", "borders"))

    def run(self, frame: Frame) -> tuple[Floats, Floats]:
        """One vector a piece, and how much each piece attends to each, on the average of the attention heads."""
        vectors, attention = self._session.run(None, {"x": self._embedded(frame.ids), "marks": self._marks(frame)})
        return vectors, attention

    def _embedded(self, ids: Ints) -> Floats:
        x = unpack(numpy.asarray(self._packed[ids])) + self._positions[: len(ids)]
        x = x - x.mean(1, keepdims=True)
        x = x / numpy.sqrt((x * x).mean(1, keepdims=True) + 1e-12)
        return (x * self._scale + self._shift).astype(numpy.float32)  # type: ignore[no-any-return]

    def _marks(self, frame: Frame) -> Floats:
        """What tells the upper layers where mentions stand and of what class they are."""
        kinds, borders = mark(frame)
        marks: Floats = self._kinds[kinds] + self._borders[borders]
        return marks


def mark(frame: Frame) -> tuple[Ints, Ints]:
    """For each piece the class of its mention (0: none) and whether it begins (1) or goes on with it (2)."""
    kinds, borders = numpy.zeros(len(frame.ids), dtype=numpy.int64), numpy.zeros(len(frame.ids), dtype=numpy.int64)
    rows: Sequence[Ints] = [numpy.flatnonzero(row) for row in frame.pool]
    for row, kind in zip(rows, frame.kinds, strict=True):
        kinds[row] = 1 + kind
        borders[row] = 2
        borders[row[0]] = 1
    return kinds, borders
