"""What is made aside from a state of the store, and that nobody waits for it longer than he should."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.serve import states
from kg.serve.states import Coming, Derived
from kg.store import Store

from .conftest import CLAIMS, write_news

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i < 0"


def test_each_state_is_made_once_and_the_old_one_dropped(tmp_path: Path) -> None:
    path = tmp_path / "kg.sqlite"
    write_news(path, CLAIMS[:1])
    dropped: list[int] = []
    derived = Derived(path, Store.claim_total, dropped.append)
    first = [derived.get(), derived.get()]
    write_news(path)
    second = derived.get()
    derived.close()

    assert first == [1, 1]
    assert second == len(CLAIMS)
    assert dropped == [1, len(CLAIMS)]


def test_the_old_state_serves_while_the_next_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "PATIENCE", 0.05)
    path = tmp_path / "kg.sqlite"
    write_news(path, CLAIMS[:1])
    go = threading.Event()
    go.set()

    def make(store: Store) -> int:
        go.wait(10)
        return store.claim_total()

    derived = Derived(path, make, lambda made: None)
    derived.get()
    go.clear()
    write_news(path)
    meanwhile = derived.get()
    go.set()
    monkeypatch.setattr(states, "PATIENCE", 10.0)
    afterwards = derived.get()
    derived.close()

    assert (meanwhile, afterwards) == (1, len(CLAIMS))


def test_the_first_state_is_not_waited_for_without_end(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "FIRST", 0.05)
    go = threading.Event()
    derived = Derived(news, lambda store: go.wait(10), lambda made: None)

    with pytest.raises(Coming):
        derived.get()
    go.set()
    derived.close()


def test_closing_ends_what_is_being_made(news: Path) -> None:
    derived = Derived(news, lambda store: list(store._all(ENDLESS)), lambda made: None)
    derived.start()
    time.sleep(0.3)
    start = time.monotonic()
    derived.close()

    assert time.monotonic() - start < 5


def test_a_store_that_went_away_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kg.sqlite"
    derived = Derived(path, Store.claim_total, lambda made: None)

    with pytest.raises(KgError, match="no store at"):
        derived.get()
