"""Statements: claims that say alike as one line with all its citations, and how many sources really stand behind it."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from kg.graph import Graph
from kg.grouping import Groups
from kg.model import Article, Claim, EntityId, Evidentiality, Status
from kg.ontology.folding import fold
from kg.ontology.vocabulary import Vocabulary

Triple = tuple[EntityId, str, EntityId]

_WORD = re.compile(r"\w+")
_ALIKE = 0.8  # shared words by all words of two quotes: one word of nine changed still counts as the same text
_TELLING = 8  # shorter quotes than this are alike by chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One claim with its article: what a reader needs to look it up."""

    claim: Claim
    article: Article | None

    @property
    def quote(self) -> str:
        """The words of the first evidence, or "" for a claim without any."""
        return self.claim.evidence[0].quote if self.claim.evidence else ""

    @property
    def published(self) -> str:
        """The date of the article, or "" where it has none."""
        return (self.article.published if self.article else None) or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one or more articles say alike: a triple under one status, oldest article first."""

    subject: EntityId
    relation: str
    object: EntityId
    status: Status
    text: str
    citations: tuple[Citation, ...]

    @property
    def triple(self) -> Triple:
        """What is said, whatever its status."""
        return (self.subject, self.relation, self.object)

    @property
    def sources(self) -> int:
        """How many sources say so that do not repeat each other."""
        return len(independent_sources(self.citations)) if len(self.citations) > 1 else len(self.citations)

    @property
    def newest(self) -> str:
        """The date of the newest article that says so, or "" where none has a date."""
        return max((citation.published for citation in self.citations), default="")


def make_statements(
    graph: Graph, vocabulary: Vocabulary, claims: Iterable[Claim], language: str
) -> Iterator[Statement]:
    """The statements of these claims in the order in which each is first met, their text in `language`."""
    alike: dict[tuple[Triple, Status], list[Claim]] = defaultdict(list)
    for claim in claims:
        alike[(claim.subject, claim.relation, claim.object), claim.status].append(claim)
    for group in alike.values():
        yield make_statement(graph, vocabulary, group, language)


def make_statement(graph: Graph, vocabulary: Vocabulary, claims: Sequence[Claim], language: str) -> Statement:
    """The one statement of claims that share triple and status."""
    head = claims[0]
    return Statement(
        subject=head.subject,
        relation=head.relation,
        object=head.object,
        status=head.status,
        text=tell(graph, vocabulary, (head.subject, head.relation, head.object), language),
        citations=cite(graph, claims),
    )


def tell(graph: Graph, vocabulary: Vocabulary, triple: Triple, language: str) -> str:
    """The triple in words: names of both ends, label of the relation in `language`."""
    subject, relation, object = triple
    return f"{graph.entities[subject].name} {vocabulary.label(relation, language)} {graph.entities[object].name}"


def cite(graph: Graph, claims: Iterable[Claim]) -> tuple[Citation, ...]:
    """The claims with their articles, oldest article first; claims of one article stay in the order given."""
    citations = (Citation(claim=claim, article=graph.articles.get(claim.article)) for claim in claims)
    return tuple(sorted(citations, key=_citation_order))


def _citation_order(citation: Citation) -> tuple[str, str]:
    return (citation.published, citation.claim.article)


def independent_sources(citations: Sequence[Citation]) -> list[tuple[Citation, ...]]:
    """The citations in groups that count as one source each, in the order of their first citation.

    One source are: the articles of one outlet, what several articles take from the same medium ("according to
    Reuters"), and articles that print the same sentence or one that differs in a word or two.
    """
    groups = Groups[tuple[str, str]]()
    reports = {place: ("report", str(place)) for place in range(len(citations))}
    texts = {place: _texts(citation) for place, citation in enumerate(citations)}
    for place, citation in enumerate(citations):
        groups.join(reports[place], _publisher(citation))
        for text in texts[place]:
            groups.join(reports[place], ("text", text))
    for first, second in _near_pairs(sorted(set().union(*texts.values()))):
        groups.join(("text", first), ("text", second))
    return [tuple(citations[int(place)] for _, place in group) for group in groups.of(reports.values())]


def _texts(citation: Citation) -> set[str]:
    """The quotes of a claim by their words alone."""
    return {" ".join(_WORD.findall(fold(evidence.quote))) for evidence in citation.claim.evidence} - {""}


def _publisher(citation: Citation) -> tuple[str, str]:
    """Whose report it is: the medium that the article cites, else its outlet, its web site, itself."""
    claim, article = citation.claim, citation.article
    if claim.evidentiality is Evidentiality.OTHER_MEDIA and claim.attribution:
        return ("outlet", " ".join(fold(claim.attribution).split()))
    if article and article.outlet:
        return ("outlet", " ".join(fold(article.outlet).split()))
    host = _host(article.url) if article and article.url else ""
    return ("host", host) if host else ("article", claim.article)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # an address that an article made up
        return ""


def _near_pairs(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts that share most of their words.

    Two such texts share one of their rarest words (the prefix filter of Chaudhuri et al. 2006), so that only few
    pairs are compared, however many articles say the same.
    """
    words = {text: frozenset(text.split()) for text in texts}
    telling = {text: found for text, found in words.items() if len(found) >= _TELLING}
    counts = Counter(word for found in telling.values() for word in found)
    index: dict[str, list[str]] = defaultdict(list)
    for text, found in telling.items():
        prefix = _rarest(found, counts)
        for other in sorted({other for word in prefix for other in index[word]}):
            if len(found & telling[other]) >= _ALIKE * len(found | telling[other]):
                yield text, other
        for word in prefix:
            index[word].append(text)


def _rarest(words: frozenset[str], counts: Mapping[str, int]) -> list[str]:
    kept = len(words) - math.ceil(_ALIKE * len(words)) + 1
    return sorted(words, key=lambda word: (counts[word], word))[:kept]
