"""What was missed and what is wrong, each with its sentence and with what stands on the other side."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.evaluation.gold import GoldArticle, GoldClaim
from kg.evaluation.naming import Nodes, Sameness, fold_name
from kg.evaluation.scoring import ArticleScore
from kg.graph import KnowledgeGraph
from kg.model import ArticleId, Claim, EntityId, Sentence
from kg.ontology.cues import load_cues
from kg.sentences.split import split_sentences

_LANGUAGES = ("en", "pt", "es")
NOTHING = "nothing between the two"


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One error at the level of claims: `kind` is "missed" or "wrong", `relation` that of the claim in question.

    `sentence` is "" where no sentence names both ends of what was missed.
    """

    article: str
    kind: str
    relation: str
    expected: str
    found: str
    sentence: str


def find_misses(
    articles: Iterable[GoldArticle],
    scores: Iterable[ArticleScore],
    graph: KnowledgeGraph,
    relations: Collection[str] = (),
) -> Iterator[Miss]:
    """The errors of these articles in order, missed claims before wrong ones; `relations` () stands for all."""
    nodes = Nodes.of(graph)
    for article, score in zip(articles, scores, strict=True):
        teller = _Teller(article, graph, nodes)
        for gold in score.missed:
            if not relations or gold.relation in relations:
                yield teller.missed(gold)
        for claim in score.wrong:
            if not relations or claim.relation in relations:
                yield teller.wrong(claim)


class _Teller:
    """Tells the errors of one article."""

    def __init__(self, article: GoldArticle, graph: KnowledgeGraph, nodes: Nodes) -> None:
        self._gold = article
        self._claims = [claim for claim in graph.claims if claim.article == article.id]
        self._graph = graph
        self._same = Sameness(article, nodes)
        self._sentences = tuple(_sentences(article, graph))

    def missed(self, gold: GoldClaim) -> Miss:
        return Miss(
            article=self._gold.id,
            kind="missed",
            relation=gold.relation,
            expected=self._told(gold),
            found=self._found_instead(gold),
            sentence=gold.evidence[0] if gold.evidence else self._sentence_of(gold),
        )

    def wrong(self, claim: Claim) -> Miss:
        fitting = [g for g in self._gold.claims if self._joins(g, claim)]
        return Miss(
            article=self._gold.id,
            kind="wrong",
            relation=claim.relation,
            expected="; ".join(map(self._told, fitting)) or self._unknown_ends(claim) or NOTHING,
            found=f"{self._read(claim)} [{claim.confidence:.2f}, {', '.join(_rules(claim))}]",
            sentence=claim.evidence[0].quote if claim.evidence else "",
        )

    def _joins(self, gold: GoldClaim, claim: Claim) -> bool:
        """True where both speak of the same two entities, in whatever order."""
        ends = (claim.subject, claim.object)
        return any(self._same.same(gold.subject, a) and self._same.same(gold.object, b) for a, b in (ends, ends[::-1]))

    def _found_instead(self, gold: GoldClaim) -> str:
        instead = [self._read(claim) for claim in self._claims if self._joins(gold, claim)]
        if instead:
            return "; ".join(instead)
        ends = {end for claim in self._claims for end in (claim.subject, claim.object)}
        absent = [g for g in (gold.subject, gold.object) if not any(self._same.same(g, end) for end in ends)]
        return f"no claim about {', '.join(map(self._name, absent))}" if absent else NOTHING

    def _unknown_ends(self, claim: Claim) -> str:
        unknown = [
            e for e in (claim.subject, claim.object) if not any(self._same.same(g, e) for g in self._gold.entities)
        ]
        return f"no entity {', '.join(map(self._label, unknown))}" if unknown else ""

    def _told(self, gold: GoldClaim) -> str:
        optional = " (optional)" if gold.optional else ""
        return f"{self._name(gold.subject)} {gold.relation} {self._name(gold.object)} {gold.status}{optional}"

    def _read(self, claim: Claim) -> str:
        return f"{self._label(claim.subject)} {claim.relation} {self._label(claim.object)} {claim.status}"

    def _name(self, gold_id: str) -> str:
        names = self._gold.entities[gold_id].names
        return names[0] if names else gold_id

    def _label(self, entity: EntityId) -> str:
        known = self._graph.entities.get(entity)
        return known.name if known is not None else entity

    def _sentence_of(self, gold: GoldClaim) -> str:
        """The first sentence that names both ends, else the first that names the one named less often."""
        subjects, objects = self._naming(gold.subject), self._naming(gold.object)
        both = [sentence for sentence in subjects if sentence in objects]
        rarer = min(filter(None, (subjects, objects)), key=len, default=[])
        return (both or rarer or [""])[0]

    def _naming(self, gold_id: str) -> list[str]:
        names = [f" {folded} " for name in self._gold.entities[gold_id].names if (folded := fold_name(name))]
        return [text for text, folded in self._sentences if any(name in folded for name in names)]


def _sentences(article: GoldArticle, graph: KnowledgeGraph) -> Iterator[tuple[str, str]]:
    """Each sentence of the article as the graph holds it, as it is and folded."""
    for sentence in _split(article, graph):
        text = " ".join(sentence.text.split())
        yield text, f" {fold_name(text)} "


def _split(article: GoldArticle, graph: KnowledgeGraph) -> Sequence[Sentence]:
    known = graph.articles.get(ArticleId(article.id))
    if known is None:
        return ()
    return split_sentences(known, load_cues(known.language if known.language in _LANGUAGES else "en"))


def _rules(claim: Claim) -> list[str]:
    return sorted({evidence.rule for evidence in claim.evidence})
