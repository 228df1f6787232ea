"""Bulk runs, killed and timed: `python -m benchmarks.bulk --help`.

`kill` kills a run, workers and all, again and again, starts it again, and holds what comes out
against an undisturbed run: articles lost, read twice, or different. `scale` reads the same
articles with one worker and with more, in turns, and says what each worker is still worth, and the
most memory that one had. The machine should have nothing else to do for `scale`.
"""

from __future__ import annotations

import argparse
import json
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
    """Kill a run, and count what became of its articles.

    What an earlier call left in the folder is gone on with; the run that is held to be undisturbed
    starts anew unless it had come to its end.
    """
    archive, calm, hurt = folder / "archive.jsonl", folder / "calm", folder / "hurt"
    words = write(options.articles, archive, brief=options.brief)
    if not (calm / "report.json").exists():
        _say("the undisturbed run begins")
        run = [*command(archive, calm, options, options.workers), "--no-resume"]
        subprocess.run(run, check=True)
    parts = _finished(calm)
    _say(f"the undisturbed run is done: {parts} parts")
    tally = folder / "kills.json"
    killed = Counter(json.loads(tally.read_text()) if tally.exists() else {})
    while killed["run"] < options.kills:
        # Each time one share further, so that the last kill comes before the end.
        due = parts * (killed["run"] + 1) // (options.kills + 1)
        run = command(archive, hurt, options, options.workers)
        killed += _disturbed(run, hurt, due - parts // (2 * options.kills + 2), due)
        tally.write_text(json.dumps(killed))
        _say(f"killed {dict(killed)}; {_finished(hurt)} of {parts} parts are done")
    subprocess.run(command(archive, hurt, options, options.workers), check=True)
    return {
        "articles": options.articles,
        "words_an_article": words,
        "workers": options.workers,
        "kills_of_the_run": killed["run"],
        "kills_of_a_worker": killed["worker"],
        **_compared(calm, hurt, options.articles),
    }


def _disturbed(run: list[str], out: Path, first: int, then: int) -> Counter[str]:
    """Kill a worker of a run when it has more than `first` parts, and the run when it has `then`.

    Its other workers find out by themselves.
    """
    process = subprocess.Popen(run)
    killed: Counter[str] = Counter()
    while (done := _finished(out)) < then:
        if process.poll() is not None:
            raise SystemExit("the run ended before it was killed: give it more articles")
        if done > first and not killed["worker"]:
            killed["worker"] = _kill_one(process.pid)
        time.sleep(0.1)
    process.kill()
    process.wait()
    return killed + Counter(run=1)


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


def _say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


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
    parser.add_argument(
        "--brief", action="store_true", help="articles of some 160 words, not some 580"
    )
    parser.add_argument(
        "--folder", type=Path, help="of `kill`: work there, and go on where an earlier call stopped"
    )
    parser.add_argument("--save", type=Path, help="results.json to put the figures into")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        figures = (kill if options.what == "kill" else scale)(options, folder)
    name = f"bulk_{options.what}_{Path(options.model).name}"
    print(json.dumps({name: figures}, indent=1))
    if options.save:
        whole = json.loads(options.save.read_text()) if options.save.exists() else {}
        whole.setdefault("figures", {})[name] = figures
        options.save.write_text(json.dumps(whole, indent=1) + "\n")


if __name__ == "__main__":
    main()
