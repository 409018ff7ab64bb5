"""What is no news: newsletter calls, author boxes, advertisements; their paragraphs yield no claims."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Sentence
from kg.ontology.cues import Cues
from kg.ontology.folding import fold


def without_boilerplate(sentences: Sequence[Sentence], cues: Cues) -> tuple[Sentence, ...]:
    """The sentences of paragraphs in which no boilerplate cue stands; indexes stay as they were."""
    marked = {s.paragraph for s in sentences if _is_marked(fold(s.text), cues)}
    return tuple(s for s in sentences if s.paragraph not in marked)


def _is_marked(folded: str, cues: Cues) -> bool:
    return any(pattern.search(folded) for pattern in cues.boilerplate)
