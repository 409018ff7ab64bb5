"""Text without case and accents at the same length, so that offsets stay true."""

from __future__ import annotations

import functools
import unicodedata

_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " ", "‑": "-"}


def fold(text: str) -> str:
    """`text` lower-cased and stripped of accents; every code point becomes exactly one.

    >>> fold("Restrições à Exportação")
    'restricoes a exportacao'
    """
    return text.translate(_TABLE)


@functools.lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    base = unicodedata.normalize("NFKD", character)[0].lower() if character.isalpha() else character
    return base if len(base) == 1 else character


class _Table(dict[int, str]):
    """Fills itself with each code point at its first use: one table serves every script."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        value = self[code] = _PLAIN.get(character) or _folded(character)
        return value


_TABLE = _Table()
