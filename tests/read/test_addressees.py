"""Addressees: to whom it was said, and where nobody is the right answer."""

from __future__ import annotations

import pytest

from tests.read.marked import resolved

TOLD = [
    ("⟦Ann Lee⟧ ⟨told⟩ reporters ⟪that it was over⟫.", ["reporters"]),
    ("⟪“It is over,”⟫ ⟦Ann Lee⟧ ⟨told⟩ the Legislative Council.", ["Legislative Council"]),
    ("⟦Ann Lee⟧ ⟨told⟩ reporters in Vienna on Monday ⟪that it was over⟫.", ["reporters"]),
    ("⟦Ann Lee⟧ ⟨said⟩ in a letter to NATO ⟪that it was over⟫.", ["NATO"]),
    ("⟦Ann Lee⟧ ⟨said⟩ in a phone call with Bob Hill ⟪that it was over⟫.", ["Bob Hill"]),
    ("In a letter to NATO, ⟦Ann Lee⟧ ⟨said⟩ ⟪that it was over⟫.", ["NATO"]),
    ("⟦Ann Lee⟧ ⟨wrote⟩ to party officials ⟪that it was over⟫.", ["party officials"]),
    ("⟦Ann Lee⟧ ⟨thanked⟩ Greece, Turkey and Iran ⟪for it⟫.", ["Greece", "Turkey", "Iran"]),
    ("⟦Ann Lee⟧ ⟨told⟩ an emergency meeting ⟪that it was over⟫.", ["emergency meeting"]),
    ("⟦Ann Lee⟧ ⟨told⟩ this newspaper ⟪that it was over⟫.", ["newspaper"]),
    ("⟦Ann Lee⟧ ⟨urged⟩ ⟪Iran to come back to the talks⟫.", ["Iran"]),
    ("⟦Ann Lee⟧ ⟨called on⟩ ⟪lawmakers to pass the bill⟫.", ["lawmakers"]),
    ("⟦Ann Lee⟧ ⟨appealed to⟩ ⟪the farmers to go home⟫.", ["farmers"]),
    ("⟦The High Court⟧ ⟨ordered⟩ ⟪Kenya to pay⟫.", ["Kenya"]),
    ("⟦Ann Lee⟧ ⟨demanded⟩ ⟪that NATO not expand⟫.", ["NATO"]),
    ("⟦Russian⟧ ⟨demands⟩ ⟪that NATO not expand⟫ were refused.", ["NATO"]),
    ("Bob Hill was there. ⟦Ann Lee⟧ ⟨told⟩ him ⟪that it was over⟫.", ["Bob Hill"]),
    ("The directors ⟨were assured by⟩ ⟦Ann Lee⟧ ⟪that it was safe⟫.", ["directors"]),
    ("⟦Ann Lee⟧ ⟨issued a warning to⟩ Iran ⟪that it must stop⟫.", ["Iran"]),
]

NOBODY = [
    "⟦Ann Lee⟧ ⟨said⟩ ⟪that Iran was ready⟫.",
    "⟦Ann Lee⟧ ⟨warned⟩ ⟪that Iran would respond⟫.",
    "⟦Ann Lee⟧ ⟨accused⟩ ⟪Iran of shelling a village⟫.",
    "⟦Ann Lee⟧ ⟨demanded⟩ ⟪that Iran be punished⟫.",
    "⟦Ann Lee⟧ ⟨called⟩ ⟪Iran a road to war⟫.",
    "⟦Ann Lee⟧ ⟨asked⟩ ⟪not to be named⟫.",
    "⟦Ann Lee⟧ ⟨urged⟩ ⟪restraint⟫.",
    "⟦Ann Lee⟧ ⟨said⟩ in Vienna ⟪that it was over⟫.",
    "⟦Ann Lee⟧ ⟨told⟩ her ⟪that it was over⟫.",
]


def told(marked: str) -> list[list[str]]:
    found = resolved(marked)
    named = {actor.id: actor.name for actor in found.actors}
    return [[named[id] for id in one.addressees] for one in found.parties]


@pytest.mark.parametrize(("marked", "names"), TOLD)
def test_whom_the_words_reach(marked: str, names: list[str]) -> None:
    assert told(marked) == [names]


@pytest.mark.parametrize("marked", NOBODY)
def test_nobody_is_named_or_settled(marked: str) -> None:
    assert told(marked) == [[]]


def test_the_second_verb_of_a_series_shares_its_object() -> None:
    marked = (
        "⟦1⟦2Ann Lee⟧⟧ ⟨1appealed to⟩ ⟪1the farmers to go home⟫ and ⟨2assured⟩ "
        "⟪2that all claims would be paid⟫."
    )
    assert told(marked) == [["farmers"], ["farmers"]]
