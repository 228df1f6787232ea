"""Rules for the time of day, whose date is beside it or the one that is spoken of."""

from __future__ import annotations

from onrecord.read.times.grammar import Found, Phrase, Rule, rule
from onrecord.read.times.vocabulary import NUMERALS, PARTS

RULES: list[Rule] = []
UNIVERSAL = frozenset(["gmt", "utc"])


@rule(RULES, "h:small (colon mi:small (colon small)?)? pm:pm_ zone:ZONE?")
def half_day(p: Phrase) -> Found | None:
    """`9 a.m.`, `7:15 p.m. EST`."""
    return _time(p, p.number("h"), p.number("mi") or 0, p.word("pm")[0])


@rule(RULES, "j:joined zone:ZONE?")
def joined(p: Phrase) -> Found | None:
    """`9am`."""
    return _time(p, p.number("j"), 0, p.word("j")[-2])


@rule(RULES, "h:small colon j:joined zone:ZONE?")
def joined_minutes(p: Phrase) -> Found | None:
    """`9:30am`."""
    return _time(p, p.number("h"), p.number("j") or 0, p.word("j")[-2])


@rule(RULES, "(h:small | w:numeral) o apostrophe clock zone:ZONE? (in the part)?")
def o_clock(p: Phrase) -> Found | None:
    """`six o'clock`."""
    hour = p.number("h") or NUMERALS.get(p.word("w"))
    return _time(p, hour, 0, "")


@rule(RULES, "h:small colon mi:small (colon small)? zone:ZONE?")
def twenty_four(p: Phrase) -> Found | None:
    """`14:58 UTC`; without a zone, only behind "at" and the like, for it may be a score."""
    if not p.word("zone") and p.before() not in ("at", "by", "until", "around", "from", "about"):
        return None
    if len(p.word("mi")) != 2:
        return None
    return _time(p, p.number("h"), p.number("mi") or 0, "")


@rule(RULES, "n:(year|digits) zone:(ZONE|units)")
def military(p: Phrase) -> Found | None:
    """`0800 UTC`, `1600 hours`."""
    digits = p.word("n")
    if len(digits) != 4 or p.word("zone") not in _MILITARY_ZONES:
        return None
    return _time(p, int(digits[:2]), int(digits[2:]), "")


@rule(RULES, "no:noon zone:ZONE?")
def noon(p: Phrase) -> Found | None:
    """`noon`, `midnight`."""
    if p.before() == "high":
        return None
    hour, minute = PARTS[p.word("no")].split(":")
    return _time(p, int(hour), int(minute), "")


_MILITARY_ZONES = frozenset(
    ["gmt", "utc", "est", "edt", "pst", "pdt", "cst", "cdt", "hours", "bst", "cet", "ist"]
)


def _time(p: Phrase, hour: int | None, minute: int, half: str) -> Found | None:
    """A time of day without its day: `T09:00`, with Z in universal time."""
    if hour is None or hour > 24 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = "Z" if p.word("zone") in UNIVERSAL else ""
    return Found("TIME", f"T{hour:02d}:{minute:02d}{zone}")
