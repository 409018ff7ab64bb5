"""The annotated articles as an engine reads them now."""

from __future__ import annotations

from collections.abc import Iterable

from kg.articles import read_articles
from kg.engines import Engine
from kg.errors import ArticleError, GoldError
from kg.evaluation.gold import GoldArticle
from kg.graph import KnowledgeGraph
from kg.model import Article, Extraction


def read_gold(articles: Iterable[GoldArticle], engine: Engine) -> KnowledgeGraph:
    """The graph of all that the engine reads in the texts of these articles.

    Raises:
        GoldError: a text is missing or cannot be read.
    """
    graph = KnowledgeGraph()
    for gold in articles:
        article = article_of(gold)
        add_extraction(graph, article, engine.extract(article))
    return graph


def add_extraction(graph: KnowledgeGraph, article: Article, extraction: Extraction) -> None:
    """Adds an article with all that was read in it."""
    graph.add_article(article)
    for entity in extraction.entities:
        graph.add_entity(entity)
    for claim in extraction.claims:
        graph.add_claim(claim)


def article_of(gold: GoldArticle) -> Article:
    """The article beside an annotation, as a build reads it.

    Raises:
        GoldError: the text is missing or cannot be read.
    """
    for item in read_articles([gold.path.with_suffix(".txt")]):
        if isinstance(item, ArticleError):
            raise GoldError(f"{item}. An annotation needs its text beside it.")
        return item
    raise GoldError(f"{gold.path.with_suffix('.txt').name}: no article in it. An annotation needs its text beside it.")
