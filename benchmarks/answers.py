"""How fast SPARQL and the answers about paths, impact and one entity are, beside other libraries on the same data.

Makes stores of made-up news, asks each question of kg, raw Oxigraph, rdflib, networkx and rustworkx in the same run,
and prints Markdown. Each time is the fastest of several runs, taken in turn, as timeit advises for shared machines.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import rdflib
import rustworkx as rx
from synthetic import write_store

from kg.brief import build_dossier
from kg.errors import NoPath
from kg.impact import find_impact
from kg.model import EntityId
from kg.ontology.vocabulary import load_vocabulary
from kg.paths import find_paths
from kg.rdf import snapshot
from kg.rdf.namespaces import Names
from kg.rdf.session import Session
from kg.rdf.snapshot import hold_snapshot, quads_of
from kg.rdf.write import nquads
from kg.store import Store

QUERIES = {
    "companies with their names": "SELECT ?e ?name { ?e a kg:Company ; rdfs:label ?name }",
    "claims about one entity": """SELECT ?claim ?p ?o ?status {
        ?claim rdf:subject ent:HUB ; rdf:predicate ?p ; rdf:object ?o ; kg:status ?status }""",
    "date range: quotes of one month": """SELECT ?claim ?quote { ?article kg:earliest ?day .
        FILTER(?day >= "2023-03-01"^^xsd:date && ?day <= "2023-03-31"^^xsd:date)
        ?claim prov:wasDerivedFrom ?article ; kg:evidence ?e . ?e oa:exact ?quote }""",
    "date range: relations of one year": """SELECT ?p (COUNT(*) AS ?n) { ?article kg:earliest ?day .
        FILTER(?day >= "2023-01-01"^^xsd:date && ?day <= "2023-12-31"^^xsd:date)
        ?claim prov:wasDerivedFrom ?article ; rdf:predicate ?p } GROUP BY ?p""",
    "aggregate: claims by relation and status": """SELECT ?p ?status (COUNT(*) AS ?n) {
        ?claim rdf:predicate ?p ; kg:status ?status } GROUP BY ?p ?status""",
    "aggregate: ten suppliers with most clients": """SELECT ?s (COUNT(DISTINCT ?c) AS ?n) { ?c kg:suppliedBy ?s }
        GROUP BY ?s ORDER BY DESC(?n) ?s LIMIT 10""",
    "path: all that one entity depends on": "SELECT DISTINCT ?far { ent:HUB kg:dependsOn+ ?far }",
    "planned edges of one relation": "SELECT ?s ?o { GRAPH kg:plannedGraph { ?s kg:orders ?o } }",
}
RDFLIB_SECONDS = 120
HUB = "SELECT ?e { ?e a kg:Company . ?c rdf:subject ?e } GROUP BY ?e ORDER BY DESC(COUNT(*)) ?e LIMIT 1"
EDGES = "SELECT subject, text, object FROM edge JOIN word ON word.key = edge.relation WHERE asserted > 0"


@dataclass(frozen=True, slots=True)
class Ends:
    """Two entities that at least ten paths join, by id and by key in the store."""

    source: str
    target: str
    keys: tuple[int, int]


class TooLong(Exception):
    pass


HEAD = """# How fast the answers are

Made by `python benchmarks/answers.py {arguments}` on a shared virtual machine with {cores} cores;
Python {python}. The news is made up (`benchmarks/synthetic.py`). Each time is the fastest of {repeats} runs, kg and the
others in turn in the same run. When it began, {load:.0f} processes shared each core: compare times within one run only.

