"""The made-up store that the benchmarks measure is sound, of the size asked for, and the same each time."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from kg.store import Store
from kg.verify import verify


@pytest.fixture(scope="module")
def synthetic() -> ModuleType:
    path = Path(__file__).parents[1] / "benchmarks" / "synthetic.py"
    spec = importlib.util.spec_from_file_location("synthetic", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_made_up_store_holds_as_many_claims_as_asked_for_and_is_sound(synthetic: ModuleType, tmp_path: Path) -> None:
    synthetic.write_store(tmp_path / "kg.sqlite", 500)
    with Store.open(tmp_path / "kg.sqlite", read_only=True) as store:
        graph = store.graph()

        assert len(graph) == 500
        assert {claim.status for claim in graph} == {"asserted", "planned", "denied", "ended"}
        assert verify(store) == []


def test_the_same_seed_gives_the_same_news(synthetic: ModuleType) -> None:
    assert list(synthetic.readings(100)) == list(synthetic.readings(100))
    assert list(synthetic.readings(100)) != list(synthetic.readings(100, seed=2))


def test_a_few_entities_are_named_far_more_often_than_the_rest(synthetic: ModuleType) -> None:
    named: dict[str, int] = {}
    for _, extraction in synthetic.readings(4000):
        for claim in extraction.claims:
            for end in (claim.subject, claim.object):
                named[end] = named.get(end, 0) + 1
    counts = sorted(named.values(), reverse=True)

    assert sum(counts[:20]) > sum(counts) / 3 > 50 * counts[len(counts) // 2]
