"""The snapshot that SPARQL reads: the same graph, made once for each state of the store, and never half."""

import hashlib
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.model import ArticleId
from kg.ontology.vocabulary import load_vocabulary
from kg.rdf import snapshot
from kg.rdf.namespaces import Names
from kg.rdf.snapshot import hold_snapshot, quads_of
from kg.rdf.sparql import open_session, query
from kg.rdf.write import nquads, rdf_bytes
from kg.store import Store

_spec = importlib.util.spec_from_file_location("newsroom", Path(__file__).with_name("newsroom.py"))
assert _spec is not None and _spec.loader is not None
newsroom = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(newsroom)

COUNT = "SELECT (COUNT(*) AS ?n) { ?claim a kg:Claim }"


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """Every store is large enough for a snapshot, and the user's own cache is left alone."""
    monkeypatch.setattr(snapshot, "FROM_CLAIMS", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "kg.sqlite"
    with Store.open(path, create=True) as store:
        for article, extraction in newsroom.newsroom():
            store.replace(article, extraction, "test 1")
    return path


def ask(path: Path, text: str = COUNT) -> tuple[int, list[str]]:
    """The number that the query finds, and what was told meanwhile."""
    told: list[str] = []
    with Store.open(path, read_only=True) as store:
        found = query(store, text, notice=told.append)
    return int(found.rows[0]["n"]["value"]), told


def home(path: Path) -> Path:
    return path.with_name(path.name + ".oxigraph")


def names_in(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def claims_in(path: Path) -> int:
    with Store.open(path, read_only=True) as store:
        return len(store.graph())


def test_the_snapshot_holds_exactly_what_the_export_holds(path):
    with Store.open(path, read_only=True) as store:
        streamed = set(nquads(quads_of(store, Names())).splitlines())
        exported = rdf_bytes(store.graph(), load_vocabulary(), "nq").splitlines()

    assert streamed == set(exported)


def test_the_layout_number_goes_up_when_the_triples_change():
    """Else a new version of kg would answer from snapshots of the old triples. Change LAYOUT and the hash together."""
    content = rdf_bytes(newsroom.newsroom_graph(), load_vocabulary(), "nq")

    assert (snapshot.LAYOUT, hashlib.sha256(content).hexdigest()[:12]) == (1, "2fd8179c5103")


def test_a_second_query_uses_the_snapshot_of_the_first(path):
    first, told = ask(path)
    made = [(item.name, item.stat().st_mtime_ns) for item in sorted(home(path).rglob("*.sst"))]
    second, told_again = ask(path)

    assert first == second == claims_in(path)
    assert [len(told), told_again] == [1, []]
    assert made == [(item.name, item.stat().st_mtime_ns) for item in sorted(home(path).rglob("*.sst"))]


def test_a_change_of_the_store_makes_a_new_snapshot_and_takes_the_old_one_away(path):
    before, _ = ask(path)
    old = names_in(home(path))
    with Store.open(path) as store:
        store.remove(ArticleId("last"))
    after, _ = ask(path)

    assert after == claims_in(path) < before
    assert len(names_in(home(path))) == 1
    assert names_in(home(path)) != old


def test_a_store_built_anew_with_as_many_changes_is_not_taken_for_the_old_one(path):
    ask(path)
    path.unlink()
    with Store.open(path, create=True) as store:
        for article, extraction in newsroom.newsroom()[:1] * 3:
            store.replace(article, extraction, "test 1")

    assert ask(path)[0] == claims_in(path)


def test_opening_a_store_to_write_without_a_change_keeps_the_snapshot(path):
    ask(path)
    with Store.open(path) as store:
        store.remove(ArticleId("unknown"))

    assert ask(path)[1] == []


def test_what_an_interrupted_query_left_behind_is_removed(path):
    left = home(path) / "0123456789abcdef.1.part"
    left.mkdir(parents=True)
    (left / "CURRENT").write_text("half")
    ask(path)

    assert not left.exists()
    assert len(names_in(home(path))) == 1


def test_a_build_of_the_snapshot_that_fails_leaves_nothing(path, monkeypatch):
    def broken(store, names):
        yield from []
        raise KeyboardInterrupt

    monkeypatch.setattr(snapshot, "quads_of", broken)
    with pytest.raises(KeyboardInterrupt):
        ask(path)

    assert names_in(home(path)) == []


@pytest.mark.parametrize("files", ["*/CURRENT", "*/*.sst", "*/MANIFEST*"])
@pytest.mark.parametrize("keep", [0, 100])
def test_a_damaged_snapshot_is_made_anew(path, files, keep):
    right, _ = ask(path)
    for file in home(path).glob(files):
        file.write_bytes(file.read_bytes()[:keep])

    assert ask(path)[0] == right
    assert ask(path) == (right, [])


def test_a_snapshot_that_is_read_stays_until_it_is_let_go(path):
    with Store.open(path, read_only=True) as store, open_session(store) as session:
        before = int(session.query(COUNT).rows[0]["n"]["value"])
        with Store.open(path) as other:
            other.remove(ArticleId("last"))
        assert ask(path)[0] < before
        assert len(names_in(home(path))) == 2
        session.close()  # the next query opens the files again
        assert int(session.query(COUNT).rows[0]["n"]["value"]) == before


def test_where_the_folder_cannot_be_written_the_cache_is_used(path, cache):
    home(path).write_text("in the way")
    first, told = ask(path)

    assert first == claims_in(path)
    assert "cannot be written" in told[0]
    assert [item.suffix for item in (cache / "kg").iterdir()] == [".oxigraph"]
    assert ask(path) == (first, [])


def test_where_nothing_can_be_written_the_graph_is_loaded_and_that_is_told(path, cache):
    home(path).write_text("in the way")
    cache.write_text("in the way too")
    count, told = ask(path)

    assert count == claims_in(path)
    assert len(told) == 3
    assert "into memory" in told[-1]


def test_a_small_store_is_loaded_and_leaves_no_folder(path, monkeypatch):
    monkeypatch.setattr(snapshot, "FROM_CLAIMS", 1_000)

    assert ask(path) == (claims_in(path), [])
    assert not home(path).exists()


def test_a_stopped_query_leaves_the_session_usable(path):
    product = " . ".join(f"?a{n} ?b{n} ?c{n}" for n in range(9))
    with Store.open(path, read_only=True) as store, open_session(store) as session:
        with pytest.raises(QueryError, match=r"within 0\.3 seconds"):
            session.query(f"SELECT (COUNT(*) AS ?n) {{ {product} }}", timeout=0.3)
        assert session.query("ASK { ?claim a kg:Claim }").boolean


_ASK = """
import sys
from kg.rdf import snapshot
from kg.rdf.sparql import query
from kg.store import Store
snapshot.FROM_CLAIMS = 0
with Store.open(sys.argv[1], read_only=True) as store:
    print(query(store, sys.argv[2], notice=print).rows[0]["n"]["value"])
"""


def test_processes_that_ask_at_once_make_one_snapshot(path):
    asking = [
        subprocess.Popen([sys.executable, "-c", _ASK, str(path), COUNT], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = [process.communicate()[0].splitlines() for process in asking]

    assert [lines[-1] for lines in told] == [str(claims_in(path))] * 4
    assert sum(len(lines) - 1 for lines in told) == 1
    assert len(names_in(home(path))) == 1


def test_a_process_that_is_killed_while_it_makes_a_snapshot_does_no_harm(path):
    for delay in (0.1, 0.2, 0.3):
        process = subprocess.Popen([sys.executable, "-c", _ASK, str(path), COUNT], stdout=subprocess.DEVNULL)
        time.sleep(delay)
        process.kill()
        process.wait()
        assert ask(path)[0] == claims_in(path)
        assert len(names_in(home(path))) == 1
        with Store.open(path) as store:  # another state, so that the next one makes another snapshot
            article, extraction = newsroom.newsroom()[0]
            store.replace(article, extraction, f"test {delay}")


def test_a_hold_on_a_snapshot_names_its_folder(path):
    with Store.open(path, read_only=True) as store:
        held = hold_snapshot(store, Names())
    assert held is not None
    held.close()

    assert held.path.parent == home(path).resolve()
