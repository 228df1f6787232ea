"""A record's dates in the calendar's order, each with the words that give it and what was said then."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from onrecord.records import Record, Span

#: Month in which a part of a year begins, as TIMEX3 writes it.
_STARTS = {
    "SP": 3,
    "SU": 6,
    "FA": 9,
    "WI": 12,
    **{f"Q{n}": 3 * n - 2 for n in range(1, 5)},
    **{f"H{n}": 6 * n - 5 for n in (1, 2)},
}
_PART = re.compile(r"(\d{4})-([A-Z][A-Z\d])\b")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-([1-7]))?")
_CALENDAR = re.compile(r"\d{2,4}(?:-\d\d(?:-\d\d(?:T[\d:]+)?)?)?")
_LATEST = "~"


@dataclass(slots=True)
class Day:
    """One value of a timeline: a day, or a longer or shorter time.

    expressions: numbers of the record's times, from 1, that have the value, with their words.
    said: numbers of the statements that were made then.
    """

    value: str
    published: bool = False
    expressions: list[tuple[int, Span]] = field(default_factory=list)
    said: list[int] = field(default_factory=list)


def timeline(record: Record) -> list[Day]:
    """The dates that an article names or says that something was said on, earliest first.

    With its day of publication among them; empty when it names none. Values without a place in
    the calendar (`XXXX-WXX-5`) come last; `PRESENT_REF` and its like, durations and sets are
    left out.
    """
    days: dict[str, Day] = {}
    for n, time in enumerate(record.times, start=1):
        if time.type in ("DATE", "TIME") and not time.value.endswith("_REF"):
            days.setdefault(time.value, Day(time.value)).expressions.append((n, time.span))
    for n, statement in enumerate(record.statements, start=1):
        if statement.said_on:
            value = statement.said_on.value
            days.setdefault(value, Day(value)).said.append(n)
    published = record.article.published
    if days and published:
        days.setdefault(published, Day(published)).published = True
    return sorted(days.values(), key=lambda day: (_begins(day.value), len(day.value), day.value))


def _begins(value: str) -> str:
    """The first day that a TIMEX3 value can mean, with its time of day; sorts last without one."""
    week = _WEEK.match(value)
    if week:
        try:
            monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), int(week[3] or 1))
        except ValueError:
            return _LATEST
        return monday.isoformat()
    part = _PART.match(value)
    if part:
        return f"{part[1]}-{_STARTS[part[2]]:02d}-01" if part[2] in _STARTS else part[1]
    known = _CALENDAR.match(value)
    if not known:
        return _LATEST
    # A decade is written in three figures, a century in two.
    first = known[0].ljust(4, "0")
    return first + "-01-01"[len(first) - 4 :] if len(first) < 10 else first
