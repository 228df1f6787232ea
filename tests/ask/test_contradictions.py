"""Contradictions: pairs at odds, with a reason, and none that merely share words."""

from __future__ import annotations

import pytest

from onrecord.ask.contradictions import contradictions
from onrecord.errors import OptionError
from onrecord.store import Store


def test_every_reason_is_found(before: Store) -> None:
    found = {
        (one.reason, one.first.speakers[0].name, one.second.speakers[0].name)
        for one in contradictions(before)
    }
    assert found == {
        ("demand refused", "Estonia", "Russia"),
        ("claim denied", "Estonia", "Russia"),
        ("yes and later no", "Russia", "Russia"),
    }


def test_reasons_are_told_with_those_who_say_it(before: Store) -> None:
    told = {one.reason: one.why for one in contradictions(before)}
    assert told["demand refused"] == "Russia refused what Estonia demanded"
    assert told["claim denied"] == "Russia denied what Estonia said"
    assert told["yes and later no"] == (
        "Russia said yes (promise, 2021-03-01) and no (refuse, 2021-03-10)"
    )


def test_the_earlier_statement_goes_first_and_the_clearest_pair(before: Store) -> None:
    found = contradictions(before)
    assert all(one.first.place < one.second.place for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_of_one_actor_on_a_topic_in_a_time(before: Store) -> None:
    assert contradictions(before, "Sweden") == []
    assert len(contradictions(before, "Estonia")) == 2
    assert contradictions(before, topic="medicine") == []
    assert contradictions(before, since="2021-03-05")[0].reason == "claim denied"


def test_gold_refusals_of_demands_are_found(gold: Store) -> None:
    found = contradictions(gold, most=5)
    assert found[0].why == "Estonia and Finland refused what Russia demanded"
    assert {one.reason for one in found[:3]} == {"demand refused"}


def test_a_senseless_number_is_refused(before: Store) -> None:
    with pytest.raises(OptionError):
        contradictions(before, most=0)
