"""Days of values of TIMEX3, and places in order of time."""

from __future__ import annotations

import pytest

from onrecord.store.days import day_of, first_place, id_at, place_of


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2022-01-05", "2022-01-05"),
        ("2022-01-05T10:30", "2022-01-05"),
        ("2021-12", "2021-12-01"),
        ("2014", "2014-01-01"),
        ("2021-W52", "2021-12-27"),
        ("2022-01-09", "2022-01-08"),
        ("2022-02-31", "2022-01-08"),
        ("PRESENT_REF", "2022-01-08"),
        ("XXXX-WXX-5", "2022-01-08"),
        ("2021-W60", "2022-01-08"),
        (None, "2022-01-08"),
    ],
)
def test_the_first_day_of_a_value_up_to_publication(value: str | None, day: str) -> None:
    assert day_of(value, "2022-01-08") == day


def test_without_publication_the_value_alone_counts() -> None:
    assert day_of("2022-01-09", None) == "2022-01-09"
    assert day_of("soon", None) is None
    assert day_of(None, "yesterday") is None


def test_places_sort_by_day_then_number_and_hold_the_number() -> None:
    days = [(None, 9), ("2022-01-07", 900), ("2022-01-08", 2), ("2022-01-08", 3)]
    places = [place_of(day, id) for day, id in days]
    assert places == sorted(places)
    assert [id_at(place) for place in places] == [9, 900, 2, 3]
    assert places[1] < first_place("2022-01-08") < places[2]
