"""An article whose text stays packed in the store until somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from kg.model import Article

_HEAD = tuple(field.name for field in fields(Article) if field.name != "text")


class StoredArticle(Article):
    """An `Article` in all respects, equal to one with the same fields; `text` is read at its first use."""

    __slots__ = ("_read", "_text")
    _read: Callable[[], str]
    _text: str | None

    def __init__(self, *, text: str | Callable[[], str], **head: object) -> None:
        for name in _HEAD:
            object.__setattr__(self, name, head[name])
        object.__setattr__(self, "_text", text if isinstance(text, str) else None)
        object.__setattr__(self, "_read", text)

    @property
    def text(self) -> str:
        """The article's text."""
        known = self._text
        if known is None:
            known = self._read()
            object.__setattr__(self, "_text", known)
        return known

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Article) and self._fields(self) == self._fields(other)

    def __hash__(self) -> int:
        return hash(self._fields(self))

    def __reduce__(self) -> tuple[object, ...]:
        return (_plain_article, self._fields(self))

    @staticmethod
    def _fields(article: Article) -> tuple[object, ...]:
        return tuple(getattr(article, field.name) for field in fields(Article))


def _plain_article(*values: object) -> Article:
    return Article(**{field.name: value for field, value in zip(fields(Article), values, strict=True)})  # type: ignore[arg-type]
