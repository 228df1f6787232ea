"""Documentation fails the build when it falls behind the code."""

from __future__ import annotations

import json
import re
import runpy
import tomllib
from pathlib import Path

import click
import pytest

from onrecord import __version__
from onrecord.cli.main import main
from onrecord.contract import record_schema

ROOT = Path(__file__).resolve().parents[1]
ROOT_CONTEXT = click.Context(main)
COMMANDS = [
    (name, main.get_command(ROOT_CONTEXT, name)) for name in main.list_commands(ROOT_CONTEXT)
]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_cli_reference_is_current() -> None:
    reference = runpy.run_path(str(ROOT / "docs" / "generate.py"))["cli_reference"]
    assert text("docs/cli.md") == reference(), "run `make docs`"


def test_the_schema_is_current() -> None:
    assert json.loads(text("docs/record.schema.json")) == record_schema(), "run `make schema`"


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_and_option_has_help(name: str, command: click.Command) -> None:
    assert command.help, name
    options = [param for param in command.params if isinstance(param, click.Option)]
    assert [option.name for option in options if not option.help] == []


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_the_readme_shows_every_command(name: str) -> None:
    assert f"onrecord {name}" in text("README.md")


def test_the_newest_version_in_the_changelog_is_this_one() -> None:
    versions = re.findall(r"^## \[(\d[^\]]*)\]", text("CHANGELOG.md"), re.MULTILINE)
    assert versions[0] == __version__


def test_the_changelog_dates_every_version() -> None:
    headings = re.findall(r"^## .*$", text("CHANGELOG.md"), re.MULTILINE)
    dated = re.compile(r"## (\[Unreleased\]|\[[^\]]+\] - \d{4}-\d{2}-\d{2})")
    assert [heading for heading in headings if not dated.fullmatch(heading)] == []


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert len(set(numbers)) == len(numbers)
    assert all(number.isdigit() for number in numbers)


def test_the_readme_s_make_targets_are_there() -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text("README.md"), re.MULTILINE)) <= targets


def test_the_readme_names_the_licence_of_the_project() -> None:
    licence = tomllib.loads(text("pyproject.toml"))["project"]["license"]
    assert licence in text("README.md")
    assert "Apache License\n                           Version 2.0" in text("LICENSE")
