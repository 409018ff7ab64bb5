"""Files, folders and standard input → articles; whatever cannot be read is reported, never raised."""

from kg.articles.reading import read_articles
from kg.articles.sources import SkippedFile

__all__ = ["SkippedFile", "read_articles"]
