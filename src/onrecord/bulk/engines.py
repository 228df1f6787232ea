"""What reads parts: processes of this machine, or a Ray cluster; the same bytes come from either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Literal, Protocol

from onrecord.bulk.job import Job
from onrecord.bulk.parts import Part
from onrecord.bulk.step import Outcome
from onrecord.errors import OptionError
from onrecord.read.encoder import default_threads

EngineName = Literal["local", "ray"]

#: Deaths of a worker over one part, after which the part is suspected.
TRIES = 3


#: A part and what came of it; None when its worker died every time.
Done = tuple[Part, Outcome | None]


class Engine(Protocol):
    """Reads parts, as many at once as it has workers."""

    @property
    def workers(self) -> int:
        """Parts that are read at once."""

    def run(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Read parts, taken one by one when a worker is free, and give each when it is done.

        Raises EngineError (R601) when there are no workers to be had, ModelError (R401) when
        they have another version or model.
        """


def open_engine(
    name: EngineName, job: Job, *, workers: int | None = None, address: str | None = None
) -> AbstractContextManager[Engine]:
    """Start an engine, to be ended with the block.

    workers: processes; as many as this machine, or the cluster, has processors unless told.
    address: of a running Ray cluster; without one, Ray is started on this machine.
    Raises OptionError (R201), MissingExtra (R202) without Ray, EngineError (R601).
    """
    if name == "ray":
        from onrecord.bulk.on_ray import RayEngine  # noqa: PLC0415, Ray is an extra

        return RayEngine(job, workers, address)
    if address:
        raise OptionError("an address is for Ray only", "Add --engine ray")
    from onrecord.bulk.local import LocalEngine  # noqa: PLC0415

    return LocalEngine(job, workers or default_threads())
