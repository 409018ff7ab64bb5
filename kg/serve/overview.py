"""Counts and words of the whole store, kept for one state of it: the front page and the search read them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.store import Store
from kg.store.fulltext import FullText
from kg.store.statistics import Statistics, read_statistics

TOP = 24
"""Entities on the front page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is known of one state of the store as a whole."""

    statistics: Statistics
    words: FullText

    def close(self) -> None:
        """Gives the memory back."""
        self.words.close()


def read_overview(store: Store) -> Overview:
    """The overview of the store as it is now."""
    return Overview(statistics=read_statistics(store, top=TOP), words=FullText(store))
