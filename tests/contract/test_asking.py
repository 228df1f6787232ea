"""The same questions to the same articles have the same answers, whatever the database."""

from __future__ import annotations

import pytest

from onrecord.ask.actor import portrait
from onrecord.ask.commitments import Filters, ledger
from onrecord.ask.contradictions import contradictions
from onrecord.ask.positions import positions
from onrecord.ask.timeline import timeline
from onrecord.ask.whatif import whatif
from onrecord.store import Store
from tests.ask.story import ATTACK, REFUSAL, WARNING


@pytest.fixture
def crisis(store: Store) -> Store:
    """A store with the small crisis."""
    for record in (WARNING, REFUSAL, ATTACK):
        store.add(record)
    return store


def test_whatif(crisis: Store) -> None:
    answer = whatif(crisis, "Russia invades Estonia", "2021-03-20")
    assert [one.pledge.condition[0].text for one in answer.conditional] == [
        "Russia attacks Estonia"
    ]
    assert [one.pledge.consequence[0].text for one in answer.standing] == [
        "to support Estonia with medicine"
    ]
    assert "state:USA" in answer.bound[0].standing.defenders()
    assert [one.said.act for one in answer.warned] == ["predict"]


def test_commitments(crisis: Store) -> None:
    entries = ledger(crisis, Filters()).entries
    assert [(entry.pledge.kind, entry.open) for entry in entries] == [
        ("promise", True),
        ("promise", True),
        ("threat", False),
    ]
    assert len(entries[-1].bearing) == 2
    assert ledger(crisis, Filters(by=("Sweden",), kind=("threat",), condition="ports")).of == 1


def test_over_time(crisis: Store) -> None:
    moments = timeline(crisis, "Russia").moments
    assert [moment.event.type for moment in moments if moment.event] == ["ASSAULT"]
    assert sum(1 for moment in moments if moment.said) == 8
    assert [one.polarity for one in positions(crisis, "Russia", "drones").positions] == [1, -1, -1]


def test_contradictions(crisis: Store) -> None:
    assert {one.reason for one in contradictions(crisis)} == {
        "demand refused",
        "claim denied",
        "yes and later no",
    }


def test_actor(crisis: Store) -> None:
    found = portrait(crisis, "Russia", on="2021-03-20")
    assert (found.spoken, len(found.pledged), len(found.aimed_at)) == (3, 1, 1)


@pytest.mark.parametrize("words", ["'; DROP TABLE statements; --", "%_\\", "\0", '" OR 1=1', "🙂"])
def test_odd_words_do_no_harm(crisis: Store, words: str) -> None:
    assert whatif(crisis, f"Russia attacks {words}", "2021-03-20").question.endswith(words)
    ledger(crisis, Filters(condition=words))
    assert crisis.counts()["statements"] == 9
