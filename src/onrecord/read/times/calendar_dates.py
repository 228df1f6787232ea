"""Rules for days, months, years and feasts that are named by number or by name."""

from __future__ import annotations

import datetime as dt

from onrecord.read.times import values
from onrecord.read.times.grammar import Found, Phrase, Rule, rule
from onrecord.read.times.tense import OPEN, PAST
from onrecord.read.times.values import Point
from onrecord.read.times.vocabulary import (
    DECADES,
    FEASTS,
    MONTHS,
    MOVABLE,
    NUMERALS,
    ORDINALS,
    SEASONS,
)

RULES: list[Rule] = []
#: Days between a bare month-day and publication from which the reader is told.
FAR = 60
#: Words before a bare year that show it to be one; far years need them.
YEAR_SIGNS = frozenset(
    [
        "in",
        "of",
        "since",
        "by",
        "from",
        "until",
        "till",
        "during",
        "before",
        "after",
        "to",
        "through",
        "and",
        "early",
        "late",
        "mid",
    ]
)
FEW_LETTERS = 4


@rule(RULES, "y:year hyphen m:small hyphen d:small")
def iso_date(p: Phrase) -> Found | None:
    """`2022-01-07`."""
    return _exact(p.number("y"), p.number("m"), p.number("d"))


@rule(RULES, "a:small (slash b:small slash (y:year|short:small|odd:digits))")
def slash_date(p: Phrase) -> Found | None:
    """`10/30/1989`, the month first unless it can only be second."""
    month, day = p.number("a") or 0, p.number("b") or 0
    if month > 12 >= day:
        month, day = day, month
    year = p.number("y") or p.number("odd")
    if year is None:
        short = p.number("short") or 0
        now = p.context.published.year or 2000
        year = now - now % 100 + short
        year -= 100 if year > now + 10 else 0
    return _exact(year, month, day)


@rule(
    RULES,
    "(weekday_ comma?)? mo:month_ the? d:day_ (?!colon small|point|slash|hyphen units_) (comma? y:year|of that unit)",
)
def month_day_year(p: Phrase) -> Found | None:
    """`Oct. 15, 1999`, `July 25 of that year`."""
    year = p.number("y") or p.context.spoken.year
    if not p.number("y"):
        return _bare_day(p, MONTHS[p.word("mo")], _day(p.word("d")), year)
    return _checked(p, year, MONTHS[p.word("mo")], _day(p.word("d")))


@rule(RULES, "(weekday_ comma?)? (the? d:day_ of | d2:dayword) mo:month_ comma? y:year")
def day_month_year(p: Phrase) -> Found | None:
    """`25 June 1950`, `the 5th of March, 1946`."""
    day = _day(p.word("d") or p.word("d2"))
    return _checked(p, p.number("y"), MONTHS[p.word("mo")], day)


@rule(RULES, "(weekday_ comma?)? mo:month_ the? d:day_ (?!colon small|point|slash|hyphen units_)")
def month_day(p: Phrase) -> Found | None:
    """`Jan. 31`, in the year that tense and publication ask for."""
    if p.after() in ("percent", "%"):
        return None
    return _bare_day(p, MONTHS[p.word("mo")], _day(p.word("d")))


@rule(RULES, "(weekday_ comma?)? (the? d:day_ of | d2:dayword) mo:month_")
def day_month(p: Phrase) -> Found | None:
    """`20 July`, `the fourth of July`."""
    return _bare_day(p, MONTHS[p.word("mo")], _day(p.word("d") or p.word("d2")))


@rule(RULES, "mo:month_ (comma|of|in|apostrophe s?)? y:year")
def month_year(p: Phrase) -> Found | None:
    """`July 1997`."""
    return Found("DATE", values.iso(p.number("y"), MONTHS[p.word("mo")]))


@rule(RULES, "mo:month_ (of|in)? (the? to_:(this|last|next|that) unit)")
def month_of_year(p: Phrase) -> Found | None:
    """`October of next year`, `February this year`."""
    if p.context.words[p.end - 1].text.lower() != "year":
        return None
    word = p.word("to_")
    base = p.context.spoken if word in ("that", "same", "previous", "following") else p.context.base
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "following": 1, "coming": 1}.get(
        word, 0
    )
    year = None if base.year is None else base.year + step
    return Found("DATE", values.iso(year, MONTHS[p.word("mo")]), base)


@rule(RULES, "f:feast_ (unit|eve:Eve)? (comma? y:year)?")
def feast(p: Phrase) -> Found | None:
    """`Christmas Eve`, `New Year's Day`, `Thanksgiving Day 1999`."""
    words = [w for w in p.words("f") if w.isalpha() and w != "s"]
    name = " ".join([*words, *p.words("eve")])
    whole = [w.text.lower() for w in p.context.words[p.start : p.end]]
    if words[-1] not in ("christmas", "thanksgiving", "halloween") and not {"day", "eve"} & set(
        whole
    ):
        return None
    return feast_value(p, name, p.number("y"))


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


