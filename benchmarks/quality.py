"""Quality on annotated articles as a Markdown table: python benchmarks/quality.py SCORE.py GOLD_FOLDER …

Builds each folder's articles through the command line, exports Turtle and asks the given scoring script, so that
what is measured is what users get. `--only` and `--leave-out` are expressions on the stems of the articles.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--leave-out", default="(?!)")
    arguments = parser.parse_args()
    print("| articles | entities F1 | triples P | triples R | triples F1 | claims F1 | denied as true | evidence |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    for folder in arguments.folders:
        figures = score(arguments.scorer, folder, arguments.only, arguments.leave_out)
        triples = figures["triples"]
        cells = [f"{folder.name} ({figures['articles']})", f"{figures['entities']['f1']:.2f}"]
        cells += [f"{triples[key]:.2f}" for key in ("precision", "recall", "f1")]
        cells += [f"{figures['claims']['f1']:.2f}", str(figures["denied as true"]), str(figures["evidence"])]
        print(f"| {' | '.join(cells)} |")


def score(scorer: Path, folder: Path, only: str, leave_out: str) -> dict:
    """The scoring script's figures for a fresh build of the chosen articles."""
    with tempfile.TemporaryDirectory() as name:
        gold, store, graph = Path(name, "gold"), Path(name, "kg.sqlite"), Path(name, "graph.ttl")
        gold.mkdir()
        for path in sorted(folder.iterdir()):
            chosen = re.search(only, path.stem) and not re.search(leave_out, path.stem)
            if path.suffix in (".txt", ".json") and chosen:
                shutil.copy(path, gold)
        texts = sorted(str(path) for path in gold.glob("*.txt"))
        kg("build", *texts, "--store", str(store))
        kg("export", "--format", "ttl", "-o", str(graph), "--store", str(store))
        done = subprocess.run(
            [sys.executable, str(scorer), str(gold), str(graph), "--json"], capture_output=True, text=True, check=True
        )
        return json.loads(done.stdout)


def kg(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, check=True)


if __name__ == "__main__":
    main()
