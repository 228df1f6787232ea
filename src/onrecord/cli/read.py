"""`onrecord read`: articles in, records out."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click

from onrecord.cli.formats import Format, pieces
from onrecord.cli.output import (
    EXIT_INTERRUPTED,
    EXIT_NOTHING_READ,
    EXIT_OUTPUT,
    EXIT_SOME_FAILED,
    Output,
    complain,
    is_terminal,
    open_output,
)
from onrecord.cli.progress import bar, no_bar
from onrecord.cli.reader_options import model_options, quiet_option
from onrecord.cli.reading import ArticleReader, Progress, Run, Steps, Stop
from onrecord.errors import OnrecordError, OutputError
from onrecord.records import Record


@dataclass(frozen=True, slots=True)
class Sink:
    """Where the records go, in which form, and how much is said beside them."""

    target: Path | None
    form: Format
    quiet: bool


@click.command("read")
@click.argument("arguments", nargs=-1, metavar="[ARGUMENT]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "jsonl"]),
    help="text for people, html for one page, jsonl for one record a line. "
    "[default: text on a terminal, jsonl otherwise]",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to FILE, put in place when it is complete, instead of standard output.",
)
@click.option("--published", metavar="DATE", help="Publication date, as 2022-01-08.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--title", metavar="TEXT", help="Its headline.")
@model_options
@quiet_option
@click.pass_context
def read(
    context: click.Context,
    arguments: tuple[str, ...],
    *,
    form: Format | None,
    output: Path | None,
    published: str | None,
    outlet: str | None,
    title: str | None,
    model: str,
    threads: int | None,
    quiet: bool,
) -> None:
    """Read news articles and print who said what.

    An ARGUMENT is a file (.txt, .md, .html), a folder, a pattern such as 'news/*.txt', an
    http(s) address, or - for standard input, which is also read where there is no ARGUMENT.
    --published, --outlet and --title override what the articles say themselves.

    Exit codes: 0 every input was read; 1 some were not, the others were; 2 none was, or an
    option makes no sense; 3 the output cannot be written; 130 interrupted, and what was written
    by then is whole.
    """
    from onrecord.ingest import Overrides  # noqa: PLC0415, no other command needs ingest

    if not arguments and is_terminal(sys.stdin):
        raise click.UsageError("Name at least one article: a file, a folder, an address, or -")
    target = None if str(output) == "-" else output
    to_terminal = target is None and is_terminal(sys.stdout)
    sink = Sink(target, form or ("text" if to_terminal else "jsonl"), quiet)
    try:
        overrides = Overrides(published=published, outlet=outlet, title=title)
        run = Run(context.obj or _steps(model, threads), overrides, _progress(sink))
        code = _print(run, arguments or ("-",), sink)
    except OutputError as error:
        complain(error)
        code = EXIT_OUTPUT
    except OnrecordError as error:
        complain(error)
        code = EXIT_NOTHING_READ
    context.exit(code)


def _print(run: Run, arguments: Sequence[str], sink: Sink) -> int:
    """Read into the sink and return the exit code; raises OnrecordError when nothing comes of it."""
    with Stop() as stop:
        # Opened first: an hour's reading must not end at a folder that may not be written to.
        output = open_output(sink.target)
        try:
            _fill(output, stop.until_asked(run.records(arguments)), sink)
        except BrokenPipeError:
            pass  # `| head` has seen enough
        except BaseException as error:
            # Lines are whole one by one; a page is not before its end.
            # The record that could not be written is counted among those read.
            if isinstance(error, OutputError) and sink.form == "jsonl" and run.read > 1:
                output.keep()
                complain(f"{_count(run.read - 1)}{_where(sink)}")
            else:
                output.discard()
            raise
    return _tell(run, sink, stop.asked)


def _fill(output: Output, records: Iterator[Record], sink: Sink) -> None:
    first = next(records, None)
    if first is None:
        # Nothing was read: an older result is worth more than an empty one.
        output.discard()
        return
    for piece in pieces(chain([first], records), sink.form, sink.target):
        output.write(piece)
    output.keep()


def _tell(run: Run, sink: Sink, interrupted: bool) -> int:
    """Say how it ended, where that is not plain to see, and return the exit code."""
    if interrupted:
        complain(f"interrupted; {_count(run.read)}{_where(sink)}" if run.read else "interrupted")
        return EXIT_INTERRUPTED
    if not sink.quiet and run.read and (sink.target or run.failed):
        missed = f"; {run.failed} could not be read" if run.failed else ""
        complain(f"{_count(run.read)}{_where(sink)}{missed}")
    if not run.read:
        return EXIT_NOTHING_READ
    return EXIT_SOME_FAILED if run.failed else 0


def _count(articles: int) -> str:
    return "1 article is" if articles == 1 else f"{articles} articles are"


def _where(sink: Sink) -> str:
    return f" in {sink.target}" if sink.target else " written"


def _steps(model: str, threads: int | None) -> Steps:
    from onrecord.ingest import find_inputs, load  # noqa: PLC0415, no other command needs ingest

    def open_reader() -> ArticleReader:
        # The runtime is half of a cold start; a mistyped file name should not wait for it.
        from onrecord.read.reader import Reader  # noqa: PLC0415

        return Reader.open(model, threads=threads)

    return Steps(find_inputs, load, open_reader)


def _progress(sink: Sink) -> Progress:
    # A bar and a result that ran through it would spoil each other.
    mixed = sink.target is None and is_terminal(sys.stdout)
    return bar if is_terminal(sys.stderr) and not mixed and not sink.quiet else no_bar
