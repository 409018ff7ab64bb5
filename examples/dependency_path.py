"""How does ByteDance depend on the Ascend 910B? Prints each hop with its best quote."""

from pathlib import Path
from tempfile import TemporaryDirectory

import kg

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Builds a store in a temporary folder and prints the shortest paths."""
    with TemporaryDirectory() as folder, kg.Store.open(Path(folder) / "kg.sqlite", create=True) as store:
        kg.build([ARTICLES], store, engine=kg.RulesEngine())
        graph = store.graph()
    start, end = (kg.resolve_name(graph, name) for name in ("bytedance", "ascend 910b"))
    for path in kg.find_paths(graph, kg.load_vocabulary(), start, end):
        print(" → ".join(graph.entities[entity].name for entity in path.entities))
        for hop in path.hops:
            best = hop.claims[0]
            print(f"  {best.relation} [{best.status}] “{best.evidence[0].quote}” ({best.article})")


if __name__ == "__main__":
    main()
