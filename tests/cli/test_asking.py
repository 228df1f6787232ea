"""The commands that ask a store: text for people, JSON for programs, clear errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.main import main
from onrecord.store import open_store
from tests.ask.story import ATTACK, REFUSAL, WARNING


@pytest.fixture(scope="module")
def where(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the small crisis."""
    path = tmp_path_factory.mktemp("asked") / "crisis.db"
    with open_store(path) as store:
        for record in (WARNING, REFUSAL, ATTACK):
            store.add(record)
    return str(path)


def ask(where: str, *arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--store", where])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("whatif", "Russia", "invades", "Estonia", "--on", "2021-03-20"),
            [
                "1. Who has said what they would do",
                "threat · by Sweden · toward Russia",
                "if: Russia attacks Estonia",
                "→ it will close its ports",
                "North Atlantic Treaty, Article 5",
                "3. What else was predicted",
            ],
        ),
        (("timeline", "Russia"), ["ASSAULT asserted · “attacked”", "by Russia", "to Estonia"]),
        (
            ("positions", "Russia", "drones"),
            ["turns from yes (promise, 2021-03-01) to no (refuse)"],
        ),
        (
            ("commitments",),
            ["Open: 2", "Possibly met or averted: 1", "possibly met (", "ASSAULT asserted"],
        ),
        (("contradictions",), ["Russia refused what Estonia demanded", "courier.test/2021-03-10"]),
        (("actor", "Russia", "--on", "2021-03-20"), ["state:RUS", "says", "spoken of by"]),
    ],
)
def test_text_for_people(where: str, arguments: tuple[str, ...], words: list[str]) -> None:
    result = ask(where, *arguments)
    assert result.exit_code == 0, result.stderr
    told = " ".join(result.stdout.split())
    for each in words:
        assert each in told


@pytest.mark.parametrize(
    ("arguments", "fields"),
    [
        (("whatif", "Russia attacks Estonia"), {"question", "conditional", "bound", "predicted"}),
        (("timeline", "Russia"), {"of", "moments", "following"}),
        (("positions", "Russia", "drones"), {"matched", "positions"}),
        (("commitments", "--conditional"), {"entries", "filters"}),
        (("actor", "Russia"), {"actor", "known", "pledged"}),
    ],
)
def test_json_for_programs(where: str, arguments: tuple[str, ...], fields: set[str]) -> None:
    found = json.loads(ask(where, *arguments, "--format", "json").stdout)
    assert fields <= found.keys()


def test_evidence_is_in_the_json(where: str) -> None:
    found = json.loads(ask(where, "contradictions", "--format", "json").stdout)
    assert len(found) == 3
    for pair in found:
        for side in ("first", "second"):
            said = pair[side]
            assert said["article"]["url"].startswith("https://")
            assert said["words"].endswith(said["content"][-1]["text"])


@pytest.mark.parametrize("command", ["timeline", "positions", "actor"])
def test_somebody_whom_the_store_lacks(where: str, command: str) -> None:
    topic = ("drones",) if command == "positions" else ()
    result = ask(where, command, "Atlantis", *topic)
    assert result.exit_code == 2
    assert "R807" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("whatif", "Russia attacks Estonia", "--on", "soon"),
        ("timeline",),
        ("commitments", "--kind", "menace"),
        ("contradictions", "--since", "spring"),
    ],
)
def test_what_makes_no_sense_is_refused(where: str, arguments: tuple[str, ...]) -> None:
    result = ask(where, *arguments)
    assert result.exit_code == 2
    assert "R201" in result.stderr


def test_no_store_is_made_where_none_is(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    result = ask(str(path), "commitments")
    assert result.exit_code == 2
    assert "R801" in result.stderr
    assert not path.exists()
