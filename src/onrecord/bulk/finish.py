"""The end of a run: where everything came from, what was rejected, what no longer belongs, the report."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.bulk.ledger import Ledger, Place
from onrecord.bulk.output import Output
from onrecord.bulk.report import Counts, Report, Totals
from onrecord.bulk.step import PARQUET, Reject
from onrecord.errors import OutputError

#: One row for every place of the archive: the article that was read from it, or the reject's code.
INPUTS = pa.schema(
    [
        pa.field("file", pa.string(), nullable=False),
        pa.field("row", pa.int64()),
        pa.field("id", pa.string()),
        pa.field("article", pa.string()),
        pa.field("part", pa.string()),
        pa.field("reject", pa.string()),
    ]
)
#: Rows that are written at once.
_BATCH = 10_000

Entry = tuple[Place, str | Reject]


def finish(output: Output, ledger: Ledger, settings: Mapping[str, Any], totals: Totals) -> Report:
    """Write inputs.parquet, rejects.jsonl and report.json, and sweep parts of earlier inputs."""
    counts = Counts()
    with (
        output.growing("rejects.jsonl") as rejects,
        output.growing("inputs.parquet") as inputs,
        rejects.open("wb") as complaints,
        pq.ParquetWriter(inputs, INPUTS, **_settings()) as table,
    ):
        entries = _entries(output, ledger, counts)
        while batch := list(islice(entries, _BATCH)):
            for place, entry in batch:
                if isinstance(entry, Reject):
                    complaints.write(_line(place, entry))
                    counts.rejects[entry.code] += 1
                    counts.first_reject = counts.first_reject or _why(place, entry)
                else:
                    counts.articles += 1
                    counts.repeated += not ledger.is_new(entry)
            counts.places += len(batch)
            table.write_table(pa.Table.from_pylist([_row(*pair) for pair in batch], INPUTS))
    counts.swept = output.sweep(set(ledger.parts()))
    report = Report(settings, counts, totals, tuple(_warnings(counts, ledger)))
    told = json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n"
    output.put("report.json", told.encode("utf-8", "backslashreplace"))
    return report


def _entries(output: Output, ledger: Ledger, counts: Counts) -> Iterator[Entry]:
    """Every place with its article's id or its reject; parts are counted as they come by."""
    part: str | None = None
    entries: list[Any] = []
    for place in ledger.places():
        if place.reject is not None:
            yield place, place.reject
            continue
        if place.part != part:
            part = place.part
            entries = _opened(output, str(part), counts)
        entry = entries[place.place or 0]
        yield place, entry if isinstance(entry, str) else Reject(**entry)


def _opened(output: Output, part: str, counts: Counts) -> list[Any]:
    told = output.summary(part)
    if told is None:
        raise OutputError(
            f"the part {part} is gone from {output.folder}", "Run the same command again"
        )
    counts.parts += 1
    counts.rows.update(told["counts"])
    counts.notices.update(told["notices"])
    return list(told["entries"])


def _warnings(counts: Counts, ledger: Ledger) -> Iterator[str]:
    several, first = ledger.ids_of_several()
    if several:
        yield (
            f"ids of rows that stand for more than one article: {several:,}, the first is {first!r}; "
            "all were read, and `article` in inputs.parquet tells them apart"
        )
    if counts.repeated:
        yield (
            f"articles that are in more than one part: {counts.repeated:,} (pages that differ, with "
            "the same text and address); take one row of each id"
        )
    if counts.swept:
        yield f"parts of earlier inputs that were removed: {counts.swept:,}; their articles changed"


def _row(place: Place, entry: str | Reject) -> dict[str, Any]:
    rejected = isinstance(entry, Reject)
    return {
        "file": _plain(place.file),
        "row": place.row,
        "id": _plain(place.given),
        "article": None if rejected else entry,
        "part": place.part,
        "reject": entry.code if isinstance(entry, Reject) else None,
    }


def _why(place: Place, reject: Reject) -> str:
    where = f"row {place.row} of {place.file}: " if place.row else place.file and f"{place.file}: "
    return f"{reject.code}: {where}{reject.reason}. {reject.remedy}"


def _line(place: Place, reject: Reject) -> bytes:
    told = {
        "file": place.file or None,
        "row": place.row,
        "id": place.given,
        "code": reject.code,
        "reason": reject.reason,
        "remedy": reject.remedy,
    }
    return (json.dumps(told, ensure_ascii=False) + "\n").encode("utf-8", "backslashreplace")


def _plain(words: str | None) -> str | None:
    return words.encode("utf-8", "replace").decode() if words else words


def _settings() -> dict[str, Any]:
    return {name: value for name, value in PARQUET.items() if name != "row_group_size"}
