"""Users' own facts: on top of the shipped ones, and complaints that say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import WorldError
from onrecord.world import World

OWN = """
entities:
  - key: org:acme
    name: Acme Corporation
    aliases: [Acme, ACME Corp.]
    part_of: state:USA
  - key: person:jane-roe
    name: Jane Roe
    gender: f
    part_of: state:USA
aliases:
  - of: person:vladimir-putin
    names: [Volodya]
offices:
  - key: office:acme:chief
    body: org:acme
    name: Chief Executive of Acme
    nouns: [CEO, boss]
tenures:
  - office: office:acme:chief
    person: person:jane-roe
    from: 2019-05
    source: annual report 2019
  - office: office:FRA:president
    person: person:jane-roe
    from: 2020-01-01
    to: 2021-01-01
memberships:
  - organisation: org:acme
    member: state:USA
    from: 1999
"""


@pytest.fixture
def own(tmp_path: Path) -> World:
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return World.open(path)


def test_own_entities_and_aliases_are_found(own: World) -> None:
    assert [e.key for e in own.named("ACME Corp")] == ["org:acme"]
    assert [e.key for e in own.named("Roe", "2020-01-01")] == ["person:jane-roe"]
    assert [e.key for e in own.named("Volodya")] == ["person:vladimir-putin"]
    assert World.open().named("Volodya") == ()


def test_own_offices_are_answered_with_their_source(own: World) -> None:
    answer = own.described("the Acme boss", "2022-01-08")
    assert [(t.person, t.source) for t in answer.tenures] == [
        ("person:jane-roe", "annual report 2019")
    ]
    assert own.described("the Acme boss", "2001-01-01").status == "unknown"


def test_own_tenures_hide_those_that_they_contradict(own: World) -> None:
    def president(on: str) -> list[str]:
        return [t.person for t in own.described("the French president", on).tenures]

    assert president("2020-06-01") == ["person:jane-roe"]
    assert president("2019-06-01") == ["person:emmanuel-macron"]
    assert [t.source for t in own.described("the French president", "2020").tenures] == [
        "own.yaml, line 24"
    ]


def test_own_memberships(own: World) -> None:
    assert [m.member for m in own.members("org:acme", "2000-01-01")] == ["state:USA"]


RUSSIA = "office: office:RUS:president, person: person:vladimir-putin"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (f"tenures:\n  - {{{RUSSIA}, from: 2012-13-07}}", 2, "tenures.from is no date"),
        (f"tenures:\n  - {{{RUSSIA}, from: yesterday}}", 2, "tenures.from is no date"),
        (f"tenures:\n  - {{{RUSSIA}, since: 2012}}", 2, "since is no field"),
        (f"tenures:\n  - {{{RUSSIA}}}", 2, "tenures.from is missing"),
        (f"tenures:\n  - {{{RUSSIA}, from: 2012, to: 2010}}", 2, "tenures.to lies before"),
        ("tenures:\n  - office: office:RUS:tsar\n    person: person:vladimir-putin\n    from: 2012",
         2, "tenures.office names what is not there"),
        ("tenures:\n  - office: office:RUS:president\n    person: person:nobody\n    from: 2012",
         3, "tenures.person names what is not there"),
        ("tenures:\n  - {office: state:RUS, person: person:vladimir-putin, from: 2012}",
         2, "tenures.office makes no sense"),
        ("entities:\n  - {key: org:a, name: A, part_of: org:b}\n"
         "  - {key: org:b, name: B, part_of: org:a}", 2, "entities.part_of goes in a circle"),
        ("entities:\n  - {key: org:a, name: A, part_of: org:a}", 2, "part_of goes in a circle"),
        ("entities:\n  - {key: org:NATO, name: A}", 2, "entities.key is taken"),
        ("entities:\n  - {key: state:ABC, name: A}", 2, "entities.key makes no sense"),
        ("entities:\n  - {key: org:a, name: A, gender: x}", 2, "entities.gender makes no sense"),
        ("entities:\n  - {key: org:a, name: A, name: B}", 2, "name is there twice"),
        ("entities:\n  - {key: org:a, name: [A]}", 2, "entities.name is no plain text"),
        ("entities:\n  - {key: org:a, name: A|B}", 2, "entities.name holds a bar"),
        ("entities:\n  - {key: org:a, name: A, outlet: maybe}", 2, "outlet makes no sense"),
        ("entities: A", 1, "entities is no list"),
        ("entities:\n  - A", 2, "entities is no mapping"),
        ("people: []", 1, "people is no field"),
        ("- A", 1, "the file is no mapping"),
        ("entities: [", 1, "expected the node content"),
    ],
)  # fmt: skip
def test_a_complaint_names_file_line_and_field(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorldError) as caught:
        World.open(path)
    assert str(caught.value).startswith(f"R501: {path}, line {line}: ")
    assert words in caught.value.problem
    assert caught.value.remedy


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(WorldError, match="cannot be read: No such file"):
        World.open(tmp_path / "none.yaml")
    binary = tmp_path / "binary.yaml"
    binary.write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(WorldError, match="cannot be read: it is not a YAML text"):
        World.open(binary)


def test_an_empty_file_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.yaml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert World.open(path).entity("org:NATO") == World.open().entity("org:NATO")
