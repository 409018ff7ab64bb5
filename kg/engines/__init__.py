"""Engines: what reads the claims of one article; all of them keep the contract of `Engine`."""

from __future__ import annotations

from typing import Protocol

from kg.model import Article, Extraction


class Engine(Protocol):
    """Article in, entities and claims with evidence out; the same article gives the same extraction.

    An engine must survive pickling: a build with several jobs sends one to each of its processes.
    """

    @property
    def version(self) -> str:
        """Changes with everything that may change an extraction: code, lexicons, patterns."""

    def extract(self, article: Article) -> Extraction:
        """All that the article says, in the engine's reading."""