@rule(RULES, "mo:month_")
def month(p: Phrase) -> Found | None:
    """`December`, the last or the next by tense."""
    name = p.word("mo")
    written = p.context.words[p.start].text
    if name in ("may", "march") and (written.isupper() or p.before() not in _MONTH_SIGNS):
        return None
    if len(name) < FEW_LETTERS and name != "may" and "." not in p.words("mo"):
        return None  # "Jan" and "Mar" are names too
    base, number = p.context.base, MONTHS[name]
    if p.context.narrative and base.year:
        return Found("DATE", values.iso(base.year, number), base)
    year = values.month_year(base, number, p.direction or PAST)
    return Found("DATE", values.iso(year, number), base)


@rule(RULES, "the? se:season (comma|of)? y:year")
def season_year(p: Phrase) -> Found | None:
    """`the spring of 1862`."""
    return Found("DATE", f"{p.word('y')}-{SEASONS[p.word('se')]}")


@rule(RULES, "the? (apostrophe? n:decade | w:decades)")
def decade(p: Phrase) -> Found | None:
    """`the 1980s`, `the '80s`, `the nineties`."""
    digits = p.word("n")[:-1]
    if not digits:
        if p.context.words[p.start].text.lower() != "the":
            return None
        digits = str(DECADES[p.word("w")])
    if len(digits) < 3:
        first = p.context.words[p.start].text.lower()
        if first not in ("the", "'", "’") and p.before() not in ("early", "late", "mid", "-"):
            return None  # someone's age, or a temperature: "in his 40s"
        now = (p.context.published.year or 2025) // 10
        nearest = now - now % 10 + int(digits) % 10
        digits = str(nearest - (10 if nearest > now else 0))
    return Found("DATE", digits)


@rule(RULES, "the? (n:nth|o:ordinal) hyphen? u:unit")
def century(p: Phrase) -> Found | None:
    """`the 19th century`."""
    number = p.number("n") or ORDINALS.get(p.word("o"), 0)
    if p.word("u") != "century" or number < 1:
        return None
    return Found("DATE", f"{number - 1:02d}")


@rule(RULES, "the? unit y:(year | tens:numeral (hyphen? numeral)? | numeral power)")
def named_year(p: Phrase) -> Found | None:
    """`the year 2000`."""
    if "year" not in [w.text.lower() for w in p.context.words[p.start : p.start + 2]]:
        return None
    year = p.number("y")
    if p.words("y") == ["two", "thousand"]:
        year = 2000
    return Found("DATE", values.iso(year)) if year else None


@rule(RULES, "c:teen n:(numeral|teen) (hyphen? d:numeral)?")
def spoken_year(p: Phrase) -> Found | None:
    """`nineteen ninety-six`."""
    year = 100 * NUMERALS[p.word("c")] + NUMERALS[p.word("n")] + NUMERALS.get(p.word("d"), 0)
    if NUMERALS[p.word("n")] < 10:
        return None
    return Found("DATE", values.iso(year))


@rule(RULES, "y:year (?!point|colon|slash|units|Month)")
def year(p: Phrase) -> Found | None:
    """`1989`, where it is no count of things."""
    number, after, before = p.number("y") or 0, p.after(), p.before()
    if before in ("$", "#", "£", "€", "-", "/", ".", "no") and before != "-":
        return None
    if after in ("%", "percent", "people", "million", "billion") or after.lower() in (
        "feet",
        "miles",
    ):
        return None
    if before in _YEAR_STRONG:
        return Found("DATE", values.iso(number))
    if not 1900 <= number <= (p.context.published.year or 2025) + 40:
        return None
    counted = after.islower() and after.endswith("s") and number in (2000, 1900)
    return None if counted else Found("DATE", values.iso(number))


_MONTH_SIGNS = frozenset(
    [
        "in",
        "of",
        "since",
        "by",
        "from",
        "until",
        "till",
        "during",
        "before",
        "after",
        "to",
        "through",
        "and",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "-",
        "and",
        "or",
    ]
)
_YEAR_STRONG = frozenset(
    ["in", "since", "during", "until", "till", "early", "late", "mid", "by", "of", "from", "("]
)


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
    context, base = p.context, p.context.base
    if year is None and context.narrative:
        year = base.year
    if year is not None and values.exists(year, month, day):
        return Found("DATE", values.iso(year, month, day), base)
    near = p.before() in ("a", "an")  # "a Jan. 14 hearing" has no tense
    year = values.day_year(base, month, day, OPEN if near else p.direction)
    found = Found("DATE", values.iso(year, month, day), base)
    if p.direction == PAST and _moved_back(base, year, month, day):
        found.issue = "date-far-from-publication"
    return found


def _moved_back(base: Point, year: int | None, month: int, day: int) -> bool:
    """Whether only the year before had the day before publication, and that is long ago."""
    if base.date is None or year is None or year == base.year:
        return False
    return (base.date - dt.date(year, month, day)).days > FAR
