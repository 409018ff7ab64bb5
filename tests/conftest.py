"""Makers of the values that many tests need, and the default engine, built once."""

from __future__ import annotations

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from kg.engines.rules import RulesEngine
from kg.entities.linking import Entities
from kg.mentions.gazetteer import load_gazetteer
from kg.model import Article, ArticleId, Extraction, Mention, Sentence
from kg.ontology.cues import load_cues
from kg.sentences.split import split_sentences

# A busy machine is no failure; and the same commit passes or fails the same way everywhere.
hypothesis.settings.register_profile("kg", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("kg")

# What tests say of the rules holds of the rules; the learned reader has tests of its own.
os.environ["KG_ENGINE"] = "rules"

ArticleMaker = Callable[..., Article]
Reader = Callable[[str, str], Extraction]


def article(text: str, language: str = "en", **fields: object) -> Article:
    """An article of this text alone, published on a fixed day."""
    known: dict[str, object] = {"id": ArticleId("a"), "published": "2025-03-10", **fields}
    return Article(text=text, language=language, **known)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def make_article() -> ArticleMaker:
    return article


@pytest.fixture(scope="session")
def engine() -> RulesEngine:
    return RulesEngine()


@pytest.fixture(scope="session")
def read(engine: RulesEngine) -> Reader:
    """The extraction of a text; the same text is read once."""

    @functools.cache
    def reading(text: str, language: str) -> Extraction:
        return engine.extract(article(text, language))

    return reading


@pytest.fixture(scope="session")
def said(read: Reader) -> Callable[[str, str], set[str]]:
    """What a text claims, as "subject relation object status"."""

    def claims(text: str, language: str) -> set[str]:
        found = read(text, language).claims
        return {f"{c.subject} {c.relation} {c.object} {c.status}" for c in found}

    return claims


@pytest.fixture(scope="session")
def sentences_of() -> Callable[[str, str], tuple[Sentence, ...]]:
    def split(text: str, language: str) -> tuple[Sentence, ...]:
        return split_sentences(article(text, language), load_cues(language))

    return split


@pytest.fixture(scope="session")
def known_names(
    sentences_of: Callable[[str, str], tuple[Sentence, ...]],
) -> Callable[[str, str], list[Mention]]:
    """The mentions that the gazetteer finds."""

    def find(text: str, language: str) -> list[Mention]:
        return list(load_gazetteer(language).find(article(text, language), sentences_of(text, language)))

    return find


@pytest.fixture(scope="session")
def mentions_of(
    engine: RulesEngine, sentences_of: Callable[[str, str], tuple[Sentence, ...]]
) -> Callable[[str, str], list[Mention]]:
    """All mentions of a text with their entities, as the claims see them."""

    def find(text: str, language: str) -> list[Mention]:
        sentences = sentences_of(text, language)
        entities = Entities(engine.lexicon, language)
        return engine._mentions(article(text, language), sentences, sentences, entities, language)

    return find


@pytest.fixture(scope="session")
def linked_as(mentions_of: Callable[[str, str], list[Mention]]) -> Callable[[str, str], dict[str, str | None]]:
    """The entity of each mention by its words; where words stand twice, the last counts."""
    return lambda text, language: {m.text: m.entity for m in mentions_of(text, language)}


def chromium_path() -> str | None:
    found = [os.environ.get("KG_CHROMIUM"), shutil.which("chromium"), shutil.which("chromium-browser")]
    return next((path for path in (*found, "/usr/bin/chromium") if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One Chromium for all tests; without one they are skipped, but not where CI counts on them."""
    executable = chromium_path()
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium found; install it or set KG_CHROMIUM")
        pytest.skip("no Chromium found; install it or set KG_CHROMIUM")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable, args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield launched
        launched.close()
