"""Bulk runs, killed and timed: `python -m benchmarks.bulk --help`.

`kill` kills a run, workers and all, again and again, starts it again, and holds what comes out
against an undisturbed run: articles lost, read twice, or different. `scale` reads the same
articles with one worker and with more, in turns, and says what each worker is still worth, and the
most memory that one had. The machine should have nothing else to do for `scale`.
"""

from __future__ import annotations

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq

from benchmarks.bulk_articles import write


def command(archive: Path, out: Path, options: argparse.Namespace, workers: int) -> list[str]:
    """A bulk run as a command."""
    return [
        *(sys.executable, "-m", "onrecord", "bulk", str(archive), "-o", str(out), "--quiet"),
        *("--model", options.model, "--part-size", str(options.part_size)),
        *("--workers", str(workers)),
    ]


def kill(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Kill a run, and count what became of its articles."""
    archive = folder / "archive.jsonl"
    write(options.articles, archive)
    calm = folder / "calm"
    subprocess.run(command(archive, calm, options, options.workers), check=True)
    parts = _finished(calm)
    hurt = folder / "hurt"
    kills = worker_kills = 0
    while kills < options.kills:
        run = subprocess.Popen(command(archive, hurt, options, options.workers))
        # Each time one share further, so that the last kill comes before the end.
        due = parts * (kills + 1) // (options.kills + 1)
        while _finished(hurt) < due and run.poll() is None:
            time.sleep(0.1)
            if worker_kills <= kills and _finished(hurt) > due - parts // (2 * options.kills + 2):
                worker_kills += _kill_one(run.pid)
        if run.poll() is not None:
            raise SystemExit("the run ended before it was killed: give it more articles")
        run.send_signal(signal.SIGKILL)
        run.wait()
        kills += 1
    subprocess.run(command(archive, hurt, options, options.workers), check=True)
    return {
        "articles": options.articles,
        "kills_of_the_run": kills,
        "kills_of_a_worker": worker_kills,
        **_compared(calm, hurt, options.articles),
    }


def _finished(out: Path) -> int:
    """Parts that are finished."""
    return len(list(out.glob("parts/*.json")))


def _kill_one(run: int) -> int:
    """Kill one worker of a run; give how many were."""
    try:
        workers = psutil.Process(run).children()
        found = [w for w in workers if "spawn_main" in " ".join(w.cmdline())]
        if found:
            found[0].kill()
    except psutil.Error:
        return 0
    return len(found[:1])


def _compared(calm: Path, hurt: Path, articles: int) -> dict[str, int]:
    ids = Counter(pq.read_table(hurt / "articles", columns=["id"])["id"].to_pylist())
    expected = set(pq.read_table(calm / "articles", columns=["id"])["id"].to_pylist())
    differ = [
        path
        for path in {p.relative_to(top) for top in (calm, hurt) for p in top.rglob("*.*")}
        if path.name not in ("report.json", ".lock") and not _same(calm / path, hurt / path)
    ]
    return {
        "lost": articles - len(expected & set(ids)),
        "twice": sum(ids.values()) - len(ids),
        "files_that_differ": len(differ),
    }


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def scale(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Time one worker and several, in turns; start-up is left out by taking a small run off."""
    archive, few = folder / "archive.jsonl", folder / "few.jsonl"
    write(options.articles, archive)
    write(options.workers, few)
    rates: dict[int, list[float]] = {1: [], options.workers: []}
    most = 0
    for turn in range(options.turns):
        for workers, found in rates.items():
            spent = {}
            for path in (few, archive):
                out = folder / f"{path.stem}-{workers}-{turn}"
                spent[path], peak = _timed(command(path, out, options, workers))
                most = max(most, peak)
            read = options.articles - options.workers
            found.append(read / (spent[archive] - spent[few]))
    one, many = (statistics.median(rates[n]) for n in (1, options.workers))
    words = [len(json.loads(line)["text"].split()) for line in archive.open(encoding="utf-8")]
    return {
        "words_an_article": round(statistics.mean(words)),
        "articles_a_second_1_worker": round(one, 2),
        f"articles_a_second_{options.workers}_workers": round(many, 2),
        "same_per_core": round(many / one / options.workers, 3),
        "worker_peak_mb": most,
    }


def _timed(run: list[str]) -> tuple[float, int]:
    """Seconds of a run, and the most memory in MB that a worker of it had."""
    started = time.perf_counter()
    process = psutil.Popen(run)
    most = 0
    while process.poll() is None:
        try:
            for worker in process.children():
                most = max(most, worker.memory_info().rss)
        except psutil.Error:
            pass
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"a run ended with exit code {process.returncode}")
    return time.perf_counter() - started, most // 2**20


def main() -> None:
    """Run, print the figures, and put them into a file of results where one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["kill", "scale"])
    parser.add_argument("--model", default="small")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--part-size", type=int, default=50)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--kills", type=int, default=5)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--save", type=Path, help="results.json to put the figures into")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = (kill if options.what == "kill" else scale)(options, Path(folder))
    name = f"bulk_{options.what}_{Path(options.model).name}"
    print(json.dumps({name: figures}, indent=1))
    if options.save:
        whole = json.loads(options.save.read_text()) if options.save.exists() else {}
        whole.setdefault("figures", {})[name] = figures
        options.save.write_text(json.dumps(whole, indent=1) + "\n")


if __name__ == "__main__":
    main()
