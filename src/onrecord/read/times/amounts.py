"""Rules for lengths of time, what is counted in them, what recurs, and the clock."""

from __future__ import annotations

import re
from fractions import Fraction

from onrecord.read.times import values
from onrecord.read.times.grammar import Found, Phrase, Rule, rule
from onrecord.read.times.vocabulary import (
    MONTHS,
    NUMERALS,
    PARTS,
    PLURALS,
    POWERS,
    SEASONS,
    SETS,
    UNITS,
    VAGUE_UNITS,
    WEEKDAYS,
)

RULES: list[Rule] = []
VAGUE = "X"
#: What half of a unit is told in: how many of which.
FINER = {"Y": (12, "M"), "D": (24, "TH"), "TH": (60, "TM"), "TM": (60, "TS")}


@rule(RULES, "adverb")
def adverb(p: Phrase) -> Found | None:
    """`daily`."""
    return Found("SET", SETS[p.context.words[p.start].text.lower()])


@rule(
    RULES,
    "each (u:(unit|weekend|quarter) | n:number u2:(units|quarters) | wd:Weekday | mo:Month "
    "| se:season | pa:part)",
)
def each(p: Phrase) -> Found | None:
    """`every day`, `every two weeks`, `each Thursday`, `each July`."""
    if p.word("wd"):
        return Found("SET", f"XXXX-WXX-{WEEKDAYS[p.word('wd')]}")
    if p.word("mo"):
        return Found("SET", f"XXXX-{MONTHS[p.word('mo')]:02d}")
    if p.word("se"):
        return Found("SET", f"XXXX-{SEASONS[p.word('se')]}")
    if p.word("pa"):
        return Found("SET", f"XXXX-XX-XXT{PARTS[p.word('pa')]}")
    if p.word("u") == "weekend":
        return Found("SET", "XXXX-WXX-WE")
    unit = p.word("u") or PLURALS[p.word("u2")]
    return Found("SET", duration(count(p.words("n")) if p.word("n") else Fraction(1), unit))


@rule(RULES, "wd:Weekdays | wd1:Weekday pa:parts")
def weekdays(p: Phrase) -> Found | None:
    """`on Sundays`, `Tuesday nights`."""
    day = p.word("wd")[:-1] or p.word("wd1")
    part = f"T{PARTS[p.word('pa')[:-1]]}" if p.word("pa") else ""
    return Found("SET", f"XXXX-WXX-{WEEKDAYS[day]}{part}")


@rule(
    RULES,
    "(n:amount | an)? (more? hyphen? u:units_) hyphen? dir:(ago|shift)"
    "| (n2:amount | an)? more? u2:units_ from reference",
)
def offset(p: Phrase) -> Found | None:
    """`two weeks ago`, `a year earlier`, `year-ago`."""
    unit = _unit(p.word("u") or p.word("u2"))
    n = count(p.words("n") or p.words("n2")) if p.word("n") or p.word("n2") else Fraction(1)
    if not (p.word("n") or p.word("n2")) and (p.word("u") or p.word("u2")) in PLURALS:
        n = None
    word = p.word("dir")
    sign = 1 if word in ("later", "") else -1
    if n is None:
        return Found("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF")
    context = p.context
    if unit == "year" and n == 1 and sign < 0 and context.quarter and not context.narrative:
        value = f"{int(context.quarter[:4]) - 1:04d}{context.quarter[4:]}"
        return Found("DATE", value, aside=True)
    base = context.base if word == "ago" or not word else context.spoken
    if unit in ("second", "minute", "hour") or n.denominator > 1:
        return Found("DURATION", duration(n, unit))
    return Found("DATE", values.shifted(base, unit, sign * int(n)), base)


@rule(
    RULES, "the? dir:(last|next|latest|recent|ordinal|shift|this) n:amount (more hyphen?)? u:units_"
)
def spanning(p: Phrase) -> Found | None:
    """`the past two months`, `the first nine months`."""
    if p.word("dir") in ("this", "second") and p.word("u") not in PLURALS:
        return None
    return Found("DURATION", duration(count(p.words("n")), _unit(p.word("u"))))


