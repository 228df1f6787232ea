"""The local engine: processes of this machine, one thread each, replaced when they die."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType

from onrecord.bulk.engines import TRIES, Done
from onrecord.bulk.job import Job
from onrecord.bulk.parts import Part
from onrecord.bulk.step import ArticleReader, Outcome, read_part
from onrecord.errors import EngineError, OnrecordError
from onrecord.records import Article, Notice, Record

#: Spawned, not forked: a fork of a process with threads can hang, and macOS and Windows spawn.
_START = get_context("spawn")
#: One processor a worker, whatever libraries think, or are told, that they may have.
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass(slots=True)
class Worker:
    """A process, the way to talk to it, and the part that it has."""

    process: BaseProcess
    line: Connection
    part: Part | None = None
    ready: bool = False

    def give(self, part: Part) -> None:
        """Send a part; a process that has died since is heard of where all are heard."""
        with suppress(OSError):
            self.line.send(part)


class LocalEngine:
    """Reads parts in processes of this machine; a part whose process is killed is read again."""

    def __init__(self, job: Job, workers: int) -> None:
        self.workers = workers
        self._job = job
        self._all: list[Worker] = []
        self._stillborn = 0

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for worker in self._all:
            worker.line.close()
            worker.process.kill()  # it holds nothing that is not told
            worker.process.join()
        self._all.clear()

    def run(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Read parts, each when a process is free."""
        waiting = iter(parts)
        again: deque[Part] = deque()
        deaths: dict[str, int] = {}
        while True:
            self._hand_out(waiting, again)
            busy = {worker.line: worker for worker in self._all if worker.part}
            if not busy:
                return
            for line in wait(list(busy)):
                worker = busy[line]  # type: ignore[index]
                part = worker.part
                assert part is not None
                try:
                    heard = worker.line.recv()
                except (EOFError, OSError):
                    self._bury(worker)
                    deaths[part.id] = deaths.get(part.id, 0) + worker.ready
                    if deaths[part.id] < TRIES:
                        again.append(part)
                    else:
                        yield part, None
                    continue
                if isinstance(heard, OnrecordError):
                    raise heard
                if isinstance(heard, Outcome):
                    worker.part = None
                    # First, so that the process has something to do while the outcome is written.
                    self._hand_out(waiting, again)
                    yield part, heard
                else:
                    worker.ready, self._stillborn = True, 0
                    worker.give(part)

    def _hand_out(self, waiting: Iterator[Part], again: deque[Part]) -> None:
        """Give every process that has nothing to do a part, as long as there are any."""
        while sum(worker.part is not None for worker in self._all) < self.workers:
            part = again.popleft() if again else next(waiting, None)
            if part is None:
                return
            free = next((w for w in self._all if w.part is None), None) or self._start()
            free.part = part
            if free.ready:
                free.give(part)

    def _start(self) -> Worker:
        ours, theirs = _START.Pipe()
        process = _START.Process(target=_work, args=(theirs, self._job), daemon=True)
        kept = {name: os.environ.get(name) for name in _ONE_THREAD}
        os.environ.update(_ONE_THREAD)
        try:
            process.start()
        finally:
            for name, value in kept.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
        # The other end is the process's alone, so that its death is the end of the line.
        theirs.close()
        worker = Worker(process, ours)
        self._all.append(worker)
        return worker

    def _bury(self, worker: Worker) -> None:
        worker.line.close()
        worker.process.join()
        self._all.remove(worker)
        if not worker.ready:
            self._stillborn += 1
        if self._stillborn >= TRIES * self.workers:
            raise EngineError(
                f"the processes that read end before they begin (exit {worker.process.exitcode})",
                "Look at what they say above, use fewer with --workers, or the model small",
            )


def _work(line: Connection, job: Job) -> None:
    """Life of a worker: open a reader, read parts until nobody sends any."""
    # Ctrl-C on a terminal reaches every process; the run itself ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        reader = WantedReader(job.open_reader())
        line.send("ready")
        while True:
            line.send(read_part(line.recv(), reader, job.forms))
    except OnrecordError as error:
        line.send(error)
    except (EOFError, BrokenPipeError):
        return  # the run is over, or was killed


class WantedReader:
    """A reader that ends its process when the run that started it has been killed."""

    def __init__(self, reader: ArticleReader) -> None:
        self._reader = reader

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        """Read one article."""
        run = parent_process()
        if run is not None and not run.is_alive():
            raise SystemExit
        return self._reader.read(article, notices)
