import json
from pathlib import Path

import pytest

from onrecord.errors import DamagedInput, InputError, MissingInput, UnknownFormat
from onrecord.export.brat import write_brat
from onrecord.export.inputs import records_in, records_of_lines
from onrecord.export.table_files import write_parquet
from onrecord.records import Record
from tests.export.specimen import specimen


def line() -> bytes:
    return json.dumps(specimen().to_dict()).encode()


def test_lines_of_json_are_read_and_bad_ones_told_with_their_number(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    file.write_bytes(b"\n".join([line(), b"", b"{", b'{"schema": 1}', b"\xff", line()]))
    found = list(records_in(file))
    assert [isinstance(one, Record) for one in found] == [True, False, False, False, True]
    assert found[0] == specimen()
    told = [str(one) for one in found if isinstance(one, DamagedInput)]
    assert [f"line {n} of {file} is no record" in t for n, t in zip((3, 4, 5), told, strict=True)]


def test_a_field_that_the_contract_does_not_know_is_no_record() -> None:
    raw = json.dumps({**specimen().to_dict(), "mood": "bad"}).encode()
    (found,) = records_of_lines([raw], "x")
    assert isinstance(found, InputError)
    assert "mood" in str(found)


def test_a_file_of_something_else_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text("The minister resigned.\n\n" * 20)
    with pytest.raises(UnknownFormat, match=r"news\.txt holds no records.*line 1 of"):
        list(records_in(file))


def test_a_few_bad_lines_at_the_top_cost_nothing_else() -> None:
    found = list(records_of_lines([b"{", b"{", b"[]", line(), b"{"], "x"))
    assert [isinstance(one, Record) for one in found] == [False, False, False, True, False]


def test_folders_of_tables_and_of_annotations_are_read(tmp_path: Path) -> None:
    write_parquet([specimen()], tmp_path / "run")
    write_brat([specimen()], tmp_path / "brat")
    assert list(records_in(tmp_path / "run")) == [specimen()]
    (annotated,) = records_in(tmp_path / "brat")
    assert isinstance(annotated, Record)
    assert len(annotated.statements) == 3


def test_what_is_not_there_or_holds_no_records_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        list(records_in(tmp_path / "no.jsonl"))
    with pytest.raises(UnknownFormat):
        list(records_in(tmp_path))
    (tmp_path / "record.db").write_bytes(b"SQLite format 3\0 and so on")
    with pytest.raises(UnknownFormat, match="--store"):
        list(records_in(tmp_path / "record.db"))
