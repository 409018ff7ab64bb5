"""Runs the example sentences of the relation patterns through the engine, up to the candidates (no classifier)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from pathlib import Path

from kg.claims.candidates import Candidate
from kg.engines.rules import RulesEngine
from kg.model import Article, ArticleId
from kg.ontology.locate import ontology_dir
from kg.ontology.patterns import Pattern, load_patterns

_ARTICLE = re.compile(r"(?:the|an?|os?|as?|às?|el|l[ao]s?) (?=\w)", re.IGNORECASE)
_MARK = re.compile(r"\b([so])\[([^\]]+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence without its marks, and the words that it marks as subject and object ("" where it has no marks)."""

    text: str
    subject: str
    object: str


def languages() -> list[str]:
    """The languages that have patterns."""
    return sorted(path.name for path in (ontology_dir() / "patterns").iterdir() if any(path.glob("*.toml")))


def all_patterns() -> list[Pattern]:
    """The patterns of every language, by language, file and place."""
    return [pattern for language in languages() for pattern in load_patterns(language)]


def files() -> list[Path]:
    """The pattern files of every language."""
    return sorted((ontology_dir() / "patterns").glob("*/*.toml"))


def read_example(sentence: str) -> Example:
    """The example that a marked sentence ("s[ByteDance] bought the o[H20].") writes down."""
    marked = {match[1]: match[2] for match in _MARK.finditer(sentence)}
    ends = {mark: bare(words) for mark, words in marked.items()}
    return Example(text=_MARK.sub(r"\2", sentence), subject=ends.get("s", ""), object=ends.get("o", ""))


def bare(words: str) -> str:
    """The words of a mention without a leading article, which may or may not belong to it."""
    return _ARTICLE.sub("", words, count=1) if _ARTICLE.match(words) else words


def joined(pattern: Pattern, text: str) -> list[tuple[str, str]]:
    """The pairs of words, subject first, that the pattern joins by its own relation in a sentence."""
    own = [c for c in _candidates(text, pattern.language) if c.rule == pattern.rule and c.relation == pattern.relation]
    return sorted({(bare(c.ends[0].text), bare(c.ends[1].text)) for c in own})


def hits(pattern: Pattern, text: str) -> list[tuple[str, str, str]]:
    """Whatever the pattern claims in a sentence, further claims included."""
    own = [c for c in _candidates(text, pattern.language) if c.rule == pattern.rule]
    return sorted({(c.ends[0].text, c.relation, c.ends[1].text) for c in own})


@functools.cache
def _engine() -> RulesEngine:
    return RulesEngine()


@functools.cache
def _candidates(text: str, language: str) -> tuple[Candidate, ...]:
    article = Article(id=ArticleId("example"), text=text, language=language)
    places, _ = _engine().analyse(article)
    return tuple(candidate for here in places.values() for place in here for candidate in place.hits)
