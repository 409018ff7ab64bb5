"""Writes docs/reference/cli.md from the help of every command: python docs/reference/make_cli.py."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from kg.cli import COMMANDS, main

PAGE = Path(__file__).with_name("cli.md")
WIDTH = 100
HEAD = """# Command line

What `--help` says of every command. Made by `docs/reference/make_cli.py`; change the code, then run it again.

Exit codes: 0 all went well, 1 something the message says how to put right, 2 wrong usage, 130 stopped with Ctrl-C.
"""


def page() -> str:
    """The whole page; the same on every machine."""
    root = main.make_context("kg", [], resilient_parsing=True, terminal_width=WIDTH)
    return "\n".join([HEAD, *_section(root), *(line for name in COMMANDS for line in _section(_context(root, name)))])


def _context(root: click.Context, name: str) -> click.Context:
    command = main.get_command(root, name)
    if command is None:
        raise KeyError(name)
    return click.Context(command, info_name=name, parent=root, terminal_width=WIDTH)


def _section(context: click.Context) -> Iterator[str]:
    yield f"## {context.command_path}\n"
    yield f"```text\n{context.get_help()}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
