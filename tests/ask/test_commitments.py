"""The ledger: filters, open ones first, and what bears on a condition as evidence."""

from __future__ import annotations

import pytest

from onrecord.ask.commitments import Filters, ledger
from onrecord.errors import NotInStore, OptionError
from onrecord.store import Store


def consequences(store: Store, filters: Filters) -> list[str]:
    return [e.pledge.consequence[0].text for e in ledger(store, filters).entries]


def test_all_are_there_the_newest_first(before: Store) -> None:
    found = ledger(before, Filters())
    assert found.of == 3
    assert found.whole
    assert all(entry.open for entry in found.entries)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(by=("Russia",)), ["to pull its drones back from the border"]),
        (Filters(by=("state:SWE",), kind=("threat",)), ["it will close its ports"]),
        (Filters(toward=("Russia",)), ["it will close its ports"]),
        (Filters(condition="attack"), ["it will close its ports"]),
        (Filters(condition="medicines"), ["to support Estonia with medicine"]),
        (Filters(conditional=True), ["it will close its ports"]),
        (Filters(kind=("offer",)), []),
        (Filters(since="2021-03-02"), []),
        (Filters(until="2021-02-28"), []),
    ],
)
def test_filters(before: Store, filters: Filters, expected: list[str]) -> None:
    assert consequences(before, filters) == expected


def test_a_later_event_and_statement_show_a_condition_as_possibly_met(after: Store) -> None:
    entries = ledger(after, Filters()).entries
    assert [entry.open for entry in entries] == [True, True, False]
    met = entries[-1]
    assert met.pledge.consequence[0].text == "it will close its ports"
    assert {one.possibly for one in met.bearing} == {"met"}
    events = [one.event for one in met.bearing if one.event]
    assert [(e.type, e.trigger.text, e.day) for e in events] == [
        ("ASSAULT", "attacked", "2021-04-02")
    ]
    said = [one.said for one in met.bearing if one.said]
    assert [s.content[0].text for s in said] == ["that Russia attacked Estonia"]


def test_what_is_only_predicted_or_conditional_meets_nothing(before: Store) -> None:
    # The prediction of an attack, and the threat itself, are in the store.
    assert all(not entry.bearing for entry in ledger(before, Filters()).entries)


def test_what_a_person_rejected_is_left_out(before: Store) -> None:
    entry = next(e for e in ledger(before, Filters(kind=("threat",))).entries)
    assert entry.pledge.said is not None
    before.reject(entry.pledge.said.id, "ann")
    assert ledger(before, Filters(kind=("threat",))).entries == ()


@pytest.mark.parametrize(
    ("filters", "most"),
    [(Filters(kind=("menace",)), 10), (Filters(since="spring"), 10), (Filters(), 0)],
)
def test_what_makes_no_sense_is_refused(before: Store, filters: Filters, most: int) -> None:
    with pytest.raises(OptionError):
        ledger(before, filters, most=most)


def test_an_unknown_actor_is_told(before: Store) -> None:
    with pytest.raises(NotInStore, match="Atlantis"):
        ledger(before, Filters(by=("Atlantis",)))
