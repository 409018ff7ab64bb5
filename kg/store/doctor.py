"""What is wrong with the file of a store, what of it can be put right, and how."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import StoreError
from kg.store import derived, migrations, schema
from kg.store.connection import connect_to_examine, store_errors
from kg.store.database import Store

_LITTLE_SPACE = 100_000_000  # bytes; beside that, what a rebuilt table and its log may need: the store once more
_SHOWN = 5
_REPAIR = "run 'kg doctor --repair'"
_NEW_COPY = "restore a copy, or build the store anew in another file from the articles; keep this one until then"


class State(StrEnum):
    """How a check came out: nothing to do, something to know, something that a repair mends, something lost."""

    GOOD = "good"
    NOTE = "note"
    REPAIRABLE = "repairable"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one check found; `advice` is empty where there is nothing to do."""

    check: str
    state: State
    what: str
    advice: str = ""


def examine(path: Path | str, *, sources: Collection[str] | None = None) -> list[Finding]:
    """What each check found, in a fixed order; a check that an earlier finding makes senseless is left out.

    `sources` are the names of the inputs that are there now; articles from others are then noted. Nothing is written.

    Raises:
        StoreError: there is no such file, or it cannot be read.
    """
    path = Path(path)
    with store_errors(path):
        database = connect_to_examine(path)
        try:
            return list(_findings(database, path, sources))
        finally:
            database.close()


def repair(path: Path | str) -> list[str]:
    """What was done: an older store brought up to date, derived tables made anew, the log written into the file.

    Raises:
        StoreError: the file itself is damaged, or cannot be written; it is then as it was.
    """
    path, done = Path(path), []
    findings = examine(path)
    for finding in findings:
        if finding.state is State.BROKEN:
            raise StoreError(f"{path}: {finding.what}: {finding.advice}")
    with Store.open(path) as store:
        if any(finding.check == "version" and finding.state is State.REPAIRABLE for finding in findings):
            done.append(f"brought up to store version {schema.VERSION}")
        if store.check():
            store.rebuild_derived()
            done.append("counted the edges and named the entities anew")
    if any(finding.check == "log" and finding.state is State.NOTE for finding in findings):
        done.append("wrote the log into the file")
    return done


def _findings(database: sqlite3.Connection, path: Path, sources: Collection[str] | None) -> Iterator[Finding]:
    reason = schema.unusable(database)
    old = migrations.can_migrate(database)
    if reason and not old:
        yield Finding(
            check="version", state=State.BROKEN, what=reason.partition(":")[0], advice=reason.partition(": ")[2]
        )
        return
    if old:
        yield Finding(check="version", state=State.REPAIRABLE, what=(reason or "").partition(":")[0], advice=_REPAIR)
    else:
        yield Finding(check="version", state=State.GOOD, what=f"store version {schema.VERSION}")
    yield _file_finding(database, has_tables=not old)
    yield _log_finding(path)
    yield _space_finding(path)
    if not old:
        yield from _content_findings(database, sources)


def _file_finding(database: sqlite3.Connection, *, has_tables: bool) -> Finding:
    try:
        faults = derived.find_file_faults(database)
        if has_tables:
            faults += derived.find_reference_faults(database)
    except sqlite3.DatabaseError as error:
        faults = [str(error)]
    return _listed("file", faults, State.BROKEN, "pages and references are sound", _NEW_COPY)


def _content_findings(database: sqlite3.Connection, sources: Collection[str] | None) -> Iterator[Finding]:
    try:
        faults = derived.find_derived_faults(database)
    except sqlite3.DatabaseError:
        return  # told by the check of the file
    yield _listed("derived tables", faults, State.REPAIRABLE, "edges and names follow from the claims", _REPAIR)
    generation, sealed = database.execute("SELECT generation, sealed FROM meta").fetchone()
    if sealed < generation:
        what = f"changes {sealed + 1} to {generation} are not sealed against a loss of power: a build was interrupted"
        yield Finding(check="seal", state=State.NOTE, what=what, advice="run the same 'kg build' again")
    else:
        yield Finding(check="seal", state=State.GOOD, what=f"generation {generation} is sealed")
    if sources is not None:
        gone = [
            f"{origin} (article {key})"
            for key, origin in database.execute("SELECT id, origin FROM article ORDER BY id")
            if origin not in sources
        ]
        advice = "'kg build --prune' with all your folders removes these articles; 'kg remove' single ones"
        yield _listed("sources", gone, State.NOTE, "every article's file is there", advice)


def _log_finding(path: Path) -> Finding:
    log = path.with_name(path.name + "-wal")
    size = log.stat().st_size if log.exists() else 0
    if not size:
        return Finding(check="log", state=State.GOOD, what="no log waits beside the file")
    what = f"{size} bytes of changes lie in {log.name}: a command is at work, or was killed; nothing is lost"
    advice = f"let it end, or {_REPAIR}; never move the file without {log.name}"
    return Finding(check="log", state=State.NOTE, what=what, advice=advice)


def _space_finding(path: Path) -> Finding:
    free, size = shutil.disk_usage(path.resolve().parent).free, path.stat().st_size
    if free >= max(_LITTLE_SPACE, size):
        return Finding(check="space", state=State.GOOD, what="there is room for the store to double")
    what = f"{free // 1_000_000} MB are free on the disk, the store has {size // 1_000_000} MB"
    return Finding(check="space", state=State.NOTE, what=what, advice="free some space before the next build")


def _listed(check: str, faults: list[str], state: State, good: str, advice: str) -> Finding:
    if not faults:
        return Finding(check=check, state=State.GOOD, what=good)
    more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
    return Finding(check=check, state=state, what="; ".join(faults[:_SHOWN]) + more, advice=advice)
