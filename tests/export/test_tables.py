"""The six tables hold all that a record does, typed."""

import io
import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from onrecord.export.tables import SCHEMAS, TABLES, Table, rows, tables
from onrecord.records import SCHEMA, Article, ReaderInfo, Record, Span, Statement
from tests.export.specimen import specimen


def test_every_table_has_a_schema_and_every_row_its_columns() -> None:
    found = rows(specimen())
    assert tuple(found) == TABLES == tuple(SCHEMAS)
    for name, entries in found.items():
        assert entries, name
        assert all(list(row) == SCHEMAS[name].names for row in entries), name


@pytest.mark.parametrize("name", TABLES)
def test_parquet_gives_back_what_the_record_says(name: Table) -> None:
    written = io.BytesIO()
    pq.write_table(tables([specimen(), specimen()])[name], written)
    read = pq.read_table(written)
    assert read.schema.equals(SCHEMAS[name], check_metadata=True)
    assert read.to_pylist() == rows(specimen())[name] * 2


def test_rows_say_what_the_record_says() -> None:
    record = specimen()
    found = rows(record)
    plain = record.to_dict()
    key = {"article": record.article.id}
    for name in ("actors", "commitments", "events", "times"):
        assert found[name] == [key | entry for entry in plain[name]]
    assert found["articles"][0].items() >= plain["article"].items()
    assert found["articles"][0]["notices"] == plain["notices"]
    for row, entry in zip(found["statements"], plain["statements"], strict=True):
        act, said_on = entry.pop("act"), entry.pop("said_on")
        assert row.items() >= entry.items()
        assert row["act"] == (act["label"] if act else None)
        assert row["act_class"] == (act["class"] if act else None)
        assert row["said_on"] == (said_on["value"] if said_on else None)


def test_a_character_without_utf8_keeps_the_offsets() -> None:
    text = "He said \ud83d no."
    said = Statement("s1", "indirect", None, None, (Span(8, 13, text[8:13]),))
    found = rows(Record(SCHEMA, ReaderInfo("1", "m"), Article.of(text), (), (said,)))
    assert found["articles"][0]["text"] == "He said \ufffd no."
    assert found["statements"][0]["content"][0]["text"] == "\ufffd no."
    assert pa.Table.from_pylist(found["articles"], SCHEMAS["articles"]).num_rows == 1


def test_no_record_makes_empty_tables_with_their_columns() -> None:
    found = tables([])
    assert {name: table.schema for name, table in found.items()} == dict(SCHEMAS)
    assert all(table.num_rows == 0 for table in found.values())


def test_the_column_reference_is_in_step() -> None:
    page = (Path(__file__).parents[2] / "docs" / "tables.md").read_text(encoding="utf-8")
    for name in TABLES:
        section = re.search(rf"^## {name}\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
        assert section
        lines = re.findall(r"^\| (?!column|-)([a-z_, ]+) \| ([^|]+) \|", section[1], re.MULTILINE)
        named = {column: kind for columns, kind in lines for column in columns.split(", ")}
        assert list(named) == SCHEMAS[name].names
        for field in SCHEMAS[name]:
            assert field.nullable == ("may be null" in named[field.name].split(" struct ")[0])
