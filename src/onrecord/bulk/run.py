"""A run, readable top to bottom: find → take down → cut → leave out what is there → read → put → close."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.bulk.blame import read_around
from onrecord.bulk.engines import Engine, EngineName, open_engine
from onrecord.bulk.finish import finish
from onrecord.bulk.job import Form, Job
from onrecord.bulk.ledger import Ledger
from onrecord.bulk.output import Output, check_apart
from onrecord.bulk.parts import Part, cut
from onrecord.bulk.report import Report, Totals
from onrecord.bulk.step import Outcome
from onrecord.ingest.archives import bytes_in, find_articles
from onrecord.ingest.columns import Columns, Named, all_named
from onrecord.ingest.raw import Raw

#: Articles of a part at most: half a minute to two of one worker, and 20 MB of results.
PART_SIZE = 200


@dataclass(frozen=True, slots=True)
class Options:
    """What to read, where to, and with what.

    inputs: files, folders and patterns. columns: {what: the column that says it, or several}.
    resume: keep what an earlier run left finished. part_size: articles of a part at most.
    """

    inputs: Sequence[str]
    folder: Path
    model: str = "base"
    forms: tuple[Form, ...] = ("parquet", "jsonl")
    columns: Mapping[str, Named] = field(default_factory=dict)
    engine: EngineName = "local"
    workers: int | None = None
    address: str | None = None
    resume: bool = True
    part_size: int = PART_SIZE


@dataclass(slots=True)
class Progress:
    """How far a run is.

    total, passed: bytes of the inputs, all and those that are done with. read: articles read this
    time, rejects among them. kept: those that an earlier run had read.
    """

    total: int
    passed: int = 0
    read: int = 0
    kept: int = 0


def run(options: Options, watch: Callable[[Progress], None] = lambda _: None) -> Report:
    """Read an archive into a folder; what is there already, whole, is not read again.

    watch: called after each part. Raises OptionError (R201) when the folder is not to be used,
    ModelError (R401), OutputError (R301), EngineError (R601), MissingExtra (R202). Stopped in
    any way, the same call goes on where it was.
    """
    started = time.monotonic()
    job = Job.of(options.model, options.forms)
    check_apart(options.folder, options.inputs)
    output = Output(options.folder)
    settings = _settings(options, job)
    with output.claimed(settings, anew=not options.resume), Ledger() as ledger:
        plan = Plan(options, job, output, ledger, watch)
        with open_engine(
            options.engine, job, workers=options.workers, address=options.address
        ) as engine:
            workers = engine.workers
            for part, outcome in _outcomes(engine, plan.parts()):
                output.put_part(part.id, outcome)
                plan.pass_by(part)
        done = plan.progress
        seconds = time.monotonic() - started
        totals = Totals(done.read, done.kept, seconds, options.engine, workers)
        return finish(output, ledger, settings, totals)


class Plan:
    """The parts that are still to be read, taken down and counted while they are found."""

    def __init__(
        self,
        options: Options,
        job: Job,
        output: Output,
        ledger: Ledger,
        watch: Callable[[Progress], None],
    ) -> None:
        self.progress = Progress(bytes_in(options.inputs))
        self._columns = Columns(options.columns)
        self._options = options
        self._job = job
        self._output = output
        self._ledger = ledger
        self._watch = watch
        self._found = 0
        self._sizes: dict[str, int] = {}

    def parts(self) -> Iterator[Part]:
        """Parts that are not there yet, lazily; an unfinished plan says nothing of the rest."""
        before = 0
        for part in cut(self._raws(), self._job, self._options.part_size):
            self._ledger.close_part(part.id)
            size, before = self._found - before, self._found
            if self._output.summary(part.id) is None:
                self._sizes[part.id] = size
                yield part
            else:
                self.progress.passed += size
                self.progress.kept += len(part.raws)
                self._watch(self.progress)
        self.progress.passed += self._found - before

    def pass_by(self, part: Part) -> None:
        """Count a part that has been read and is in place."""
        self.progress.passed += self._sizes.pop(part.id)
        self.progress.read += len(part.raws)
        self._watch(self.progress)

    def _raws(self) -> Iterator[Raw]:
        for found in find_articles(self._options.inputs, self._columns):
            self._found += found.size
            raw = self._ledger.enter(found)
            if raw is not None:
                yield raw


def _outcomes(engine: Engine, parts: Iterator[Part]) -> Iterator[tuple[Part, Outcome]]:
    """Each part and what came of it; those that kill their workers are read around at the end."""
    fatal: list[Part] = []
    for part, outcome in engine.run(parts):
        if outcome is None:
            fatal.append(part)
        else:
            yield part, outcome
    for part in fatal:
        yield part, read_around(part, engine)


def _settings(options: Options, job: Job) -> dict[str, Any]:
    """What a later run in the same folder must agree with."""
    return {
        "version": job.version,
        "schema": job.schema,
        "model": job.name,
        "model digest": job.digest,
        "formats": list(job.forms),
        "part size": options.part_size,
        "columns": {what: list(all_named(names)) for what, names in options.columns.items()},
        "inputs": list(options.inputs),
    }
