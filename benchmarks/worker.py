"""One reader over one set of articles, timed: `python -m benchmarks.worker SYSTEM FOLDER ROUNDS`.

SYSTEM is `spacy:FOLDER-OF-MODEL` or the name of an onrecord model. Prints one JSON line: seconds
to load, articles a second in each round, peak memory in MB. A process of its own, so that
neither system's memory or threads touch the other's.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path


def spacy_reader(model: str) -> Callable[[list[str]], None]:
    """The whole spaCy pipeline, tokeniser to entities, through `nlp.pipe`."""
    import spacy  # only the benchmark's environment has it

    nlp = spacy.load(model)

    def run(texts: list[str]) -> None:
        for _ in nlp.pipe(texts):
            pass

    return run


def onrecord_reader(model: str) -> Callable[[list[str]], None]:
    """onrecord's reader with its default threads."""
    from onrecord.read.reader import Reader  # not in the other system's process
    from onrecord.records import Article

    reader = Reader.open(model)

    def run(texts: list[str]) -> None:
        for _ in reader.read_many((Article.of(text), ()) for text in texts):
            pass

    return run


def main(system: str, folder: str, rounds: int) -> None:
    """Load, warm up on one article, time the rounds."""
    texts = [p.read_text(encoding="utf-8") for p in sorted(Path(folder).glob("*.txt"))]
    kind, _, model = system.partition(":")
    started = time.perf_counter()
    run = spacy_reader(model) if kind == "spacy" else onrecord_reader(system)
    run(texts[:1])
    loaded = time.perf_counter() - started
    speeds = []
    for _ in range(rounds):
        started = time.perf_counter()
        run(texts)
        speeds.append(len(texts) / (time.perf_counter() - started))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load": round(loaded, 2), "speeds": speeds, "peak_mb": round(peak)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
