"""Where the folder ontology/ lies: in a wheel, in a checkout, or where the user says."""

from __future__ import annotations

import os
from pathlib import Path

from kg.errors import OntologyError

_PACKAGE = Path(__file__).resolve().parent.parent


def ontology_dir() -> Path:
    """The folder that holds kg.ttl: the variable KG_ONTOLOGY, else the one inside the wheel, else the checkout's.

    Raises:
        OntologyError: the folder is missing or holds no kg.ttl.
    """
    chosen = os.environ.get("KG_ONTOLOGY")
    if chosen:
        return _checked(Path(chosen), "Point the variable KG_ONTOLOGY at a folder with kg.ttl, or unset it.")
    in_wheel = _PACKAGE / "_ontology"
    folder = in_wheel if in_wheel.is_dir() else _PACKAGE.parent / "ontology"
    return _checked(folder, "Install kg again, or set the variable KG_ONTOLOGY to a folder with kg.ttl.")


def _checked(folder: Path, way_out: str) -> Path:
    if not (folder / "kg.ttl").is_file():
        raise OntologyError(f"{folder}: no kg.ttl here. {way_out}")
    return folder
