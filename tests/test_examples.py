"""The example scripts run as they stand, and print what their first line promises."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
ORDER = "ByteDance ordered more than 100,000 of Huawei's Ascend 910B"


def output(name: str, capsys: pytest.CaptureFixture[str]) -> str:
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    return capsys.readouterr().out


def test_every_script_is_tested() -> None:
    assert {file.name for file in EXAMPLES.glob("*.py")} == {
        "conflicts.py",
        "denials.py",
        "dependency_path.py",
        "impact_of_a_measure.py",
        "orders_in_sparql.py",
    }


def test_dependency_path_cites_the_order(capsys: pytest.CaptureFixture[str]) -> None:
    lines = output("dependency_path.py", capsys).splitlines()

    assert lines[0] == "ByteDance → Ascend 910B"
    assert ORDER in "\n".join(lines)
    assert lines[2].startswith("  weakest: bytedance → ascend-910b (0.")


def test_impact_of_a_measure_tells_who_depends_on_what_it_restricts(capsys: pytest.CaptureFixture[str]) -> None:
    lines = output("impact_of_a_measure.py", capsys).splitlines()

    assert lines[0].startswith("Named: ")
    assert "H20" in lines[0]
    assert "[asserted] Tencent → H20" in lines


def test_conflicts_show_all_sides(capsys: pytest.CaptureFixture[str]) -> None:
    lines = output("conflicts.py", capsys).splitlines()

    assert "plan:" in lines
    assert "  ByteDance develops new ByteDance model [denied]" in "\n".join(lines)


def test_denials_stand_beside_what_they_deny(capsys: pytest.CaptureFixture[str]) -> None:
    shown = output("denials.py", capsys)

    assert "[denied] “Michael Hughes" in shown
    assert "2024-09-30-bytedance-ascend" in shown


def test_orders_in_sparql_give_quantity_and_date(capsys: pytest.CaptureFixture[str]) -> None:
    rows = output("orders_in_sparql.py", capsys).splitlines()

    assert any("ByteDance" in row and "more than 100,000" in row and "2026-02-11" in row for row in rows)
