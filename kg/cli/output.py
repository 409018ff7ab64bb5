"""Where a result goes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.texts import harmless
from kg.errors import KgError

STANDARD_OUTPUT = "-"


@contextmanager
def open_output(path: str) -> Iterator[BinaryIO]:
    """A stream of bytes for `path`; "-" is standard output. The file is replaced once all is written.

    Raises:
        KgError: the folder or the file cannot be written; nothing is left behind.
    """
    if path == STANDARD_OUTPUT:
        buffer = io.BytesIO()
        yield buffer
        print_bytes(buffer.getvalue())
        return
    target = Path(path).resolve()  # a link stays, and the file it names is replaced
    try:
        with _opened(target) as stream:
            yield stream
    except OSError as error:
        raise KgError(f"{path}: cannot be written ({error.strerror}). Choose another place with -o.") from error


@contextmanager
def open_text_output(path: str) -> Iterator[io.TextIOWrapper]:
    """The same as text: UTF-8, line ends as written, on every system."""
    with open_output(path) as stream:
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    """Devices and pipes are written into; only a file can be replaced."""
    return path.open("wb") if path.exists() and not path.is_file() else _replacing(path)


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(name).chmod(_file_mode(path))
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise


def _file_mode(path: Path) -> int:
    """The rights of the file there was, else those that the user's mask gives to new files."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def print_bytes(data: bytes) -> None:
    """As it is into a file or a pipe; without what steers a terminal where one is reading."""
    if sys.stdout.isatty():
        data = harmless(data.decode("utf-8", "replace")).encode()
    click.echo(data, nl=False)
