"""Bulk runs, killed and timed: `python -m benchmarks.bulk --help`.

`kill` kills a worker of a run and then the run, again and again, starts it again, and holds what
comes out against an undisturbed run: articles lost, read twice, or different. `scale` reads the
same articles with one worker and with more, in turns, and says what each worker is still worth,
what plain arithmetic is still worth on so many cores of this machine, and the most memory that a
worker had. The machine should have nothing else to do for `scale`; 400 articles are enough.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pyarrow.parquet as pq

from benchmarks.bulk_articles import write
from benchmarks.results import keep


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
        "part_size": options.part_size,
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
    """Time one worker and several, in turns, while all of them are warm and have something to do."""
    archive, several = folder / "archive.jsonl", options.workers
    words = write(options.articles, archive, brief=options.brief)
    rates: dict[int, list[float]] = {1: [], several: []}
    plain: dict[int, list[float]] = {1: [], several: []}
    most = 0
    for turn in range(options.turns):
        for workers, found in rates.items():
            plain[workers].append(_plain_rate(workers))
            out = folder / f"{workers}-{turn}"
            most = max(most, _peak(command(archive, out, options, workers)))
            found.append(_steady_rate(out, workers))
            _say(f"{workers} workers: {found[-1]:.2f} articles a second")
    one, many = (statistics.median(rates[n]) for n in (1, several))
    return {
        "articles": options.articles,
        "words_an_article": words,
        "articles_a_second_1_worker": round(one, 2),
        f"articles_a_second_{several}_workers": round(many, 2),
        "same_per_core": round(many / one / several, 3),
        "same_per_core_plain_arithmetic": round(
            statistics.median(plain[several]) / statistics.median(plain[1]) / several, 3
        ),
        "worker_peak_mb": most,
    }


def _steady_rate(out: Path, workers: int) -> float:
    """Articles a second of a run, from when all workers are warm to when the first runs out of work.

    Between the finish of as many parts as there are workers and that of as many before the end.
    """
    found = [(p.stat().st_mtime, p.read_bytes()) for p in out.glob("parts/*.json")]
    parts = sorted((at, len(json.loads(told)["entries"])) for at, told in found)
    first, last = workers - 1, len(parts) - workers
    if last - first < 5 * workers:
        raise SystemExit(f"{len(parts)} parts are too few for a rate: give it more articles")
    read = sum(articles for _, articles in parts[first + 1 : last + 1])
    return read / (parts[last][0] - parts[first][0])


def _plain_rate(processes: int) -> float:
    """Small matrix products a second, by so many processes that share nothing.

    What the cores themselves lose when several are busy (shared clock, memory, threads of one core).
    """
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _PRODUCTS], stdout=subprocess.PIPE, text=True, env=environment
        )
        for _ in range(processes)
    ]
    return sum(float(process.communicate()[0]) for process in running)


#: Counts products for five seconds, the first of which does not count.
_PRODUCTS = """
import time, numpy as np
a = np.ones((128, 128), np.float32)
begin, done = time.perf_counter() + 1, 0
while (now := time.perf_counter()) < begin + 4:
    a @ a
    done += now > begin
print(done / 4)
"""


def _peak(run: list[str]) -> int:
    """Let a run come to its end; the most memory in MB that a worker of it had."""
    process = psutil.Popen(run)
    most = 0
    while process.poll() is None:
        with suppress(psutil.Error):
            most = max(most, *(worker.memory_info().rss for worker in process.children()), 0)
        time.sleep(1)  # looking costs time, too
    if process.returncode:
        raise SystemExit(f"a run ended with exit code {process.returncode}")
    return most // 2**20


def main() -> None:
    """Run, print the figures, and put them into a file of results where one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["kill", "scale"])
    parser.add_argument("--model", default="small")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--part-size", type=int, help="default: 50 for kill, 20 for scale")
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
    options.part_size = options.part_size or {"kill": 50, "scale": 20}[options.what]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        figures = (kill if options.what == "kill" else scale)(options, folder)
    name = f"bulk_{options.what}_{Path(options.model).name}"
    print(json.dumps({name: figures}, indent=1))
    if options.save:
        keep(options.save, name, figures)


if __name__ == "__main__":
    main()
