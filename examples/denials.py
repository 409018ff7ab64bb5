"""What did somebody deny, and who says the opposite? Prints every denied claim beside the claims it contradicts."""

from pathlib import Path
from tempfile import TemporaryDirectory

import kg

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Builds a store in a temporary folder and prints its denials."""
    with TemporaryDirectory() as folder, kg.Store.open(Path(folder) / "kg.sqlite", create=True) as store:
        kg.build([ARTICLES], store, engine=kg.RulesEngine())
        graph = store.graph()
    denials = kg.find_claims(graph, statuses=[kg.Status.DENIED])
    for subject, relation, target in sorted({(claim.subject, claim.relation, claim.object) for claim in denials}):
        print(graph.entities[subject].name, relation, graph.entities[target].name)
        for claim in graph.claims_between(subject, target):
            if claim.relation == relation:
                print(f"  [{claim.status}] “{claim.evidence[0].quote}” ({claim.article})")


if __name__ == "__main__":
    main()
