"""`onrecord bulk`: an archive in, a folder of tables and records out."""

from __future__ import annotations

import signal
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import (
    EXIT_INTERRUPTED,
    EXIT_NOTHING_READ,
    EXIT_OUTPUT,
    EXIT_SOME_FAILED,
    complain,
)
from onrecord.cli.reader_options import model_option, quiet_option
from onrecord.errors import OnrecordError, OptionError, OutputError

if TYPE_CHECKING:
    from onrecord.bulk.engines import EngineName
    from onrecord.bulk.job import Form
    from onrecord.bulk.report import Report
    from onrecord.bulk.run import Options
    from onrecord.cli.bulk_progress import Watch

#: The forms of results, in the order in which they are told.
FORMS: tuple[Form, ...] = ("parquet", "jsonl")


@click.command("bulk")
@click.argument("inputs", nargs=-1, required=True, metavar="IN...")
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FOLDER",
    help="Folder for the results; it is made where there is none.",
)
@click.option(
    "--format",
    "forms",
    type=click.Choice(FORMS),
    multiple=True,
    help="parquet for typed tables, jsonl for whole records; may be given twice. [default: both]",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="WHAT=NAME",
    help="Column or field NAME holds the text, html, id, url, outlet, title, byline or published "
    "of a row, instead of the usual names; repeat it to name several, the likeliest first.",
)
@model_option
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Processes of this machine, or a Ray cluster (pip install 'onrecord[ray]').",
)
@click.option("--address", metavar="ADDRESS", help="Of a running Ray cluster; auto for this one's.")
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="Parts that are read at once. [default: one a processor]",
)
@click.option(
    "--part-size",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    metavar="N",
    help="Articles of a part at most; a part is what an interruption can cost.",
)
@click.option(
    "--resume/--no-resume",
    default=True,
    show_default=True,
    help="Keep what an earlier run finished in FOLDER, or remove it and start anew.",
)
@quiet_option
@click.pass_context
def bulk(
    context: click.Context,
    *,
    inputs: tuple[str, ...],
    folder: Path,
    forms: tuple[Form, ...],
    columns: tuple[str, ...],
    model: str,
    engine: EngineName,
    address: str | None,
    workers: int | None,
    part_size: int,
    resume: bool,
    quiet: bool,
) -> None:
    """Read an archive of articles into a folder of Parquet tables and JSON lines.

    IN is a file of rows (.jsonl, .csv, .tsv, and .gz of these, .parquet, .warc, .warc.gz), a text
    or page (.txt, .md, .html), a folder, or a pattern such as 'news/*.parquet'.

    The same command goes on after any interruption: finished parts are not read again. rejects.jsonl
    says what could not be read and why, inputs.parquet which row became which article, report.json
    how it went; the report is there when the run is complete.

    Exit codes: 0 every row was read; 1 some were not, the others were; 2 none was, or an option
    makes no sense; 3 the output cannot be written; 130 interrupted.
    """
    from onrecord.bulk.run import Options  # noqa: PLC0415, no other command needs pyarrow

    try:
        options = Options(
            inputs=inputs,
            folder=folder,
            model=model,
            forms=tuple(form for form in FORMS if not forms or form in forms),
            columns=_columns(columns),
            engine=engine,
            workers=workers,
            address=address,
            resume=resume,
            part_size=part_size,
        )
        code = _run(options, quiet)
    except OutputError as error:
        complain(error)
        code = EXIT_OUTPUT
    except OnrecordError as error:
        complain(error)
        code = EXIT_NOTHING_READ
    except KeyboardInterrupt:
        complain(f"interrupted; what is finished stays in {folder}, and the same command goes on")
        code = EXIT_INTERRUPTED
    context.exit(code)


def _run(options: Options, quiet: bool) -> int:
    from onrecord.bulk.run import run  # noqa: PLC0415, see above

    # Asked to end by the system, as by a person: workers are ended, too.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _watched(quiet) as watch:
        report = run(options, watch)
    for warning in () if quiet else report.warnings:
        complain(warning)
    if report.counts.first_reject and not quiet:
        complain(f"the first that could not be read: {report.counts.first_reject}")
    if not quiet or not report.counts.articles:
        complain(_told(report, options.folder))
    if not report.counts.articles:
        return EXIT_NOTHING_READ
    return EXIT_SOME_FAILED if report.rejects else 0


def _watched(quiet: bool) -> AbstractContextManager[Watch]:
    from onrecord.cli.bulk_progress import no_progress, shown_progress  # noqa: PLC0415

    return no_progress() if quiet else shown_progress()


def _columns(given: Iterable[str]) -> dict[str, list[str]]:
    columns: dict[str, list[str]] = {}
    for pair in given:
        what, equals, name = pair.partition("=")
        if not (what and equals and name):
            raise OptionError(f"{pair!r} names no column", "Write it as text=body")
        columns.setdefault(what, []).append(name)
    return columns


def _told(report: Report, folder: Path) -> str:
    counts, rates = report.counts, report.totals.rates()
    told = f"{counts.articles:,} articles are in {folder}"
    if report.totals.kept:
        told += f"; {report.totals.kept:,} of an earlier run were kept"
    if report.rejects:
        told += f"; {report.rejects:,} could not be read: see {folder / 'rejects.jsonl'}"
    return f"{told}; {rates['articles_a_second']:.1f} a second" if rates["read"] else told
