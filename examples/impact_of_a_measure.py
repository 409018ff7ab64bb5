"""Whom do the US export controls reach? Prints what they name, and who depends on it, firm claims before plans."""

from pathlib import Path
from tempfile import TemporaryDirectory

import kg

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Builds a store in a temporary folder and prints the companies reached, each with its path."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kg.sqlite"
        with kg.Store.open(file, create=True) as store:
            kg.build([ARTICLES], store, engine=kg.RulesEngine())
        with kg.open(file) as base:
            impact = base.impact("US export controls")
            print("Named:", ", ".join(base.entity(listing.entity).name for listing in impact.listed))
            for standing in kg.Standing:
                for reached in impact.supplied_by_standing(standing):
                    if base.entity(reached.entity).kind == "Company":
                        route = " → ".join(base.entity(entity).name for entity in reached.path.entities)
                        print(f"[{standing}] {route}")


if __name__ == "__main__":
    main()
