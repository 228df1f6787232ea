"""Days, and the places that put statements in the order in which they were said."""

from __future__ import annotations

import re
from datetime import date

#: Bits of a place that hold the statement's number.
BITS = 32

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T.*)?)?)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")


def day_of(value: str | None, published: str | None) -> str | None:
    """The first day of a TIMEX3 value if that is a date up to `published`, else `published`."""
    latest = _first_day(published) if published else None
    day = _first_day(value) if value else None
    return latest if day is None or (latest is not None and day > latest) else day


def place_of(day: str | None, id: int) -> int:
    """Where a statement stands: by day, then by number; without a day it is the oldest."""
    return (date.fromisoformat(day).toordinal() if day else 0) << BITS | id


def first_place(day: str) -> int:
    """The place before all statements of an ISO day."""
    return place_of(day, 0)


def id_at(place: int) -> int:
    """The number of the statement at a place."""
    return place & (1 << BITS) - 1


def _first_day(value: str) -> str | None:
    try:
        if week := _WEEK.fullmatch(value):
            return date.fromisocalendar(int(week[1]), int(week[2]), 1).isoformat()
        found = _DAY.fullmatch(value)
        if not found:
            return None
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).isoformat()
    except ValueError:
        return None
