"""What was read before → records: lines of JSON, a run's folder, annotations laid out as PolNeAR's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from onrecord.contract import parse_record
from onrecord.errors import DamagedInput, InputError, MissingInput, UnknownFormat, UnreadableInput
from onrecord.export.brat import is_brat, read_brat
from onrecord.records import Record


def records_in(path: Path) -> Iterator[Record | InputError]:
    """The records of a file of JSON lines or of a folder, lazily; an error for each damaged one.

    Raises MissingInput (R101), UnreadableInput (R105), UnknownFormat (R106) for a store, or a
    folder of something else.
    """
    if path.is_dir():
        yield from _of_folder(path)
        return
    try:
        with path.open("rb") as file:
            if file.peek(len(_SQLITE)).startswith(_SQLITE):
                raise UnknownFormat(f"{path} is a store", "Name it with --store, or open_store()")
            yield from records_of_lines(file, str(path))
    except FileNotFoundError:
        raise MissingInput(f"there is no file {path}", "Check the name") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableInput(f"{path} cannot be read ({reason})", "Check its rights") from error


def _of_folder(folder: Path) -> Iterator[Record | InputError]:
    if is_brat(folder):
        yield from read_brat(folder)
        return
    from onrecord.export.table_files import is_parquet, read_parquet  # noqa: PLC0415, pyarrow

    if not is_parquet(folder):
        raise UnknownFormat(f"{folder} holds no records", _WANTED)
    yield from read_parquet(folder)


def records_of_lines(lines: BinaryIO | Iterable[bytes], name: str) -> Iterator[Record | InputError]:
    """The records of lines of JSON; empty lines are passed over.

    Raises UnknownFormat (R106) when the first lines are none, since nothing else will be.
    """
    first: list[InputError] | None = []
    for n, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        found: Record | InputError
        try:
            found = parse_record(line)
        except (ValidationError, json.JSONDecodeError, UnicodeDecodeError) as error:
            found = DamagedInput(f"line {n} of {name} is no record ({_reason(error)})", _REMEDY)
        if first is None:
            yield found
        elif isinstance(found, Record):
            yield from first
            yield found
            first = None
        elif len(first) == _NONE_AT_FIRST:
            raise UnknownFormat(f"{name} holds no records ({first[0].problem})", _WANTED)
        else:
            first.append(found)
    yield from first or ()


#: Lines that are no records before the first that is one, at most.
_NONE_AT_FIRST = 3
_WANTED = "Name the output of `onrecord read --format jsonl` or of `onrecord bulk`"
_SQLITE = b"SQLite format 3\0"
_REMEDY = "Write it with `onrecord read --format jsonl`; the other lines are taken"


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return f"{place}: {first['msg']}" if place else first["msg"]
    return str(error).partition("\n")[0]
