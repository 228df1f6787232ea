"""A progress bar on standard error, for runs that are long enough to be watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: Inputs up to which a bar would come and go too fast to be of use.
FEW = 3


@contextmanager
def no_bar(_total: int) -> Iterator[Callable[[], None]]:
    """Show nothing."""
    yield lambda: None


@contextmanager
def bar(total: int) -> Iterator[Callable[[], None]]:
    """Show a bar until the block ends; what it yields is to be called after each input."""
    if total <= FEW:
        yield lambda: None
        return
    # rich takes longer to import than a short article takes to read.
    from rich import progress  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415

    columns = (progress.BarColumn(), progress.MofNCompleteColumn(), progress.TimeRemainingColumn())
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=total)
        yield lambda: shown.advance(task)
