"""`onrecord schema` prints the schema that the contract generates."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from onrecord.cli.main import main
from onrecord.contract import record_schema


def test_prints_the_schema() -> None:
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == record_schema()


def test_writes_the_schema_to_a_file(tmp_path: Path) -> None:
    target = tmp_path / "schema.json"
    result = CliRunner().invoke(main, ["schema", "-o", str(target)])
    assert (result.exit_code, result.output) == (0, "")
    assert json.loads(target.read_text(encoding="utf-8")) == record_schema()


def test_unwritable_output_is_exit_code_3(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["schema", "-o", str(tmp_path)])
    assert result.exit_code == 3
    assert result.stderr.startswith("onrecord: R301: ")


def test_version() -> None:
    result = CliRunner().invoke(main, ["--version"])
    assert result.output.startswith("onrecord, version 0.")
