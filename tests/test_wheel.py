"""An installed copy of kg works far from the checkout: its data and templates are in the wheel."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
NEWS = """Title: Huawei presents a chip
Date: 2025-03-01
Source: kg demo wire
Language: en

Huawei develops the Ascend 910B. ByteDance uses the Ascend 910B for inference.
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # Without the build backend at hand, pip fetches it into a build environment of its own.
    isolation = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet", "--no-deps", *isolation]
    done = subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed files and nothing of the checkout."""
    site = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return site


def run(site: Path, folder: Path, *arguments: str) -> str:
    """Standard output of Python with `arguments` in `folder`, where `kg` can only come from `site`."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KG_")}
    environment |= {"PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_wheel_holds_package_data_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "kg/py.typed" in names
    assert "kg/_ontology/kg.ttl" in names
    assert {"kg/serve/templates/base.html", "kg/serve/static/kg.css", "kg/serve/static/vendor/LICENSES.txt"} <= set(
        names
    )
    assert any(name.startswith("kg/_ontology/lexicons/pt/") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "examples/", "ontology/", "benchmarks/"))]


def test_wheel_holds_every_file_of_the_ontology(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"kg/_ontology/{file.relative_to(ROOT / 'ontology').as_posix()}" for file in ontology_files()}

    assert wanted - names == set()


def ontology_files() -> list[Path]:
    """All but the training articles, which running kg does not need."""
    files = [file for file in (ROOT / "ontology").rglob("*") if file.is_file() and not file.name.startswith(".")]
    return [file for file in files if (ROOT / "ontology" / "examples") not in file.parents]


def test_installed_kg_finds_its_own_ontology(installed: Path, tmp_path: Path) -> None:
    program = "import kg.model as m, kg.ontology.locate as l; print(m.__file__, l.ontology_dir(), sep='\\n')"
    module, ontology = run(installed, tmp_path, "-c", program).splitlines()

    assert Path(module).is_relative_to(installed)
    assert Path(ontology) == installed / "kg" / "_ontology"


def test_installed_kg_shows_its_help(installed: Path, tmp_path: Path) -> None:
    assert "build" in run(installed, tmp_path, "-m", "kg", "--help")


def test_installed_kg_builds_asks_and_draws(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text(NEWS, encoding="utf-8")

    run(installed, tmp_path, "-m", "kg", "build", "news.txt")
    answer = run(installed, tmp_path, "-m", "kg", "path", "ByteDance", "Ascend 910B")
    run(installed, tmp_path, "-m", "kg", "view", "-o", "graph.html")

    assert "ByteDance uses the Ascend 910B for inference." in answer
    assert "Ascend 910B" in (tmp_path / "graph.html").read_text(encoding="utf-8")
