"""How far a bulk run is, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from onrecord.cli.output import complain, is_terminal

if TYPE_CHECKING:
    from onrecord.bulk.run import Progress

Watch = Callable[["Progress"], None]

#: Seconds between two lines where there is no terminal.
SELDOM = 30.0


class Rate:
    """Articles a second since the start, and the time that the rest will take at that speed."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._started = clock()
        self._kept = 0

    def told(self, progress: Progress) -> str:
        """One line: articles, rate, time left; the rest is guessed by bytes of the inputs."""
        seconds = max(self._clock() - self._started, 1e-9)
        if not progress.read:
            # What was kept goes by in no time and says nothing of the speed.
            self._kept = progress.passed
            return f"{progress.kept:,} articles kept"
        passed = progress.passed - self._kept
        left = (progress.total - progress.passed) * seconds / max(passed, 1)
        return (
            f"{progress.read + progress.kept:,} articles, {progress.read / seconds:.1f} a second, "
            f"{timedelta(seconds=round(max(left, 0)))} left"
        )


@contextmanager
def no_progress() -> Iterator[Watch]:
    """Say nothing."""
    yield lambda _: None


@contextmanager
def shown_progress() -> Iterator[Watch]:
    """Show a run's progress until the block ends."""
    with _bar() if is_terminal(sys.stderr) else _lines() as watch:
        yield watch


@contextmanager
def _lines() -> Iterator[Watch]:
    rate = Rate()
    last = time.monotonic()

    def watch(progress: Progress) -> None:
        nonlocal last
        told = rate.told(progress)
        if time.monotonic() - last >= SELDOM:
            last = time.monotonic()
            complain(told)

    yield watch


@contextmanager
def _bar() -> Iterator[Watch]:
    from rich import progress as rich  # noqa: PLC0415, 0.1 s that a quiet run need not wait for
    from rich.console import Console  # noqa: PLC0415

    rate = Rate()
    columns = (rich.BarColumn(), rich.TaskProgressColumn(), rich.TextColumn("{task.description}"))
    with rich.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("looking", total=None)

        def watch(progress: Progress) -> None:
            told = rate.told(progress)
            done = min(progress.passed, progress.total)
            shown.update(task, total=progress.total, completed=done, description=told)

        yield watch
