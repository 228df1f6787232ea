"""`onrecord export`: records in, the formats of other tools out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from onrecord.cli.output import (
    EXIT_NOTHING_READ,
    EXIT_OUTPUT,
    EXIT_SOME_FAILED,
    complain,
    is_terminal,
    open_output,
)
from onrecord.cli.reader_options import quiet_option
from onrecord.errors import InputError, MissingInput, OnrecordError, OptionError, OutputError
from onrecord.records import Record

if TYPE_CHECKING:
    from onrecord.export.formats import FolderFormat, LineFormat

_LINES = ("jsonl", "plover", "ftm", "jsonld", "claimreview", "webannotation", "bibtex")
_FOLDERS = ("csv", "parquet", "polnear")


@click.command("export")
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option(
    "--format",
    "form",
    required=True,
    type=click.Choice([*_LINES, *_FOLDERS]),
    help="What to write; see below.",
)
@click.option(
    "--store",
    metavar="PATH|URL",
    help="Take every record of a store instead: a file, or postgresql://user@host/database.",
)
@click.option(
    "--as-read",
    is_flag=True,
    help="With --store: records as they were read, without what people decided on them.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Write to this file instead of standard output; for csv, parquet and polnear a folder.",
)
@click.option(
    "--like",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="For polnear: name the texts as this corpus names them, so that its scorer finds them.",
)
@quiet_option
@click.pass_context
def export(
    context: click.Context,
    inputs: tuple[str, ...],
    *,
    form: str,
    store: str | None,
    as_read: bool,
    output: Path | None,
    like: Path | None,
    quiet: bool,
) -> None:
    """Turn records into the formats of other tools.

    An INPUT is a file of JSON lines as `onrecord read --format jsonl` writes it, the folder of a
    bulk run, a folder laid out as the PolNeAR corpus (texts and brat annotations), or - for
    standard input, which is also read where there is no INPUT and no --store.

    \b
    jsonl          records, one a line
    plover         PLOVER events, one JSON object a line
    ftm            FollowTheMoney entities, one a line
    jsonld         schema.org JSON-LD, one document an article
    claimreview    schema.org ClaimReview, to be completed, one a claim
    webannotation  W3C Web Annotations, one a line
    bibtex         a BibTeX entry an article
    csv, parquet   six tables: articles, statements, actors, commitments, events, times
    polnear        texts and brat annotations, laid out as the PolNeAR corpus

    Exit codes: 0 every record was taken; 1 some were not, the others were; 2 none was, or an
    option makes no sense; 3 the output cannot be written.
    """
    if like and form != "polnear":
        raise click.UsageError("--like is for --format polnear")
    if store and inputs:
        raise click.UsageError("Name either a store or the records to take")
    if not store and not inputs and is_terminal(sys.stdin):
        raise click.UsageError("Name the records: a file of JSON lines, a folder, or --store")
    taken = _Taken([_stored(store, as_read)] if store else map(_of, inputs or ("-",)))
    try:
        _write(taken, form, None if str(output) == "-" else output, like)
    except BrokenPipeError:
        pass  # whoever read the pipe has seen enough
    except OutputError as error:
        complain(error)
        context.exit(EXIT_OUTPUT)
    except OnrecordError as error:
        complain(error)
        context.exit(EXIT_NOTHING_READ)
    if not quiet and output and taken.count:
        complain(f"{_records(taken.count)} in {output}")
    if taken.failed:
        context.exit(EXIT_SOME_FAILED if taken.count else EXIT_NOTHING_READ)


class _Taken:
    """The records of all sources; complains about what is none, and counts both."""

    def __init__(self, sources: Iterable[Iterable[Record | InputError]]) -> None:
        self._sources = sources
        self.count = self.failed = 0

    def __iter__(self) -> Iterator[Record]:
        for source in self._sources:
            try:
                for found in source:
                    if isinstance(found, InputError):
                        self._fail(found)
                    else:
                        self.count += 1
                        yield found
            except InputError as error:
                self._fail(error)

    def _fail(self, error: InputError) -> None:
        complain(error)
        self.failed += 1


def _of(name: str) -> Iterable[Record | InputError]:
    # pydantic is slow to import: --help should not wait for it.
    from onrecord.export.inputs import records_in, records_of_lines  # noqa: PLC0415

    if name == "-":
        return records_of_lines(sys.stdin.buffer, "standard input")
    return records_in(Path(name))


def _stored(name: str, as_read: bool) -> Iterator[Record]:
    # sqlalchemy is slow to import: --help should not wait for it.
    from onrecord.export.decided import decided_records  # noqa: PLC0415
    from onrecord.store import open_store  # noqa: PLC0415

    if "://" not in name and not Path(name).exists():
        # Opening would make an empty one.
        raise MissingInput(f"there is no store {name}", "Check the name")
    with open_store(name) as store:
        yield from store.records() if as_read else decided_records(store)


def _write(taken: Iterable[Record], form: str, target: Path | None, like: Path | None) -> None:
    from onrecord.export.formats import lines, write_folder  # noqa: PLC0415, what they write with

    if form in _FOLDERS and target is None:
        raise OptionError(f"--format {form} writes several files", "Name a folder with --output")
    records = iter(taken)
    first = next(records, None)
    if first is None:
        return  # an older result is worth more than an empty one
    records = chain([first], records)
    if form in _FOLDERS and target:
        write_folder(records, cast("FolderFormat", form), target, like)
        return
    output = open_output(target)
    try:
        for line in lines(records, cast("LineFormat", form)):
            output.write(line)
        output.keep()
    except BaseException:
        output.discard()
        raise


def _records(count: int) -> str:
    return "1 record is" if count == 1 else f"{count} records are"
