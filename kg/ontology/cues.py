"""The cue lists of one language (ontology/lexicons/<language>/cues.toml), compiled once."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OntologyError
from kg.ontology.locate import ontology_dir

Words = dict[str, str]
_SECTIONS = {"abbreviations", "boilerplate", "nouns", "words", "patterns"}


@dataclass(frozen=True, slots=True)
class Cues:
    """Word data of one language.

    `nouns` maps a class (or another noun group) to its head nouns; `words` holds closed lists by name;
    `patterns` holds compiled regular expressions over folded text by name; all words are folded.
    """

    language: str
    abbreviations: frozenset[str]
    boilerplate: tuple[re.Pattern[str], ...]
    nouns: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]


@functools.cache
def load_cues(language: str, root: Path | None = None) -> Cues:
    """The cues of `language`, or those of English where the language has no file.

    Raises:
        OntologyError: the file is no TOML, a section is unknown, or an expression does not compile.
    """
    folder = (root or ontology_dir()) / "lexicons"
    path = folder / language / "cues.toml"
    if not path.is_file():
        path = folder / "en" / "cues.toml"
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise OntologyError(f"{_place(path)}: {error}") from error
    if unknown := set(data) - _SECTIONS:
        raise OntologyError(f"{_place(path)}: unknown section {sorted(unknown)}; known: {sorted(_SECTIONS)}")
    return Cues(
        language=path.parent.name,
        abbreviations=frozenset(data.get("abbreviations", {}).get("words", ())),
        boilerplate=tuple(_compiled(path, "boilerplate", p) for p in data.get("boilerplate", {}).get("patterns", ())),
        nouns={name: frozenset(words) for name, words in data.get("nouns", {}).items()},
        words={name: frozenset(words) for name, words in data.get("words", {}).items()},
        patterns={name: _compiled(path, name, p) for name, p in data.get("patterns", {}).items()},
    )


def _compiled(path: Path, name: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise OntologyError(f"{_place(path)}, {name}: {error}: {expression}") from error


def _place(path: Path) -> str:
    return "/".join(path.parts[-3:])
