"""TIMEX3 values as the days that they can mean."""

from __future__ import annotations

import calendar
import datetime as dt
import re

#: First month, and number of months, of the parts of a year.
_PARTS = {
    "SP": (3, 3),
    "SU": (6, 3),
    "FA": (9, 3),
    "WI": (12, 3),
    **{f"Q{n}": (3 * n - 2, 3) for n in range(1, 5)},
    **{f"H{n}": (6 * n - 5, 6) for n in (1, 2)},
}
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-([1-7]))?")
_PART = re.compile(r"(\d{4})-([A-Z]\w)")
_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_YEARS = re.compile(r"\d{2,3}")

Window = tuple[dt.date, dt.date]


def window(value: str) -> Window | None:
    """The first and the last day that a value can mean; None where it has no place in the calendar.

    A part that is not known (`2022-XX`, `2022-WXX`) leaves the whole year; a decade is written in
    three figures, a century in two.
    """
    try:
        return _window(value)
    except ValueError:  # no such day or week
        return None


def whole_day(value: str | None) -> str | None:
    """The value's day as an ISO date, when it is one day."""
    days = window(value) if value else None
    return days[0].isoformat() if days and days[0] == days[1] else None


def _window(value: str) -> Window | None:
    if week := _WEEK.match(value):
        day = int(week[3] or 0)
        first = dt.date.fromisocalendar(int(week[1]), int(week[2]), day or 1)
        return first, first if day else first + dt.timedelta(6)
    part = _PART.match(value)
    if part and part[2] in _PARTS:
        return _months(int(part[1]), *_PARTS[part[2]])
    if known := _CALENDAR.match(value):
        year, month, day = (int(number or 0) for number in known.groups())
        if day:
            return dt.date(year, month, day), dt.date(year, month, day)
        return _months(year, month, 1) if month else _months(year, 1, 12)
    if _YEARS.fullmatch(value):
        last = value.ljust(4, "9")
        return dt.date(int(value.ljust(4, "0")), 1, 1), dt.date(int(last), 12, 31)
    return None


def _months(year: int, month: int, count: int) -> Window:
    years, last = divmod(month + count - 2, 12)
    end = calendar.monthrange(year + years, last + 1)[1]
    return dt.date(year, month, 1), dt.date(year + years, last + 1, end)
