"""Saved questions asked over HTTP: as examples in the editor, and as feeds of the claims that answer them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from kg.errors import QueryError
from kg.model import Claim, EntityId
from kg.ontology.vocabulary import KG
from kg.paths import resolve_name
from kg.rdf.namespaces import Names
from kg.rdf.results import SparqlResult
from kg.rdf.saved import SavedQuery, bind, saved_queries, saved_query
from kg.serve.pool import Question
from kg.store import StoreGraph

_TELLING = {"relation", "object", "quote"}


def examples() -> list[tuple[SavedQuery, str]]:
    """The questions that SPARQL answers, each with its text as the editor shows it."""
    return [(query, _shown(query)) for query in saved_queries() if query.text]


def followable() -> list[SavedQuery]:
    """The questions whose rows are claims, so that a feed can follow them."""
    return [query for query in saved_queries() if query.text and set(query.columns) >= _TELLING]


def question_of(graph: StoreGraph, name: str, words: Mapping[str, str]) -> Question:
    """The saved question with what the address sets of its parameters.

    Raises:
        QueryError: there is none of this name, its rows are no claims, or a parameter is wrong.
        UnknownEntity: a parameter names no entity.
    """
    query = saved_query(name)
    if query not in followable():
        known = ", ".join(each.name for each in followable())
        raise QueryError(f"The rows of '{name}' are no claims that a feed could list. Follow one of: {known}.")
    wanted = {parameter.name for parameter in query.parameters}
    settings = {key: value for key, value in words.items() if key in wanted and value}
    return Question(text=query.text, bindings=bind(query, settings, lambda typed: resolve_name(graph, typed), Names()))


def claims_in(graph: StoreGraph, name: str, result: SparqlResult) -> list[Claim]:
    """The claims that the rows tell of, each once, in the order of the rows."""
    subject = next(column for column in ("subject", *saved_query(name).columns) if column in result.variables)
    found: dict[str, Claim] = {}
    for row in result.rows:
        terms = {key: row[key]["value"] for key in (subject, *_TELLING) if key in row}
        if len(terms) == len(_TELLING) + 1:
            found |= {claim.id: claim for claim in _claims(graph, terms, subject)}
    return list(found.values())


def _claims(graph: StoreGraph, terms: Mapping[str, str], subject: str) -> Iterator[Claim]:
    ends = [_entity(terms[subject]), _entity(terms["object"])]
    for claim in graph.claims_between(*ends):
        quotes = {evidence.quote for evidence in claim.evidence}
        if f"{KG}{claim.relation}" == terms["relation"] and terms["quote"] in quotes:
            yield claim


def _entity(iri: str) -> EntityId:
    return EntityId(unquote(iri.removeprefix(Names().entity(EntityId("x")).value[:-1])))


def _shown(query: SavedQuery) -> str:
    lines = [f"# {query.questions['en']}"]
    lines += [f"# ?{each.name} may be set: VALUES ?{each.name} {{ {_sample(each.kind)} }}" for each in query.parameters]
    return "\n".join([*lines, query.text])


def _sample(kind: str) -> str:
    return {"entity": "ent:bytedance", "date": '"2024-09-30"^^xsd:date'}.get(kind, '"…"')
