"""The Ray engine: the same step as tasks of a Ray cluster, or of a Ray started on this machine.

Parts travel to the tasks and files' bytes travel back, so that the machines of a cluster need
no disk in common. Ray retries a task whose process or machine dies.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Iterator
from functools import cache
from types import TracebackType
from typing import Any

from onrecord.bulk.engines import TRIES, Done
from onrecord.bulk.job import Job
from onrecord.bulk.parts import Part
from onrecord.bulk.step import Outcome, read_part
from onrecord.errors import EngineError, MissingExtra, ModelError
from onrecord.read.reader import Reader

#: Bytes of this machine's memory for parts and results under way, where Ray is started here.
_STORE = 2**28


class RayEngine:
    """Reads parts as Ray tasks of one processor each."""

    def __init__(self, job: Job, workers: int | None, address: str | None) -> None:
        """Connect to `address`, or start Ray here with `workers` processors (all unless told).

        Raises MissingExtra (R202) when Ray is not installed, EngineError (R601) when there is
        no cluster at the address.
        """
        self._ray = ray = _import_ray()
        self._most = workers
        settings: dict[str, Any] = {"num_cpus": workers, "object_store_memory": _STORE}
        if address:
            settings = {"address": address}
        try:
            ray.init(
                include_dashboard=False if not address else None,
                log_to_driver=False,
                logging_level=logging.ERROR,
                **settings,
            )
        except Exception as error:  # Ray has no one kind of error for it
            where = (
                f"the Ray cluster at {address} does not answer" if address else "Ray does not start"
            )
            raise EngineError(
                f"{where} ({(str(error).splitlines() or [''])[0]})",
                "Check the address, and that `ray status` answers on this machine",
            ) from error
        self._job = ray.put(job)
        self._task = ray.remote(num_cpus=1, max_retries=TRIES)(_read_remotely)

    def __enter__(self) -> RayEngine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ray.shutdown()

    @property
    def workers(self) -> int:
        """Tasks at once: what was asked for, or the processors that the cluster has just now."""
        return self._most or max(1, int(self._ray.cluster_resources().get("CPU", 1)))

    def run(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Read parts; as many are under way as the cluster has processors, and a few wait."""
        ray = self._ray
        waiting = iter(parts)
        under_way: dict[Any, Part] = {}
        while True:
            room = self.workers if self._most else self.workers + self.workers // 4 + 1
            while len(under_way) < room:
                part = next(waiting, None)
                if part is None:
                    break
                under_way[self._task.remote(part, self._job)] = part
            if not under_way:
                return
            for done in ray.wait(list(under_way), num_returns=1)[0]:
                yield under_way.pop(done), self._outcome(done)

    def _outcome(self, done: Any) -> Outcome | None:
        ray = self._ray
        try:
            outcome: Outcome = ray.get(done)
        except ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, ModelError):
                raise error.cause from None
            raise EngineError(
                f"a Ray task failed ({error.cause!r})",
                "Install the same onrecord[ray] on every machine of the cluster",
            ) from error
        except ray.exceptions.RayError:
            return None  # its process or machine died, more often than Ray tries again
        return outcome


def _import_ray() -> Any:
    # Ray reports its use to its makers unless it is told not to, before it is imported.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray  # noqa: PLC0415, an extra, and 1 s
    except ImportError as error:
        raise MissingExtra(
            f"Ray is not installed ({error})", "Install it with: pip install 'onrecord[ray]'"
        ) from error
    return ray


def _read_remotely(part: Part, job: Job) -> Outcome:
    return read_part(part, _reader(job), job.forms)


@cache
def _reader(job: Job) -> Reader:
    """The reader of a worker process, kept from task to task."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    return job.open_reader()
