"""Speed and accuracy beside spaCy and textacy, same articles, same run: `python -m benchmarks.speed --help`.

The systems take turns, several times, each in a process of its own; every figure is a median and
speeds are reported as ratios, since machines are shared. spaCy runs its pipelines, tokeniser to
entities, through `nlp.pipe`, as most people would; textacy looks for direct quotations in what
they give. benchmarks/quotes.py says what the figures of quotations are.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.results import keep

GOLD = Path(__file__).parent.parent / "evaluation" / "gold"


def worker(system: str, folder: Path, rounds: int, *, score: bool) -> dict[str, Any]:
    """Time one system in a fresh process, and score it where that is asked for."""
    command = [sys.executable, "-m", "benchmarks.worker", system, str(folder), str(rounds)]
    done = subprocess.run(
        [*command, *(["score"] if score else [])], check=True, stdout=subprocess.PIPE, text=True
    )
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def cold_start(command: Sequence[str], times: int) -> float:
    """Median seconds of a whole command, from start to exit, its modules compiled as installed ones are."""
    compiling = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    taken = []
    for _ in range(1 + times):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=compiling)
        taken.append(time.perf_counter() - started)
    return round(statistics.median(taken[1:]), 2)


def first_record(system: str, article: str) -> list[str]:
    """The command that reads one article and ends."""
    kind, _, model = system.partition(":")
    if kind == "onrecord":
        read = ["-m", "onrecord", "read", "--model", model, "--format", "jsonl", article]
    else:
        opened = f"from benchmarks.systems import open_system as o; o({system!r})"
        read = ["-c", f"{opened}.read([open({article!r}).read()])"]
    return [sys.executable, *read]


def chosen(pipelines: Sequence[Path], models: Sequence[str]) -> dict[str, str]:
    """What is compared, by the name that it is told by; the first is what others are held against."""
    systems = {pipeline.name: f"spacy:{pipeline}" for pipeline in pipelines}
    if importlib.util.find_spec("textacy"):
        systems |= {f"textacy, {p.name}": f"textacy:{p}" for p in pipelines}
    else:
        print("textacy is left out: it is not installed", file=sys.stderr)
    return systems | {model: f"onrecord:{model}" for model in models}


def compare(options: argparse.Namespace) -> dict[str, Any]:
    """Run every system in turn and put the figures beside each other."""
    systems = chosen(options.spacy, options.models)
    runs: dict[str, list[dict[str, Any]]] = {name: [] for name in systems}
    for turn in range(options.turns):
        for name, system in systems.items():
            found = worker(system, options.articles, options.rounds, score=turn == 0)
            runs[name].append(found)
    speed = {n: [statistics.median(r["speeds"]) for r in found] for n, found in runs.items()}
    against = speed[next(iter(systems))]
    texts = sorted(options.articles.glob("*.txt"))
    report: dict[str, Any] = {}
    for name, system in systems.items():
        ratios = [a / b for a, b in zip(speed[name], against, strict=True)]
        report[name] = {
            "articles_a_second": round(statistics.median(speed[name]), 2),
            "ratio": round(statistics.median(ratios), 2),
            "cold_start_s": cold_start(first_record(system, str(texts[0])), options.turns),
            "peak_mb": max(r["peak_mb"] for r in runs[name]),
            **(runs[name][0]["quotes"] or {}),
        }
    words = statistics.mean(len(p.read_text(encoding="utf-8").split()) for p in texts)
    return {"articles": len(texts), "words_an_article": round(words), "systems": report}


def main() -> None:
    """Print the table and, with `--save`, put it into a file of results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--spacy",
        type=Path,
        nargs="+",
        required=True,
        metavar="FOLDER",
        help="folders of spaCy pipelines; speeds are ratios to the first",
    )
    parser.add_argument("--articles", type=Path, default=GOLD, help="folder of .txt files")
    parser.add_argument("--models", nargs="+", default=["base"])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--save", type=Path, help="results.json to put the figures into")
    options = parser.parse_args()
    report = compare(options)
    print(table(report["systems"]))
    if options.save:
        keep(options.save, "speed", report)


def table(systems: dict[str, dict[str, Any]]) -> str:
    """The figures for people, a line a system."""
    columns = {
        "articles_a_second": "articles/s",
        "ratio": "ratio",
        "cold_start_s": "cold start s",
        "peak_mb": "peak MB",
        "quotes_f1": "quotes F1",
        "source": "source %",
        "speaker": "speaker %",
    }
    widest = max(len(name) for name in systems)
    lines = [" " * widest + "".join(f"{title:>14}" for title in columns.values())]
    for name, row in systems.items():
        lines.append(f"{name:{widest}}" + "".join(f"{row.get(c, '-'):>14}" for c in columns))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
