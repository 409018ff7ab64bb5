"""The pages of the server: each opens the store, reads one moment of it and answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.model import ArticleId, Claim, ClaimId, EntityId, Status
from kg.ontology.vocabulary import Vocabulary, load_vocabulary
from kg.rdf.namespaces import Names
from kg.rdf.write import rdf_bytes
from kg.serve.choice import LOOKED_AT, chosen_claims, read_choice
from kg.serve.entity import entity_page
from kg.serve.excerpt import described_part
from kg.serve.negotiation import preferred
from kg.serve.overview import Overview
from kg.serve.sparql import TRIPLES, typed
from kg.serve.states import Derived
from kg.serve.templating import page
from kg.statements import Citation, cite, tell
from kg.store import Store, StoreGraph

PER_PAGE = 50
FOUND = 30
DESCRIBED = 500
"""Claims in the RDF of one entity, the newest; where there are more, the header Kg-Truncated says so."""

_OFFERS = {
    "html": ("text/html", "application/xhtml+xml"),
    "ttl": TRIPLES["ttl"],
    "jsonld": TRIPLES["jsonld"],
    "nt": TRIPLES["nt"],
}


class Missing(LookupError):
    """The address names nothing that the store holds."""


class Pages:
    """The pages over one store."""

    def __init__(self, path: Path, overview: Derived[Overview]) -> None:
        self._path = path
        self._overview = overview

    @property
    def vocabulary(self) -> Vocabulary:
        """The classes and relations, with their labels."""
        return load_vocabulary()

    @contextmanager
    def graph(self) -> Iterator[StoreGraph]:
        """The graph as of this moment."""
        with Store.open(self._path, read_only=True) as store, store.view() as graph:
            yield graph

    def best_known(self) -> list[EntityId]:
        """The entities with the most asserted edges."""
        return [rank.entity for rank in self._overview.get().statistics.degrees]

    def index(self, request: Request) -> Response:
        """The front page: search, counts, the entities with the most edges."""
        return page("index", title="Knowledge graph", counts=self._overview.get().statistics, statuses=list(Status))

    def search(self, request: Request) -> Response:
        """Entities by their labels and claims by their quotes; one entity of exactly this name is gone to."""
        words = request.query_params.get("q", "").strip()
        found = self._overview.get().words.find(words, limit=FOUND)
        with self.graph() as graph:
            exact = graph.entities_named(words)
            if len(exact) == 1:
                return _see(Names().entity(exact[0]).value)
            keys = list(dict.fromkeys((*exact, *found.entities)))
            entities = [graph.entities[key] for key in keys if key in graph.entities]
            claims = [claim for claim in map(graph.claim, found.claims) if claim is not None]
            lines = [self._line(graph, citation) for citation in cite(graph, claims)]
            return page("search", title=f"Search: {words}", words=words, entities=entities, lines=lines, limit=FOUND)

    def entity(self, request: Request) -> Response:
        """All that is known of one entity, as a page or as RDF, whichever is asked for."""
        key = EntityId(request.path_params["id"])
        chosen = _form(request)
        if chosen is None:
            return Response("On offer: HTML, Turtle, JSON-LD, N-Triples.\n", 406, media_type="text/plain")
        with self.graph() as graph:
            if key not in graph.entities:
                raise Missing(f"No entity has the id '{key}'.")
            if chosen != "html":
                claims = list(islice(graph.newest_claims(key), DESCRIBED + 1))
                cut = {"Kg-Truncated": "true"} if len(claims) > DESCRIBED else {}
                return self._rdf(graph, claims[:DESCRIBED], [key], chosen, cut)
            shown = entity_page(graph, self.vocabulary, key)
            return page(
                "entity",
                title=shown.entity.name,
                shown=shown,
                owner=graph.entities.get(shown.entity.owner) if shown.entity.owner else None,
                statuses=list(Status),
                iri=Names().entity(key).value,
            )

    def claim(self, request: Request) -> Response:
        """One claim with its quotes, as a page or as RDF."""
        chosen = _form(request)
        if chosen is None:
            return Response("On offer: HTML, Turtle, JSON-LD, N-Triples.\n", 406, media_type="text/plain")
        with self.graph() as graph:
            claim = graph.claim(ClaimId(request.path_params["id"]))
            if claim is None:
                raise Missing(f"No claim has the id '{request.path_params['id']}'.")
            if chosen != "html":
                return self._rdf(graph, [claim], [], chosen)
            line = self._line(graph, cite(graph, [claim])[0])
            told = f"{line['told']} ({claim.status})"
            return page("claim", title=told, line=line, iri=Names().claim(claim.id).value)

    def evidence(self, request: Request) -> Response:
        """The quotes of a claim stand on its page."""
        return _see(Names().claim(ClaimId(request.path_params["id"].rpartition("-")[0])).value)

    def article(self, request: Request) -> Response:
        """What was read in one article; its text stays with its publisher."""
        key = ArticleId(request.path_params["id"])
        with Store.open(self._path, read_only=True) as store, store.view() as graph:
            if key not in graph.articles:
                raise Missing(f"No article has the id '{key}'.")
            article = graph.articles[key]
            claims = [claim for _, claim in store.claims(key)]
            chosen = _form(request) or "html"
            if chosen != "html":
                return self._rdf(graph, claims, [], chosen)
            lines = [self._line(graph, citation) for citation in cite(graph, claims)]
            return page("article", title=article.title or key, article=article, lines=lines)

    def claims(self, request: Request) -> Response:
        """Claims by entity, relation, status, source and time, newest first, page by page."""
        start = _number(request, "start", 0)
        with self.graph() as graph:
            choice = read_choice(graph, self.vocabulary, words_of(request))
            found = list(islice(chosen_claims(graph, choice), start, start + PER_PAGE + 1))
            lines = [self._line(graph, citation) for citation in _cited(graph, found[:PER_PAGE])]
            further = choice.address("/claims", start=start + PER_PAGE) if len(found) > PER_PAGE else None
            return page(
                "claims",
                title="Claims",
                choice=choice,
                lines=lines,
                start=start,
                further=further,
                feed=choice.address("/feed.atom"),
                relations=sorted(self.vocabulary.relations),
                statuses=list(Status),
                bounded=LOOKED_AT,
            )

    def _line(self, graph: StoreGraph, citation: Citation) -> dict[str, object]:
        """One claim as lists show it."""
        claim = citation.claim
        return {
            "claim": claim,
            "article": citation.article,
            "told": tell(graph, self.vocabulary, (claim.subject, claim.relation, claim.object), "en"),
            "subject": graph.entities[claim.subject],
            "relation": self.vocabulary.label(claim.relation, "en"),
            "object": graph.entities[claim.object],
        }

    def _rdf(
        self,
        graph: StoreGraph,
        claims: Iterable[Claim],
        entities: list[EntityId],
        format: str,
        headers: dict[str, str] | None = None,
    ) -> Response:
        part = described_part(graph, claims, entities)
        content = rdf_bytes(part, self.vocabulary, format)
        return typed(content.decode(), TRIPLES[format][0], headers)


def _cited(graph: StoreGraph, claims: list[Claim]) -> list[Citation]:
    """Citations in the order of the claims."""
    return [citation for claim in claims for citation in cite(graph, [claim])]


def _form(request: Request) -> str | None:
    """What `?format=` says, else what the client prefers."""
    asked = request.query_params.get("format")
    if asked is not None:
        return asked if asked in _OFFERS else None
    return preferred(",".join(request.headers.getlist("accept")) or None, _OFFERS)


def _see(iri: str) -> Response:
    return RedirectResponse("/" + iri.removeprefix(Names().base), 303)


def words_of(request: Request) -> dict[str, list[str]]:
    """All values of each parameter of the address."""
    return {name: request.query_params.getlist(name) for name in request.query_params}


def _number(request: Request, name: str, default: int) -> int:
    word = request.query_params.get(name, "")
    return int(word) if word.isdecimal() and len(word) < 6 else default
