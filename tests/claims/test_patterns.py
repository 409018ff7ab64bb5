from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from kg.ontology.patterns import Pattern


def _harness() -> ModuleType:
    spec = importlib.util.spec_from_file_location("patterns_harness", Path(__file__).with_name("patterns_harness.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["patterns_harness"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


harness = _harness()
_PATTERNS: list[Pattern] = harness.all_patterns()


def _cases(attribute: str) -> list[object]:
    return [
        pytest.param(pattern, sentence, id=f"{pattern.rule}-{number}")
        for pattern in _PATTERNS
        for number, sentence in enumerate(getattr(pattern, attribute))
    ]


@pytest.mark.parametrize(("pattern", "sentence"), _cases("yes"))
def test_a_pattern_joins_the_marked_words_of_its_yes_sentences(pattern: Pattern, sentence: str) -> None:
    example = harness.read_example(sentence)
    assert (example.subject, example.object) in harness.joined(pattern, example.text)


@pytest.mark.parametrize(("pattern", "sentence"), _cases("no"))
def test_a_pattern_is_silent_on_its_no_sentences(pattern: Pattern, sentence: str) -> None:
    assert harness.hits(pattern, harness.read_example(sentence).text) == []


@pytest.mark.parametrize("pattern", _PATTERNS, ids=lambda pattern: pattern.rule)
def test_a_pattern_brings_its_own_examples(pattern: Pattern) -> None:
    assert pattern.yes
    assert pattern.no
    assert all(harness.read_example(s).subject and harness.read_example(s).object for s in pattern.yes)
