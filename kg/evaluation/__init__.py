"""Annotated articles against what kg reads in them: figures, errors, faults of the annotation, agreement."""

from kg.evaluation.agreement import agreement
from kg.evaluation.figures import Figures, total
from kg.evaluation.gold import GoldArticle, load_gold
from kg.evaluation.lint import Fault, find_faults
from kg.evaluation.misses import Miss, find_misses
from kg.evaluation.reading import read_gold
from kg.evaluation.scoring import ArticleScore, score

__all__ = [
    "ArticleScore",
    "Fault",
    "Figures",
    "GoldArticle",
    "Miss",
    "agreement",
    "find_faults",
    "find_misses",
    "load_gold",
    "read_gold",
    "score",
    "total",
]
