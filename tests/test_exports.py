"""exports/ is what `make demo` writes: a rebuild from the same articles gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kg.cli import main

ROOT = Path(__file__).parents[1]


def run(*arguments: str) -> None:
    done = CliRunner().invoke(main, [*arguments])
    assert done.exit_code == 0, done.output


@pytest.mark.slow
def test_a_rebuild_of_the_demo_gives_the_committed_bytes(tmp_path: Path) -> None:
    store = ("--store", str(tmp_path / "demo.sqlite"))
    run("build", str(ROOT / "examples" / "articles"), *store)
    path_page = tmp_path / "path-bytedance-ascend-910b.html"
    run("path", "ByteDance", "Ascend 910B", "--html", str(path_page), *store)
    run("view", "-o", str(tmp_path / "graph.html"), *store)
    run("view", "--overview", "-o", str(tmp_path / "overview.html"), *store)
    run("view", "--around", "Huawei", "--hops", "1", "-o", str(tmp_path / "around-huawei.html"), *store)
    timeline = str(tmp_path / "timeline-us-export-controls.html")
    run("view", "--timeline", "US export controls", "-o", timeline, *store)
    for name in ("ttl", "trig", "graphml"):
        run("export", "--format", name, "-o", str(tmp_path / f"graph.{name}"), *store)

    committed = sorted(path.name for path in (ROOT / "exports").iterdir())
    assert len(committed) == 8
    for name in committed:
        assert (tmp_path / name).read_bytes() == (ROOT / "exports" / name).read_bytes(), f"{name} differs: make demo"
