"""Dates of which perhaps only the year or the month is known, and how they are compared.

A date that is known to its year or month only stands for the whole of it: something that began in
"2017" may have begun on its first day, and something that ended in "2017" may have lasted to its
last. So on a day in such a year predecessor and successor can both be possible, and both are
given.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

#: Sorts after every date.
FOREVER = "9999-12-31"
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

When = str | datetime.date
"""A day, month or year: `2022-01-08`, `2022-01`, `2022`, or a `datetime.date`."""


@lru_cache(4096)
def checked(when: When) -> str:
    """The date as an ISO string, as long as it was given; raises ValueError when it is none."""
    text = when.isoformat()[:10] if isinstance(when, datetime.date) else when
    form = _FORM.fullmatch(text)
    if not form:
        raise ValueError(f"{text!r} is no date")
    datetime.date(int(form[1]), int(form[2] or 1), int(form[3] or 1))
    return text


def first_day(text: str) -> str:
    """The first day that a whole or partial ISO date can mean."""
    return text + "-01-01"[len(text) - 4 :] if len(text) < 10 else text


def last_day(text: str | None) -> str:
    """The last day that a whole or partial ISO date can mean; a day without end for None."""
    if not text:
        return FOREVER
    if len(text) == 10:
        return text
    if len(text) == 4:
        return text + "-12-31"
    year, month = int(text[:4]), int(text[5:])
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return f"{text}-{_LAST_DAYS[month - 1] + leap:02d}"


def span(since: str, until: str | None) -> tuple[str, str]:
    """The first day of a time, and what sorts after its last: `first <= day < end` is inside.

    The day `until` itself is not part of it, unless only its month or year is known.
    """
    return first_day(since), until if until and len(until) == 10 else f"{last_day(until)}~"


def covers(since: str, until: str | None, on: str) -> bool:
    """Whether a time from `since` to before `until` shares a day with a whole or partial date."""
    first, end = span(since, until)
    return first <= last_day(on) and first_day(on) < end


def shifted(text: str, years: int) -> str:
    """A whole date some years earlier or later, for comparing alone: no leap day is moved."""
    return text if text >= FOREVER else f"{int(text[:4]) + years:04d}{text[4:]}"
