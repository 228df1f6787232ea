"""`onrecord read` as a process: signals, broken pipes, full disks, terminals, start-up."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.contract import parse_record

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "tests.cli.run_with_fakes", "read"]
PATIENCE = 30.0


def start(*arguments: str, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
    )


def interrupt(process: subprocess.Popen[str], number: signal.Signals = signal.SIGINT) -> str:
    """Send a signal while the fake reader is busy, and return what is said after it."""
    assert process.stderr is not None
    assert process.stderr.readline() == "at work\n"
    process.send_signal(number)
    return process.communicate(timeout=PATIENCE)[1]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_keeps_whole_lines_and_says_how_many(
    tmp_path: Path, number: signal.Signals
) -> None:
    target = tmp_path / "out.jsonl"
    process = start("good 1", "good 2", "slow", "good 3", "-o", str(target))
    told = interrupt(process, number)
    assert process.returncode == 130
    assert told == f"onrecord: interrupted; 2 articles are in {target}\n"
    written = [parse_record(line).article.title for line in target.read_text().splitlines()]
    assert written == ["good 1", "good 2"]
    assert [entry.name for entry in tmp_path.iterdir()] == ["out.jsonl"]


def test_an_interrupted_page_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.html"
    process = start("good 1", "good 2", "slow", "--format", "html", "-o", str(target))
    interrupt(process)
    assert process.returncode == 130
    assert target.read_text().rstrip().endswith("</html>")


def test_an_interruption_before_the_first_article_writes_nothing(tmp_path: Path) -> None:
    process = start("slow", "-o", str(tmp_path / "out.jsonl"))
    told = interrupt(process)
    assert (process.returncode, told) == (130, "onrecord: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_a_broken_pipe_ends_quietly() -> None:
    process = start(*(f"good {i}" for i in range(2000)))
    assert process.stdout is not None
    assert process.stderr is not None
    assert "good 0" in process.stdout.readline()
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert (process.wait(timeout=PATIENCE), told) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that only Linux has")
def test_a_full_disk_is_exit_code_3() -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    process = start("good", stdout=full)
    os.close(full)
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 3
    assert told.startswith("onrecord: R301: standard output cannot be written (No space left")
    assert told.count("\n") == 1


def test_closed_standard_output_is_exit_code_3() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$@" >&-', "sh", *COMMAND, "good"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 3
    assert "R301" in done.stderr


@pytest.mark.parametrize("door", ["import onrecord", "--help", "read --help", "read nowhere.txt"])
def test_what_needs_no_model_starts_light(door: str) -> None:
    code = "import onrecord" if door.startswith("import") else _called(door)
    heavy = "{'rich', 'pydantic', 'trafilatura', 'lxml', 'jinja2', 'onnxruntime', 'numpy'}"
    code += f"\nimport sys\nprint(sorted({heavy} & set(sys.modules)), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines()[-1] == "[]"


def _called(arguments: str) -> str:
    return (
        "from onrecord.cli.main import main\n"
        f"try: main({arguments.split()!r})\n"
        "except SystemExit: pass"
    )
