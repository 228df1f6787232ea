"""`--model` takes a shipped model's name, or a folder."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from onrecord.cli.main import main

TINY = Path(__file__).parents[1] / "models" / "tiny"
EXAMPLE = Path(__file__).parents[2] / "examples" / "strait-talks.txt"


def test_an_unknown_model_is_told_with_those_that_there_are() -> None:
    result = CliRunner().invoke(main, ["read", "--model", "huge", str(EXAMPLE)])
    assert result.exit_code == 2
    assert "R401: there is no model 'huge'. Shipped models: base" in result.stderr


def test_the_folder_of_a_model_is_taken() -> None:
    result = CliRunner().invoke(main, ["read", "--model", str(TINY), str(EXAMPLE)])
    assert result.exit_code == 0
    assert '"model": "tiny"' in result.stdout.replace('":"', '": "')
