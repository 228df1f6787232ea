import csv
import json
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onrecord.errors import DamagedInput
from onrecord.export import table_files
from onrecord.export.table_files import read_parquet, write_csv, write_parquet
from onrecord.export.tables import SCHEMAS, TABLES
from onrecord.records import SCHEMA, Article, ReaderInfo, Record
from tests.export.specimen import specimen


def numbered(count: int) -> list[Record]:
    record = specimen()
    return [replace(record, article=replace(record.article, id=f"id{n}")) for n in range(count)]


def test_records_come_back_from_parquet_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "PART", 2)
    bare = Record(SCHEMA, ReaderInfo("1", "m"), Article.of("Nothing is said here."))
    written = [*numbered(3), bare]
    write_parquet(written, tmp_path)
    assert [p.name for p in sorted((tmp_path / "actors").iterdir())] == [
        "part-00000.parquet",
        "part-00001.parquet",
    ]
    assert list(read_parquet(tmp_path)) == written


def test_each_parquet_file_has_its_schema_even_without_a_record(tmp_path: Path) -> None:
    write_parquet([], tmp_path)
    for name in TABLES:
        found = pq.read_schema(tmp_path / name / "part-00000.parquet")
        assert found.equals(SCHEMAS[name])


def test_a_damaged_part_is_told_and_the_others_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table_files, "PART", 1)
    write_parquet(numbered(2), tmp_path)
    (tmp_path / "events" / "part-00000.parquet").write_bytes(b"cut off")
    damaged, whole = read_parquet(tmp_path)
    assert isinstance(damaged, DamagedInput)
    assert isinstance(whole, Record)
    assert whole.article.id == "id1"


def test_an_article_that_stands_there_twice_comes_back_twice(tmp_path: Path) -> None:
    write_parquet([specimen(), specimen()], tmp_path / "same")
    assert list(read_parquet(tmp_path / "same")) == [specimen()] * 2
    other = replace(specimen(), statements=specimen().statements[:2])
    write_parquet([specimen(), other], tmp_path / "other")
    (damaged,) = read_parquet(tmp_path / "other")
    assert "two readings" in str(damaged)


def test_csv_has_a_line_an_entry_and_spans_in_three_columns(tmp_path: Path) -> None:
    write_csv(numbered(2), tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {f"{name}.csv" for name in TABLES}
    with (tmp_path / "statements.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [(line["article"], line["id"]) for line in lines[:4]] == [
        ("id0", "s1"),
        ("id0", "s2"),
        ("id0", "s3"),
        ("id1", "s1"),
    ]
    first = lines[0]
    assert (first["cue_start"], first["cue_end"], first["cue"]) == ("33", "37", "told")
    assert json.loads(first["speakers"]) == ["a1"]
    assert json.loads(first["content"])[0]["start"] == 58
    assert lines[1]["said_on_span_start"] == lines[1]["said_on"] == ""
