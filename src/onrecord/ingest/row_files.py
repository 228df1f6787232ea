"""Files of many rows → articles one by one, in bounded memory: JSONL and CSV, plain or gzipped.

A row that cannot be read is found as an error in its place and stops nothing.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from onrecord.errors import DamagedInput, InputError, TooLargeInput
from onrecord.ingest.columns import Columns
from onrecord.ingest.raw import LONGEST, Found, Raw
from onrecord.records import Notice

_BOM = b"\xef\xbb\xbf"


class Meter:
    """Tells how many bytes of a file were passed since it was last asked."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._before = 0

    def passed(self) -> int:
        """Bytes since the last call."""
        here = self._stream.tell()
        passed, self._before = here - self._before, here
        return passed


def unpacked(stream: BinaryIO, name: str) -> BinaryIO:
    """The stream itself, or what is in it where its name ends in .gz."""
    if not name.lower().endswith(".gz"):
        return stream
    return gzip.GzipFile(fileobj=stream)  # type: ignore[return-value]


def read_jsonl(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Found]:
    """Read one JSON object a line; `row` is the number of the line.

    Raises what gzip raises when a packed file is cut off: EOFError, OSError, zlib.error.
    """
    meter = Meter(stream)
    for number, line in enumerate(_lines(unpacked(stream, name)), 1):
        if line is None:
            problem = TooLargeInput("the line is longer than any article", "Split it")
            yield Found(name, number, problem, size=meter.passed())
        elif body := line.removeprefix(_BOM).strip():
            raw, given = _object(body, columns)
            yield Found(name, number, raw, given, meter.passed())


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Lines, of which the over-long are None and never held in memory."""
    while line := stream.readline(LONGEST + 1):
        if len(line) <= LONGEST:
            yield line
            continue
        while not line.endswith(b"\n"):
            line = stream.readline(LONGEST)
            if not line:
                break
        yield None


def _object(body: bytes, columns: Columns) -> tuple[Raw | InputError, str | None]:
    notices: tuple[Notice, ...] = ()
    try:
        line = body.decode("utf-8")
    except UnicodeDecodeError:
        line = body.decode("utf-8", "replace")
        message = "Bytes that are not UTF-8 became \N{REPLACEMENT CHARACTER}"
        notices = (Notice("invalid-utf8", message),)
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        what = f"the line is not JSON ({error.msg} at character {error.pos + 1})"
        return DamagedInput(what, "Write one whole JSON object a line"), None
    except (ValueError, RecursionError):  # a number of 5,000 digits, a thousand brackets
        return DamagedInput("the line is not JSON that can be read", "Check it"), None
    if not isinstance(row, dict):
        kind = type(row).__name__
        what = f"the line is no JSON object (it is of type {kind})"
        return DamagedInput(what, "Write one whole JSON object a line"), None
    return columns.read(row, notices)


def read_csv(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Found]:
    """Read a table with a header; commas, semicolons and tabs are told apart by the header.

    `row` counts from the one after the header. Raises what gzip raises, as read_jsonl does.
    """
    csv.field_size_limit(LONGEST)
    meter = Meter(stream)
    # Bytes that are not UTF-8 stay recognisable, and get their notice when the text is loaded.
    text = io.TextIOWrapper(unpacked(stream, name), "utf-8-sig", "surrogateescape", newline="")
    first = text.readline(LONGEST)
    mark = max(",;\t|", key=first.count)
    # A line that never ends is handed on in pieces, and ends in an error of the csv module.
    lines = chain([first], iter(lambda: text.readline(LONGEST), ""))
    table = csv.reader(lines, delimiter=mark)
    header = next(table, [])
    problem = columns.lacking(header)
    if problem:
        yield Found(name, None, problem, size=meter.passed())
        return
    number = 0
    while True:
        number += 1
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"the row is no row of a table ({error})"
            damaged = DamagedInput(what, "Look for a quotation mark that is not closed")
            yield Found(name, number, damaged, size=meter.passed())
            continue
        if len(cells) > len(header):
            what = f"the row has {len(cells)} cells, and the header has {len(header)}"
            damaged = DamagedInput(what, "Put quotation marks around cells that hold commas")
            yield Found(name, number, damaged, size=meter.passed())
        elif any(cells):
            raw, given = columns.read(dict(zip(header, cells, strict=False)))
            yield Found(name, number, raw, given, meter.passed())
