"""What did somebody deny, and who says the opposite? Prints every denied claim beside the claims it contradicts."""

from pathlib import Path
from tempfile import TemporaryDirectory

import kg

ARTICLES = Path(__file__).parent / "articles"


def main() -> None:
    """Builds a store in a temporary folder and prints its denials."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kg.sqlite"
        with kg.Store.open(file, create=True) as store:
            kg.build([ARTICLES], store, engine=kg.RulesEngine())
        with kg.open(file) as base:
            denials = base.claims(statuses=[kg.Status.DENIED])
            for subject, relation, target in sorted(
                {(claim.subject, claim.relation, claim.object) for claim in denials}
            ):
                print(base.entity(subject).name, relation, base.entity(target).name)
                for claim in base.claims(subject, relations=[relation]):
                    if (claim.subject, claim.object) == (subject, target):
                        print(f"  [{claim.status}] “{claim.evidence[0].quote}” ({claim.article})")


if __name__ == "__main__":
    main()
