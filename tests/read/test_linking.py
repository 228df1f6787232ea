"""Linking: who is who at the article's date, and who is nobody that the tables know."""

from __future__ import annotations

import pytest

from onrecord.records import Actor
from tests.read.marked import actors

ON = "2022-01-08"

LINKED = [
    ("⟦Russian President Vladimir Putin⟧ ⟨said⟩ ⟪so⟫.", "Vladimir Putin", "person:vladimir-putin"),
    ("⟦President Joe Biden⟧ ⟨said⟩ ⟪so⟫.", "Joe Biden", "person:joe-biden"),
    ("⟦NATO⟧ ⟨said⟩ ⟪so⟫.", "NATO", "org:NATO"),
    ("⟦Moscow⟧ ⟨said⟩ ⟪so⟫.", "Russia", "state:RUS"),
    ("⟦The White House⟧ ⟨said⟩ ⟪so⟫.", "United States", "state:USA"),
    ("⟦Putin⟧ ⟨said⟩ ⟪so⟫ in Russia.", "Vladimir Putin", "person:vladimir-putin"),
    ("⟦President Biden⟧ ⟨said⟩ ⟪so⟫ in the United States.", "Joe Biden", "person:joe-biden"),
]

STRANGERS = [
    ("⟦Jane Putin⟧ ⟨said⟩ ⟪so⟫ in Russia.", "Jane Putin"),
    ("⟦Joe Biden, a farmer⟧, ⟨said⟩ ⟪so⟫.", "Joe Biden"),
    ("⟦French President Joe Biden⟧ ⟨said⟩ ⟪so⟫.", "Joe Biden"),
    ("⟦Putin, a farmer⟧, ⟨said⟩ ⟪so⟫.", "Putin"),
    ("⟦Latvian energy minister Edgars Zvirbulis⟧ ⟨said⟩ ⟪so⟫.", "Edgars Zvirbulis"),
]

SIDES = [
    ("⟦Russian President Vladimir Putin⟧ ⟨said⟩ ⟪so⟫.", "Vladimir Putin", ["state:RUS"]),
    ("⟦NATO Secretary-General Jens Stoltenberg⟧ ⟨said⟩ ⟪so⟫.", "Jens Stoltenberg", ["org:NATO"]),
    ("⟦Secretary of State Antony Blinken⟧ ⟨said⟩ ⟪so⟫.", "Antony Blinken", ["state:USA"]),
    ("⟦White House press secretary Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", ["state:USA"]),
    ("⟦Latvian energy minister Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", ["state:LVA"]),
    ("⟦Romania’s president, Ann Lee,⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", ["state:ROU"]),
    ("⟦Ann Lee, a spokeswoman for NATO,⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", ["org:NATO"]),
    ("⟦Finnish officials⟧ ⟨said⟩ ⟪so⟫.", "Finnish officials", ["state:FIN"]),
    ("⟦The Russian Foreign Ministry⟧ ⟨said⟩ ⟪so⟫.", "Russian Foreign Ministry", ["state:RUS"]),
    ("⟦Former French president Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", []),
    ("⟦French analyst Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", []),
    ("⟦French opposition leader Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", []),
    # A minister without a state is that of the one that the article is about.
    ("Chad met. Chad won. ⟦Tourism Minister Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", ["state:TCD"]),
    (
        "Chad met. Chad won. ⟦The Minister of Tourism, Ann Lee,⟧ ⟨said⟩ ⟪so⟫.",
        "Ann Lee",
        ["state:TCD"],
    ),
    ("Chad met Togo. Chad and Togo won. ⟦Trade Minister Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", []),
    ("Chad met. Chad won. ⟦Chief Minister Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee", []),
]


def sides(found: dict[str, Actor], name: str) -> list[str | None]:
    by_id = {actor.id: actor for actor in found.values()}
    return [by_id[id].key for id in found[name].acts_for]


@pytest.mark.parametrize(("marked", "name", "key"), LINKED)
def test_who_is_known(marked: str, name: str, key: str) -> None:
    assert actors(marked, ON)[name].key == key


@pytest.mark.parametrize(("marked", "name"), STRANGERS)
def test_who_is_not_linked(marked: str, name: str) -> None:
    found = actors(marked, ON)[name]
    assert (found.key, found.wikidata) == (None, None)


@pytest.mark.parametrize(("marked", "name", "keys"), SIDES)
def test_whom_an_actor_acts_for(marked: str, name: str, keys: list[str]) -> None:
    assert sides(actors(marked, ON), name) == keys


def test_a_bare_surname_needs_a_date_and_a_state() -> None:
    assert actors("⟦Putin⟧ ⟨said⟩ ⟪so⟫.", ON)["Putin"].key is None
    assert actors("⟦Putin⟧ ⟨said⟩ ⟪so⟫ in Russia.")["Putin"].key is None


def test_offices_are_those_of_the_article_or_else_of_the_date() -> None:
    introduced = actors("⟦NATO Secretary-General Jens Stoltenberg⟧ ⟨said⟩ ⟪so⟫.", ON)
    assert introduced["Jens Stoltenberg"].offices == ("Secretary-General of NATO",)
    bare = actors("⟦Vladimir Putin⟧ ⟨said⟩ ⟪so⟫.", ON)["Vladimir Putin"]
    assert bare.offices == ("President of Russia",)
    unknown = actors("⟦Ann Lee, head of the harbour board,⟧ ⟨said⟩ ⟪so⟫.", ON)["Ann Lee"]
    assert unknown.offices == ("head of the harbour board",)


def test_who_is_only_acted_for_is_an_actor_with_its_words() -> None:
    found = actors("⟦Russian President Vladimir Putin⟧ ⟨said⟩ ⟪so⟫.", ON)
    assert [m.text for m in found["Russia"].mentions] == ["Russian"]
    assert [actor.id for actor in found.values()] == ["a1", "a2"]


def test_names_of_one_entity_are_one_actor() -> None:
    found = actors("⟦1Moscow⟧ ⟨1said⟩ ⟪1so⟫. ⟦2The Kremlin⟧ ⟨2said⟩ ⟪2so⟫.", ON)
    assert [m.text for m in found["Russia"].mentions] == ["Moscow", "Kremlin"]
    assert len(found) == 1


def test_five_hundred_actors_are_all_kept() -> None:
    names = [f"{a}{b}ov Kell{c}" for a in "BDGKL" for b in "aeiou" for c in "abcdefghijklmnopqrst"]
    text = " ".join(f"⟦1{n}⟧ ⟨1spoke⟩." if k == 0 else f"{n} left." for k, n in enumerate(names))
    assert len(names) == 500
    assert "Baov Kella" in actors(text, ON)
