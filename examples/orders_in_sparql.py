"""Who ordered which chip, how many, and when was it written? Asks the graph in SPARQL."""

from pathlib import Path
from tempfile import TemporaryDirectory

import kg

ARTICLES = Path(__file__).parent / "articles"
ORDERS = """
SELECT ?company ?chip ?status ?quantity ?published WHERE {
  ?claim rdf:subject/rdfs:label ?company ; rdf:predicate kg:orders ; rdf:object/rdfs:label ?chip ;
         kg:status ?status ; prov:wasDerivedFrom/schema:datePublished ?published .
  OPTIONAL { ?claim kg:quantityText ?quantity }
} ORDER BY ?company ?chip ?published
"""


def main() -> None:
    """Builds a store in a temporary folder and prints the answer as a table."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "kg.sqlite"
        with kg.Store.open(file, create=True) as store:
            kg.build([ARTICLES], store, engine=kg.RulesEngine())
        with kg.open(file) as base:
            print(base.sparql(ORDERS).serialize("table"))


if __name__ == "__main__":
    main()
