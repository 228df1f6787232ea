"""Timelines and positions: the order of time, pages, and where a position turns."""

from __future__ import annotations

import pytest

from onrecord.ask.positions import positions
from onrecord.ask.timeline import timeline
from onrecord.errors import OptionError
from onrecord.store import Store


def test_a_timeline_has_all_that_somebody_says_hears_and_is_spoken_of_in(after: Store) -> None:
    found = timeline(after, "Russia")
    days = [moment.day for moment in found.moments]
    assert days == sorted(days)  # type: ignore[type-var]
    parts = {part for moment in found.moments for part in moment.parts}
    assert parts == {"by", "about"}
    events = [moment.event for moment in found.moments if moment.event]
    assert [event.type for event in events] == ["ASSAULT"]
    # Nobody hears of Estonia's medicine from Russia.
    assert not any(m.said and "medicine" in m.said.words for m in found.moments)


def test_pages_go_on_where_the_last_ended(before: Store) -> None:
    whole = [m.said.id for m in timeline(before, "Russia").moments if m.said]
    paged: list[int] = []
    after = None
    while True:
        page = timeline(before, "Russia", most=2, after=after)
        paged += [m.said.id for m in page.moments if m.said]
        after = page.following
        if after is None:
            break
    assert paged == whole
    assert len(whole) > 4


def test_between_two(before: Store) -> None:
    found = timeline(before, "Russia", other="Estonia")
    said = [m.said for m in found.moments if m.said]
    assert {s.speakers[0].name for s in said} == {"Russia", "Estonia"}
    assert not any(s.act == "predict" for s in said)


def test_on_a_topic_alone(before: Store) -> None:
    found = timeline(before, topic="medicine")
    assert [m.said.speakers[0].name for m in found.moments if m.said] == ["Sweden"]


@pytest.mark.parametrize(
    "given", [{}, {"other": "Russia"}, {"topic": "border", "after": "x; DROP TABLE"}]
)
def test_a_timeline_of_nothing_is_refused(before: Store, given: dict[str, str]) -> None:
    with pytest.raises(OptionError):
        timeline(before, **given)  # type: ignore[arg-type]


def test_a_position_turns_from_yes_to_no(before: Store) -> None:
    found = positions(before, "Russia", "drones border")
    assert found.matched == "all words"
    assert [(p.said.act, p.polarity) for p in found.positions] == [
        ("promise", 1),
        ("refuse", -1),
        ("deny", -1),
    ]
    turns = [p.turn for p in found.positions]
    assert turns[0] is None
    assert turns[1] is not None
    assert (turns[1].kind, turns[1].since) == ("polarity", found.positions[0].said.id)
    assert turns[1].why == "from yes (promise, 2021-03-01) to no (refuse)"
    assert turns[2] is not None
    assert turns[2].kind == "act"


def test_a_topic_can_be_an_actor_or_any_of_its_words(before: Store) -> None:
    assert positions(before, "Sweden", "Estonia").matched == "all words"
    assert positions(before, "Lena Kask", "winter harvest").matched == "any word"
    assert positions(before, "Lena Kask", "harvest").positions == ()


def test_positions_need_a_topic(before: Store) -> None:
    with pytest.raises(OptionError):
        positions(before, "Russia", " ")
