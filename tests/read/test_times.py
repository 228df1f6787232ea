from __future__ import annotations

from onrecord.read.segment import words
from onrecord.read.times import times


def test_a_weekday_in_the_past_tense_is_the_last_one() -> None:
    text = "The minister left the talks on Friday."
    found, notices = times(text, words(text), "2022-01-08")
    assert [(t.span.text, t.type, t.value, t.anchor) for t in found] == [
        ("Friday", "DATE", "2022-01-07", "published")
    ]
    assert notices == []
