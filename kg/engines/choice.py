"""Names of engines → engines; what an engine needs is imported only where it is asked for."""

from __future__ import annotations

from pathlib import Path

from kg.engines import Engine


def make_engine(name: str, model: str | Path | None = None) -> Engine:
    """The engine `rules`, `reader` or `auto`; the last two read with the weights in the folder `model`.

    Raises:
        ReaderError: the reader's weights or onnxruntime are missing.
        ValueError: no engine has this name.
    """
    if name == "rules":
        from kg.engines.rules import RulesEngine

        return RulesEngine()
    if name not in ("reader", "auto"):
        raise ValueError(f"no engine '{name}': rules, reader or auto")
    from kg.reader.locate import reader_dir

    folder = reader_dir(model)
    if name == "reader":
        from kg.engines.reader import ReaderEngine

        return ReaderEngine(folder)
    from kg.engines.auto import AutoEngine

    return AutoEngine(folder)
