"""How the store grows: building, size, loading and cold answers at several sizes, printed as a page.

Times are of the processor (user and system, medians), which a busy machine disturbs least; beside those of a whole
command stands the time that passed. Made-up news comes from synthetic.py.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kg.model import ArticleId
from kg.store import Store

ROOT = Path(__file__).resolve().parent.parent
SYNTHETIC = Path(__file__).with_name("synthetic.py")
PAIRS, REPLACED = 7, 20
MOST_LOADED = 100_000  # claims; a graph of a million in memory is what the store is there to avoid
LOAD = "import sys; from kg.store import Store; print(len(Store.open(sys.argv[1], read_only=True).graph()))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one process took."""

    passed: float
    processor: float
    megabytes: float
    status: int


def run(*arguments: str) -> Run:
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    processor = usage.ru_utime + usage.ru_stime
    passed = time.perf_counter() - start
    return Run(passed=passed, processor=processor, megabytes=usage.ru_maxrss / unit, status=process.returncode)


def measured(path: Path, claims: int, *, reuse: bool) -> Iterator[tuple[str, str]]:
    """The rows of one column of the table."""
    built = None
    if not (reuse and path.exists()):
        built = run(str(SYNTHETIC), str(path), "--claims", str(claims))
    yield "made up and written", f"{built.processor:.0f} s" if built else "built before"
    yield "peak memory of that", f"{built.megabytes:.0f} MB" if built else "–"
    yield from sizes(path, claims)
    loaded = run("-c", LOAD, str(path)) if claims <= MOST_LOADED else None
    yield "`Store.graph()`, all in memory", f"{loaded.processor:.1f} s, {loaded.megabytes:.0f} MB" if loaded else "–"
    yield "one article replaced by itself, 20 claims", f"{1000 * replacing(path):.1f} ms"
    for name, arguments in questions(path):
        yield name, told([run("-m", "kg", *some, "--store", str(path)) for some in arguments])


def sizes(path: Path, claims: int) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as database:
        (texts,) = database.execute("SELECT sum(length(packed)) FROM article_text").fetchone()
        (edges,) = database.execute("SELECT count(*) FROM edge").fetchone()
    size = path.stat().st_size
    yield "edges", f"{edges}"
    yield "bytes a claim", f"{size / claims:.0f}"
    yield "the same without the articles' texts", f"{(size - texts) / claims:.0f}"


def replacing(path: Path) -> float:
    """Seconds of the processor to put one article in its own place."""
    with Store.open(path) as store:
        seconds = []
        for key in random.Random(1).sample(store.article_ids(), REPLACED):
            article, extraction, stamp = store.article(key), store.extraction(ArticleId(key)), store.stamp(key)
            assert article is not None and stamp is not None
            start = time.process_time()
            store.replace(article, extraction, stamp.engine)
            seconds.append(time.process_time() - start)
    return statistics.median(seconds)


def questions(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Commands to be asked cold, several of each kind."""
    with closing(sqlite3.connect(path)) as database:
        named = database.execute(
            "SELECT id, count(*) AS claims FROM entity JOIN claim ON subject = entity.key OR object = entity.key "
            "WHERE entity.key % 50 = 7 GROUP BY entity.key ORDER BY claims"
        ).fetchall()
        ends = [
            key for (key,) in database.execute("SELECT id FROM entity WHERE kind IN ('Company', 'Chip') ORDER BY id")
        ]
    chance = random.Random(1)
    middle, frequent = named[len(named) // 2], named[-max(1, len(named) // 100)]
    yield "`kg path` between two chosen by chance", [["path", *chance.sample(ends, 2)] for _ in range(PAIRS)]
    yield f"`kg show` of an entity of {middle[1]} claims", [["show", middle[0]]] * 3
    yield f"`kg show` of an entity of {frequent[1]} claims", [["show", frequent[0]]] * 3
    yield "`kg claims --limit 10`", [["claims", "--limit", "10"]] * 3
    yield "`kg doctor`", [["doctor"]]


def told(runs: Sequence[Run]) -> str:
    def middle(value: Callable[[Run], float]) -> float:
        return statistics.median(map(value, runs))

    unit, factor = ("s", 1) if middle(lambda run: run.processor) >= 2 else ("ms", 1000)
    taken, passed = factor * middle(lambda run: run.processor), factor * middle(lambda run: run.passed)
    return f"{taken:.0f} {unit} ({passed:.0f} passed), {max(run.megabytes for run in runs):.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="where the stores are made")
    parser.add_argument("--claims", type=int, nargs="+", default=[10_000, 100_000, 1_000_000], help="the sizes")
    parser.add_argument("--reuse", action="store_true", help="measure stores that are there already")
    arguments = parser.parse_args()
    columns = []
    for claims in arguments.claims:
        columns.append(list(measured(arguments.folder / f"{claims}.sqlite", claims, reuse=arguments.reuse)))
    print("# The store at several sizes\n")
    print(f"Printed by `python benchmarks/store.py FOLDER`; Python {sys.version.split()[0]}, SQLite ", end="")
    print(f"{sqlite3.sqlite_version}. {' '.join((__doc__ or '').split(chr(10) * 2)[1].split())}")
    print(f"\n| claims | {' | '.join(f'{claims:,}' for claims in arguments.claims)} |")
    print(f"|---|{'--:|' * len(columns)}")
    for rows in zip(*columns, strict=True):
        print(f"| {named_alike([name for name, _ in rows])} | {' | '.join(value for _, value in rows)} |")


def named_alike(names: Sequence[str]) -> str:
    """The name of a row; what differs between the columns stands with all its values."""
    words = [name.split() for name in names]
    return " ".join(" / ".join(dict.fromkeys(same)) for same in zip(*words, strict=True))


if __name__ == "__main__":
    main()
