"""The query editor at the address of the endpoint: shown to browsers that ask no query."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response

from kg.ontology.vocabulary import KG, load_vocabulary
from kg.rdf.namespaces import Names
from kg.serve.negotiation import preferred
from kg.serve.saved import examples
from kg.serve.sparql import TRIPLES
from kg.serve.templating import page

# The editor sets styles on its elements, which only 'unsafe-inline' allows; scripts still come from our files alone
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def is_wanted(request: Request) -> bool:
    """True for a browser that opens the address without a query."""
    if request.method not in {"GET", "HEAD"} or {"query", "update"} & set(request.query_params):
        return False
    accept = request.headers.get("accept")
    return accept is not None and preferred(accept, {**TRIPLES, "html": ("text/html",)}) == "html"


def show_editor(request: Request) -> Response:
    """The editor with the saved questions as examples; it works as a plain form where scripts are off."""
    names = Names()
    vocabulary = load_vocabulary()
    known = {
        "prefixes": names.prefixes(),
        "base": names.base,
        "relations": {f"{KG}{name}": relation.labels["en"] for name, relation in sorted(vocabulary.relations.items())},
        "classes": {f"{KG}{name}": kind.labels["en"] for name, kind in sorted(vocabulary.classes.items())},
    }
    headers = {"Content-Security-Policy": _POLICY}
    return page("editor", headers=headers, title="SPARQL", examples=examples(), known=json.dumps(known))
