"""`onrecord search` and `onrecord review`, end to end through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import main
from onrecord.store import open_store
from tests.store.making import Quote, article, record

TEXT = "Ann Lee told \x1b[31mreporters\x1b[0m that the bridge is safe. Bo Ek denied that he paid for it."
QUOTES = (
    Quote("Ann Lee", "told", "that the bridge is safe", score=0.5),
    Quote("Bo Ek", "denied", "that he paid for it", "deny"),
)


@pytest.fixture
def place(tmp_path: Path) -> str:
    """A store of two statements; 1 is Lee's, 2 is Ek's."""
    where = str(tmp_path / "own.db")
    with open_store(where) as store:
        source = article(TEXT, "https://a.example", outlet="Post", published="2024-03-01")
        store.add(record(source, QUOTES))
    return where


def run(place: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", place])


def test_prints_who_said_what_where_with_the_words_around(place: str) -> None:
    result = run(place, "search", "bridges")
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert "Ann Lee · state" in told
    assert "that the bridge is safe" in told
    assert "2024-03-01 · Post" in told
    assert "statement 1" in told
    assert "\x1b" not in result.stdout


def test_pages_and_facets(place: str) -> None:
    result = run(place, "search", "--limit", "1", "--facets")
    assert "Of 2 matches:" in result.stdout
    after = result.stdout.split("--after ")[1].split()[0]
    result = run(place, "search", "--limit", "1", "--after", after)
    assert "statement 2" not in result.stdout
    assert "Ann Lee" in result.stdout
    assert "--after" not in result.stdout


def test_json_for_programs(place: str) -> None:
    page = json.loads(run(place, "search", "--speaker", "Bo Ek", "--format", "json").stdout)
    (found,) = page["found"]
    assert found["said"]["content"][0]["text"] == "that he paid for it"
    assert found["said"]["speakers"][0]["name"] == "Bo Ek"
    assert page["following"] is None


def test_nothing_found_is_an_answer(place: str) -> None:
    result = run(place, "search", "submarine")
    assert (result.exit_code, result.stdout.strip()) == (0, "Nothing was found.")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search", "--act", "sing"), "R201: act: there is no 'sing'"),
        (("search", "--speaker", "Nobody Here"), "R807"),
        (("review", "confirm", "99", "--author", "Eva"), "R807: the store holds no statement 99"),
        (("review", "correct", "1", "--author", "Eva"), "R201: the correction changes nothing"),
        (("review", "correct", "1", "--content", "x", "--author", "Eva"), "R201: 'x' is no span"),
        (("review", "undo", "7", "--author", "Eva"), "R807"),
    ],
)
def test_what_makes_no_sense_is_told(place: str, arguments: tuple[str, ...], told: str) -> None:
    result = run(place, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_store_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    place = tmp_path / "none.db"
    for command in (["search"], ["review", "log"]):
        result = run(str(place), *command)
        assert (result.exit_code, "there is no store" in result.stderr) == (2, True)
    assert not place.exists()


def test_the_queue_begins_with_the_least_certain(place: str) -> None:
    lines = run(place, "review", "queue").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["1", "2"]
    assert "\x1b" not in lines[0]


def test_a_review_from_correction_to_undoing(place: str) -> None:
    result = run(
        place, "review", "correct", "1", "--act", "promise", "--speaker", "Bo Ek", "--author", "Eva"
    )
    assert result.stdout == "decision 1\n"
    assert "Bo Ek · promise" in run(place, "search", "bridge").stdout
    assert run(place, "review", "reject", "2", "--author", "Ola").exit_code == 0
    log = run(place, "review", "log").stdout.splitlines()
    assert [line.split("\t")[2:4] for line in log] == [
        ["Ola", "reject statement 2"],
        ["Eva", "correct statement 1"],
    ]
    assert run(place, "review", "undo", "1", "--author", "Eva").stdout == "decision 1 undone\n"
    assert "Ann Lee · state" in run(place, "search", "bridge").stdout
    (first,) = json.loads(
        run(place, "review", "log", "--statement", "1", "--format", "json").stdout
    )
    assert first["undone_by"] == "Eva"


def test_actors_are_merged_and_split(place: str) -> None:
    assert run(place, "review", "merge", "Bo Ek", "Ann Lee", "--author", "Eva").exit_code == 0
    assert "Ann Lee · deny" in run(place, "search", "paid").stdout
    run(place, "review", "undo", "1", "--author", "Eva")
    result = run(place, "review", "split", "Bo Ek", "1", "--name", "B. Ek", "--author", "Eva")
    assert result.stdout == "decision 2; the new actor is 3\n"
    assert "B. Ek · deny" in run(place, "search", "paid").stdout


def test_a_decision_needs_an_author(place: str) -> None:
    result = run(place, "review", "confirm", "1")
    assert (result.exit_code, "--author" in result.stderr) == (2, True)
