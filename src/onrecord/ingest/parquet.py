"""Parquet → articles one by one; memory is bounded by a batch of rows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import DamagedInput
from onrecord.ingest.columns import Columns
from onrecord.ingest.raw import Found

#: Rows that are unpacked at once.
BATCH = 64


def read_parquet(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Found]:
    """Read the columns that are needed, row by row; a damaged group of rows costs that group.

    Raises pyarrow.ArrowInvalid when it is no Parquet file, or the end of it is missing.
    """
    total = os.fstat(stream.fileno()).st_size
    with pq.ParquetFile(stream, pre_buffer=False, buffer_size=2**20) as table:
        names = list(table.schema_arrow.names)
        problem = columns.lacking(names)
        if problem:
            yield Found(name, None, problem, size=total)
            return
        needed = list(columns.needed(names))
        share = total // max(1, table.metadata.num_rows)
        row = 0
        for group in range(table.num_row_groups):
            end = row + table.metadata.row_group(group).num_rows
            try:
                for batch in table.iter_batches(BATCH, row_groups=[group], columns=needed):
                    for cells in batch.to_pylist():
                        row += 1
                        raw, given = columns.read(cells)
                        yield Found(name, row, raw, given, share)
            except (pa.ArrowException, OSError, ValueError) as error:
                what = f"rows {row + 1} to {end} cannot be read ({_first_line(error)})"
                damaged = DamagedInput(what, "Write the file again, or copy it again")
                yield Found(name, row + 1, damaged, size=share * (end - row))
            row = end


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
