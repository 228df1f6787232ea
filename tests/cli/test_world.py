"""`onrecord world show` answers with the row's source."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import main


def show(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["world", "show", *arguments])


def test_a_described_office_gives_its_holder_and_source() -> None:
    result = show("the Russian president", "--on", "2022-01-08")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Vladimir Putin  person:vladimir-putin"
    assert lines[1] == "  President of Russia since 2012-05-07"
    assert lines[2].startswith("  source: Compiled by hand")
    assert "known for 1991-07-10 to" in lines[3]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NATO", ["30 members on 2022-01-08", "Secretary-General of NATO: Jens Stoltenberg"]),
        ("the Kremlin", ["Russia  state:RUS Q159", "President of Russia: Vladimir Putin"]),
        ("Stoltenberg", ["Secretary-General of NATO from 2014-10-01 to 2024-10-01"]),
        ("state:UKR", ["Ukraine  state:UKR Q212", "member of"]),
        ("org:CIA", ["Central Intelligence Agency", "of United States"]),
    ],
)
def test_names_keys_and_metonyms(name: str, words: list[str]) -> None:
    result = show(name, "--on", "2022-01-08")
    assert result.exit_code == 0
    for word in words:
        assert word in result.stdout


def test_outside_the_coverage_it_says_unknown() -> None:
    result = show("the Russian president", "--on", "1950-01-01")
    assert result.exit_code == 0
    assert result.stdout.startswith("unknown: President of Russia is known for 1991-07-10 to ")


def test_after_the_coverage_the_last_known_is_told() -> None:
    result = show("NATO chief", "--on", "2090-01-01")
    assert result.exit_code == 0
    assert result.stdout.startswith("unknown: ")
    assert "last known: Mark Rutte, since 2024-10-01" in result.stdout


def test_a_vacant_office() -> None:
    result = show("Lebanese president", "--on", "2023-06-01")
    assert result.exit_code == 0
    assert result.stdout.startswith("nobody: President of Lebanon was vacant on 2023-06-01")


def test_what_is_not_known_at_all() -> None:
    result = show("Fred Nobody", "--on", "2022-01-08")
    assert result.exit_code == 0
    assert result.stdout.startswith("unknown: ")


def test_today_is_the_default() -> None:
    assert show("NATO").exit_code == 0


def test_json() -> None:
    result = show("the Russian president", "--on", "2022-01-08", "--format", "json")
    shown = json.loads(result.stdout)
    assert shown["answer"]["status"] == "known"
    assert shown["answer"]["tenures"][0]["person"] == "person:vladimir-putin"
    assert shown["names"] == {"person:vladimir-putin": "Vladimir Putin"}
    shown = json.loads(show("NATO", "--on", "2022-01-08", "--format", "json").stdout)
    assert shown["answer"] is None
    assert len(shown["entities"][0]["members"]) == 30


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("aliases:\n  - {of: org:NATO, names: [the pact]}\n", encoding="utf-8")
    assert "NATO  org:NATO" in show("the pact", "--world", str(path)).stdout


def test_a_bad_file_or_date_is_exit_code_2(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("aliases:\n  - {of: org:NOPE, names: [x]}\n", encoding="utf-8")
    result = show("NATO", "--world", str(path))
    assert result.exit_code == 2
    assert result.stderr.startswith(f"onrecord: R501: {path}, line 2: aliases.of names what is not")
    result = show("NATO", "--on", "yesterday")
    assert result.exit_code == 2
    assert result.stderr.startswith("onrecord: R201: --on: 'yesterday' is no date")
