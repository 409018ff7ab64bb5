"""What is no news: newsletter calls, author boxes, advertisements; their paragraphs yield no claims."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Sentence
from kg.ontology.cues import Cues
from kg.ontology.folding import fold


def without_boilerplate(sentences: Sequence[Sentence], cues: Cues) -> tuple[Sentence, ...]:
    """The sentences of paragraphs in which no boilerplate cue stands; indexes stay as they were."""
    marked = {s.paragraph for s in sentences if any(p.search(fold(s.text)) for p in cues.boilerplate)}
    return tuple(s for s in sentences if s.paragraph not in marked)
