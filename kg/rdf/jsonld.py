"""JSON-LD 1.1 with a context of prefixes and one object per subject."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.rdf.namespaces import RDF, XSD
from kg.rdf.turtle import term

_Node = dict[str, Any]


def document(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> str:
    """The whole document; subjects and predicates in the order in which they first come."""
    short = {namespace: prefix for prefix, namespace in prefixes.items()}
    nodes: dict[str, _Node] = {}
    for triple in dict.fromkeys(triples):
        subject = _name(triple.subject, short)
        node = nodes.setdefault(subject, {"@id": subject})
        if triple.predicate.value == f"{RDF}type":
            node.setdefault("@type", []).append(_name(triple.object, short))
        else:
            node.setdefault(_name(triple.predicate, short), []).append(_value(triple.object, short))
    return json.dumps({"@context": dict(prefixes), "@graph": list(nodes.values())}, ensure_ascii=False, indent=1) + "\n"


def _name(value: object, short: Mapping[str, str]) -> str:
    return term(value, short).removeprefix("<").removesuffix(">")


def _value(value: object, short: Mapping[str, str]) -> str | dict[str, str]:
    if not isinstance(value, ox.Literal):
        return {"@id": _name(value, short)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value == f"{XSD}string":
        return value.value
    return {"@value": value.value, "@type": _name(value.datatype, short)}
