"""Rules for months, seasons, years, decades and centuries that are named."""

from __future__ import annotations

from onrecord.read.times import values
from onrecord.read.times.grammar import Found, Phrase, Rule, rule, year_ahead
from onrecord.read.times.tense import PAST
from onrecord.read.times.vocabulary import DECADES, MONTHS, NUMERALS, ORDINALS, SEASONS, listed

RULES: list[Rule] = []
#: Words before "may", "march" that make them months.
MONTH_SIGNS = listed(
    "in of since by from until till during before after to through and or last next this early "
    "late mid - as"
)
#: Words before any four digits that make them a year, however far.
YEAR_SIGNS = listed("in since during until till early late mid by of from (")
#: Marks before and words after four digits that make them a count.
COUNTING = listed("$ # £ € / . no")
COUNTED = listed("% percent people million billion feet miles men troops soldiers")
#: Years after publication that prose still speaks of.
AHEAD = 40


@rule(RULES, "mo:month_ (comma|of|in|apostrophe s?)? y:year")
def month_year(p: Phrase) -> Found | None:
    """`July 1997`."""
    return Found("DATE", values.iso(p.number("y"), MONTHS[p.word("mo")]))


@rule(RULES, "mo:month_ (of|in)? the? to_:(this|last|next|that) unit")
def month_of_year(p: Phrase) -> Found | None:
    """`October of next year`, `February this year`."""
    if p.context.words[p.end - 1].text.lower() != "year":
        return None
    word = p.word("to_")
    base, step = p.counted_from(word), p.step(word)
    year = None if base.year is None else base.year + step
    return Found("DATE", values.iso(year, MONTHS[p.word("mo")]), base)


@rule(RULES, "mo:month_")
def month(p: Phrase) -> Found | None:
    """`December`, the last or the next by tense."""
    name, base = p.word("mo"), p.context.base
    written = p.context.words[p.start].text
    if name in ("may", "march") and (written.isupper() or p.before() not in MONTH_SIGNS):
        return None
    if len(name) == 3 and name != "may" and "." not in p.words("mo"):
        return None  # "Jan" and "Mar" are names too
    number = MONTHS[name]
    year = year_ahead(p)
    if year is None and p.context.narrative:
        year = values.following_year(base, number)
    if year is None:
        year = values.near_month_year(base, number, p.direction or PAST)
    return Found("DATE", values.iso(year, number), base)


@rule(RULES, "the? se:season (comma|of)? y:year")
def season_year(p: Phrase) -> Found | None:
    """`the spring of 1862`."""
    return Found("DATE", f"{p.word('y')}-{SEASONS[p.word('se')]}")


@rule(RULES, "the? (apostrophe? n:decade | w:decades)")
def decade(p: Phrase) -> Found | None:
    """`the 1980s`, `the '80s`, `the nineties`."""
    digits = p.word("n")[:-2] or str(DECADES.get(p.word("w"), ""))
    if len(digits) > 1:
        return Found("DATE", digits)
    signs = (p.context.words[p.start].text.lower(), p.before())
    if signs[0] not in ("the", "'", "’") and signs[1] not in ("early", "late", "mid", "-"):
        return None  # someone's age: "in his 40s"
    now = (p.context.published.year or 2025) // 10
    nearest = now - now % 10 + int(digits)
    return Found("DATE", str(nearest - (10 if nearest > now else 0)))


@rule(RULES, "the? (n:nth|o:ordinal) hyphen? u:unit")
def century(p: Phrase) -> Found | None:
    """`the 19th century`."""
    number = p.number("n") or ORDINALS.get(p.word("o"), 0)
    if p.word("u") != "century" or number < 1:
        return None
    return Found("DATE", f"{number - 1:02d}")


@rule(RULES, "the? u:unit (y:year | t:(numeral power))")
def named_year(p: Phrase) -> Found | None:
    """`the year 2000`."""
    if p.word("u") != "year":
        return None
    year = 2000 if p.words("t") == ["two", "thousand"] else p.number("y")
    return Found("DATE", values.iso(year)) if year else None


@rule(RULES, "c:teen n:(numeral|teen) (hyphen? d:numeral)?")
def spoken_year(p: Phrase) -> Found | None:
    """`nineteen ninety-six`."""
    if NUMERALS[p.word("n")] < 10:
        return None
    year = 100 * NUMERALS[p.word("c")] + NUMERALS[p.word("n")] + NUMERALS.get(p.word("d"), 0)
    return Found("DATE", values.iso(year))


@rule(RULES, "y:year (?=hyphen year) | (?<=year hyphen) y2:year")
def year_range(p: Phrase) -> Found | None:
    """Both ends of `1861-1865`."""
    return Found("DATE", values.iso(p.number("y") or p.number("y2")))


@rule(RULES, "y:year (?!point|colon|slash|units|Month)")
def year(p: Phrase) -> Found | None:
    """`1989`, where it is no count of things."""
    number, before, after = p.number("y") or 0, p.before(), p.after().lower()
    if before in COUNTING or after in COUNTED:
        return None
    latest = (p.context.published.year or 2025) + AHEAD
    if before not in YEAR_SIGNS and not p.context.narrative and not 1900 <= number <= latest:
        return None
    round_number = number % 100 == 0 and after.isalpha() and after.endswith("s")
    return None if round_number and before not in YEAR_SIGNS else Found("DATE", values.iso(number))