kg's SPARQL times count a worker process that can be stopped, and rows as Python values; raw Oxigraph reads the same
files inside the process that asks. Whole process is what a user waits for, from pressing Enter. networkx and rustworkx
first read the edges from the store; rustworkx lists no k shortest paths and gives one.
"""


def main() -> None:
    arguments = _arguments()
    words = {"cores": os.cpu_count(), "python": sys.version.split()[0], "repeats": arguments.repeats}
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(HEAD.format(arguments=" ".join(sys.argv[1:]), load=load, **words))
    with tempfile.TemporaryDirectory() as folder:
        for claims in arguments.sizes:
            path = Path(folder) / f"{claims}.sqlite"
            write_store(path, claims)
            print(f"\n## {claims:,} claims ({path.stat().st_size >> 20} MB)\n", flush=True)
            _sparql(path, arguments.repeats, with_rdflib=claims <= arguments.rdflib_up_to)
            _answers(path, arguments.repeats)


def _sparql(path: Path, repeats: int, *, with_rdflib: bool) -> None:
    snapshot.FROM_CLAIMS = 0
    names = Names()
    with Store.open(path, read_only=True) as store:
        held, making = _timed(lambda: hold_snapshot(store, names))
        assert held is not None
        size = sum(file.stat().st_size for file in held.path.iterdir())
        raw = ox.Store.read_only(str(held.path))
        hub = next(iter(raw.query(HUB, prefixes=names.prefixes())))["e"].value.rpartition("/")[2]
        others, loading = _timed(lambda: _rdflib(store)) if with_rdflib else (None, 0.0)
    print("| snapshot | |\n|---|--:|")
    print(f"| made, once for each state of the store | {making:.1f} s |\n| on disk | {size >> 20} MB |")
    print(f"| opened with the first query | {_first(held.path, names) * 1000:.0f} ms |")
    if with_rdflib:
        print(f"| rdflib reads the same N-Quads | {loading:.1f} s |")
    print("\n| SPARQL, ms | rows | kg | raw Oxigraph | kg : raw | rdflib | rdflib : kg |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    with Session(snapshot=held.path, prefixes=names.prefixes()) as session:
        for title, text in QUERIES.items():
            print(_row(title, text.replace("HUB", hub), session, raw, others, repeats), flush=True)
    held.close()
    print(f"\nPeak memory: kg's worker processes {_peak(resource.RUSAGE_CHILDREN)} MB.\n")


def _row(title: str, text: str, session: Session, raw: ox.Store, others: Any, repeats: int) -> str:
    prefixes = Names().prefixes()
    ours, theirs = [], []
    for _ in range(repeats):
        rows, seconds = _timed(lambda: len(session.query(text, max_rows=10**7, timeout=600).rows))
        ours.append(seconds)
        raw_rows, seconds = _timed(lambda: sum(1 for row in raw.query(text, prefixes=prefixes) if [*row]))
        theirs.append(seconds)
        assert rows == raw_rows, title
    kg, oxigraph = min(ours) * 1000, min(theirs) * 1000
    cells = [title, f"{rows:,}", f"{kg:.1f}", f"{oxigraph:.1f}", f"{kg / oxigraph:.2f}"]
    return f"| {' | '.join([*cells, *_rdflib_cells(text, others, rows, kg)])} |"


def _rdflib_cells(text: str, others: Any, rows: int, kg: float) -> tuple[str, str]:
    if others is None:
        return "-", "-"
    head = "".join(f"PREFIX {short}: <{iri}>\n" for short, iri in Names().prefixes().items())
    signal.signal(signal.SIGALRM, _stop)
    signal.alarm(RDFLIB_SECONDS)
    try:
        found, seconds = _timed(lambda: len(list(others.query(head + text))))
    except TooLong:
        return f"over {RDFLIB_SECONDS} s", f"over {RDFLIB_SECONDS * 1000 / kg:.0f}"
    except RecursionError:
        return "RecursionError", "-"
    finally:
        signal.alarm(0)
    assert found == rows, (text, found, rows)
    return f"{seconds * 1000:.0f}", f"{seconds * 1000 / kg:.0f}"


def _stop(*_: object) -> None:
    raise TooLong


def _rdflib(store: Store) -> rdflib.Dataset:
    dataset = rdflib.Dataset()
    dataset.parse(io.BytesIO(nquads(quads_of(store, Names()))), format="nquads")
    return dataset


def _first(folder: Path, names: Names) -> float:
    with Session(snapshot=folder, prefixes=names.prefixes()) as session:
        return _timed(lambda: session.query("ASK { ?claim a kg:Claim }"))[1]


def _answers(path: Path, repeats: int) -> None:
    vocabulary = load_vocabulary()
    with Store.open(path, read_only=True) as store, store.view() as graph:
        ends = _ends(path, graph, vocabulary)
        source, target = EntityId(ends.source), EntityId(ends.target)
        warm: dict[str, Callable[[], object]] = {
            "path": lambda: find_paths(graph, vocabulary, source, target, k=10),
            "impact": lambda: find_impact(graph, vocabulary, target),
            "show": lambda: build_dossier(graph, vocabulary, source),
        }
        commands = {
            "path": ["path", ends.source, ends.target, "-k", "10"],
            "impact": ["impact", ends.target],
            "show": ["show", ends.source],
        }
        print("| answers, ms | kg, whole process | kg, warm | networkx, built and asked | : kg, whole | rustworkx |")
        print("|---|--:|--:|--:|--:|--:|")
        for name, ask in warm.items():
            cold = _fastest(lambda name=name: _kg(*commands[name], store=path), repeats)
            again = _fastest(ask, repeats)
            networkx = _fastest(lambda name=name: _by_networkx(path, name, ends), max(1, repeats // 2))
            rustworkx = _fastest(lambda name=name: _by_rustworkx(path, name, ends), max(1, repeats // 2))
            cells = [f"{value * 1000:.1f}" for value in (cold, again, networkx)]
            print(f"| `kg {name}` | {' | '.join(cells)} | {networkx / cold:.1f} | {rustworkx * 1000:.1f} |", flush=True)


def _ends(path: Path, graph: Any, vocabulary: Any) -> Ends:
    database = sqlite3.connect(path)
    keys = dict(database.execute("SELECT id, key FROM entity"))
    companies = [row[0] for row in database.execute("SELECT id FROM entity WHERE kind = 'Company' ORDER BY id")]
    chips = [row[0] for row in database.execute("SELECT id FROM entity WHERE kind = 'Chip' ORDER BY id")]
    chance = random.Random(1)
    while True:
        source, target = chance.choice(companies), chance.choice(chips)
        with suppress(NoPath):
            if len(find_paths(graph, vocabulary, EntityId(source), EntityId(target), k=10).paths) == 10:
                return Ends(source, target, (keys[source], keys[target]))


def _dependences(path: Path) -> Iterator[tuple[int, int]]:
    """Asserted edges from who depends to what it depends on."""
    depends = {name: relation.depends for name, relation in load_vocabulary().relations.items()}
    for subject, relation, object in sqlite3.connect(path).execute(EDGES):
        if depends[relation]:
            yield (subject, object) if depends[relation] > 0 else (object, subject)


def _by_networkx(path: Path, name: str, ends: Ends) -> object:
    graph = nx.DiGraph(_dependences(path))
    source, target = ends.keys
    if name == "path":
        with suppress(nx.NetworkXNoPath):
            return list(islice(nx.shortest_simple_paths(graph, source, target), 10))
    if name == "impact":
        return nx.single_source_shortest_path_length(graph.reverse(copy=False), target, cutoff=4)
    return [*graph.in_edges(source), *graph.out_edges(source)]


def _by_rustworkx(path: Path, name: str, ends: Ends) -> object:
    graph = rx.PyDiGraph(multigraph=False)
    edges = list(_dependences(path))
    index = {node: graph.add_node(node) for node in sorted({node for edge in edges for node in edge})}
    graph.add_edges_from_no_data([(index[a], index[b]) for a, b in edges])
    source, target = (index[key] for key in ends.keys)
    if name == "path":  # it lists no k shortest paths: one shortest
        return rx.dijkstra_shortest_paths(graph, source, target)
    if name == "impact":
        return rx.ancestors(graph, target)
    return [*graph.in_edges(source), *graph.out_edges(source)]


def _kg(*arguments: str, store: Path) -> None:
    subprocess.run([sys.executable, "-m", "kg", *arguments, "--store", str(store)], check=True, capture_output=True)


def _timed(action: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    result = action()
    return result, time.perf_counter() - start


def _fastest(action: Callable[[], object], repeats: int) -> float:
    return min(_timed(action)[1] for _ in range(repeats))


def _peak(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss >> 10


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000], help="claims of each store")
    parser.add_argument("--repeats", type=int, default=5, help="runs of which the fastest counts (5)")
    parser.add_argument("--rdflib-up-to", type=int, default=100_000, help="no rdflib with more claims (100000)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
