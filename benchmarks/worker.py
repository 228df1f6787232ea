"""One system over one set of articles, timed: `python -m benchmarks.worker SYSTEM FOLDER ROUNDS [score]`.

Prints one JSON line: seconds to load, articles a second in each round, peak memory in MB and, where
`score` is said, how it does on the quotations of our gold. A process of its own, so that neither a
system's memory nor its threads touch another's.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.systems import open_system


def main(name: str, folder: str, rounds: str, *also: str) -> None:
    """Load, warm up on one article, time the rounds, then score."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(Path(folder).glob("*.txt"))]
    started = time.perf_counter()
    system = open_system(name)
    system.read(texts[:1])
    told: dict[str, Any] = {"load": round(time.perf_counter() - started, 2), "speeds": []}
    for _ in range(int(rounds)):
        started = time.perf_counter()
        system.read(texts)
        told["speeds"].append(len(texts) / (time.perf_counter() - started))
    told["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    if "score" in also:
        # The gold brings parts of onrecord along, which are not the other system's.
        from benchmarks.quotes import score

        told["quotes"] = score(system, resolved=name.startswith("onrecord:"))
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
