import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord import frames
from onrecord.errors import DamagedInput, MissingExtra, MissingInput
from onrecord.export.table_files import columns, write_parquet
from onrecord.export.tables import TABLES
from onrecord.records import Record
from tests.export.specimen import specimen


class Shelf:
    def records(self) -> Iterator[Record]:
        yield specimen()


def written(folder: Path, form: str) -> frames.Source:
    """One specimen, in every form that frames are made of."""
    if form == "run":
        write_parquet([specimen()], folder / "run")
        return folder / "run"
    if form == "lines":
        (folder / "r.jsonl").write_text(json.dumps(specimen().to_dict()), encoding="utf-8")
        return str(folder / "r.jsonl")
    return Shelf() if form == "store" else [specimen()]


@pytest.mark.parametrize("form", ["records", "lines", "run", "store"])
def test_pandas_frames_hold_every_table(form: str, tmp_path: Path) -> None:
    found = frames.to_pandas(written(tmp_path, form))
    assert tuple(found) == TABLES
    for name, frame in found.items():
        assert list(frame.columns) == columns(name)
    said = found["statements"]
    assert list(said["cue"]) == ["told", "said", "added"]
    assert list(said["cue_start"]) == [33, 200, 231]
    assert said["said_on_span_start"].dtype == said["cue_start"].dtype == "Int32"
    assert said["said_on"].isna().tolist() == [False, True, True]
    assert list(said["speakers"].iloc[0]) == ["a1"]
    merged = said.merge(found["articles"], left_on="article", right_on="id")
    assert set(merged["outlet"]) == {"Helmsund Courier"}


def test_polars_frames_hold_every_table() -> None:
    found = frames.to_polars([specimen(), specimen()])
    assert tuple(found) == TABLES
    assert found["commitments"].height == 6
    who = (
        found["commitments"]
        .explode("by")
        .join(found["actors"], left_on=["article", "by"], right_on=["article", "id"])
    )
    assert "Orlovia" in who["name"].to_list()
    assert found["times"]["span"].to_list()[:2] == ["on Friday", "31 March"]


def test_several_parts_are_one_frame(tmp_path: Path) -> None:
    write_parquet([specimen()], tmp_path)
    for name in TABLES:
        part = tmp_path / name / "part-00000.parquet"
        (tmp_path / name / "part-00001.parquet").write_bytes(part.read_bytes())
    assert len(frames.to_pandas(tmp_path)["statements"]) == 6


def test_no_records_make_empty_frames_with_their_columns() -> None:
    found = frames.to_pandas([])
    assert list(found["events"].columns) == columns("events")
    assert all(frame.empty for frame in found.values())


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingInput):
        frames.to_pandas(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text("{}")
    with pytest.raises(DamagedInput):
        frames.to_polars(tmp_path / "bad.jsonl")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_without_the_library_the_extra_is_named(
    library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    make = frames.to_pandas if library == "pandas" else frames.to_polars
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[frames\]'"):
        make([])
