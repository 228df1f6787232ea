"""What a user names → every article in it, one by one: files of texts and files of many rows."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from onrecord.errors import (
    DamagedInput,
    InputError,
    TooLargeInput,
    UnknownFormat,
    UnreadableInput,
)
from onrecord.ingest.columns import Columns
from onrecord.ingest.inputs import SUFFIXES, Input, Kinds, find_inputs
from onrecord.ingest.loading import is_page_of
from onrecord.ingest.raw import LONGEST, Found, Raw
from onrecord.ingest.row_files import read_csv, read_jsonl

_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_CELLS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")
_WARCS = (".warc", ".warc.gz")
_PARQUET = (".parquet",)

ARCHIVES = Kinds(
    SUFFIXES.union(_LINES, _CELLS, _WARCS, _PARQUET),
    "onrecord reads .jsonl, .csv, .tsv (and .gz of them), .parquet, .warc, .warc.gz, .txt, .md "
    "and .html",
)


def find_articles(arguments: Sequence[str], columns: Columns) -> Iterator[Found]:
    """Find every article in files, folders and patterns, lazily and in a stable order.

    A file or row that cannot be read is found as an error in its place and stops nothing.
    """
    for source in _inputs(arguments):
        if isinstance(source, InputError):
            yield Found("", None, source)
        elif source.path is None:
            problem = UnknownFormat(
                f"{source.name} is no file", "Save it first, and name the file or its folder"
            )
            yield Found(source.name, None, problem)
        else:
            yield from _from_file(source, source.path, columns)


def bytes_in(arguments: Sequence[str]) -> int:
    """Size of all the files together, to tell how much is left; what is missing counts nothing."""
    total = 0
    for source in _inputs(arguments):
        if isinstance(source, Input) and source.path is not None:
            try:
                total += source.path.stat().st_size
            except OSError:
                continue
    return total


def _inputs(arguments: Sequence[str]) -> Iterator[Input | InputError]:
    return find_inputs(arguments, ARCHIVES)


def _from_file(source: Input, path: Path, columns: Columns) -> Iterator[Found]:
    try:
        if path.name.lower().endswith((*_LINES, *_CELLS, *_WARCS, *_PARQUET)):
            yield from _rows(source.name, path, columns)
        else:
            yield _whole(source, path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        problem = UnreadableInput(f"it cannot be read ({reason})", "Check who may read it")
        yield Found(source.name, None, problem)


def _whole(source: Input, path: Path) -> Found:
    size = path.stat().st_size
    if size > LONGEST:
        problem = TooLargeInput("the file is longer than any article", "Split it")
        return Found(source.name, None, problem, size=size)
    content = path.read_bytes()
    is_page, notices = is_page_of(source, content)
    return Found(source.name, None, Raw(content, is_page, notices=notices), size=size)


def _rows(name: str, path: Path, columns: Columns) -> Iterator[Found]:
    lower = path.name.lower()
    last: Found | None = None
    with path.open("rb") as stream:
        if lower.endswith(_WARCS):
            from onrecord.ingest.warc import read_warc  # noqa: PLC0415, no other format needs warcio

            yield from read_warc(stream, name)
            return
        if lower.endswith(_PARQUET):
            yield from _parquet_rows(name, path, columns)
            return
        read = read_jsonl if lower.endswith(_LINES) else read_csv
        try:
            for last in read(stream, name, columns):
                yield last
        except (EOFError, OSError, zlib.error) as error:
            row = (last.row or 0) + 1 if last else None
            what = f"it is cut off or damaged ({error or type(error).__name__})"
            damaged = DamagedInput(what, "Copy the file again; the rows before were read")
            yield Found(name, row, damaged)


def _parquet_rows(name: str, path: Path, columns: Columns) -> Iterator[Found]:
    import pyarrow as pa  # noqa: PLC0415, 0.3 s that no other format needs

    from onrecord.ingest.parquet import read_parquet  # noqa: PLC0415

    try:
        with path.open("rb") as stream:
            yield from read_parquet(stream, name, columns)
    except (pa.ArrowException, ValueError) as error:
        what = f"it is no whole Parquet file ({(str(error).splitlines() or [''])[0]})"
        yield Found(name, None, DamagedInput(what, "Write the file again, or copy it again"))
