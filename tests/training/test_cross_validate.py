"""Cross-validation by one command: the same folders and seed print the same figures."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIRMS = ("ByteDance", "Tencent", "Baidu", "Alibaba", "Xiaomi", "Oracle", "Microsoft", "Google", "Amazon", "Meituan")


def gold(folder: Path, firm: str) -> None:
    text = f"{firm} ordered 5,000 H20 chips from Nvidia. Nvidia designs the H20."
    entities = [("firm", "Company", firm), ("nvidia", "Company", "Nvidia"), ("h20", "Chip", "H20")]
    claims = [("firm", "orders", "h20"), ("firm", "suppliedBy", "nvidia"), ("nvidia", "develops", "h20")]
    annotation = {
        "id": firm, "language": "en",
        "entities": [{"id": key, "type": kind, "names": [name]} for key, kind, name in entities],
        "claims": [{"s": s, "p": p, "o": o, "status": "asserted"} for s, p, o in claims],
    }  # fmt: skip
    (folder / f"{firm}.json").write_text(json.dumps(annotation), "utf-8")
    (folder / f"{firm}.txt").write_text(text, "utf-8")


@pytest.mark.slow
def test_the_same_seed_prints_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="training needs the extra 'train' (scikit-learn)")
    for firm in FIRMS:
        gold(tmp_path, firm)
    command = [sys.executable, str(ROOT / "training" / "cross_validate.py"), str(tmp_path), "--folds", "3"]
    command += ["--leave-out", "Meituan"]

    one, two = (subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout for _ in range(2))

    assert one == two
    assert one.startswith("9 articles, 3 folds, seed 1\n")
    assert "evidence 1.0" in one
