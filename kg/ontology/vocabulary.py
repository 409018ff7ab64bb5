"""The classes and relations of kg.ttl, with their signatures and labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import OntologyError
from kg.ontology.locate import ontology_dir

KG = "https://example.org/kg/ontology#"
LANGUAGES = ("pt", "en", "es")

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_EXAMPLE = "http://www.w3.org/2004/02/skos/core#example"
_DOMAIN = "https://schema.org/domainIncludes"
_RANGE = "https://schema.org/rangeIncludes"

_Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
_Described = dict[str, list[_Node]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Class:
    """A kind of entity; `labels` by language (pt, en, es)."""

    name: str
    labels: Mapping[str, str]
    comment: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A relation that articles claim, with the classes its two ends may have.

    `same_kind`: both ends must be of one class. `depends`: +1 where the subject depends on the object, -1 where
    the object depends on the subject, 0 where no dependence follows. `one_off`: it happens once at most between the
    same two ends. `acyclic`: no chain of it leads back to where it began.
    """

    name: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    symmetric: bool
    same_kind: bool
    depends: int
    labels: Mapping[str, str]
    comment: str
    example: str
    one_off: bool = False
    acyclic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """Classes and relations by local name; `terms` holds the labels of every other name (statuses, sources …)."""

    classes: dict[str, Class]
    relations: dict[str, Relation]
    terms: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def allows(self, subject_kind: str, relation: str, object_kind: str) -> bool:
        """True where the relation may join these two classes; False for a relation that is unknown."""
        known = self.relations.get(relation)
        if known is None or subject_kind not in known.domain or object_kind not in known.range:
            return False
        return subject_kind == object_kind or not known.same_kind

    def label(self, name: str, language: str) -> str:
        """The label in that language (``pt-BR`` reads as ``pt``), else in English, else the name itself."""
        known = self.relations.get(name) or self.classes.get(name)
        labels = known.labels if known else self.terms.get(name, {})
        return labels.get(language.partition("-")[0].lower()) or labels.get("en") or name


def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The vocabulary of `path` (default: kg.ttl in the ontology folder); each file is read once.

    Raises:
        OntologyError: the file cannot be read, is no Turtle, or a term lacks what it needs.
    """
    return _load(path or ontology_dir() / "kg.ttl")


@cache
def _load(path: Path) -> Vocabulary:
    described = _described(path)
    entity_classes = _names_with(described, f"{_RDFS}subClassOf", f"{KG}Entity")
    classes = {name: _class(name, described[name], path) for name in entity_classes}
    relations = {
        name: _relation(name, described, classes, path)
        for name in _names_with(described, f"{_RDF}type", f"{KG}Relation")
    }
    if not classes or not relations:
        raise OntologyError(
            f"{path.name}: no classes or no relations. Expected subclasses of kg:Entity and kg:Relation."
        )
    others = {name: _texts(node, f"{_RDFS}label") for name, node in described.items()}
    terms: dict[str, Mapping[str, str]] = {
        name: labels for name, labels in others.items() if labels and name not in classes | relations
    }
    return Vocabulary(classes=classes, relations=relations, terms=terms)


def _described(path: Path) -> dict[str, _Described]:
    """What the file says of each kg: name, by predicate."""
    described: dict[str, _Described] = {}
    try:
        for quad in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE):
            if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(KG):
                node = described.setdefault(quad.subject.value.removeprefix(KG), defaultdict(list))
                node[quad.predicate.value].append(quad.object)
    except OSError as error:
        raise OntologyError(f"{path.name}: cannot be read ({error.strerror}). Check the ontology folder.") from error
    except SyntaxError as error:
        raise OntologyError(f"{path.name}, line {error.lineno}: not Turtle: {error.msg}. Correct that line.") from error
    return described


def _names_with(described: Mapping[str, _Described], predicate: str, value: str) -> list[str]:
    wanted = ox.NamedNode(value)
    return sorted(name for name, node in described.items() if wanted in node.get(predicate, ()))


def _class(name: str, node: _Described, path: Path) -> Class:
    labels = _labels(name, node, path)
    comment = _texts(node, f"{_RDFS}comment").get("en", "")
    return Class(name=name, labels=labels, comment=comment, example=_texts(node, _EXAMPLE).get("en", ""))


def _relation(name: str, described: Mapping[str, _Described], classes: Mapping[str, Class], path: Path) -> Relation:
    node = described[name]
    return Relation(
        name=name,
        domain=_kinds(name, node, _DOMAIN, classes, path),
        range=_kinds(name, node, _RANGE, classes, path),
        symmetric=ox.NamedNode(f"{_OWL}SymmetricProperty") in node[f"{_RDF}type"],
        same_kind=_is_marked(node, "sameKind"),
        depends=_depends(name, described),
        labels=_labels(name, node, path),
        comment=_english(name, node, f"{_RDFS}comment", path),
        example=_english(name, node, _EXAMPLE, path),
        one_off=_is_marked(node, "oneOff"),
        acyclic=_is_marked(node, "acyclic"),
    )


def _is_marked(node: _Described, mark: str) -> bool:
    return any(isinstance(value, ox.Literal) and value.value == "true" for value in node.get(KG + mark, ()))


def _depends(name: str, described: Mapping[str, _Described]) -> int:
    dependent = set(_names_with(described, f"{_RDFS}subPropertyOf", f"{KG}dependsOn"))
    if name in dependent:
        return 1
    return -1 if dependent.intersection(_names_with(described, f"{_OWL}inverseOf", KG + name)) else 0


def _kinds(name: str, node: _Described, predicate: str, classes: Mapping[str, Class], path: Path) -> tuple[str, ...]:
    """The classes that an end may have, in the order of the file."""
    kinds = tuple(o.value.removeprefix(KG) for o in node.get(predicate, ()) if isinstance(o, ox.NamedNode))
    where = f"{path.name}, kg:{name}, {predicate.removeprefix('https://')}"
    if not kinds:
        raise OntologyError(f"{where}: missing. Name at least one class.")
    for kind in kinds:
        if kind not in classes:
            raise OntologyError(f"{where}: class '{kind}' is not in {path.name}.{_nearest(kind, classes)}")
    return kinds


def _nearest(kind: str, classes: Iterable[str]) -> str:
    close = get_close_matches(kind, sorted(classes), n=1)
    return f" Did you mean '{close[0]}'?" if close else " Add it, or use a class that is there."


def _labels(name: str, node: _Described, path: Path) -> Mapping[str, str]:
    labels = _texts(node, f"{_RDFS}label")
    missing = [language for language in LANGUAGES if language not in labels]
    if missing:
        raise OntologyError(f"{path.name}, kg:{name}: no rdfs:label in {', '.join(missing)}. Add one per language.")
    return labels


def _english(name: str, node: _Described, predicate: str, path: Path) -> str:
    text = _texts(node, predicate).get("en")
    if not text:
        short = predicate.rsplit("#", 1)[-1]
        raise OntologyError(f"{path.name}, kg:{name}: no {short} in English. Add one with the tag @en.")
    return text


def _texts(node: _Described, predicate: str) -> dict[str, str]:
    """The texts under a predicate by language; the first one of a language holds."""
    texts: dict[str, str] = {}
    for value in node.get(predicate, ()):
        if isinstance(value, ox.Literal):
            texts.setdefault(value.language or "", value.value)
    return texts
