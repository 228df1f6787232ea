"""`Reader`: articles in, records out, with the encoder always busy.

text → blocks → words → subwords → windows → encoder (read.jobs) → what they say (read.steps)
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

import numpy as np

from onrecord import __version__
from onrecord.read.attributions import Floats
from onrecord.read.encoder import Encoder, default_threads, find_model
from onrecord.read.jobs import Job, jobs, scored
from onrecord.read.layers import Layers
from onrecord.read.meaning import WIDTH, meanings
from onrecord.read.segment import words
from onrecord.records import Article, Notice, ReaderInfo, Record

if TYPE_CHECKING:
    from onrecord.read.assembly import Reading

Submission = tuple[Article, tuple[Notice, ...]]

#: Windows handed to the encoder before the first is waited for: enough to keep every thread
#: busy while one article is put together, few enough to bound memory.
AHEAD = 32

#: A block of an article or, behind its last one, None.
Ahead = tuple[Submission, Job | None]


class Reader:
    """Reads articles into records; open one with `Reader.open()` and keep it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.info = ReaderInfo(version=__version__, model=encoder.name)

    @classmethod
    def open(cls, model: str = "base", *, threads: int | None = None) -> Reader:
        """Load a model: `base`, or the folder of another.

        threads: windows run side by side; as many as this process has processors unless told.
        Raises ModelError (R401) when there is no such model.
        """
        folder = find_model(model)
        Thread(target=_prepare, name="onrecord-prepare").start()
        return cls(Encoder(folder, threads or default_threads()))

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        """Read one article; `notices` from its ingest come first in the record's own."""
        return next(self.read_many([(article, notices)]))

    def vector(self, text: str) -> Floats:
        """The unit vector of what a text means, to hold against those of statements: float32 [128].

        Of a text without a word it is all zero.
        """
        found = words(text)
        if not found:
            return np.zeros(WIDTH, np.float32)
        windows, scores = scored(found, self._encoder)
        vector: Floats = meanings(
            Layers.of(found, windows, scores, self._encoder.heads), [[(0, len(found))]]
        )[0]
        return vector

    def read_many(self, articles: Iterable[Article | Submission]) -> Iterator[Record]:
        """Read articles lazily, one record each, in their order.

        Each is an article, or one with the notices of its ingest beside it. An article's record
        is the same alone or among others.
        """
        return (record for record, _ in self.read_many_with_vectors(articles))

    def read_many_with_vectors(
        self, articles: Iterable[Article | Submission]
    ) -> Iterator[tuple[Record, Floats]]:
        """Read articles as `read_many` does, each with its statements' vectors of meaning.

        These are unit vectors, float32 [statements, 128].
        """
        waiting: deque[Ahead] = deque()
        readings: list[Reading] = []
        try:
            for submission, job in self._ahead(map(_submitted, articles), waiting):
                # The encoder is at work by now: see _prepare.
                from onrecord.read.steps import reading, record  # noqa: PLC0415

                if job:
                    readings.append(reading(submission[0], job, self._encoder))
                    continue
                vectors = [np.zeros((0, WIDTH), np.float32), *(r.meanings for r in readings)]
                yield record(self.info, *submission, readings), np.concatenate(vectors)
                readings = []
        finally:
            # Stopped early: what nobody waits for is not run.
            for _, job in waiting:
                for score in job.scores if job else ():
                    score.cancel()

    def _ahead(self, articles: Iterable[Submission], waiting: deque[Ahead]) -> Iterator[Ahead]:
        """Blocks in order, handed out once enough windows wait behind them."""
        pending = 0
        for submission in articles:
            for job in jobs(submission[0].text, self._encoder):
                waiting.append((submission, job))
                pending += len(job.scores)
                while pending > AHEAD and len(waiting) > 1:
                    first = waiting.popleft()
                    pending -= len(first[1].scores) if first[1] else 0
                    yield first
            waiting.append((submission, None))
        while waiting:
            yield waiting.popleft()


def _prepare() -> None:
    """Import the steps behind the encoder and fill their tables, which take longer than an article.

    Meanwhile the runtime builds its session and scores the first windows, away from Python.
    """
    import_module("onrecord.read.steps")
    import_module("onrecord.read.known").fill()


def _submitted(article: Article | Submission) -> Submission:
    return (article, ()) if isinstance(article, Article) else article
