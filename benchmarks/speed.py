"""Articles a second against a spaCy pipeline, same articles, same run: `python -m benchmarks.speed --help`.

The systems take turns, several times, each in a process of its own; every figure is a median and
speeds are reported as ratios, since machines are shared. spaCy runs `en_core_web_sm`, tokeniser to
entities, through `nlp.pipe`, as most people would.
"""

from __future__ import annotations

import argparse
import json
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def worker(system: str, folder: Path, rounds: int) -> dict[str, Any]:
    """Time one system in a fresh process, start of the interpreter included in `cold`."""
    command = [sys.executable, "-m", "benchmarks.worker", system, str(folder), str(rounds)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def cold_start(command: Sequence[str], times: int) -> float:
    """Median seconds of a whole command, from start to exit."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    return round(statistics.median(taken), 2)


def compare(options: argparse.Namespace) -> dict[str, Any]:
    """Run every system in turn and put the figures beside each other."""
    systems = [f"spacy:{options.spacy}", *options.models]
    runs: dict[str, list[dict[str, Any]]] = {s: [] for s in systems}
    for _ in range(options.turns):
        for system in systems:
            runs[system].append(worker(system, options.articles, options.rounds))
    speed = {s: [statistics.median(r["speeds"]) for r in found] for s, found in runs.items()}
    spacy = systems[0]
    article = str(sorted(options.articles.glob("*.txt"))[0])
    loading = f"import spacy; spacy.load({str(options.spacy)!r})(open({article!r}).read())"
    report: dict[str, Any] = {}
    for system in systems:
        ratios = [a / b for a, b in zip(speed[system], speed[spacy], strict=True)]
        name = "spacy" if system == spacy else system
        cold = [sys.executable, "-c", loading]
        if system != spacy:
            cold = [
                sys.executable,
                "-m",
                "onrecord",
                "read",
                "--model",
                system,
                "--format",
                "jsonl",
                article,
            ]
        report[name] = {
            "articles_a_second": round(statistics.median(speed[system]), 2),
            "ratio_to_spacy": round(statistics.median(ratios), 2),
            "cold_start_s": cold_start(cold, options.turns),
            "peak_mb": max(r["peak_mb"] for r in runs[system]),
        }
    return report


def main() -> None:
    """Print the table and, with `--save`, write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--spacy", type=Path, required=True, help="folder of en_core_web_sm")
    parser.add_argument("--articles", type=Path, default=HERE.parent / "evaluation" / "gold")
    parser.add_argument("--models", nargs="+", default=["base"])
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--save", type=Path)
    options = parser.parse_args()
    report = compare(options)
    print(f"{'system':10}{'articles/s':>12}{'ratio':>8}{'cold start s':>14}{'peak MB':>9}")
    for name, row in report.items():
        print(
            f"{name:10}{row['articles_a_second']:>12}{row['ratio_to_spacy']:>8}"
            f"{row['cold_start_s']:>14}{row['peak_mb']:>9}"
        )
    if options.save:
        machine = {
            "processor": platform.processor() or platform.machine(),
            "python": platform.python_version(),
        }
        options.save.write_text(
            json.dumps({"machine": machine, "figures": report}, indent=1) + "\n"
        )


if __name__ == "__main__":
    main()
