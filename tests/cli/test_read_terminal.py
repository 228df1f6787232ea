"""`onrecord read` on a terminal: text for people, a progress bar that spoils nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Literal

import pytest

from tests.cli.test_read_process import COMMAND, PATIENCE, ROOT

pty = pytest.importorskip("pty", reason="Windows has no pseudo-terminals")


def on_terminal(
    *arguments: str, stream: Literal["stdout", "stderr"], target: Path | None = None
) -> str:
    """Run with one stream on a terminal, and return what the terminal was sent."""
    shown, given = pty.openpty()
    options = ["-o", str(target)] if target else []
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    process = subprocess.Popen(
        [*COMMAND, *arguments, *options],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=given if stream == "stdout" else subprocess.PIPE,
        stderr=given if stream == "stderr" else subprocess.PIPE,
    )
    os.close(given)
    sent = b""
    try:
        while some := os.read(shown, 65536):
            sent += some
    except OSError:  # Linux says the end of a terminal in this way
        pass
    os.close(shown)
    process.communicate(timeout=PATIENCE)
    return sent.decode()


def test_the_default_on_a_terminal_is_text() -> None:
    sent = on_terminal("good", stream="stdout")
    assert "good" in sent
    assert '{"schema"' not in sent


def test_many_inputs_show_a_bar_and_errors_stay_whole_lines(tmp_path: Path) -> None:
    names = [*(f"good {i}" for i in range(5)), "missing.txt"]
    sent = on_terminal(*names, stream="stderr", target=tmp_path / "out.jsonl")
    assert "6/6" in sent
    assert "R101: there is no file missing.txt" in sent
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 5


@pytest.mark.parametrize("arguments", [["good 1", "good 2"], ["--quiet", *["good"] * 9]])
def test_few_inputs_and_quiet_show_no_bar(tmp_path: Path, arguments: list[str]) -> None:
    sent = on_terminal(*arguments, stream="stderr", target=tmp_path / "out.jsonl")
    assert "━" not in sent
