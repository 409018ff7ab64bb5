"""Which units count the same things (ontology/units.toml), so that numbers of them can be compared."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping

from kg.errors import OntologyError
from kg.ontology.folding import fold
from kg.ontology.locate import ontology_dir

_FILE = "units.toml"


def unit_group(unit: str) -> str:
    """The name of the group that the unit belongs to, else the unit itself without case and accents.

    >>> unit_group("unidades") == unit_group("GPUs") == unit_group("")
    True
    >>> unit_group("bolachas"), unit_group("galões")
    ('wafer', 'galoes')
    """
    word = " ".join(fold(unit).split())
    return load_units().get(word, word)


@functools.cache
def load_units() -> Mapping[str, str]:
    """The group of every unit that has one.

    Raises:
        OntologyError: the file cannot be read, is no TOML, or a word is in two groups or not folded.
    """
    groups: dict[str, str] = {}
    for group, words in _read().items():
        for word in words:
            if not isinstance(word, str) or word != fold(word):
                raise OntologyError(f"{_FILE}, {group}: {word!r} is not folded. Write it without capitals and accents.")
            if word in groups:
                raise OntologyError(f"{_FILE}, {group}: '{word}' is in '{groups[word]}' too. Take it out of one.")
            groups[word] = group
    return groups


def _read() -> dict[str, list[object]]:
    try:
        read = tomllib.loads((ontology_dir() / _FILE).read_text("utf-8"))
    except OSError as error:
        raise OntologyError(f"{_FILE}: cannot be read ({error.strerror}). Check the ontology folder.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise OntologyError(f"{_FILE}: not TOML: {error}. Correct that line.") from error
    for group, words in read.items():
        if not isinstance(words, list):
            raise OntologyError(f"{_FILE}, {group}: expected a list of words.")
    return read
