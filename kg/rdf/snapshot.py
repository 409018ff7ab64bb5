"""A store as Oxigraph reads it: made once for each state of the store, used by every query until that changes.

It is a folder under ``<store>.oxigraph/`` or, where that cannot be written, in the user's cache. Its name is a stamp of
the state that it shows. It is written under another name and renamed, so that what has its name is whole; it is never
repaired or added to. Whoever reads it holds a shared lock, and only what nobody holds is removed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import chain, starmap
from pathlib import Path

import pyoxigraph as ox

from kg.model import Status
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import load_vocabulary
from kg.rdf.namespaces import PLANNED_GRAPH, Names, term
from kg.rdf.triples import Describer, edges_of, speakers_among
from kg.store import Store

if sys.platform != "win32":
    import fcntl

LAYOUT = 1
"""Goes up with every change of the triples, so that no snapshot made before is taken for a new one."""

FROM_CLAIMS = 2_000
"""With fewer claims a store is loaded into memory for each query, in about a third of a second."""

_GRAPHS: dict[Status, ox.NamedNode | ox.DefaultGraph] = {
    Status.ASSERTED: ox.DefaultGraph(),
    Status.PLANNED: PLANNED_GRAPH,
}


def silent(message: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A snapshot that stays while it is held; close it when done."""

    path: Path
    _handle: int | None

    def close(self) -> None:
        """Lets it go."""
        if self._handle is not None:
            os.close(self._handle)

    def discard(self) -> None:
        """Takes a damaged snapshot away; whoever has it open may go on reading."""
        with suppress(OSError):
            _remove(self.path)


def hold_snapshot(store: Store, names: Names, notice: Callable[[str], None] = silent) -> Snapshot | None:
    """The snapshot of the store as it is now; made where there is none, None where the store is better loaded.

    That is where it is small, or where no folder can be written to; `notice` is told of both waiting and failing.
    """
    with store.moment():
        stamp = _stamp(store, names)
        homes = _homes(store.path)
        for home in homes:
            held = _hold(home / stamp)
            if held is not None:
                return held
        if store.claim_total() < FROM_CLAIMS:
            return None
        for home in homes:
            try:
                return _made(store, home, stamp, names, notice)
            except OSError as error:
                notice(f"{home}: the snapshot for SPARQL cannot be written ({error.strerror or error}).")
    notice("The whole graph is loaded into memory for this query; make one of these folders writable to avoid that.")
    return None


def quads_of(store: Store, names: Names) -> Iterator[ox.Quad]:
    """All that exports hold of the store, article by article; an edge comes once for each claim that gives it."""
    vocabulary = load_vocabulary()
    speakers = speakers_among(store.entities(), store.attributions())
    describer = Describer(names=names, speakers=speakers)
    entities = (describer.entity(entity) for entity in store.entities())
    yield from starmap(ox.Quad, chain.from_iterable(entities))
    for article in store.articles():
        yield from starmap(ox.Quad, describer.article(article))
        for key, claim in store.claims(article.id):
            yield from starmap(ox.Quad, describer.claim(key, claim, article))
            yield from starmap(ox.Quad, describer.evidence(key, claim, article))
            graph = _GRAPHS.get(claim.status)
            if graph is not None:
                for subject, relation, object in edges_of(claim, vocabulary):
                    yield ox.Quad(names.entity(subject), term(relation), names.entity(object), graph)


def _stamp(store: Store, names: Names) -> str:
    """Differs with every change; size and time tell two stores apart that were built in one place by turns."""
    facts = store.path.stat()
    vocabulary = (ontology_dir() / "kg.ttl").read_bytes()
    state = [LAYOUT, names.base, store.generation, facts.st_size, facts.st_mtime_ns]
    return hashlib.sha256(repr(state).encode() + vocabulary).hexdigest()[:16]


def _homes(store: Path) -> list[Path]:
    """Where snapshots of the store may lie, the best place first."""
    place = store.resolve()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    mark = hashlib.sha256(bytes(place)).hexdigest()[:8]
    return [place.with_name(f"{place.name}.oxigraph"), cache / "kg" / f"{place.stem}-{mark}.oxigraph"]


def _hold(path: Path) -> Snapshot | None:
    """The snapshot of this name, or None where there is none."""
    if sys.platform == "win32":
        return Snapshot(path, None) if path.is_dir() else None
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    fcntl.flock(handle, fcntl.LOCK_SH)
    with suppress(OSError):
        # It may have been removed while this process waited for the lock
        if path.stat().st_ino == os.fstat(handle).st_ino:
            return Snapshot(path, handle)
    os.close(handle)
    return None


def _made(store: Store, home: Path, stamp: str, names: Names, notice: Callable[[str], None]) -> Snapshot:
    home.mkdir(parents=True, exist_ok=True)
    with _locked(home):
        held = _hold(home / stamp)  # another process may have made it while this one waited
        if held is not None:
            return held
        for old in sorted(home.iterdir()):
            _remove_unless_held(old)
        notice(f"Making the snapshot for SPARQL of {store.claim_total():,} claims, once for this state of the store …")
        _write(home, stamp, quads_of(store, names))
        made = _hold(home / stamp)
        if made is None:
            raise OSError("it was removed at once")
        return made


def _write(home: Path, stamp: str, quads: Iterator[ox.Quad]) -> None:
    part = home / f"{stamp}.{os.getpid()}.part"
    part.mkdir()
    try:
        database = ox.Store(part)
        database.bulk_extend(quads)
        database.flush()
        del database  # closes the files
        part.rename(home / stamp)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


@contextmanager
def _locked(home: Path) -> Iterator[None]:
    """One process at a time; the others wait."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _remove_unless_held(path: Path) -> None:
    with suppress(OSError):
        if sys.platform == "win32":
            _remove(path)
            return
        handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _remove(path)
        finally:
            os.close(handle)


def _remove(path: Path) -> None:
    """At once under its name, so that nobody finds half of it."""
    gone = path.with_name(f"{path.name}.{os.getpid()}.gone")
    path.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
