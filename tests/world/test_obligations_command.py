"""`onrecord world obligations` tells who is bound, who is not, and what it does not know."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import main


def ask(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["world", "obligations", *arguments])


def test_ukraine_on_the_day_of_the_specimen() -> None:
    result = ask("Ukraine", "--on", "2022-01-08")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[1] == "  nobody is bound to defend it by any agreement that is covered"
    uncovered = lines.index("  not covered by")
    assert lines[uncovered + 1] == "    North Atlantic Treaty, Article 5 (30 parties)"
    assert "assurances, which are no duty to defend" in result.stdout
    assert "itself bound to defend" not in result.stdout
    assert lines[-1].endswith("whether any other agreement binds somebody is unknown")


def test_json_has_the_same() -> None:
    answer = json.loads(ask("Kyiv", "--on", "2022-01-08", "--format", "json").stdout)
    assert (answer["state"], answer["status"], answer["defenders"]) == ("state:UKR", "known", [])
    assert answer["not_covered"][0]["treaty"]["key"] == "nato"
    assert {each["obliges"] for each in answer["assurances"]} == {False}


def test_one_other_state_alone() -> None:
    result = ask("Lithuania", "--on", "2022-01-08", "--by", "Germany")
    assert "North Atlantic Treaty, Article 5" in result.stdout
    assert "France" not in result.stdout
    none = ask("Ukraine", "--on", "2022-01-08", "--by", "Germany")
    assert "Germany is not bound to defend it by any agreement that is covered" in none.stdout


def test_an_agreement_is_shown_with_clauses_parties_and_exits() -> None:
    result = ask("NATO", "--on", "2022-01-08")
    assert "30 parties on 2022-01-08" in result.stdout
    assert "shall be considered an attack against them all" in result.stdout
    rio = ask("Rio Treaty", "--on", "2022-01-08").stdout
    assert "no longer: Mexico, until 2004-09-06: denounced on 2002-09-06" in rio


def test_a_date_after_the_coverage_is_unknown() -> None:
    assert "unknown:" in ask("Estonia", "--on", "2031").stdout.splitlines()[1]


@pytest.mark.parametrize(
    "arguments",
    [("Atlantis",), ("Ukraine", "--on", "soon"), ("Ukraine", "--by", "Atlantis")],
)
def test_what_makes_no_sense_is_refused(arguments: tuple[str, ...]) -> None:
    result = ask(*arguments)
    assert result.exit_code == 2
    assert "R201" in result.stderr
