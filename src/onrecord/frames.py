"""Records, runs and stores as data frames of pandas or polars: `pip install 'onrecord[frames]'`.

    from onrecord import frames

    found = frames.to_pandas("out")
    found["statements"].merge(found["articles"], left_on="article", right_on="id")

The tables and their columns are those of `onrecord.export.tables`; a span `cue` is three columns,
`cue_start`, `cue_end` and `cue`, as in CSV.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, runtime_checkable

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onrecord.errors import InputError, MissingExtra
from onrecord.export.inputs import records_in
from onrecord.export.table_files import is_parquet
from onrecord.export.tables import SCHEMAS, SPAN, TABLES, Table, tables
from onrecord.records import Record

if TYPE_CHECKING:
    import pandas
    import polars


@runtime_checkable
class HoldsRecords(Protocol):
    """What has records to give, such as a store."""

    def records(self) -> Iterator[Record]:
        """Every record."""


#: Records, a store, or the path of JSON lines, of a run's folder, of PolNeAR-like annotations.
Source: TypeAlias = Iterable[Record] | HoldsRecords | str | Path


def to_pandas(source: Source) -> dict[Table, pandas.DataFrame]:
    """The six tables as pandas frames; all of them are held in memory.

    Raises InputError for what cannot be read, MissingExtra (R202) without pandas.
    """
    # Offsets stay whole numbers where a span may be missing.
    whole = {pa.int32(): _import("pandas").Int32Dtype()}
    return {name: table.to_pandas(types_mapper=whole.get) for name, table in _flat(source).items()}


def to_polars(source: Source) -> dict[Table, polars.DataFrame]:
    """The six tables as polars frames; all of them are held in memory.

    Raises InputError for what cannot be read, MissingExtra (R202) without polars.
    """
    library = _import("polars")
    return {name: library.from_arrow(table) for name, table in _flat(source).items()}


def _import(library: str) -> Any:
    try:
        return import_module(library)
    except ImportError as error:
        raise MissingExtra(
            f"{library} is not installed ({error})",
            "Install it with: pip install 'onrecord[frames]'",
        ) from error


def _flat(source: Source) -> dict[Table, pa.Table]:
    return {name: _flattened(name, table) for name, table in _tables(source).items()}


def _tables(source: Source) -> dict[Table, pa.Table]:
    if isinstance(source, HoldsRecords):
        return tables(source.records())
    if not isinstance(source, (str, Path)):
        return tables(source)
    path = Path(source)
    if path.is_dir() and is_parquet(path):
        return {name: _read(path / name, name) for name in TABLES}
    return tables(_whole(records_in(path)))


def _read(folder: Path, name: Table) -> pa.Table:
    """All parts of a table, in the order of their names."""
    parts = [pq.read_table(file) for file in sorted(folder.glob("*.parquet"))]
    return pa.concat_tables(parts) if parts else SCHEMAS[name].empty_table()


def _whole(found: Iterable[Record | InputError]) -> Iterator[Record]:
    for one in found:
        if isinstance(one, InputError):
            raise one
        yield one


def _flattened(name: Table, table: pa.Table) -> pa.Table:
    """The table with three columns for each span."""
    columns: dict[str, pa.ChunkedArray] = {}
    for field in SCHEMAS[name]:
        column = table[field.name]
        if field.type == SPAN:
            columns[f"{field.name}_start"] = pc.struct_field(column, "start")
            columns[f"{field.name}_end"] = pc.struct_field(column, "end")
            column = pc.struct_field(column, "text")
        columns[field.name] = column
    return pa.table(columns)
