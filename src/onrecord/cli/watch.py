"""`onrecord watch`: feeds, polled into the store until it is stopped."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from onrecord.cli.add import AddingSteps, adding_steps
from onrecord.cli.keeping import Keeper
from onrecord.cli.output import EXIT_NOTHING_READ, EXIT_OUTPUT, complain, plain
from onrecord.cli.reader_options import model_options, quiet_option
from onrecord.cli.reading import Stop
from onrecord.cli.store_option import store_option
from onrecord.errors import OnrecordError, OptionError, StoreError

if TYPE_CHECKING:
    from onrecord.cli.watching import Outside, Watch
    from onrecord.records import Record

_TIME = re.compile(r"(\d{1,6})([smhd])")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
#: Seconds between two looks at a feed, at the least.
SHORTEST = 60


@click.command("watch")
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@store_option
@click.option(
    "--every",
    default="15m",
    show_default=True,
    metavar="TIME",
    help="How often to look, at the most: 90s, 15m, 2h; servers may ask for less.",
)
@click.option("--once", is_flag=True, help="Look at what is due, once; for cron.")
@model_options
@quiet_option
@click.pass_context
def watch(
    context: click.Context,
    feeds: tuple[str, ...],
    *,
    where: str,
    every: str,
    once: bool,
    model: str,
    threads: int | None,
    quiet: bool,
) -> None:
    """Watch RSS and Atom feeds, and keep their articles in a store.

    A FEED is an http(s) address; without any, all feeds that the store knows are watched. A feed
    is asked for only if it has changed, a site once in two seconds at the most, and one that
    fails ever more seldom. Stopped (Ctrl-C or SIGTERM) it ends after the article at hand; started
    again it goes on where it was.

    Exit codes: 0 stopped, or done with --once; 2 an option makes no sense, or there is no feed to
    watch; 3 the store cannot be used.
    """
    from onrecord.store import open_store  # noqa: PLC0415, slow to import

    try:
        _check(feeds)
        seconds = _seconds(every)
        with open_store(where) as store, Stop() as stop:
            from onrecord.cli.watching import Watch  # noqa: PLC0415, slow to import

            steps = context.obj or adding_steps(model, threads)
            keeper = Keeper(store, steps.open_reader)
            watching = Watch(store, keeper, _outside(steps), seconds)
            if not watching.feeds(feeds):
                raise OptionError("the store knows no feed", "Name the address of one")
            for record in stop.until_asked(_records(watching, feeds, once=once)):
                if not quiet:
                    article = record.article
                    told = (article.published, article.outlet, article.title or article.url)
                    click.echo(plain(" · ".join(part for part in told if part)))
            if not quiet:
                complain(keeper.told())
    except StoreError as error:
        complain(error)
        context.exit(EXIT_OUTPUT)
    except OnrecordError as error:
        complain(error)
        context.exit(EXIT_NOTHING_READ)


def _records(watching: Watch, feeds: Sequence[str], *, once: bool) -> Iterator[Record]:
    """Round after round, with sleep in between; a signal breaks into either."""
    while True:
        yield from watching.round(feeds)
        if once:
            return
        # A little longer than need be, so that feeds that are due together are asked together.
        time.sleep(watching.until_due(feeds) + 1)


def _outside(steps: AddingSteps) -> Outside:
    from onrecord.cli.watching import Outside  # noqa: PLC0415, slow to import
    from onrecord.ingest.fetching import fetch_feed  # noqa: PLC0415, as above

    return Outside(fetch_feed, steps.load, time.sleep, time.time)


def _check(feeds: Sequence[str]) -> None:
    for feed in feeds:
        if not feed.lower().startswith(("http://", "https://")):
            raise OptionError(
                f"{feed!r} is no http(s) address", "onrecord add reads files of feeds"
            )


def _seconds(every: str) -> int:
    found = _TIME.fullmatch(every.strip())
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if seconds < SHORTEST:
        raise OptionError(
            f"--every: {every!r} is no time of {SHORTEST} seconds or more", "Write it as 15m or 2h"
        )
    return seconds
