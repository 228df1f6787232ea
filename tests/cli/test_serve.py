"""`onrecord serve`: makes the first account, greets, answers, and stops when it is told to."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import main
from onrecord.serve.access.accounts import Accounts
from onrecord.store import open_store

PASSWORD = "four plain words here"


def run(folder: Path, *arguments: str, **variables: str) -> Result:
    store = ("--store", str(folder / "record.db"))
    return CliRunner().invoke(main, ["serve", *store, *arguments], env=variables)


def test_the_first_account(tmp_path: Path) -> None:
    made = run(tmp_path, "--create-admin", "Ann", ONRECORD_PASSWORD=PASSWORD)
    assert made.exit_code == 0
    assert "Ann may now sign on" in made.output
    changed = run(
        tmp_path, "--create-admin", "ANN", ONRECORD_PASSWORD="five other plain words here"
    )
    assert changed.exit_code == 0
    with open_store(tmp_path / "record.db") as store:
        accounts = Accounts(store.engine)
        assert [(a.name, a.role) for a in accounts.all()] == [("Ann", "admin")]
        assert accounts.proven("Ann", PASSWORD) is None
        assert accounts.proven("Ann", "five other plain words here")


@pytest.mark.parametrize(
    ("arguments", "variables", "told"),
    [
        (["--create-admin", "Ann"], {"ONRECORD_PASSWORD": "short"}, "R701"),
        (["--create-admin", "Ann"], {}, "no terminal"),
        (["--host", "0.0.0.0"], {}, "public_url"),
        (["--settings", "none.toml"], {}, "cannot be read"),
    ],
)
def test_what_makes_no_sense(
    tmp_path: Path, arguments: list[str], variables: dict[str, str], told: str
) -> None:
    result = run(tmp_path, *arguments, **variables)
    assert result.exit_code == 2
    assert told in result.output


def test_it_answers_until_it_is_stopped(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--port", "0"]
    server = subprocess.Popen(
        [*command, "--store", str(tmp_path / "record.db")],
        stderr=subprocess.PIPE,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert server.stderr
        greeting = server.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", greeting)
        assert address, greeting
        assert "--create-admin" in server.stderr.readline()
        with urllib.request.urlopen(f"{address[0]}/", timeout=60) as answer:
            assert answer.status == 200
            assert "The record is empty" in answer.read().decode()
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) == 0
    finally:
        server.kill()
        server.communicate()


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run(tmp_path, "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "cannot be listened on" in result.output
