"""Rules for days that are named by number, by month or by feast."""

from __future__ import annotations

import datetime as dt

from onrecord.read.times import values
from onrecord.read.times.grammar import Found, Phrase, Rule, rule, year_ahead
from onrecord.read.times.tense import OPEN, PAST
from onrecord.read.times.values import Point
from onrecord.read.times.vocabulary import FEASTS, MONTHS, MOVABLE, ORDINALS, WEEKDAYS

RULES: list[Rule] = []
#: Days between a bare month-day and publication from which the reader is told.
FAR = 60
#: Days by which the other reading of a bare month-day must be nearer to win against a future tense.
NEARER = 180
#: A month and day are followed by no clock, score or count.
NO_COUNT = "(?!colon small|point|slash|hyphen units_)"


@rule(RULES, "y:year hyphen m:small hyphen d:small")
def iso_date(p: Phrase) -> Found | None:
    """`2022-01-07`."""
    return _exact(p.number("y"), p.number("m"), p.number("d"))


@rule(RULES, "a:small slash b:small slash (y:year|short:small|odd:digits)")
def slash_date(p: Phrase) -> Found | None:
    """`10/30/1989`, the month first unless it can only be second."""
    month, day = p.number("a") or 0, p.number("b") or 0
    if month > 12 >= day:
        month, day = day, month
    year = p.number("y") or p.number("odd")
    if year is None:
        now = p.context.published.year or 2000
        year = now - now % 100 + (p.number("short") or 0)
        year -= 100 if year > now + 10 else 0
    return _exact(year, month, day)


@rule(
    RULES, f"(weekday_ comma?)? mo:month_ d:day_ {NO_COUNT} (comma? y:year | comma? of that unit)"
)
def month_day_year(p: Phrase) -> Found | None:
    """`Oct. 15, 1999`, `July 25 of that year`."""
    month, day = MONTHS[p.word("mo")], _day(p.word("d"))
    if p.number("y"):
        return _checked(p, p.number("y"), month, day)
    return _bare_day(p, month, day, p.context.spoken.year)


@rule(RULES, "(weekday_ comma?)? (the? d:day_ of | d2:dayword) mo:month_ comma? y:year")
def day_month_year(p: Phrase) -> Found | None:
    """`25 June 1950`, `the 5th of March, 1946`."""
    day = _day(p.word("d") or p.word("d2"))
    return _checked(p, p.number("y"), MONTHS[p.word("mo")], day)


@rule(RULES, f"(wd:weekday_ comma?)? mo:month_ d:day_ {NO_COUNT}")
def month_day(p: Phrase) -> Found | None:
    """`Jan. 31`, in the year that tense and publication ask for."""
    if p.after() in ("percent", "%"):
        return None
    return _bare_day(p, MONTHS[p.word("mo")], _day(p.word("d")))


@rule(RULES, "(wd:weekday_ comma?)? (the? d:day_ of | d2:dayword) mo:month_")
def day_month(p: Phrase) -> Found | None:
    """`20 July`, `the fourth of July`."""
    return _bare_day(p, MONTHS[p.word("mo")], _day(p.word("d") or p.word("d2")))


@rule(RULES, "f:feast_ (unit|eve:Eve)? (comma? y:year)?")
def feast(p: Phrase) -> Found | None:
    """`Christmas Eve`, `New Year's Day`, `Thanksgiving Day 1999`."""
    words = [w for w in p.words("f") if w.isalpha() and w != "s"]
    whole = {w.text.lower() for w in p.context.words[p.start : p.end]}
    alone = words[-1] in ("christmas", "thanksgiving", "halloween")
    if not alone and not {"day", "eve"} & whole:
        return None
    return feast_value(p, " ".join([*words, *p.words("eve")]), p.number("y"))


def feast_value(p: Phrase, name: str, year: int | None) -> Found | None:
    """The day of a feast, in a year or in the nearest that tense allows."""
    base = p.context.base
    if name in FEASTS:
        month, day = FEASTS[name]
        return _checked(p, year, month, day) if year else _bare_day(p, month, day)
    if name not in MOVABLE:
        return None
    month, weekday, nth = MOVABLE[name]
    year = year or values.month_year(base, month, p.direction or PAST)
    if year is None:
        return Found("DATE", values.iso(None, month), base)
    return _exact(year, month, values.nth_weekday(year, month, weekday, nth))


def _day(word: str) -> int:
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isdecimal() else ORDINALS.get(word, 0)


def _exact(year: int | None, month: int | None, day: int | None) -> Found:
    if year and month and day and values.exists(year, month, day):
        return Found("DATE", values.iso(year, month, day))
    return Found("DATE", "", issue="impossible-date")


def _checked(p: Phrase, year: int | None, month: int, day: int) -> Found | None:
    """A full date, with its notice when it lies after publication in the past tense."""
    found = _exact(year, month, day)
    published = p.context.published.date
    if found.value and published and found.value > published.isoformat() and p.direction == PAST:
        found.issue = "date-after-publication"
    return found


def _bare_day(p: Phrase, month: int, day: int, year: int | None = None) -> Found | None:
    if not values.exists(2000, month, day):
        return _exact(2000, month, day) if 1 <= day <= 31 else None
    base = p.context.base
    year = year or year_ahead(p) or _weekday_year(p, month, day)
    if year is None and p.context.narrative:
        year = values.following_year(base, month)
    if year is not None and values.exists(year, month, day):
        return Found("DATE", values.iso(year, month, day), base)
    # "A Jan. 14 hearing" and "the Jan. 14 deadline" have no tense of their own.
    direction = OPEN if p.before() in ("a", "an", "the") else p.direction
    year = values.day_year(base, month, day, direction)
    near = values.day_year(base, month, day, OPEN)
    if direction > 0 and _away(base, year, month, day) - _away(base, near, month, day) > NEARER:
        year = near
    found = Found("DATE", values.iso(year, month, day), base)
    if direction == PAST and year != base.year and _away(base, year, month, day) > FAR:
        found.issue = "date-far-from-publication"
    return found


def _weekday_year(p: Phrase, month: int, day: int) -> int | None:
    """The year near publication in which the day falls on the weekday beside it, if one is."""
    if "wd" not in p.match.re.groupindex or not p.word("wd"):
        return None
    base, number = p.context.base, WEEKDAYS[p.word("wd")]
    years = sorted(
        range((base.year or 0) - 2, (base.year or 0) + 3), key=lambda y: _away(base, y, month, day)
    )
    for year in years:
        if values.exists(year, month, day) and dt.date(year, month, day).isoweekday() == number:
            return year
    return None


def _away(base: Point, year: int | None, month: int, day: int) -> int:
    """Days between a day and the base; 0 where either is unknown."""
    if base.date is None or year is None or not values.exists(year, month, day):
        return 0
    return abs((base.date - dt.date(year, month, day)).days)
