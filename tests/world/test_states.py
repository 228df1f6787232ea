"""The table of states and its look-ups."""

from __future__ import annotations

import pytest

from onrecord.world.states import (
    is_demonym,
    state_named,
    state_of_capital,
    state_of_demonym,
    states,
)


def test_every_un_member_is_there_and_four_more() -> None:
    names = [s.name for s in states()]
    assert len(names) == 193 + 4
    assert names == sorted(set(names))
    assert {"Taiwan", "Kosovo", "Palestine", "Vatican"} <= set(names)


def test_every_row_is_whole_and_has_a_source() -> None:
    for state in states():
        assert state.demonyms, state.name
        assert state.capitals, state.name
        assert state.source, state.name
        assert not any(c in "".join((state.name, *state.demonyms, *state.capitals)) for c in "();&")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Russia", "Russia"),
        ("the United States", "United States"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("Britain", "United Kingdom"),
        ("Türkiye", "Turkey"),
        ("Czech Republic", "Czechia"),
        ("russia", "Russia"),
    ],
)
def test_states_are_found_by_name_and_alias(name: str, expected: str) -> None:
    state = state_named(name)
    assert state is not None
    assert state.name == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Russian", "Russia"),
        ("Danes", "Denmark"),
        ("Dutch", "Netherlands"),
        ("South Korean", "South Korea"),
    ],
)
def test_states_are_found_by_demonym(word: str, expected: str) -> None:
    state = state_of_demonym(word)
    assert state is not None
    assert state.name == expected


@pytest.mark.parametrize(
    ("city", "expected"),
    [("Moscow", "Russia"), ("Kyiv", "Ukraine"), ("Kiev", "Ukraine"), ("The Hague", "Netherlands")],
)
def test_states_are_found_by_capital(city: str, expected: str) -> None:
    state = state_of_capital(city)
    assert state is not None
    assert state.name == expected


def test_what_is_no_state_or_several_is_none() -> None:
    assert state_named("Atlantis") is None
    assert state_of_demonym("Martian") is None
    assert state_of_capital("Leeds") is None
    assert state_of_demonym("Congolese") is None
    assert is_demonym("Congolese")
