"""The one step that every engine runs: a part in, the bytes of its files out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.bulk.job import Form
from onrecord.bulk.parts import Part
from onrecord.errors import InputError, OnrecordError, RepeatedInput, WorkerLost
from onrecord.export.tables import SCHEMAS, TABLES, Row, Table, rows
from onrecord.ingest.raw import Raw, load_raw
from onrecord.records import Article, Notice, Record


class ArticleReader(Protocol):
    """What the step needs of a `Reader`."""

    def read(self, article: Article, notices: tuple[Notice, ...] = ()) -> Record:
        """Read one article."""


@dataclass(frozen=True, slots=True)
class Reject:
    """Why there is no record of an article."""

    code: str
    reason: str
    remedy: str

    @classmethod
    def of(cls, error: OnrecordError) -> Reject:
        """Take an error apart."""
        return cls(error.code, error.problem, error.remedy)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a part.

    files: bytes by the path that they go to, under the output's folder. entries: for each article
    of the part, in order, its id, or why there is none. counts: rows in each table. notices: how
    often each code was given.
    """

    files: dict[str, bytes]
    entries: tuple[str | Reject, ...]
    counts: dict[str, int]
    notices: dict[str, int]

    def summary(self) -> bytes:
        """All but the files' bytes, as JSON that says how long each of the files is."""
        told: dict[str, Any] = {
            "entries": [e if isinstance(e, str) else asdict(e) for e in self.entries],
            "counts": self.counts,
            "notices": self.notices,
            "files": {path: len(raw) for path, raw in self.files.items()},
        }
        return (json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n").encode(
            "utf-8", "backslashreplace"
        )


def read_part(part: Part, reader: ArticleReader, forms: Sequence[Form]) -> Outcome:
    """Read a part's articles one by one, and lay the records out in each form.

    An article that cannot be read costs itself; one that the part holds twice is read once.
    """
    entries: list[str | Reject] = []
    records: list[Record] = []
    known: set[str] = set()
    for place, raw in enumerate(part.raws):
        try:
            if place in part.lost:
                raise _lost()
            record = _read(raw, reader)
            if record.article.id in known:
                raise _repeated(record.article.id)
        except InputError as error:
            entries.append(Reject.of(error))
        else:
            known.add(record.article.id)
            entries.append(record.article.id)
            records.append(record)
    return _laid_out(part.id, records, tuple(entries), forms)


def _read(raw: Raw, reader: ArticleReader) -> Record:
    try:
        loaded = load_raw(raw)
        return reader.read(loaded.article, loaded.notices)
    except OnrecordError:
        raise
    except Exception as error:  # one bad article never stops the others
        told = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise InputError(
            f"it could not be read ({told})",
            "This is a fault of onrecord; please report it with the article",
        ) from error


def _laid_out(
    name: str, records: Sequence[Record], entries: tuple[str | Reject, ...], forms: Sequence[Form]
) -> Outcome:
    gathered: dict[Table, list[Row]] = {table: [] for table in TABLES}
    for record in records:
        for table, found in rows(record).items():
            gathered[table] += found
    files: dict[str, bytes] = {}
    if "jsonl" in forms:
        lines = (json.dumps(r.to_dict(), ensure_ascii=False) + "\n" for r in records)
        files[f"records/{name}.jsonl"] = "".join(lines).encode("utf-8", "backslashreplace")
    if "parquet" in forms:
        for table in TABLES:
            packed = parquet_bytes(pa.Table.from_pylist(gathered[table], SCHEMAS[table]))
            files[f"{table}/{name}.parquet"] = packed
    counts: dict[str, int] = {table: len(found) for table, found in gathered.items()}
    notices = Counter(notice.code for record in records for notice in record.notices)
    return Outcome(files, entries, counts, dict(sorted(notices.items())))


def parquet_bytes(table: pa.Table) -> bytes:
    """A table as a Parquet file; every setting is given, so that equal tables are equal bytes."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, **PARQUET)
    return bytes(sink.getvalue())


#: How every Parquet file is written.
PARQUET: dict[str, Any] = {
    "version": "2.6",
    "data_page_version": "1.0",
    "compression": "zstd",
    "compression_level": 3,
    "use_dictionary": True,
    "write_statistics": True,
    "row_group_size": 2**20,
}


def _lost() -> WorkerLost:
    return WorkerLost(
        "it ended the process that read it, each time",
        "It may need more memory than there is; read it by itself with onrecord read",
    )


def _repeated(article: str) -> RepeatedInput:
    return RepeatedInput(f"it is the article {article} once more", "Nothing: it was read once")
