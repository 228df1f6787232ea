"""The six tables as files, and back: Parquet in parts of bounded size, CSV in one file a table."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from itertools import count, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.contract import record_of
from onrecord.errors import DamagedInput, InputError
from onrecord.export.tables import SCHEMAS, SPAN, TABLES, Row, Table, rows, tables
from onrecord.records import SCHEMA, Record

#: Articles of one Parquet part, all of which are in memory at once.
PART = 250


def write_parquet(records: Iterable[Record], folder: Path) -> None:
    """Write `TABLE/part-00000.parquet` and so on: a part's rows are of the same articles in all.

    Holds one part in memory. Raises OSError when a file cannot be written.
    """
    for name in TABLES:
        (folder / name).mkdir(parents=True, exist_ok=True)
    rest = iter(records)
    for n in count():
        part = list(islice(rest, PART))
        if not part and n:
            return
        for name, table in tables(part).items():
            pq.write_table(table, folder / name / f"part-{n:05}.parquet", compression="zstd")


def write_csv(records: Iterable[Record], folder: Path) -> None:
    """Write `TABLE.csv` for each: a span in three columns, a list in one cell as JSON.

    Raises OSError when a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as files:
        writers = {}
        for name in TABLES:
            file = files.enter_context(
                (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
            )
            writers[name] = csv.writer(file, lineterminator="\n")
            writers[name].writerow(columns(name))
        for record in records:
            for name, found in rows(record).items():
                writers[name].writerows(_cells(name, row) for row in found)


def columns(name: Table) -> list[str]:
    """The columns of a table in CSV: a span `cue` is `cue_start`, `cue_end` and `cue`."""
    flat = []
    for field in SCHEMAS[name]:
        flat += [f"{field.name}_start", f"{field.name}_end"] if field.type == SPAN else []
        flat.append(field.name)
    return flat


def _cells(name: Table, row: Row) -> Iterator[Any]:
    for field in SCHEMAS[name]:
        value = row[field.name]
        if field.type == SPAN:
            yield from (
                (value["start"], value["end"], value["text"]) if value else (None, None, None)
            )
        elif pa.types.is_list(field.type):
            yield json.dumps(value, ensure_ascii=False)
        else:
            yield value


def is_parquet(folder: Path) -> bool:
    """Whether a folder holds the tables of `write_parquet`, or of a bulk run."""
    return all((folder / name).is_dir() for name in TABLES)


def read_parquet(folder: Path) -> Iterator[Record | InputError]:
    """The records of every part, an error for a part that is damaged; holds one part in memory."""
    for file in sorted((folder / "articles").glob("*.parquet")):
        try:
            part = {name: pq.read_table(folder / name / file.name).to_pylist() for name in TABLES}
            yield from _records(part)
        except (OSError, pa.ArrowException, KeyError, ValueError) as error:
            reason = str(error).partition("\n")[0]
            yield DamagedInput(
                f"{file.stem} in {folder} is no part of a run ({reason})", "Run it again"
            )


def _records(part: Mapping[Table, list[Row]]) -> Iterator[Record]:
    """A part's records; raises ValueError where an article stands there in two readings."""
    times = Counter(article["id"] for article in part["articles"])
    within: dict[str, dict[str, list[Row]]] = {id: {} for id in times}
    for name in TABLES[1:]:
        for row in part[name]:
            within[row.pop("article")].setdefault(name, []).append(row)
    for id, entries in within.items():
        for kind, found in entries.items():
            entries[kind] = _once(found, times[id], id)
        entries["statements"] = [_statement(row) for row in entries.get("statements", ())]
    for article in part["articles"]:
        reader = {"version": article.pop("reader_version"), "model": article.pop("reader_model")}
        whole = {"schema": SCHEMA, "reader": reader, "article": article}
        yield record_of({**whole, "notices": article.pop("notices"), **within[article["id"]]})


def _once(found: list[Row], times: int, article: str) -> list[Row]:
    """The rows of an article that stands there several times."""
    first = found[: len(found) // times]
    if found != first * times:
        raise ValueError(f"article {article} is there in two readings")
    return first


def _statement(row: Row) -> Row:
    label, class_, plover, score = (
        row.pop(name) for name in ("act", "act_class", "act_plover", "act_score")
    )
    value, span = row.pop("said_on"), row.pop("said_on_span")
    return {
        **row,
        "act": {"label": label, "class": class_, "plover": plover, "score": score}
        if label
        else None,
        "said_on": {"value": value, "span": span} if value else None,
    }
