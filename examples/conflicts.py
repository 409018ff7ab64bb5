"""Which claims contradict each other? Prints every conflict with its sides, none taken for the right one."""

from pathlib import Path
from tempfile import TemporaryDirectory

import kg

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Builds a store in a temporary folder and prints its conflicts."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kg.sqlite"
        with kg.Store.open(file, create=True) as store:
            kg.build([ARTICLES], store, engine=kg.RulesEngine())
        with kg.open(file) as base:
            for conflict in base.conflicts():
                print(f"{conflict.kind}:")
                for side in conflict.sides:
                    cited = ", ".join(sorted({citation.claim.article for citation in side.citations}))
                    print(f"  {side.text} [{side.status}] ({cited})")


if __name__ == "__main__":
    main()
