import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.dates import whole_day, window


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-01-07", "2022-01-07", "2022-01-07"),
        ("2022-01-07T14:30", "2022-01-07", "2022-01-07"),
        ("2022-01-07TMO", "2022-01-07", "2022-01-07"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022-XX", "2022-01-01", "2022-12-31"),
        ("2022-WXX", "2022-01-01", "2022-12-31"),
        ("2022-QX", "2022-01-01", "2022-12-31"),
        ("2022-W01", "2022-01-03", "2022-01-09"),
        ("2022-W01-5", "2022-01-07", "2022-01-07"),
        ("2022-Q2", "2022-04-01", "2022-06-30"),
        ("2022-H2", "2022-07-01", "2022-12-31"),
        ("2021-WI", "2021-12-01", "2022-02-28"),
        ("2021-SU", "2021-06-01", "2021-08-31"),
        ("198", "1980-01-01", "1989-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
    ],
)
def test_window_holds_every_day_that_a_value_can_mean(value: str, first: str, last: str) -> None:
    assert window(value) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    assert whole_day(value) == (first if first == last else None)


@pytest.mark.parametrize(
    "value",
    ["", "XXXX-WXX-5", "PRESENT_REF", "P3D", "2022-02-30", "2022-W60", "0000", "9999-WI", "BC0044"],
)
def test_what_has_no_place_in_the_calendar_has_no_window(value: str) -> None:
    assert window(value) is None
    assert whole_day(value) is None


@given(st.text(alphabet="0123456789-WXQHTSUPREF_", max_size=12))
def test_any_value_has_a_window_in_order_or_none(value: str) -> None:
    days = window(value)
    assert days is None or days[0] <= days[1]
