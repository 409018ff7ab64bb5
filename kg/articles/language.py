"""The language of an article: what its metadata say, else what its words say."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

UNKNOWN = "und"
_CANDIDATES = ["ar", "de", "en", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "tr", "zh"]
_NAMES = {"portugues": "pt", "português": "pt", "portuguese": "pt", "english": "en", "ingles": "en", "inglês": "en"}
_NAMES |= {"inglés": "en", "espanol": "es", "español": "es", "spanish": "es", "espanhol": "es", "castellano": "es"}
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*")
_SAMPLE = 5_000
_FEWEST_LETTERS = 15
_LEAST_SURE = 0.4


def parse_language(words: str | None) -> str | None:
    """The primary subtag of a language tag, or of a language's name in pt, en or es; None for neither.

    >>> parse_language("pt-BR"), parse_language("Español"), parse_language("und")
    ('pt', 'es', None)
    """
    lowered = (words or "").strip().lower()
    tag = _TAG.fullmatch(lowered)
    found = _NAMES.get(lowered) or (tag[1] if tag else UNKNOWN)
    return None if found in (UNKNOWN, "mul", "zxx") else found


def find_language(text: str) -> str:
    """The language that most of the first words of `text` are in; "und" where they are too few to tell."""
    sample = text[:_SAMPLE]
    if sum(c.isalpha() for c in sample) < _FEWEST_LETTERS:
        return UNKNOWN
    language, certainty = _classifier()(sample)
    return language if certainty >= _LEAST_SURE else UNKNOWN


@functools.cache
def _classifier() -> Callable[[str], tuple[str, float]]:
    # An identifier of our own: restricting the package's shared one would change it for everybody in the process.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_CANDIDATES)
    classify: Callable[[str], tuple[str, float]] = identifier.classify
    return classify
