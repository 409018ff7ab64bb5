"""The errors a user can cause, each with a message that says where, what and what to do."""

from __future__ import annotations


class KgError(Exception):
    """Anything a user of kg can put right; its text is one line and names the way out."""


class ArticleError(KgError):
    """An input could not be read as an article; `reason` goes into the table at the end of a build."""

    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(f"{origin}: {reason}")
        self.origin = origin
        self.reason = reason

    def __reduce__(self) -> tuple[type[ArticleError], tuple[str, str]]:
        return (ArticleError, (self.origin, self.reason))


class OntologyError(KgError):
    """A file under ontology/ is wrong: the message names the file, the place and what was expected."""


class GoldError(KgError):
    """An annotated article is missing or not in the format: the message names the file and the fault."""


class StoreError(KgError):
    """The store cannot be opened, read or written."""


class QueryError(KgError):
    """A SPARQL query is wrong, not allowed, or took too long."""


class QueryLimit(QueryError):
    """A SPARQL query took longer or needed more memory than it may; another one can be asked at once."""


class UnknownEntity(KgError):
    """No entity has this name; `candidates` holds the nearest names."""

    def __init__(self, name: str, candidates: tuple[str, ...] = ()) -> None:
        nearest = f" Nearest: {', '.join(candidates)}." if candidates else ""
        super().__init__(f"No entity is called '{name}'.{nearest} 'kg claims' lists what the store knows.")
        self.name = name
        self.candidates = candidates


class AmbiguousEntity(KgError):
    """Several entities have this name; `candidates` holds their ids."""

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f"'{name}' names several entities: {', '.join(candidates)}. Give one of these ids.")
        self.name = name
        self.candidates = candidates


class NoPath(KgError):
    """Both ends are known, but no dependency path joins them under the limits given."""


class ReaderError(KgError):
    """The learned reader's weights are missing or broken."""
