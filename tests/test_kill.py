"""A build that is killed without warning leaves a sound store, and the next build completes it."""

import importlib.util
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from kg.store import Store

ROOT = Path(__file__).parents[1]
STUB = ROOT / "tests" / "store" / "stub_build.py"
ARTICLES = 40
SECONDS = 0.8  # what an undisturbed build spends in its engine

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9 here")


def write_news(folder: Path, edition: int) -> Path:
    """Forty articles over ten companies, so that most edges and entities are shared between articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(ARTICLES):
        sentences = [
            f"Firm{(number + step) % 10} {('orders', 'denies ordering')[(step + edition) % 2]} X{number % 7}."
            for step in range(5)
        ]
        (folder / f"{number:02}.txt").write_text(f"Language: en\n\n{' '.join(sentences)}\n", encoding="utf-8")
    return folder


def start(folder: Path, store: Path, *, jobs: int = 1, pause: float = 0.0) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(STUB), str(folder), str(store), str(jobs), str(pause)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment, start_new_session=True)


def run(folder: Path, store: Path, *, jobs: int = 1) -> None:
    assert start(folder, store, jobs=jobs).wait(timeout=60) == 0


def kill_after(process: subprocess.Popen[bytes], store: Path, seconds: float) -> None:
    """Waits until the store is there, then for so long, then kills the process and nothing but the process."""
    patience = time.monotonic() + 30
    while not store.exists() and process.poll() is None and time.monotonic() < patience:
        time.sleep(0.001)
    time.sleep(seconds)
    process.kill()
    process.wait()


def dump(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return list(store.dump())


@pytest.mark.slow
def test_ten_kills_lose_nothing(tmp_path: Path) -> None:
    """Killed ten times while one edition replaces another, then completed: as if never killed."""
    old, new = (write_news(tmp_path / name / "news", edition) for edition, name in enumerate(("old", "new")))
    run(new, tmp_path / "calm.sqlite")
    killed, moments = tmp_path / "killed.sqlite", random.Random(7)
    generations = [0]
    for folder in (old, new, old, new, old, new, old, new, old, new):
        kill_after(start(folder, killed, pause=SECONDS / ARTICLES), killed, moments.uniform(0.1, SECONDS))
        with Store.open(killed, create=True) as store:
            assert store.check() == []
            assert {len(store.claims(article)) for article in store.article_ids()} <= {5}
            generations.append(store.generation)
    run(new, killed)

    commits = [after - before for before, after in pairwise(generations)]
    assert sum(0 < count < ARTICLES for count in commits) >= 3, f"too few kills hit a build at work: {commits}"
    assert dump(killed) == dump(tmp_path / "calm.sqlite")


@pytest.mark.slow
def test_whatever_is_killed_loses_nothing() -> None:
    """The harness of the benchmarks, sixteen kills: builds, prunes, removals and exports in turn."""
    path = ROOT / "benchmarks" / "kills.py"
    spec = importlib.util.spec_from_file_location("kills", path)
    assert spec is not None and spec.loader is not None
    kills = importlib.util.module_from_spec(spec)
    sys.modules["kills"] = kills  # dataclasses look their module up
    spec.loader.exec_module(kills)
    tallies = kills.run(16, seed=3)

    assert [fault for tally in tallies.values() for fault in tally.faults] == []
    assert all(tally.kills == 4 for tally in tallies.values())
    assert sum(tally.hit for tally in tallies.values()) >= 8, tallies


@pytest.mark.slow
def test_a_killed_build_leaves_no_process_behind(tmp_path: Path) -> None:
    folder, killed = write_news(tmp_path / "news", 0), tmp_path / "killed.sqlite"
    process = start(folder, killed, jobs=2, pause=0.05)
    while not (killed.exists() and _rows(killed)):
        time.sleep(0.02)
    assert _alive(process.pid)
    process.kill()
    process.wait()
    patience = time.monotonic() + 10
    while _alive(process.pid) and time.monotonic() < patience:
        time.sleep(0.05)

    assert not _alive(process.pid)
    run(folder, killed, jobs=2)
    run(folder, tmp_path / "calm.sqlite")
    assert dump(killed) == dump(tmp_path / "calm.sqlite")


@pytest.mark.slow
def test_two_builds_at_once_both_succeed(tmp_path: Path) -> None:
    """They take turns, article by article, from the making of the file on."""
    folder = write_news(tmp_path / "news", 0)
    both = [start(folder, tmp_path / "shared.sqlite", pause=0.005) for _ in range(2)]

    assert [process.wait(timeout=60) for process in both] == [0, 0]
    run(folder, tmp_path / "calm.sqlite")
    assert dump(tmp_path / "shared.sqlite") == dump(tmp_path / "calm.sqlite")


def test_ctrl_c_keeps_what_was_committed(tmp_path: Path) -> None:
    folder, stopped = write_news(tmp_path / "news", 0), tmp_path / "stopped.sqlite"
    process = start(folder, stopped, pause=0.02)
    while not (stopped.exists() and _rows(stopped)):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)

    assert process.wait(timeout=10) != 0
    with Store.open(stopped, read_only=True) as store:
        assert 0 < len(store.article_ids()) < ARTICLES
        assert store.check() == []


def _rows(store: Path) -> int:
    """How many articles are committed; 0 while the store is being made."""
    try:
        with closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as database:
            return int(database.execute("SELECT count(*) FROM article").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def _alive(session: int) -> bool:
    """True while any process of the session that a build started is alive."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True