@rule(RULES, "the? dir:last u:(unit|quarter|units|quarters) (?!hyphen)")
def past_unit(p: Phrase) -> Found | None:
    """`the past year`, `past decade`."""
    if p.word("dir") not in ("past", "last"):
        return None
    word = p.word("u")
    if word in PLURALS:
        return Found("DURATION", duration(None, _unit(word)))
    return Found("DURATION", duration(Fraction(1), word)) if p.word("dir") == "past" else None


@rule(RULES, "the? next u:(units|quarters)")
def next_units(p: Phrase) -> Found | None:
    """`coming weeks`."""
    return Found("DURATION", duration(None, _unit(p.word("u"))))


@rule(
    RULES,
    "(the (?=amount units_))? n:amount more? hyphen? u:units_ (hyphen? long)? (and_:and an half)?",
)
def length(p: Phrase) -> Found | None:
    """`50-minute`, `two and a half years`, `a few days`; ages are no lengths."""
    if _age(p):
        return None
    words = p.words("n")
    number = count(words)
    if number is not None and p.word("and_"):
        number += Fraction(1, 2)
    if p.word("u").startswith("quarter") and "-" in [
        w.text for w in p.context.words[p.start : p.end]
    ]:
        return None  # "three-quarters"
    return Found("DURATION", duration(number, _unit(p.word("u"))))


@rule(RULES, "an (half hyphen?)? u:unit (more_:and an half)? (hyphen? long)?")
def one(p: Phrase) -> Found | None:
    """`a week`, `a minute and a half`, `a half-hour`."""
    if _age(p) or p.after() == "-":
        return None
    half = "half" in [w.text.lower() for w in p.context.words[p.start : p.start + 2]]
    number = Fraction(1, 2) if half else Fraction(3, 2) if p.word("more_") else Fraction(1)
    value = duration(number, p.word("u"))
    # "$5 a day", "three times a week"
    often = p.before().isdecimal() or p.before() in ("times", "once", "twice")
    return Found("SET" if often else "DURATION", value)


@rule(RULES, "u:(units|quarters|unit hyphen long) (hyphen? l:long)?")
def some(p: Phrase) -> Found | None:
    """`months`, `decades-long`."""
    word = p.word("u")
    if _age(p) or word == "quarters":
        return None
    if word not in PLURALS:
        return Found("DURATION", duration(Fraction(1), word)) if "long" in p.words("u") else None
    return Found("DURATION", duration(None, PLURALS[word]))


def count(words: list[str]) -> Fraction | None:
    """The number that words say, None for a vague one."""
    total = Fraction(0)
    text = "".join(words)
    if number := re.fullmatch(r"(\d+)(\d)/(\d)", text):
        return Fraction(int(number[1])) + Fraction(int(number[2]), max(1, int(number[3])))
    for word in words:
        if word in ("few", "several", "many"):
            return None
        if word == "couple":
            return Fraction(2)
        if word in NUMERALS:
            total += NUMERALS[word]
        elif word in POWERS:
            total = (total or Fraction(1)) * POWERS[word]
        elif word == "half":
            total += Fraction(1, 2)
    digits = re.match(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    if digits:
        total = Fraction(digits[0].replace(",", "")) * (total or 1)
    return total or None


def duration(number: Fraction | None, unit: str) -> str:
    """A TIMEX3 duration; a vague number is X."""
    size, letter = UNITS[unit]
    if number is None:
        return _period(VAGUE, VAGUE_UNITS.get(unit, letter))
    number *= size
    if number.denominator == 1:
        return _period(str(number), letter)
    if letter not in FINER:
        return _period(f"{float(number):g}", letter)
    whole, rest = divmod(number, 1)
    size, finer = FINER[letter]
    head = _period(str(whole), letter) if whole else "P"
    tail = _period(f"{round(rest * size)}", finer)[1:]
    return head + (tail[1:] if "T" in head else tail)


def _period(number: str, letter: str) -> str:
    return f"PT{number}{letter[1:]}" if letter[0] == "T" else f"P{number}{letter}"


def _age(p: Phrase) -> bool:
    """Whether it is somebody's age: "a 6-year-old", "11 years old"."""
    words = [w.text.lower() for w in p.context.words[p.end - 1 : p.end + 2]]
    return "old" in (words[0], *words[1:2]) or words[1:] in (["-", "old"], ["-", "olds"])


def _unit(word: str) -> str:
    return PLURALS.get(word, word)
