"""The cue lists of one language (ontology/lexicons/<language>/cues.toml), compiled once."""

from __future__ import annotations

import functools
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
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
    `patterns` holds compiled regular expressions over folded text by name; all words are folded. `groups` gives for
    each word the names of the lists in `nouns` and `words` that hold it.
    """

    language: str
    abbreviations: frozenset[str]
    boilerplate: tuple[re.Pattern[str], ...]
    nouns: dict[str, frozenset[str]]
    words: dict[str, frozenset[str]]
    patterns: dict[str, re.Pattern[str]]
    groups: dict[str, frozenset[str]]

    def is_in(self, word: str, groups: Iterable[str]) -> bool:
        """True where the folded word belongs to one of these closed lists or noun groups."""
        own = self.groups.get(word)
        return own is not None and not own.isdisjoint(groups)


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
    nouns = {name: frozenset(words) for name, words in data.get("nouns", {}).items()}
    closed = {name: frozenset(words) for name, words in data.get("words", {}).items()}
    return Cues(
        language=path.parent.name,
        abbreviations=frozenset(data.get("abbreviations", {}).get("words", ())),
        boilerplate=tuple(_compiled(path, "boilerplate", p) for p in data.get("boilerplate", {}).get("patterns", ())),
        nouns=nouns,
        words=closed,
        patterns={name: _compiled(path, name, p) for name, p in data.get("patterns", {}).items()},
        groups=_groups_by_word([*nouns.items(), *closed.items()]),
    )


def _groups_by_word(groups: Iterable[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, words in groups:
        for word in words:
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _compiled(path: Path, name: str, expression: str) -> re.Pattern[str]:
    try:
        return re.compile(expression)
    except re.error as error:
        raise OntologyError(f"{_place(path)}, {name}: {error}: {expression}") from error


def _place(path: Path) -> str:
    return "/".join(path.parts[-3:])
