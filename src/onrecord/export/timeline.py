"""A record's dates in the calendar's order, each with the words that give it and what was said then."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.export.dates import window
from onrecord.records import Record, Span


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
    return sorted(days.values(), key=lambda day: _place(day.value))


def _place(value: str) -> tuple[str, int, str]:
    """Sorts by the first day that the value can mean, the longest time first; without one, last."""
    days = window(value)
    return (days[0].isoformat(), -days[1].toordinal(), value) if days else ("~", 0, value)
