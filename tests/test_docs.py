"""What the documents show is what there is: generated pages are fresh, and no shown command is an invented one."""

import re
import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "docs" / "reference"
PAGES = [path.relative_to(ROOT) for path in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))]
_BLOCK = re.compile(r"^```(?:console|bash)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_COMMAND = re.compile(r"^(?:\$ )?(?:\S*/)?kg ([a-z]+)", re.MULTILINE)


@pytest.mark.parametrize("name", ["cli", "ontology"])
def test_a_generated_page_is_fresh(name: str) -> None:
    made = runpy.run_path(str(REFERENCE / f"make_{name}.py"))["page"]()

    stale = f"docs/reference/{name}.md is stale: run python docs/reference/make_{name}.py"
    assert (REFERENCE / f"{name}.md").read_text("utf-8") == made, stale


def test_every_script_of_the_reference_is_tested() -> None:
    assert {path.name for path in REFERENCE.glob("*.py")} == {"make_cli.py", "make_ontology.py"}


def shell_blocks(page: Path) -> Iterator[str]:
    return (match[1] for match in _BLOCK.finditer((ROOT / page).read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_shell_blocks_are_shown_and_not_run(page: Path) -> None:
    """Doctests run from these pages; a block for the shell holds none, so that no test needs its files or output."""
    assert [block for block in shell_blocks(page) if ">>>" in block] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_shell_blocks_name_commands_that_exist(page: Path) -> None:
    named = {command for block in shell_blocks(page) for command in _COMMAND.findall(block)}

    assert named <= set(COMMANDS)
