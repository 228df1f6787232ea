"""Archives of short articles of our own, an engine without processes, and a look at what came out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.bulk.engines import Done
from onrecord.bulk.job import Job
from onrecord.bulk.parts import Part
from onrecord.bulk.step import ArticleReader, read_part
from onrecord.ingest.raw import Raw

TINY = str(Path(__file__).parents[1] / "models" / "tiny")

_WHO = ("The minister", "Ana Rukh", "The harbour union", "A spokesman for Varnia", "Orlovia")
_CUES = ("said", "warned", "denied", "announced", "insisted")
_WHAT = (
    "that the ferry would sail on Monday",
    "that it will close the strait if the talks fail",
    "that no toll had been paid",
    "that the bridge would reopen in May",
)


def article(number: int) -> dict[str, Any]:
    """A row with an article that no other number gives."""
    sentences = [
        f"{_WHO[(number + i) % 5]} {_CUES[(number * 3 + i) % 5]} {_WHAT[(number // 5 + i) % 4]}."
        for i in range(4)
    ]
    text = f"Report {number}. " + " ".join(sentences) + f" “We count {number} ships,” he said."
    return {"id": f"n{number}", "text": text, "published": f"2024-03-{number % 28 + 1:02}"}


def write_jsonl(path: Path, numbers: Iterable[int]) -> Path:
    """An archive with an article a line."""
    lines = (json.dumps(article(number)) + "\n" for number in numbers)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def raws(numbers: Iterable[int]) -> list[Raw]:
    """The same articles as they are found."""
    return [Raw(article(n)["text"], published=article(n)["published"]) for n in numbers]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of an output by its path, but for the report, which tells the time taken."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in ("report.json", "run.json", ".lock")
    }


def rejects(folder: Path) -> list[dict[str, Any]]:
    """The lines of rejects.jsonl."""
    lines = (folder / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


class HereEngine:
    """Reads parts in this process; `killers` are texts that end every worker."""

    workers = 1

    def __init__(self, reader: ArticleReader, job: Job, killers: Iterable[str] = ()) -> None:
        self._reader = reader
        self._job = job
        self._killers = frozenset(killers)
        self.read: list[str] = []

    def __enter__(self) -> HereEngine:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Read parts one by one."""
        for part in parts:
            self.read.append(part.id)
            alive = {raw.content for i, raw in enumerate(part.raws) if i not in part.lost}
            if alive & self._killers:
                yield part, None
            else:
                yield part, read_part(part, self._reader, self._job.forms)
