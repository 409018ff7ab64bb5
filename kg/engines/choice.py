"""Names of engines → engines; what an engine needs is imported only where it is asked for."""

from __future__ import annotations

from pathlib import Path

from kg.engines import Engine
from kg.errors import ReaderError

NAMES = ("rules", "reader", "auto")


def default_engine() -> str:
    """The name of the engine that reads best here: `auto` where the learned reader is installed, else `rules`."""
    from kg.reader.locate import reader_dir

    try:
        reader_dir()
    except ReaderError:
        return "rules"
    return "auto"


def make_engine(name: str, model: str | Path | None = None) -> Engine:
    """The engine `rules`, `reader` or `auto`; the last two read with the weights in the folder `model`.

    Raises:
        ReaderError: the reader's weights or onnxruntime are missing.
        ValueError: no engine has this name.
    """
    if name == "rules":
        from kg.engines.rules import RulesEngine

        return RulesEngine()
    if name not in NAMES:
        raise ValueError(f"no engine '{name}': {', '.join(NAMES)}")
    from kg.reader.locate import reader_dir

    folder = reader_dir(model)
    if name == "reader":
        from kg.engines.reader import ReaderEngine

        return ReaderEngine(folder)
    from kg.engines.auto import AutoEngine

    return AutoEngine(folder)
