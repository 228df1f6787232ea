"""The output's folder when the disk is full, and when a run was killed while it wrote."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from onrecord.bulk.output import Output
from onrecord.bulk.step import Outcome
from onrecord.errors import OutputError
from tests.bulk.archives import TINY, write_jsonl

ROOT = Path(__file__).parents[2]
BULK = [sys.executable, "-m", "onrecord", "bulk"]
OUTCOME = Outcome({"records/p1.jsonl": b"{}\n" * 9}, ("a1",), {"articles": 1}, {})


def settled(tmp_path: Path) -> Output:
    output = Output(tmp_path / "out")
    with output.claimed({"version": "1"}, anew=False):
        pass
    return output


def test_a_part_is_there_when_its_summary_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = settled(tmp_path)
    real = Path.replace
    names: list[str] = []

    def breaks(source: Path, target: Path) -> Path:
        names.append(Path(target).name)
        if len(names) == 2:
            raise OSError(28, "No space left on device")
        return real(source, target)

    monkeypatch.setattr(Path, "replace", breaks)
    with pytest.raises(OutputError, match="No space left on device"):
        output.put_part("p1", OUTCOME)
    assert names == ["p1.jsonl", "p1.json"]
    assert output.summary("p1") is None
    assert [p.name for p in (tmp_path / "out" / "parts").iterdir()] == []
    monkeypatch.setattr(Path, "replace", real)
    output.put_part("p1", OUTCOME)
    assert output.summary("p1") is not None


def test_what_a_killed_run_left_half_written_goes(tmp_path: Path) -> None:
    output = settled(tmp_path)
    rest = tmp_path / "out" / "articles" / ".partial-p1.parquet"
    rest.write_bytes(b"half")
    with output.claimed({"version": "1"}, anew=False):
        assert not rest.exists()


def test_only_parts_are_swept(tmp_path: Path) -> None:
    output = settled(tmp_path)
    output.put_part("p1", OUTCOME)
    output.put_part("p2", Outcome({"records/p2.jsonl": b"{}\n"}, ("a2",), {"articles": 1}, {}))
    mine = tmp_path / "out" / "records" / "notes.md"
    mine.write_text("mine")
    assert output.sweep(["p2"]) == 1
    assert output.summary("p1") is None
    assert output.summary("p2") is not None
    assert mine.exists()


def test_a_full_disk_is_exit_code_3_and_the_same_command_goes_on(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(12))
    command = [*BULK, str(archive), "--model", TINY, "--workers", "1", "--part-size", "6", "-o"]
    full = subprocess.run(
        [*command, str(tmp_path / "out")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        # Files of more than 5,000 bytes cannot be written, which is how a quota fails.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000)),
    )
    assert full.returncode == 3
    assert "R301" in full.stderr
    assert "the same command goes on" in full.stderr
    assert "Traceback" not in full.stderr
    assert not (tmp_path / "out" / "report.json").exists()
    done = subprocess.run(
        [*command, str(tmp_path / "out")], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert pq.read_table(tmp_path / "out" / "articles").num_rows == 12
