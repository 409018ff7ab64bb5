"""Builds a folder with an engine small enough to be understood at a glance; run as a script by the tests.

Usage: python stub_build.py FOLDER STORE JOBS PAUSE
"""

import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, Claim, Entity, EntityId, Evidence, Extraction, Polarity, Span
from kg.pipeline import build
from kg.store import Store

_SENTENCE = re.compile(r"(\w+) (orders|denies ordering) (\w+)\.")


@dataclass
class StubEngine:
    """Reads "Acme orders X1." and "Acme denies ordering X1."; "fault" makes it fail, "crash" ends its process."""

    pause: float = 0.0
    version: str = "stub-1"

    def extract(self, article: Article) -> Extraction:
        time.sleep(self.pause)
        if "fault" in article.text:
            raise RuntimeError("a fault on purpose\nwith a second line")
        if "crash" in article.text:
            os._exit(3)
        found = list(_SENTENCE.finditer(article.text))
        entities = {match[1]: Entity(id=EntityId(match[1].lower()), kind="Company", name=match[1]) for match in found}
        entities |= {match[3]: Entity(id=EntityId(match[3].lower()), kind="Chip", name=match[3]) for match in found}
        claims = tuple(_claim(article, match) for match in found)
        return Extraction(
            article=article.id, entities=tuple(sorted(entities.values(), key=lambda entity: entity.id)), claims=claims
        )


def _claim(article: Article, match: re.Match[str]) -> Claim:
    evidence = Evidence(
        span=Span(*match.span()), quote=match[0], rule="stub", subject=Span(*match.span(1)), object=Span(*match.span(3))
    )
    return Claim(
        article=article.id,
        subject=EntityId(match[1].lower()),
        relation="orders",
        object=EntityId(match[3].lower()),
        polarity=Polarity.AFFIRMED if match[2] == "orders" else Polarity.DENIED,
        evidence=(evidence,),
    )


if __name__ == "__main__":
    folder, path, jobs, pause = sys.argv[1:]
    with Store.open(Path(path), create=True) as target:
        sys.stdout.write(build([folder], target, engine=StubEngine(float(pause)), jobs=int(jobs)).to_json())
