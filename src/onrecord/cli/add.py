"""`onrecord add`: articles in, into the store."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.keeping import Keeper, VectorReader
from onrecord.cli.output import (
    EXIT_INTERRUPTED,
    EXIT_NOTHING_READ,
    EXIT_OUTPUT,
    EXIT_SOME_FAILED,
    complain,
    is_terminal,
)
from onrecord.cli.progress import bar, no_bar
from onrecord.cli.reader_options import model_options, quiet_option
from onrecord.cli.reading import Run, Steps, Stop
from onrecord.cli.store_option import store_option
from onrecord.errors import InputError, IsFeed, OnrecordError, StoreError

if TYPE_CHECKING:
    from onrecord.ingest import Input, Loaded, Overrides
    from onrecord.ingest.feeds import Feed


@click.command("add")
@click.argument("arguments", nargs=-1, metavar="ARGUMENT...")
@store_option
@click.option("--published", metavar="DATE", help="Publication date, as 2022-01-08.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@model_options
@quiet_option
@click.pass_context
def add(
    context: click.Context,
    arguments: tuple[str, ...],
    *,
    where: str,
    published: str | None,
    outlet: str | None,
    title: str | None,
    model: str,
    threads: int | None,
    quiet: bool,
) -> None:
    """Read news articles and keep them in a store.

    An ARGUMENT is what `onrecord read` takes, or a feed: the address of an RSS or Atom feed, or
    a file of one (.rss, .atom, .xml), whose articles are fetched. Articles that the store holds,
    as this version and model read them, are passed over; a newer text at the same address takes
    the place of the older one.

    Exit codes: 0 everything is in the store; 1 some inputs are not, the others are; 2 none is, or
    an option makes no sense; 3 the store cannot be used; 130 interrupted, and what was added by
    then is whole.
    """
    from onrecord.ingest import Overrides  # noqa: PLC0415, slow to import
    from onrecord.store import open_store  # noqa: PLC0415, as above

    if not arguments:
        raise click.UsageError("Name at least one article: a file, a folder, an address, or -")
    try:
        overrides = Overrides(published=published, outlet=outlet, title=title)
        steps = context.obj or adding_steps(model, threads)
        with open_store(where) as store:
            keeper = Keeper(store, steps.open_reader)
            code = _add(keeper, steps, overrides, arguments, quiet=quiet)
    except StoreError as error:
        complain(error)
        code = EXIT_OUTPUT
    except OnrecordError as error:
        complain(error)
        code = EXIT_NOTHING_READ
    context.exit(code)


@dataclass(frozen=True, slots=True)
class AddingSteps:
    """The library's steps that adding goes through; tests hand in their own."""

    find_inputs: Callable[[Sequence[str]], Iterable[Input | InputError]]
    load: Callable[[Input, Overrides], Loaded]
    open_reader: Callable[[], VectorReader]


def adding_steps(model: str, threads: int | None) -> AddingSteps:
    """The steps as they are."""
    from onrecord.ingest import find_inputs, load  # noqa: PLC0415, slow to import

    def open_reader() -> VectorReader:
        # A mistyped file name should not wait for the runtime.
        from onrecord.read.reader import Reader  # noqa: PLC0415

        return Reader.open(model, threads=threads)

    return AddingSteps(find_inputs, load, open_reader)


def _add(
    keeper: Keeper,
    steps: AddingSteps,
    overrides: Overrides,
    arguments: Sequence[str],
    *,
    quiet: bool,
) -> int:
    """Read into the store and return the exit code."""
    feeds = FeedSteps(steps, overrides)
    run_steps = Steps(feeds.find_inputs, feeds.load, keeper.open)
    shown = bar if is_terminal(sys.stderr) and not quiet else no_bar
    run = Run(run_steps, overrides, shown, keeper.wanted)
    with Stop() as stop:
        for _ in stop.until_asked(run.records(arguments)):
            pass
    if not quiet:
        missed = f"; {run.failed} could not be read" if run.failed else ""
        click.echo(f"{keeper.told()}{missed}")
    if stop.asked:
        complain("interrupted; run the same again to go on")
        return EXIT_INTERRUPTED
    if not run.failed:
        return 0
    return EXIT_SOME_FAILED if run.read or keeper.tally["unchanged"] else EXIT_NOTHING_READ


@dataclass
class FeedSteps:
    """Finds and loads as usual, and where there is a feed, the articles that it lists.

    An address tells that it is a feed only when it is asked, so addresses are loaded where they
    are found.
    """

    steps: AddingSteps
    overrides: Overrides
    loaded: dict[str, Loaded] = field(default_factory=dict)
    published: dict[str, str | None] = field(default_factory=dict)

    def find_inputs(self, arguments: Sequence[str]) -> Iterator[Input | InputError]:
        """Turn arguments into inputs, feeds into those of their entries."""
        from onrecord.ingest.feeds import SUFFIXES, read_feed_file  # noqa: PLC0415, seldom needed

        for argument in arguments:
            path = Path(argument)
            if path.suffix.lower() in SUFFIXES and "://" not in argument and path.is_file():
                try:
                    yield from self._entries(read_feed_file(path))
                except InputError as error:
                    yield error
                continue
            for found in self.steps.find_inputs([argument]):
                if isinstance(found, InputError) or found.kind != "address":
                    yield found
                else:
                    yield from self._asked(found)

    def load(self, source: Input, overrides: Overrides) -> Loaded:
        """Load an input; the day that a feed gives stands in for one that a page lacks."""
        found = self.loaded.pop(source.name, None) or self.steps.load(source, overrides)
        day = self.published.get(source.name)
        if day and not found.article.published and overrides.published is None:
            return replace(found, article=replace(found.article, published=day))
        return found

    def _asked(self, source: Input) -> Iterator[Input | InputError]:
        from onrecord.ingest.feeds import parse_feed  # noqa: PLC0415, seldom needed
        from onrecord.ingest.fetching import fetch_feed  # noqa: PLC0415, as above

        try:
            self.loaded[source.name] = self.steps.load(source, self.overrides)
        except IsFeed:
            try:
                body = fetch_feed(source.name).body
                yield from self._entries(parse_feed(body or b"", source.name))
            except InputError as error:
                yield error
        except InputError as error:
            yield error
        else:
            yield source

    def _entries(self, feed: Feed) -> Iterator[Input]:
        from onrecord.ingest import Input  # noqa: PLC0415, as above

        for entry in feed.entries:
            self.published[entry.url] = entry.published
            yield Input(entry.url, "address")
