"""`onrecord add` with a reader that needs no model, as a process of its own that can be killed."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.cli.add import AddingSteps
from onrecord.cli.keeping import Submission
from onrecord.cli.main import main
from onrecord.ingest import find_inputs, load
from onrecord.records import Record
from onrecord.store.packing import Floats
from tests.store.making import READER, Quote, record, vectors

#: Seconds that an article takes to read.
SLOW = 0.02


class SlowReader:
    """Finds one statement an article: its first line, `Name cue that …`."""

    info = READER

    def read_many_with_vectors(
        self, articles: Iterable[Submission]
    ) -> Iterator[tuple[Record, Floats]]:
        for article, _ in articles:
            time.sleep(SLOW)
            first, _, last, cue, content = article.text.split("\n")[0].split(" ", 4)
            told = record(article, (Quote(f"{first} {last}", cue, content),))
            yield told, vectors(told, len(content) % 128)


def write_articles(folder: Path, count: int) -> None:
    """Articles that `SlowReader` can read; every third is wire copy of the one before."""
    folder.mkdir()
    for number in range(count):
        own = number - 1 if number % 3 == 2 else number
        line = f"Ann of Lee{own % 7} said that bridge {own} is open and has been since the year {1900 + own}"
        more = " ".join(f"word{own}x{i}" for i in range(60))
        (folder / f"{number:03}.txt").write_text(f"{line}\n{more}\n{number}\n", encoding="utf-8")


if __name__ == "__main__":
    main(obj=AddingSteps(find_inputs, load, SlowReader), args=["add", *sys.argv[1:]])
