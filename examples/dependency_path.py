"""How does ByteDance depend on the Ascend 910B? Prints each hop with its best quote, and each path's weakest link."""

from pathlib import Path
from tempfile import TemporaryDirectory

import kg

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Builds a store in a temporary folder and prints the shortest paths."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kg.sqlite"
        with kg.Store.open(file, create=True) as store:
            kg.build([ARTICLES], store, engine=kg.RulesEngine())
        with kg.open(file) as base:
            for path in base.paths("bytedance", "ascend 910b"):
                print(" → ".join(base.entity(entity).name for entity in path.entities))
                for hop in path.hops:
                    best = hop.claims[0]
                    print(f"  {best.relation} [{best.status}] “{best.evidence[0].quote}” ({best.article})")
                print(f"  weakest: {path.weakest.source} → {path.weakest.target} ({path.weakest.confidence:.2f})")


if __name__ == "__main__":
    main()
