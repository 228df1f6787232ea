"""Calendar arithmetic with points whose year, month or day may be unknown.

Values are those of TIMEX3 (ISO 8601, with X for what is not known): `2022-01-07`, `2022-W01`,
`2022-Q1`, `2022-WI`, `198` for the eighties.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

#: Months within which a bare month is near, though the tense asks for the other.
NEAR_MONTHS = 2
#: Months by which a story does not go back.
PASSED_MONTHS = 4
SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year; finer parts are None where they are unknown or not meant."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> dt.date | None:
        """The day, when the point is one."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return dt.date(self.year, self.month, self.day)


UNKNOWN = Point()


def parse(value: str | None) -> Point:
    """A point from the head of an ISO date; UNKNOWN when it is none or no such day exists."""
    parts = (value or "")[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
    except ValueError:
        return UNKNOWN
    if len(parts[0]) != 4 or len(numbers) != 3 or not exists(*numbers):
        return UNKNOWN
    return Point(*numbers)


def of(day: dt.date) -> Point:
    """The point of a day."""
    return Point(day.year, day.month, day.day)


def exists(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return False
    return 1 <= day <= calendar.monthrange(year, month)[1]


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str:
    """`2022`, `2022-01` or `2022-01-31`, with X for an unknown year."""
    head = f"{year:04d}" if year is not None else "XXXX"
    return head + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def shifted(base: Point, unit: str, count: int) -> str:
    """The day, week, month, quarter, year, decade or century `count` after that of `base`.

    What `base` does not know is X: `XXXX-WXX`. Years before 1 or after 9999 are PAST_REF and
    FUTURE_REF.
    """
    try:
        return _shifted(base, unit, count)
    except (OverflowError, ValueError):
        return "PAST_REF" if count < 0 else "FUTURE_REF"


def _shifted(base: Point, unit: str, count: int) -> str:
    year, month, day = base.year, base.month, base.date
    if unit == "day":
        return (day + dt.timedelta(count)).isoformat() if day else "XXXX-XX-XX"
    if unit in ("week", "fortnight"):
        step = 7 if unit == "week" else 14
        return week(day + dt.timedelta(step * count)) if day else "XXXX-WXX"
    if year is None:
        return {"month": "XXXX-XX", "quarter": "XXXX-QX"}.get(unit, "XXXX")
    if unit in ("month", "quarter"):
        if month is None:
            return f"{year:04d}-XX" if unit == "month" else f"{year:04d}-QX"
        return _months(year, month, count) if unit == "month" else _quarters(year, month, count)
    size, digits = {"decade": (10, 3), "century": (100, 2)}.get(unit, (1, 4))
    target = year + size * count
    if not 1 <= target <= 9999:
        raise OverflowError
    return f"{target:04d}"[:digits]


def _months(year: int, month: int, count: int) -> str:
    months = 12 * year + month - 1 + count
    return iso(dt.date(months // 12, months % 12 + 1, 1).year, months % 12 + 1)


def _quarters(year: int, month: int, count: int) -> str:
    quarters = 4 * year + (month - 1) // 3 + count
    return f"{dt.date(quarters // 4, 1, 1).year:04d}-Q{quarters % 4 + 1}"


def week(day: dt.date) -> str:
    """The ISO week of a day, as `2022-W01`."""
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def weekday(base: Point, number: int, direction: int, *, same: bool = True) -> str:
    """The nearest weekday (Monday is 1) before (-1) or after (1) `base`, itself if `same`."""
    if base.date is None:
        return f"XXXX-WXX-{number}"
    away = (number - base.date.isoweekday()) * direction % 7
    if away == 0 and not same:
        away = 7
    try:
        return (base.date + dt.timedelta(away * direction)).isoformat()
    except OverflowError:
        return f"XXXX-WXX-{number}"


def month_year(base: Point, month: int, direction: int) -> int | None:
    """The year of the nearest such month before (-1) or after (1) `base`, its own included."""
    if base.year is None or base.month is None:
        return base.year
    if direction < 0:
        return base.year - (month > base.month)
    return base.year + (month < base.month)


def near_month_year(base: Point, month: int, direction: int) -> int | None:
    """As `month_year`, but the other such month where that is near and this one is not.

    "In March", written in February, is hardly that of the year before, whatever the tense.
    """
    year = month_year(base, month, direction)
    if base.month is None or year is None:
        return year
    away = (month - base.month) * -direction % 12
    return year - direction * (1 <= away <= NEAR_MONTHS)


def following_year(base: Point, month: int) -> int | None:
    """The year of a month in a story that has come to `base`: the next where it has passed long."""
    if base.year is None or base.month is None:
        return base.year
    return base.year + (base.month - month > PASSED_MONTHS)


def day_year(base: Point, month: int, day: int, direction: int) -> int | None:
    """The year of the nearest such day before (-1), after (1) or around (0) `base`, or of it.

    None when `base` is no day or no year near has such a day (29 February needs a leap year).
    """
    if base.date is None:
        return None
    known = base.date
    years = [y for y in range(known.year - 8, known.year + 9) if exists(y, month, day)]
    away = {y: (dt.date(y, month, day) - known).days for y in years}
    if direction:
        years = [y for y in years if away[y] * direction >= 0]
    return min(years, key=lambda y: abs(away[y]), default=None)


def season(base: Point, code: str, direction: int) -> str:
    """A season by its code: the last that has begun (-1) or the next to begin (1)."""
    if base.year is None or base.month is None:
        return f"{iso(base.year)}-{code}"
    year = month_year(base, SEASON_STARTS[code], direction)
    return f"{iso(year)}-{code}"


def nth_weekday(year: int, month: int, number: int, nth: int) -> int:
    """The day of the nth such weekday of a month, -1 for the last."""
    days = range(1, calendar.monthrange(year, month)[1] + 1)
    found = [d for d in days if dt.date(year, month, d).isoweekday() == number]
    return found[nth - 1 if nth > 0 else nth]
