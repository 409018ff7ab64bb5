"""Where the time of extraction goes, as a Markdown table: python benchmarks/stages.py.

Each stage's functions are wrapped and timed in processor seconds over varied examples; what no stage claims is `other`.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from speed import varied

import kg.engines.rules as rules
from kg.claims.triggers import TriggerIndex
from kg.mentions.gazetteer import Gazetteer

STAGES = {
    "sentences and tokens": ((rules, "split_sentences"), (rules, "without_boilerplate")),
    "known names": ((Gazetteer, "find"),),
    "unknown names": ((rules, "find_names"),),
    "linking": ((rules, "link_names"),),
    "nominals and coreference": ((rules, "find_nominals"), (rules, "resolve_coreference")),
    "lines and trigger words": ((rules, "make_line"), (TriggerIndex, "hits"), (TriggerIndex, "names")),
    "patterns": ((rules, "find_candidates"), (rules, "find_structural")),
    "pairs and their features": ((rules, "find_places"),),
    "classifier": ((rules, "select"),),
    "claims: status, dates, numbers": ((rules, "make_claims"), (rules, "with_consequences"), (rules, "calibrated")),
}
ARTICLES, SEED = 120, 1


def main() -> None:
    """Times the stages and prints their shares, largest first."""
    seconds: Counter[str] = Counter()
    for stage, places in STAGES.items():
        for place, name in places:
            setattr(place, name, _timed(getattr(place, name), stage, seconds))
    engine = rules.RulesEngine()
    articles = list(varied(ARTICLES, SEED))
    for article in articles[:12]:
        engine.extract(article)
    seconds.clear()
    start = time.process_time()
    for article in articles:
        engine.extract(article)
    whole = time.process_time() - start
    seconds["other"] = whole - sum(seconds.values())
    print("\n".join(table(seconds, whole)))


def _timed(function: Callable[..., Any], stage: str, seconds: Counter[str]) -> Callable[..., Any]:
    """The function, its time added to its stage; what it yields is made at once, so that it counts here."""

    def run(*arguments: Any, **options: Any) -> Any:
        start = time.process_time()
        made = function(*arguments, **options)
        made = list(made) if isinstance(made, Iterator) else made
        seconds[stage] += time.process_time() - start  # type: ignore[assignment]
        return made

    return run


def table(seconds: Counter[str], whole: float) -> Iterator[str]:
    """A row a stage."""
    yield "| stage | share of the time |"
    yield "|---|--:|"
    for stage, own in seconds.most_common():
        yield f"| {stage} | {100 * own / whole:.0f} % |"


if __name__ == "__main__":
    main()
