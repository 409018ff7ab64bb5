"""kg.ttl as its users meet it: what is there, what it allows, and what is said when the file is wrong."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import OntologyError
from kg.ontology.locate import ontology_dir
from kg.ontology.vocabulary import KG, LANGUAGES, load_vocabulary

CLASSES = {"Company", "Chip", "Model", "Product", "Sanction", "Country", "Agency", "Person"}
RELATIONS = {
    "suppliedBy",
    "orders",
    "receives",
    "uses",
    "develops",
    "manufactures",
    "trainedOn",
    "runsOn",
    "poweredBy",
    "owns",
    "acquires",
    "investsIn",
    "partnersWith",
    "competesWith",
    "lessPowerfulThan",
    "alternativeTo",
    "variantOf",
    "successorOf",
    "designedFor",
    "imposedBy",
    "targets",
    "restricts",
    "affects",
    "circumvents",
    "basedIn",
    "partOf",
    "worksFor",
}
RDFS = "http://www.w3.org/2000/01/rdf-schema#"


@pytest.fixture(scope="module")
def vocabulary():
    return load_vocabulary()


@pytest.fixture(scope="module")
def triples():
    return list(ox.parse((ontology_dir() / "kg.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))


def test_the_file_holds_the_eight_classes_and_the_27_relations(vocabulary):
    assert set(vocabulary.classes) == CLASSES
    assert set(vocabulary.relations) == RELATIONS


def test_every_term_of_ours_has_a_label_in_each_language(triples):
    """Statuses, sources and qualifiers are shown to readers as much as relations are."""
    labels = {(t.subject.value, t.object.language) for t in triples if t.predicate.value == f"{RDFS}label"}
    names = {t.subject.value for t in triples if isinstance(t.subject, ox.NamedNode) and t.subject.value.startswith(KG)}

    assert {(name, language) for name in names for language in LANGUAGES} <= labels


def test_every_relation_says_what_it_means_and_shows_an_example(vocabulary):
    for relation in vocabulary.relations.values():
        assert relation.comment.endswith(".")
        assert relation.example
        assert set(LANGUAGES) <= set(relation.labels)


def test_dependence_runs_through_supply_use_and_making_only(vocabulary):
    depends = {name: relation.depends for name, relation in vocabulary.relations.items() if relation.depends}

    plus = dict.fromkeys(["suppliedBy", "orders", "receives", "uses", "trainedOn", "runsOn", "poweredBy"], 1)
    assert depends == plus | {"develops": -1, "manufactures": -1}


def test_symmetric_relations(vocabulary):
    symmetric = {name for name, relation in vocabulary.relations.items() if relation.symmetric}

    assert symmetric == {"partnersWith", "competesWith"}


@pytest.mark.parametrize(
    ("subject", "relation", "object", "allowed"),
    [
        ("Company", "orders", "Chip", True),
        ("Chip", "orders", "Company", False),
        ("Sanction", "targets", "Country", True),
        ("Chip", "competesWith", "Chip", True),
        ("Chip", "competesWith", "Company", False),
        ("Model", "trainedOn", "Product", False),
        ("Company", "admires", "Company", False),
    ],
)
def test_signatures(vocabulary, subject, relation, object, allowed):
    assert vocabulary.allows(subject, relation, object) is allowed


def test_reasoners_read_the_same_signatures(vocabulary, triples):
    """rdfs:domain and rdfs:range stand exactly where the signature is one class, and name that class."""
    stated = {(t.subject, t.predicate.value): t.object for t in triples}
    for relation in vocabulary.relations.values():
        for predicate, kinds in (("domain", relation.domain), ("range", relation.range)):
            expected = ox.NamedNode(KG + kinds[0]) if len(kinds) == 1 else None
            assert stated.get((ox.NamedNode(KG + relation.name), RDFS + predicate)) == expected


def test_labels_fall_back_to_english_and_then_to_the_name(vocabulary):
    assert vocabulary.label("orders", "pt-BR") == "encomenda"
    assert vocabulary.label("denied", "es") == "negado"
    assert vocabulary.label("orders", "zh") == "orders"
    assert vocabulary.label("unheardOf", "pt") == "unheardOf"


def test_mappings_are_about_terms_of_ours_and_never_claim_identity():
    mapped = list(ox.parse((ontology_dir() / "mappings.ttl").read_bytes(), format=ox.RdfFormat.TURTLE))
    vocabulary = load_vocabulary()
    known = {*vocabulary.classes, *vocabulary.relations, *vocabulary.terms}

    assert {t.subject.value.removeprefix(KG) for t in mapped} <= known
    assert {t.predicate.value.rpartition("#")[2] for t in mapped} <= {"closeMatch", "broadMatch", "relatedMatch"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("schema:rangeIncludes kg:Company ;", "schema:rangeIncludes kg:Compny ;", "Did you mean 'Company'?"),
        ('"supplied by"@en , ', "", "kg:suppliedBy: no rdfs:label in en"),
        ('skos:example "the Dutch firm ASML"@en , ', "skos:example ", "kg:basedIn: no example in English"),
        ("schema:domainIncludes kg:Person ; ", "", "kg:worksFor, schema.org/domainIncludes: missing"),
        ("rdfs:domain kg:Person ;", "rdfs:domain kg:Person", "not Turtle"),
    ],
)
def test_a_faulty_file_is_named_with_the_place_and_the_remedy(tmp_path: Path, old, new, says):
    content = (ontology_dir() / "kg.ttl").read_text("utf-8")
    assert old in content
    faulty = tmp_path / "kg.ttl"
    faulty.write_text(content.replace(old, new), "utf-8")

    with pytest.raises(OntologyError, match=r"kg\.ttl") as caught:
        load_vocabulary(faulty)

    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_ontology_folder_of_ones_own(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("KG_ONTOLOGY", str(tmp_path))
    with pytest.raises(OntologyError, match="KG_ONTOLOGY"):
        load_vocabulary()

    (tmp_path / "kg.ttl").write_bytes((Path(__file__).parents[2] / "ontology" / "kg.ttl").read_bytes())
    assert ontology_dir() == tmp_path
    assert load_vocabulary().relations


def test_only_relations_that_run_one_way_are_acyclic_and_few_happen_once(vocabulary):
    def marked(mark):
        return {name for name, relation in vocabulary.relations.items() if getattr(relation, mark)}

    assert marked("acyclic") == {"owns", "acquires", "lessPowerfulThan", "variantOf", "successorOf", "partOf"}
    assert marked("one_off") == {"acquires"}
    assert not any(vocabulary.relations[name].symmetric for name in marked("acyclic"))
