"""About: the actors that a content concerns, and what is none."""

from __future__ import annotations

import pytest

from tests.read.marked import resolved

ABOUT = [
    ("⟦Ann Lee⟧ ⟨said⟩ ⟪that Iran and Israel were ready⟫.", ["Iran", "Israel"]),
    ("⟦Ann Lee⟧ ⟨said⟩ ⟪she had met Bob Hill⟫.", ["Bob Hill"]),
    ("⟦Ann Lee⟧ ⟨rejected⟩ ⟪Russian demands⟫.", ["Russia"]),
    ("⟦Ann Lee⟧ ⟨said⟩ ⟪that Moscow would respond⟫.", ["Russia"]),
    ("⟦Ann Lee⟧ ⟨said⟩ ⟪the troops had met protesters in Tehran⟫.", ["troops", "protesters"]),
    ("⟦Ann Lee⟧ ⟨said⟩ ⟪that 63 captured soldiers were safe⟫.", ["captured soldiers"]),
    ("⟦Ann Lee⟧ ⟨promised⟩ ⟪to send observers⟫.", ["observers"]),
    ("⟦Ann Lee⟧ ⟨told⟩ ⟪Finnish officials to wait⟫.", ["Finnish officials"]),
    ("⟦Ann Lee⟧ ⟨said⟩ ⟪the environment ministry had failed⟫.", ["environment ministry"]),
]

NOBODY = [
    "⟦Ann Lee⟧ ⟨said⟩ ⟪the talks in Iran were over⟫.",
    "⟦Ann Lee⟧ ⟨said⟩ ⟪prices in western Libya had risen⟫.",
    "⟦Ann Lee⟧ ⟨said⟩ ⟪Russian gas was cheap⟫.",
    "⟦Ann Lee⟧ ⟨said⟩ ⟪Ann Lee would stay⟫.",
    "⟦Ann Lee⟧ ⟨said⟩ ⟪the Nairobi talks were over⟫.",
    "⟦Ann Lee⟧ ⟨said⟩ ⟪the images showed four craters⟫.",
    "⟦Ann Lee⟧ ⟨said⟩ ⟪“Sorry”⟫.",
]


def about(marked: str) -> list[list[str]]:
    found = resolved(marked)
    named = {actor.id: actor.name for actor in found.actors}
    return [[named[id] for id in one.about] for one in found.parties]


@pytest.mark.parametrize(("marked", "names"), ABOUT)
def test_actors_of_a_content(marked: str, names: list[str]) -> None:
    assert about(marked) == [names]


@pytest.mark.parametrize("marked", NOBODY)
def test_no_actor_is_meant(marked: str) -> None:
    assert about(marked) == [[]]


def test_a_name_within_a_nested_source_counts_for_the_outer_content() -> None:
    marked = "⟦1Ann Lee⟧ ⟨1said⟩ ⟪1⟦2Iran⟧ ⟨2had promised⟩ ⟪2to help Israel⟫⟫."
    assert about(marked) == [["Iran", "Israel"], ["Israel"]]
