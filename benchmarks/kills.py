"""Kills builds, prunes, removals and exports at random moments and prints what that cost: nothing, or the run fails.

After each kill the store is checked, every article must be whole and none that was acknowledged may be missing; then
the same command runs undisturbed and must leave what it leaves without any kill.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.cli.output import open_text_output
from kg.export import jsonl
from kg.model import Article, Claim, Entity, EntityId, Evidence, Extraction, Polarity, Span
from kg.pipeline import build
from kg.store import Store

ROOT = Path(__file__).resolve().parent.parent
ARTICLES, KEPT, REMOVED = 60, 30, "Wire 1"
ACTIONS = ("build", "prune", "remove", "export")
SENTENCE = re.compile(r"(\w+) (orders|denies ordering) (\w+)\.")


@dataclass(slots=True)
class Tally:
    """What happened to one action; `hit` counts the kills that found it at work."""

    kills: int = 0
    hit: int = 0
    faults: list[str] = field(default_factory=list)


class SlowEngine:
    """Reads "Acme orders X1." and "Acme denies ordering X1.", and takes its time."""

    version = "kills-1"

    def __init__(self, pause: float) -> None:
        self._pause = pause

    def extract(self, article: Article) -> Extraction:
        time.sleep(self._pause)
        found = list(SENTENCE.finditer(article.text))
        entities = {match[1]: Entity(id=EntityId(match[1].lower()), kind="Company", name=match[1]) for match in found}
        entities |= {match[3]: Entity(id=EntityId(match[3].lower()), kind="Chip", name=match[3]) for match in found}
        claims = tuple(claim_of(article, match) for match in found)
        known = tuple(sorted(entities.values(), key=lambda entity: entity.id))
        return Extraction(article=article.id, entities=known, claims=claims)


def claim_of(article: Article, match: re.Match[str]) -> Claim:
    return Claim(
        article=article.id,
        subject=EntityId(match[1].lower()),
        relation="orders",
        object=EntityId(match[3].lower()),
        polarity=Polarity.AFFIRMED if match[2] == "orders" else Polarity.DENIED,
        evidence=(Evidence(span=Span(*match.span()), quote=match[0], rule="kills"),),
    )


def write_news(folder: Path, edition: int, count: int = ARTICLES) -> Path:
    """Articles over ten companies, so that most edges and entities are shared between articles."""
    folder.mkdir(parents=True)
    for number in range(count):
        sentences = [
            f"Firm{(number + step) % 10} {('orders', 'denies ordering')[(step + edition) % 2]} X{number % 7}."
            for step in range(8)
        ]
        head = f"Language: en\nOutlet: Wire {number % 3}\n"
        (folder / f"{number:03}.txt").write_text(f"{head}\n{' '.join(sentences)}\n", encoding="utf-8")
    return folder


def work(action: str, news: str, store: Path, output: Path, pause: float) -> None:
    """One action as a process of its own; each article done is acknowledged by a line."""
    with Store.open(store, create=True) as target:
        print("ready", flush=True)
        if action == "export":
            export(target, output, pause)
        elif action == "remove":
            for article in target.articles_from(REMOVED):
                time.sleep(pause)
                target.remove(article)
                print(article, flush=True)
        else:
            engine = SlowEngine(pause)
            build(
                [news],
                target,
                engine=engine,
                prune=action == "prune",
                progress=lambda *done: print(done[2], flush=True),
            )


def export(store: Store, output: Path, pause: float) -> None:
    with open_text_output(str(output)) as stream:
        for record in jsonl.records(store.graph()):
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            time.sleep(pause / 10)


class Harness:
    """The folders and stores of one run, and what each action leaves when nobody disturbs it."""

    def __init__(self, folder: Path, seed: int, pause: float) -> None:
        self._chance = random.Random(seed)
        self._pause = pause
        self._store = folder / "killed.sqlite"
        self._output = folder / "graph.jsonl"
        self._news = {name: write_news(folder / name / "news", number) for number, name in enumerate(("old", "new"))}
        self._news["few"] = write_news(folder / "few" / "news", 1, KEPT)
        self._calm = {name: self._undisturbed(folder / f"{name}.sqlite", "build", name) for name in self._news}
        self._calm["removed"] = self._undisturbed(folder / "new.sqlite", "remove", "new")
        self._whole = {unit for lines in self._calm.values() for unit in units(lines).items()}
        self._seconds = {action: self._timed(action) for action in ACTIONS}

    def round(self, action: str, edition: str, tally: Tally) -> None:
        """One kill and one run after it; faults go into the tally."""
        news = {"build": edition, "prune": "few"}.get(action, "new")
        if action != "build":
            self._run("build", "new")
        acknowledged = self._killed(action, news, tally)
        tally.faults += [f"{action}: {fault}" for fault in self._faults(action, news, acknowledged)]
        self._run(action, news)
        if dump(self._store) != self._calm["removed" if action == "remove" else news]:
            tally.faults.append(f"{action}: the run after the kill left something else than an undisturbed one")
        if action == "export" and not self._is_exported():
            tally.faults.append("export: the file written after the kill is not whole")

    def _killed(self, action: str, news: str, tally: Tally) -> list[str]:
        """What was acknowledged before the kill, which comes at any moment of the work."""
        with self._start(action, news, self._pause) as process:
            assert process.stdout is not None
            lines = [process.stdout.readline()]
            time.sleep(self._chance.uniform(0, self._seconds[action]))
            process.kill()
            lines += process.stdout.readlines()
        tally.kills += 1
        tally.hit += process.returncode == -signal.SIGKILL
        return [line.strip() for line in lines[1:] if line.endswith("\n")]

    def _faults(self, action: str, news: str, acknowledged: Sequence[str]) -> Iterator[str]:
        with Store.open(self._store, read_only=True) as store:
            yield from store.check()
        found = units(dump(self._store))
        for key, lines in found.items():
            if (key, lines) not in self._whole:
                yield f"article {key} is half-written"
        wanted = units(self._calm["removed" if action == "remove" else news])
        for key in acknowledged:
            if found.get(key) != wanted.get(key):
                yield f"article {key} was acknowledged and is lost"
        if action == "export" and self._output.exists() and not self._is_exported():
            yield "the exported file is neither the old nor the new one"

    def _is_exported(self) -> bool:
        with Store.open(self._store, read_only=True) as store, io.StringIO() as stream:
            jsonl.write(store.graph(), stream)
            return self._output.read_text(encoding="utf-8") == stream.getvalue()

    def _undisturbed(self, store: Path, action: str, news: str) -> list[str]:
        self._run(action, news, store)
        return dump(store)

    def _run(self, action: str, news: str, store: Path | None = None) -> None:
        with self._start(action, news, 0, store) as process:
            process.communicate()
        assert process.returncode == 0, f"{action} failed"

    def _timed(self, action: str) -> float:
        """How long the action works once its store is open."""
        self._run("build", "old" if action == "build" else "new")
        with self._start(action, {"prune": "few"}.get(action, "new"), self._pause) as process:
            assert process.stdout is not None
            process.stdout.readline()
            start = time.perf_counter()
            process.communicate()
        assert process.returncode == 0, f"{action} failed"
        return time.perf_counter() - start

    def _start(self, action: str, news: str, pause: float, store: Path | None = None) -> subprocess.Popen[str]:
        arguments = [action, str(self._news[news]), str(store or self._store), str(self._output), str(pause)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        command = [sys.executable, __file__, "--work", *arguments]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)


def dump(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return list(store.dump())


def units(lines: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The lines of each article, itself and its claims, by its id."""
    found: dict[str, list[str]] = {}
    key = ""
    for line in lines:
        name, _, rest = line.partition(" ")
        if name == "article":
            key = json.loads(rest)[0]
        if name in {"article", "claim"}:
            found.setdefault(key, []).append(line)
    return {key: tuple(some) for key, some in found.items()}


def run(kills: int, seed: int = 1, pause: float = 0.008) -> dict[str, Tally]:
    """So many kills, the actions in turn."""
    tallies = {action: Tally() for action in ACTIONS}
    with TemporaryDirectory() as folder:
        harness = Harness(Path(folder), seed, pause)
        for number in range(kills):
            action = ACTIONS[number % len(ACTIONS)]
            harness.round(action, ("old", "new")[number // len(ACTIONS) % 2], tallies[action])
    return tallies


def main() -> None:
    if sys.argv[1:2] == ["--work"]:
        action, news, store, output, pause = sys.argv[2:]
        work(action, news, Path(store), Path(output), float(pause))
        return
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=200, help="how many kills in all (200)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the moments (1)")
    arguments = parser.parse_args()
    tallies = run(arguments.kills, arguments.seed)
    print("| killed while at | kills | at work | lost, half-written or otherwise wrong |")
    print("|---|--:|--:|--:|")
    for action, tally in tallies.items():
        print(f"| {action} | {tally.kills} | {tally.hit} | {len(tally.faults)} |")
    faults = [fault for tally in tallies.values() for fault in tally.faults]
    print("\n".join(faults), file=sys.stderr)
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
