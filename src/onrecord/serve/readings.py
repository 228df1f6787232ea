"""Articles that visitors add: read one after the other beside the pages, with progress to show."""

from __future__ import annotations

import io
import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal

from onrecord.errors import OnrecordError
from onrecord.ingest import Input, Overrides, load

if TYPE_CHECKING:
    from onrecord.ingest.loading import Loaded
    from onrecord.read.reader import Reader

Step = Literal["waiting", "fetching", "reading", "storing", "done", "failed"]

#: How many readings are remembered, and how many may wait.
_KEPT = 500
_MOST_WAITING = 50

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """What a visitor gave: an address, or the bytes of a text or page. name: what to call it."""

    name: str
    address: str | None
    raw: bytes
    overrides: Overrides


@dataclass(frozen=True, slots=True)
class Reading:
    """How far one article is; `article` is its id once it is stored."""

    id: str
    name: str
    step: Step
    article: int | None = None
    problem: str | None = None
    remedy: str | None = None

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.step in ("done", "failed")


class TooManyWaiting(OnrecordError):
    """More articles wait to be read than are kept."""

    code = "R702"


class Readings:
    """A line of articles and the one thread that reads them.

    open_reader: called once, when the first article comes. keep: stores what was read and gives
    the article's number. public_only: refuse addresses in private networks.
    """

    def __init__(
        self,
        open_reader: Callable[[], Reader],
        keep: Callable[[Reader, Loaded], int],
        *,
        public_only: bool,
    ) -> None:
        self._open_reader = open_reader
        self._keep = keep
        self._public_only = public_only
        self._line: queue.Queue[tuple[str, Source] | None] = queue.Queue(_MOST_WAITING)
        self._readings: OrderedDict[str, Reading] = OrderedDict()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, source: Source) -> Reading:
        """Put a source at the end of the line; raises TooManyWaiting (R702) when that is long."""
        reading = Reading(secrets.token_hex(8), source.name, "waiting")
        with self._lock:
            self._readings[reading.id] = reading
            while len(self._readings) > _KEPT:
                self._readings.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="readings", daemon=True)
                self._thread.start()
        try:
            self._line.put_nowait((reading.id, source))
        except queue.Full:
            self._set(reading.id, step="failed")
            raise TooManyWaiting(
                f"{_MOST_WAITING} articles wait to be read", "Try again in some minutes"
            ) from None
        return reading

    def get(self, id: str) -> Reading | None:
        """How far the reading of that id is, while it is remembered."""
        return self._readings.get(id)

    def close(self) -> None:
        """Finish the article at hand, and end the thread."""
        if self._thread is not None:
            while not self._line.empty():
                self._line.get_nowait()
            self._line.put(None)
            self._thread.join(timeout=60)

    def _work(self) -> None:
        reader: Reader | None = None
        while (waiting := self._line.get()) is not None:
            id, source = waiting
            try:
                self._set(id, step="fetching")
                loaded = self._load(source)
                self._set(id, step="reading", name=loaded.article.title or source.name)
                reader = reader or self._open_reader()
                article = self._keep(reader, loaded)
                self._set(id, step="done", article=article)
            except OnrecordError as error:
                self._set(id, step="failed", problem=error.problem, remedy=error.remedy)
            except Exception:
                # One article must not end the line for all that come after it.
                _log.exception("reading %s failed", source.name)
                self._set(
                    id,
                    step="failed",
                    problem="the article could not be read",
                    remedy="What went wrong is in the log of whoever runs these pages",
                )

    def _load(self, source: Source) -> Loaded:
        if source.address:
            what = Input(source.address, "address")
            return load(what, source.overrides, public_only=self._public_only)
        return load(Input(source.name, "stdin"), source.overrides, stdin=io.BytesIO(source.raw))

    def _set(self, id: str, **values: object) -> None:
        with self._lock:
            if id in self._readings:
                self._readings[id] = replace(self._readings[id], **values)  # type: ignore[arg-type]


def file_name(name: str | None) -> str:
    """The last part of an uploaded file's name, whatever system it came from."""
    return PurePath((name or "").replace("\\", "/")).name[:200] or "the file"
