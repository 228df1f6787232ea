"""Whole runs in one process: what goes on, what is refused, what is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from onrecord.bulk import run as running
from onrecord.bulk.job import Job
from onrecord.bulk.report import Report
from onrecord.bulk.run import Options, Progress, run
from onrecord.errors import EngineError, OptionError
from onrecord.read.reader import Reader
from tests.bulk.archives import TINY, HereEngine, article, files, rejects, write_jsonl

Run = Callable[..., Report]


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch, tiny: Reader) -> list[HereEngine]:
    """Runs read in this process; gives the engines that they opened, the last one last."""
    opened: list[HereEngine] = []

    def open_here(_name: str, job: Job, **_: Any) -> HereEngine:
        opened.append(HereEngine(tiny, job))
        return opened[-1]

    monkeypatch.setattr(running, "open_engine", open_here)
    return opened


def options(folder: Path, *inputs: Path, **more: Any) -> Options:
    return Options([str(path) for path in inputs], folder, model=TINY, part_size=10, **more)


def test_every_place_of_the_archive_is_accounted_for(
    tmp_path: Path,
) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(35))
    lines = archive.read_text().splitlines()
    lines[3:3] = ["{broken", "[1]", json.dumps({"id": "empty", "text": " "}), lines[0]]
    archive.write_text("\n".join(lines) + "\n")
    report = run(options(tmp_path / "out", archive))
    assert (report.counts.places, report.counts.articles, report.rejects) == (39, 35, 4)
    table = pq.read_table(tmp_path / "out" / "inputs.parquet").to_pylist()
    assert [row["row"] for row in table] == list(range(1, 40))
    read = [row["id"] for row in table if row["article"]]
    assert read == [f"n{n}" for n in range(35)]
    articles = pq.read_table(tmp_path / "out" / "articles").to_pylist()
    texts = {row["id"]: row["text"] for row in articles}
    assert len(articles) == 35
    assert all(
        texts[row["article"]] == article(int(row["id"][1:]))["text"]
        for row in table
        if row["article"]
    )
    assert [(r["row"], r["code"]) for r in rejects(tmp_path / "out")] == [
        (4, "R109"),
        (5, "R109"),
        (6, "R103"),
        (7, "R111"),
    ]
    told = json.loads((tmp_path / "out" / "report.json").read_text())
    assert told["counts"]["rows"]["articles"] == 35
    assert told["rejects"] == {"R103": 1, "R109": 2, "R111": 1}


def test_a_finished_run_is_not_read_again(tmp_path: Path, engines: list[HereEngine]) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(30))
    run(options(tmp_path / "out", archive))
    before = files(tmp_path / "out")
    report = run(options(tmp_path / "out", archive))
    assert engines[0].read
    assert engines[1].read == []
    assert (report.totals.read, report.totals.kept) == (0, 30)
    assert files(tmp_path / "out") == before


def test_a_part_whose_file_is_gone_or_short_is_read_again(
    tmp_path: Path, engines: list[HereEngine]
) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(30))
    run(options(tmp_path / "out", archive))
    before = files(tmp_path / "out")
    one, other = sorted((tmp_path / "out" / "statements").iterdir())[:2]
    one.unlink()
    other.write_bytes(other.read_bytes()[:-1])
    run(options(tmp_path / "out", archive))
    assert set(engines[1].read) == {one.stem, other.stem}
    assert files(tmp_path / "out") == before


def test_new_articles_cost_their_own_reading_only(
    tmp_path: Path,
) -> None:
    archive = write_jsonl(tmp_path / "b.jsonl", range(60))
    run(options(tmp_path / "out", archive))
    more = write_jsonl(tmp_path / "a.jsonl", range(100, 115))
    report = run(options(tmp_path / "out", more, archive))
    assert report.counts.articles == 75
    assert 15 <= report.totals.read < 45
    assert pq.read_table(tmp_path / "out" / "articles").num_rows == 75
    fresh = run(options(tmp_path / "fresh", more, archive))
    assert fresh.totals.kept == 0
    assert files(tmp_path / "fresh") == files(tmp_path / "out")


def test_a_folder_of_another_model_input_or_setting_is_refused(
    tmp_path: Path,
) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(5))
    other = write_jsonl(tmp_path / "b.jsonl", range(5, 9))
    out = tmp_path / "out"
    run(options(out, archive))
    before = files(out)
    with pytest.raises(OptionError, match=r"formats: .*--no-resume"):
        run(options(out, archive, forms=("jsonl",)))
    with pytest.raises(OptionError, match="which is not among the inputs"):
        run(options(out, other))
    settings = json.loads((out / "run.json").read_text())
    (out / "run.json").write_text(json.dumps(settings | {"version": "0.0.1"}))
    with pytest.raises(OptionError, match=r"version: 0\.0\.1"):
        run(options(out, archive))
    assert files(out) == before
    report = run(options(out, other, resume=False))
    assert report.counts.articles == 4
    assert pq.read_table(out / "articles").num_rows == 4


def test_a_file_is_no_folder_for_results(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(2))
    (tmp_path / "out").write_text("mine")
    with pytest.raises(OptionError, match="out is a file"):
        run(options(tmp_path / "out", archive))
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_with_something_else_in_it_is_refused(
    tmp_path: Path,
) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(5))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "mine.txt").write_text("mine")
    with pytest.raises(OptionError, match="not of a bulk run"):
        run(options(tmp_path / "notes", archive))
    with pytest.raises(OptionError, match="not of a bulk run"):
        run(options(tmp_path / "notes", archive, resume=False))
    assert (tmp_path / "notes" / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("named", ["", "in", "in/**/*.jsonl", "in/out/records/p.jsonl"])
def test_results_are_never_read_as_inputs(tmp_path: Path, named: str) -> None:
    (tmp_path / "in" / "out" / "records").mkdir(parents=True)
    write_jsonl(tmp_path / "in" / "a.jsonl", range(5))
    with pytest.raises(OptionError, match="lies where inputs are looked for"):
        run(options(tmp_path / "in" / "out", tmp_path / named))


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(5))
    told = []

    def second(_: Progress) -> None:
        with pytest.raises(OptionError, match="another run") as refused:
            run(options(tmp_path / "out", archive))
        told.append(refused)

    run(options(tmp_path / "out", archive), second)
    assert told


def test_articles_that_kill_their_workers_cost_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Reader
) -> None:
    killers = [article(n)["text"] for n in (3, 17)]
    monkeypatch.setattr(running, "open_engine", lambda _, job, **__: HereEngine(tiny, job, killers))
    archive = write_jsonl(tmp_path / "a.jsonl", range(30))
    report = run(options(tmp_path / "out", archive))
    assert (report.counts.articles, report.rejects) == (28, 2)
    assert [(r["row"], r["code"]) for r in rejects(tmp_path / "out")] == [(4, "R112"), (18, "R112")]


def test_workers_that_die_of_everything_end_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Reader
) -> None:
    class Doomed(HereEngine):
        def run(self, parts: Any) -> Any:
            return ((part, None) for part in parts)

    monkeypatch.setattr(running, "open_engine", lambda _, job, **__: Doomed(tiny, job))
    archive = write_jsonl(tmp_path / "a.jsonl", range(4))
    with pytest.raises(EngineError, match="R601"):
        run(options(tmp_path / "out", archive))
    assert not (tmp_path / "out" / "report.json").exists()


def test_progress_reaches_the_whole(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(40))
    seen: list[tuple[int, int, int]] = []
    run(options(tmp_path / "out", archive), lambda p: seen.append((p.passed, p.read, p.kept)))
    assert seen == sorted(seen)
    assert len(seen) >= 4
    assert seen[-1] == (archive.stat().st_size, 40, 0)


def test_ids_of_several_articles_are_told(tmp_path: Path) -> None:
    rows = [article(n) | {"id": "same" if n < 3 else f"n{n}"} for n in range(6)]
    archive = tmp_path / "a.jsonl"
    archive.write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = run(options(tmp_path / "out", archive))
    assert report.counts.articles == 6
    assert [w for w in report.warnings if "ids of rows" in w and ": 1, the first is 'same'" in w]


def test_nothing_of_a_run_depends_on_the_clock_or_the_place(
    tmp_path: Path,
) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(25))
    run(options(tmp_path / "one", archive))
    moved = tmp_path / "moved.jsonl"
    archive.rename(moved)
    run(options(tmp_path / "two", moved))
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one.keys() == two.keys()
    assert [path for path in one if one[path] != two[path]] == ["inputs.parquet"]
