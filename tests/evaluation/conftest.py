"""Makers of annotated articles and of what was read in them; the scoring script that the figures must equal."""

import importlib.util
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCORER = Path(__file__).resolve().parents[3] / "shared" / "eval" / "score.py"
Gold = Mapping[str, Any]
WriteGold = Callable[..., Path]

TEXT = "ByteDance ordered more than 1,000 H20 chips from Nvidia. Nvidia will not buy ByteDance."
ENTITIES = (
    {"id": "bytedance", "type": "Company", "names": ["ByteDance", "TikTok owner"]},
    {"id": "nvidia", "type": "Company", "names": ["Nvidia"]},
    {"id": "h20", "type": "Chip", "names": ["H20", "H20 chips"]},
)
CLAIMS = (
    {"s": "bytedance", "p": "orders", "o": "h20", "status": "asserted", "quantity": ">1000"},
    {"s": "bytedance", "p": "suppliedBy", "o": "nvidia", "status": "asserted"},
    {"s": "nvidia", "p": "acquires", "o": "bytedance", "status": "denied"},
)


@pytest.fixture
def write_gold(tmp_path: Path) -> WriteGold:
    """Writes one annotated article into a folder (default: "gold") and returns the folder."""

    def write(
        name: str = "a1",
        text: str = TEXT,
        entities: Sequence[Gold] = ENTITIES,
        claims: Sequence[Gold] = CLAIMS,
        folder: str = "gold",
        **fields: object,
    ) -> Path:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        gold = {"id": name, "language": "en", "entities": list(entities), "claims": list(claims), **fields}
        (place / f"{name}.json").write_text(json.dumps(gold), "utf-8")
        (place / f"{name}.txt").write_text(text, "utf-8")
        return place

    return write


@pytest.fixture(scope="session")
def scorer() -> ModuleType:
    """The reference script; it stands beside the repository and not in it."""
    if not SCORER.is_file():
        pytest.skip(f"the scoring script is not there: {SCORER}")
    spec = importlib.util.spec_from_file_location("reference_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
