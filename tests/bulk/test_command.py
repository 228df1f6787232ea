"""`onrecord bulk`: options, exit codes, and what is said."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from onrecord.bulk import on_ray
from onrecord.bulk import run as running
from onrecord.bulk.engines import Engine, EngineName, open_engine
from onrecord.bulk.job import Job
from onrecord.bulk.run import Progress
from onrecord.cli.bulk_progress import Rate
from onrecord.cli.main import main
from onrecord.read.reader import Reader
from tests.bulk.archives import TINY, HereEngine, article, write_jsonl

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tiny: Reader) -> None:
    def open_here(name: EngineName, job: Job, **more: Any) -> AbstractContextManager[Engine]:
        here = name == "local" and not more["address"]
        return HereEngine(tiny, job) if here else open_engine(name, job, **more)

    monkeypatch.setattr(running, "open_engine", open_here)


def bulk(*arguments: object) -> Result:
    # The command hands SIGTERM to Python's own handler; a test gives it back.
    before = signal.getsignal(signal.SIGTERM)
    try:
        given = [str(argument) for argument in arguments]
        return CliRunner().invoke(main, ["bulk", *given, "--model", TINY])
    finally:
        signal.signal(signal.SIGTERM, before)


def test_all_read_is_exit_code_0(tmp_path: Path) -> None:
    result = bulk(write_jsonl(tmp_path / "a.jsonl", range(4)), "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"4 articles are in {tmp_path / 'out'}" in result.stderr


def test_some_rejected_is_exit_code_1_and_says_where(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(4))
    archive.write_text(archive.read_text() + "{}\n")
    result = bulk(archive, tmp_path / "nowhere", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert f"2 could not be read: see {tmp_path / 'out' / 'rejects.jsonl'}" in result.stderr
    first = f"the first that could not be read: R103: row 5 of {archive}: no column holds the text"
    assert first in result.stderr


def test_quiet_says_nothing_where_something_was_read(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(4))
    archive.write_text(archive.read_text() + "{}\n")
    result = bulk(archive, "-o", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (1, "")


@pytest.mark.parametrize("quiet", [(), ("--quiet",)])
def test_nothing_read_is_exit_code_2_and_never_silent(
    tmp_path: Path, quiet: tuple[str, ...]
) -> None:
    result = bulk(tmp_path / "nowhere", "-o", tmp_path / "out", *quiet)
    assert result.exit_code == 2
    assert f"0 articles are in {tmp_path / 'out'}; 1 could not be read" in result.stderr
    reject = json.loads((tmp_path / "out" / "rejects.jsonl").read_text())
    assert reject["code"] == "R101"


def test_a_column_with_two_names_is_found_by_either(tmp_path: Path) -> None:
    rows = [{"story": article(1)["text"], "text": "no"}, {"text": article(2)["text"]}]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for _ in range(2):  # the second time goes on with the first
        named = ["--column", "text=story", "--column", "text=text"]
        result = bulk(tmp_path / "a.jsonl", "-o", tmp_path / "out", *named, "--format", "jsonl")
        assert result.exit_code == 0, result.stderr
    [lines] = (tmp_path / "out" / "records").iterdir()
    texts = [json.loads(line)["article"]["text"] for line in lines.read_text().splitlines()]
    assert texts == [article(1)["text"], article(2)["text"]]


def test_named_columns_and_one_format(tmp_path: Path) -> None:
    row = {"story": article(1)["text"], "text": "no", "when": "2024-05-06"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row))
    named = ["--column", "text=story", "--column", "published=when"]
    result = bulk(tmp_path / "a.jsonl", "-o", tmp_path / "out", *named, "--format", "jsonl")
    assert result.exit_code == 0
    [lines] = (tmp_path / "out" / "records").iterdir()
    told = json.loads(lines.read_text())["article"]
    assert (told["text"], told["published"]) == (row["story"], "2024-05-06")
    assert list((tmp_path / "out" / "articles").iterdir()) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--column", "text"], "R201: 'text' names no column"),
        (["--column", "words=story"], "R201: no column can hold 'words'"),
        (["--address", "auto"], "R201: an address is for Ray only"),
    ],
)
def test_options_without_sense_are_exit_code_2(tmp_path: Path, given: list[str], told: str) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(2))
    result = bulk(archive, "-o", tmp_path / "out", *given)
    assert result.exit_code == 2
    assert told in result.stderr


def test_without_ray_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    archive = write_jsonl(tmp_path / "a.jsonl", range(2))
    result = bulk(archive, "-o", tmp_path / "out", "--engine", "ray")
    assert result.exit_code == 2
    assert "R202: Ray is not installed" in result.stderr
    assert "pip install 'onrecord[ray]'" in result.stderr


def test_ray_is_told_not_to_report_its_use(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("ray")
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "1")
    on_ray._import_ray()
    from ray._common.usage import usage_lib

    assert not usage_lib.usage_stats_enabled()


def test_another_version_is_refused_with_what_to_do(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(2))
    bulk(archive, "-o", tmp_path / "out")
    settings = tmp_path / "out" / "run.json"
    settings.write_text(settings.read_text().replace('"version": "', '"version": "0.'))
    result = bulk(archive, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "holds the results of another run (version: " in result.stderr
    assert "--no-resume" in result.stderr


def test_an_interrupted_run_says_how_to_go_on(tmp_path: Path) -> None:
    archive = write_jsonl(tmp_path / "a.jsonl", range(300))
    command = [sys.executable, "-m", "onrecord", "bulk", str(archive), "-o", str(tmp_path / "out")]
    command += ["--model", TINY, "--part-size", "4", "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not list((tmp_path / "out").glob("parts/*.json")):
        time.sleep(0.02)
    process.send_signal(signal.SIGTERM)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert told == (
        f"onrecord: interrupted; what is finished stays in {tmp_path / 'out'}, and the same "
        "command goes on\n"
    )


def test_the_rate_counts_what_is_read_now_and_the_time_what_is_left() -> None:
    now = [0.0]
    rate = Rate(lambda: now[0])
    now[0] = 5.0
    assert rate.told(Progress(1000, 400, 0, 40)) == "40 articles kept"
    now[0] = 10.0
    told = rate.told(Progress(1000, 600, 20, 40))
    assert told == "60 articles, 2.0 a second, 0:00:20 left"
