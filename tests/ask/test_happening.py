"""What a few words say happens: kind, parties with their roles, and how well two of them agree."""

from __future__ import annotations

import pytest

from onrecord.ask.happening import Happening, happening
from onrecord.ask.matching import Around, match
from onrecord.ask.naming import named_in


def read(text: str) -> Happening:
    return happening([(text, named_in(text, "2022-01-08"))])


def roles(text: str) -> dict[str, str | None]:
    return {min(party.keys): party.role for party in read(text).parties}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia invades Ukraine", {"state:RUS": "agent", "state:UKR": "patient"}),
        ("Ukraine is invaded by Russia", {"state:UKR": "patient", "state:RUS": "agent"}),
        ("a Russian invasion of Ukraine", {"state:RUS": "agent", "state:UKR": "patient"}),
        ("any action by Moscow against Ukraine", {"state:RUS": "agent", "state:UKR": "patient"}),
        ("new sanctions against Moscow", {"state:RUS": "patient"}),
        ("a ship sinks in the Gulf of Finland", {}),
    ],
)
def test_parties_and_their_roles(text: str, expected: dict[str, str]) -> None:
    assert roles(text) == expected


def test_a_continent_is_no_state() -> None:
    assert "state:USA" not in roles("an attack in Europe or North America")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Russia advances its troops on Ukraine", "ASSAULT"),
        ("new sanctions against Moscow", "SANCTION"),
        ("Juba withdrew its gunboats from Malakal", "RETREAT"),
        ("ECOWAS intervenes militarily in Niger", "ASSAULT"),
    ],
)
def test_kinds_of_events(text: str, kind: str) -> None:
    assert kind in read(text).types


def test_persons_stand_for_whom_they_act_for_on_the_date() -> None:
    (putin,) = named_in("Putin", "2022-01-08")
    assert putin.keys == ("person:vladimir-putin", "state:RUS")
    (stoltenberg,) = named_in("Stoltenberg", "2022-01-08")
    assert "org:NATO" in stoltenberg.keys


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("Russia attacks Ukraine", "Ukraine attacks Russia"),
        ("Russia attacks Ukraine", "Russia attacks Georgia"),
        ("Russia advances its troops on Ukraine", "Russia sanctions Ukraine"),
        ("Moscow invades Ukraine", "Moscow bombs Ukraine"),
    ],
)
def test_what_fits_better_scores_higher(better: str, worse: str) -> None:
    asked = read("Russia invades Ukraine")
    first, second = match(asked, read(better)), match(asked, read(worse))
    assert first is not None
    assert second is None or second.score < first.score


@pytest.mark.parametrize("told", ["France attacks Spain", "Russia thanks Ukraine", "it rains", ""])
def test_what_does_not_fit_is_no_match(told: str) -> None:
    assert match(read("Russia invades Ukraine"), read(told)) is None


def test_whom_words_leave_out_can_be_meant_by_those_around() -> None:
    asked, told = read("Russia attacks Ukraine"), read("any further attack")
    assert match(asked, told) is None
    near = match(asked, told, Around(near=frozenset(["state:UKR", "state:RUS"])))
    far = match(asked, told, Around(far=frozenset(["state:UKR", "state:RUS"])))
    assert near is not None
    assert far is not None
    assert far.score < near.score
    # "An attack on one member" is not on somebody who is elsewhere in the article.
    other = read("an attack on one member")
    assert match(asked, other, Around(far=frozenset(["state:UKR"]))) is None
