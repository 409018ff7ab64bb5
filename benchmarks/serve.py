"""How fast `kg serve` answers, as a Markdown table: python benchmarks/serve.py STORE [--seconds 60].

The client runs on the same machine and takes its share of it; no test asserts a time.
"""

from __future__ import annotations

import argparse
import http.client
import random
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

from kg.rdf.namespaces import encoded
from kg.store import Store
from kg.store.statistics import read_statistics

SIMPLE = "SELECT ?o WHERE {{ ent:{} kg:suppliedBy ?o }}"


@contextmanager
def server(store: Path) -> Iterator[tuple[str, int]]:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as running:
        assert running.stdout is not None
        address = urlsplit(next(word for word in running.stdout.readline().split() if word.startswith("http://")))
        assert address.hostname is not None and address.port is not None
        try:
            yield address.hostname, address.port
        finally:
            running.terminate()


class Visitor:
    """One connection that stays open; counts answers by status and keeps their times in milliseconds."""

    def __init__(self, place: tuple[str, int]) -> None:
        self._connection = http.client.HTTPConnection(*place, timeout=60)
        self.statuses: Counter[int] = Counter()
        self.times: list[float] = []

    def get(self, address: str, accept: str = "text/html") -> None:
        start = time.perf_counter()
        self._connection.request("GET", address, headers={"Accept": accept})
        answer = self._connection.getresponse()
        answer.read()
        self.times.append((time.perf_counter() - start) * 1000)
        self.statuses[answer.status] += 1


def ask(visitor: Visitor, entity: str) -> None:
    visitor.get(f"/sparql?query={quote(SIMPLE.format(encoded(entity)))}", "application/sparql-results+json")


def latency(place: tuple[str, int], entities: Sequence[str]) -> list[float]:
    visitor = Visitor(place)
    visitor.get("/entity/" + encoded(entities[0]))  # templates are read with the first page
    visitor.times.clear()
    for entity in entities:
        visitor.get("/entity/" + encoded(entity))
    return visitor.times


def crowd(
    place: tuple[str, int], people: int, seconds: float, act: Callable[[Visitor, random.Random], None]
) -> Visitor:
    """What `people` at once were answered, taken together."""

    def visit(seed: int) -> Visitor:
        visitor, choice = Visitor(place), random.Random(seed)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            act(visitor, choice)
        return visitor

    together = Visitor(place)
    with ThreadPoolExecutor(people) as pool:
        for visitor in pool.map(visit, range(people)):
            together.statuses += visitor.statuses
            together.times += visitor.times
    return together


def mixed(entities: Sequence[str]) -> Callable[[Visitor, random.Random], None]:
    def visit(visitor: Visitor, choice: random.Random) -> None:
        entity = choice.choice(entities)
        pages = (
            f"/entity/{encoded(entity)}",
            f"/claims?entity={quote(entity)}",
            f"/search?q={quote(entity[:4])}",
            f"/feed.atom?entity={quote(entity)}&status=denied",
            "/",
        )
        if choice.random() < 0.5:
            ask(visitor, entity)
        else:
            visitor.get(choice.choice(pages))

    return visit


def percentile(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("store", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0, help="of the mixed load (60)")
    options = parser.parse_args()
    with Store.open(options.store, read_only=True) as store:
        claims, hub = store.claim_total(), read_statistics(store, top=1).degrees[0].entity
        entities = [entity.id for entity in store.entities()]
    sample = random.Random(1).sample(entities, min(200, len(entities)))
    with server(options.store) as place:
        start = time.perf_counter()
        visitor = Visitor(place)
        while not visitor.statuses[200]:  # 503 as long as the snapshot is made
            ask(visitor, hub)
        first = time.perf_counter() - start
        Visitor(place).get("/")
        pages, hubs = latency(place, sample), latency(place, [hub] * 20)
        asked = crowd(place, 50, 10.0, lambda visitor, choice: ask(visitor, choice.choice(sample)))
        load = crowd(place, 8, options.seconds, mixed(sample))
    rows = {
        "first SPARQL answer": f"{first:.1f} s",
        f"entity page, median of {len(sample)}": f"{statistics.median(pages):.0f} ms",
        "entity page, 95th percentile": f"{percentile(pages, 0.95):.0f} ms",
        "page of the entity with the most edges, median": f"{statistics.median(hubs):.0f} ms",
        "simple SPARQL queries a second, 50 at once": f"{asked.statuses[200] / 10:.0f}",
        "of them refused (503)": f"{asked.statuses[503]} of {asked.statuses.total()}",
        f"mixed load by 8 for {options.seconds:.0f} s, answers a second": f"{len(load.times) / options.seconds:.0f}",
        "mixed load, median": f"{statistics.median(load.times):.0f} ms",
        "mixed load, 95th percentile": f"{percentile(load.times, 0.95):.0f} ms",
        "mixed load, answers that failed": f"{load.statuses.total() - load.statuses[200] - load.statuses[303]}",
    }
    print(f"| {claims:,} claims | |\n|---|--:|")
    print("".join(f"| {name} | {value} |\n" for name, value in rows.items()), end="")


if __name__ == "__main__":
    main()
