"""Writes docs/reference/ontology.md from ontology/kg.ttl: python docs/reference/make_ontology.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.ontology.vocabulary import LANGUAGES, Class, Relation, load_vocabulary

PAGE = Path(__file__).with_name("ontology.md")
SOURCE = Path(__file__).parents[2] / "ontology" / "kg.ttl"
HEAD = """# Ontology

The classes and relations of `ontology/kg.ttl`. Made by `docs/reference/make_ontology.py`; change `kg.ttl`, then run it
again. `ontology/README.md` says how to add to it.
"""
RELATIONS = """## Relations

A signature lists the classes that the subject (before the arrow) and the object (behind it) may have. *Same class*:
both ends are of one class. *Symmetric*: it holds both ways. *Acyclic*: no chain of it leads back to its beginning.
*One-off*: it comes about once at most between the same two ends. *Depends* names the end that depends on the other
one, as `kg path` walks it; an empty cell means that no dependency follows.
"""
DEPENDS = {1: "subject", -1: "object", 0: ""}


def page() -> str:
    """The whole page; classes and relations in the order of their names."""
    vocabulary = load_vocabulary(SOURCE)
    classes = _table(("Class", *LANGUAGES, "Meaning", "Example"), map(_class_cells, vocabulary.classes.values()))
    headers = ("Relation", "Signature", *LANGUAGES, "Depends", "Meaning", "Example")
    relations = _table(headers, map(_relation_cells, vocabulary.relations.values()))
    return "\n".join([HEAD, "## Classes\n", *classes, "", RELATIONS, *relations, ""])


def _class_cells(known: Class) -> list[str]:
    return [f"`{known.name}`", *_labels(known), known.comment, known.example]


def _relation_cells(known: Relation) -> list[str]:
    return [f"`{known.name}`", _signature(known), *_labels(known), DEPENDS[known.depends], known.comment, known.example]


def _labels(known: Class | Relation) -> list[str]:
    return [known.labels[language] for language in LANGUAGES]


def _signature(known: Relation) -> str:
    ends = f"{', '.join(known.domain)} → {', '.join(known.range)}"
    notes = ["same class"] * known.same_kind + ["symmetric"] * known.symmetric
    notes += ["acyclic"] * known.acyclic + ["one-off"] * known.one_off
    return f"{ends} ({', '.join(notes)})" if notes else ends


def _table(headers: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    headers = list(headers)
    for cells in (headers, ["---"] * len(headers), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
