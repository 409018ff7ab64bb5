"""A checked SQLite connection to a store, and SQLite's errors told as StoreError."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError
from kg.store import migrations, schema

_WAYS_OUT = {
    sqlite3.SQLITE_BUSY: "another process is writing to it: wait until it ends and try again",
    sqlite3.SQLITE_LOCKED: "another process is writing to it: wait until it ends and try again",
    sqlite3.SQLITE_FULL: "the disk is full: free some space and repeat the command; nothing committed is lost",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written (full, at a limit, or gone): see to it and repeat the "
    "command; nothing committed is lost",
    sqlite3.SQLITE_CORRUPT: "the file is damaged: restore a copy of it, or build the store anew with another --store",
    sqlite3.SQLITE_NOTADB: "is no kg store: give another file with --store",
    sqlite3.SQLITE_READONLY: "cannot be written: make the file and its folder writable, or give another --store",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened: check that the file and its folder may be read and written",
    sqlite3.SQLITE_PERM: "cannot be opened: check that the file and its folder may be read and written",
}
_RETRY_SECONDS = 0.05
_CACHE_KILOBYTES = 64 * 1024  # the most; with SQLite's own 2 MB, a million claims take twice as long to write


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Raises StoreError for what the file or the disk refuses; faults of the program keep their own error."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {_way_out(error)}") from error


def _way_out(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the family of the error
    return _WAYS_OUT.get(code) or f"SQLite says '{error}': run 'kg verify', or build the store anew"


def open_database(path: Path, *, create: bool, read_only: bool, timeout: float) -> sqlite3.Connection:
    """A connection to a store of this version, in autocommit mode; `timeout` is in seconds.

    Raises:
        StoreError: there is no such file, it is no store, or it cannot be read or written.
    """
    _check_place(path, create=create and not read_only)
    with store_errors(path):
        database = _connect_reader(path, timeout) if read_only else _connect(path, "rwc" if create else "rw", timeout)
        try:
            if not read_only:
                _prepare_writer(database, create=create, timeout=timeout)
            reason = schema.unusable(database)
            if reason:
                raise StoreError(f"{path}: {reason}")
            database.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        except BaseException:
            database.close()
            raise
    return database


def connect_to_examine(path: Path) -> sqlite3.Connection:
    """A connection for reading to whatever lies there, be it a store or not.

    Raises:
        StoreError: there is no such file, or it cannot be read.
    """
    _check_place(path, create=False)
    with store_errors(path):
        return _connect_reader(path, timeout=30.0)


def _check_place(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise StoreError(f"{path}: is a folder: give a file with --store")
    if create and not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist: make it, or give another --store")
    if not create and not path.exists():
        raise StoreError(f"no store at {path}: run 'kg build PATHS' first")


def _connect(path: Path, mode: str, timeout: float, extra: str = "") -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode={mode}{extra}"
    database = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=timeout)
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA trusted_schema = OFF")  # the file may come from somebody else
    return database


def _connect_reader(path: Path, timeout: float) -> sqlite3.Connection:
    database = _connect(path, "ro", timeout)
    try:
        database.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        database.close()
        # A WAL database asks for a file beside it; in a folder that is read-only and without a write-ahead log
        # nobody can be writing, so that the file may be read as it lies there.
        if path.with_name(path.name + "-wal").exists():
            raise
        return _connect(path, "ro", timeout, "&immutable=1")
    return database


def _prepare_writer(database: sqlite3.Connection, *, create: bool, timeout: float) -> None:
    if create and schema.is_empty(database):
        database.execute("BEGIN IMMEDIATE")
        if schema.is_empty(database):  # again, under the lock: two builds may start at once
            schema.create_tables(database)
        database.execute("COMMIT")
    if migrations.can_migrate(database):
        _migrate(database)
    if schema.unusable(database) is None:
        _use_write_ahead_log(database, timeout)
        database.execute("PRAGMA synchronous = NORMAL")


def _migrate(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    try:
        migrations.migrate(database)  # finds nothing to do where another process came first
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _use_write_ahead_log(database: sqlite3.Connection, timeout: float) -> None:
    """Readers then work while a build writes; SQLite does not wait for locks here by itself."""
    for _ in range(max(1, int(timeout / _RETRY_SECONDS))):
        try:
            database.execute("PRAGMA journal_mode = WAL").fetchone()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return
    database.execute("PRAGMA journal_mode = WAL").fetchone()
