"""Turtle and TriG that people read and compare: one block per subject, in the order given, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

import pyoxigraph as ox

from kg.rdf.namespaces import RDF, XSD

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_BARE = {f"{XSD}integer": re.compile(r"-?[0-9]+"), f"{XSD}decimal": re.compile(r"-?[0-9]+\.[0-9]+")}
# Characters that a terminal or an editor obeys instead of showing: controls, line breaks, writing direction
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def header(prefixes: Mapping[str, str]) -> str:
    """The prefix lines, sorted."""
    return "".join(f"@prefix {short}: <{prefixes[short]}> .\n" for short in sorted(prefixes))


def blocks(triples: Iterable[ox.Triple], prefixes: Mapping[str, str], indent: str = "") -> Iterator[str]:
    """One block of text per run of triples with the same subject; triples keep their order, repeats are dropped."""
    short = {namespace: prefix for prefix, namespace in prefixes.items()}
    for subject, group in groupby(triples, key=lambda triple: triple.subject):
        lines = []
        for predicate, same in groupby(dict.fromkeys(group), key=lambda triple: triple.predicate):
            verb = "a" if predicate.value == f"{RDF}type" else term(predicate, short)
            lines.append(f"{verb} {' , '.join(term(triple.object, short) for triple in same)}")
        yield f"{indent}{term(subject, short)} {f' ;{chr(10)}{indent}    '.join(lines)} .\n"


def term(value: object, short: Mapping[str, str]) -> str:
    """A term as Turtle writes it; `short` gives the prefix of each namespace."""
    if isinstance(value, ox.Literal):
        return _literal(value, short)
    return _iri(value.value, short) if isinstance(value, ox.NamedNode) else str(value)


def _iri(iri: str, short: Mapping[str, str]) -> str:
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix, local = short.get(iri[:cut]), iri[cut:]
    return f"{prefix}:{local}" if prefix is not None and _LOCAL.fullmatch(local) else f"<{iri}>"


def _literal(literal: ox.Literal, short: Mapping[str, str]) -> str:
    datatype = literal.datatype.value
    bare = _BARE.get(datatype)
    if bare is not None and bare.fullmatch(literal.value):
        return literal.value
    quoted = _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04X}", str(ox.Literal(literal.value)))
    if literal.language:
        return f"{quoted}@{literal.language}"
    return quoted if datatype == f"{XSD}string" else f"{quoted}^^{_iri(datatype, short)}"
