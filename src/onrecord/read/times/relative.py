"""Rules for what is said from the speaker's day or from a day named before."""

from __future__ import annotations

from onrecord.read.times import values
from onrecord.read.times.days import feast_value
from onrecord.read.times.grammar import Found, Phrase, Rule, rule
from onrecord.read.times.tense import FUTURE, PAST
from onrecord.read.times.values import Point
from onrecord.read.times.vocabulary import MONTHS, ORDINALS, PARTS, REFERENCES, SEASONS, WEEKDAYS

RULES: list[Rule] = []
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
STEPS = {"last": -1, "next": 1, "this": 0, "that": 0, "latest": 0}
ENDS_PHRASE = frozenset([".", ",", ";", ")", "", "”", '"', "''"])
UNITS_AS_DATES = frozenset(["day", "week", "month", "quarter", "year", "weekend"])


@rule(RULES, "today")
def today(p: Phrase) -> Found | None:
    """`today`, `yesterday`, `tomorrow`."""
    word = p.context.words[p.start].text.lower()
    if p.context.narrative and word == "today":
        return Found("DATE", "PRESENT_REF")
    base = p.context.published
    return Found("DATE", values.shifted(base, "day", DAYS[word]), base)


@rule(RULES, "tonight")
def tonight(p: Phrase) -> Found | None:
    """`tonight`, `overnight`."""
    base = p.context.published
    return Found("TIME", values.shifted(base, "day", 0) + "TNI", base)


@rule(RULES, "reference")
def reference(p: Phrase) -> Found | None:
    """`now`, `recently`."""
    if p.before() in ("as", "too", "how", "most"):
        return None
    return Found("DATE", REFERENCES[p.context.words[p.start].text.lower()])


@rule(RULES, "the (future | (long|short) term | last)")
def wide(p: Phrase) -> Found | None:
    """`the future`, `the past`."""
    first, *_, last = [w.text.lower() for w in p.context.words[p.start : p.end]]
    if first != "the" or last not in ("future", "term", "past"):
        return None
    if last == "past":
        return None if p.after()[:1].isalpha() else Found("DATE", "PAST_REF")
    return Found("DATE", "FUTURE_REF")


@rule(RULES, "recent (units|quarters)? | latest (?!unit|quarter|season|weekend)")
def recent(p: Phrase) -> Found | None:
    """`recent years`, `recent`, `current`."""
    word = p.context.words[p.start].text.lower()
    if word == "latest" or p.before() in ("most", "more"):
        return None
    return Found("DATE", "PRESENT_REF" if word == "current" else "PAST_REF")


@rule(
    RULES,
    "the? to_:(last|this|next|that|latest) next? u:(unit|quarter|weekend|season|part)"
    "(?!hyphen? shift|possessive (ordinal|fiscal))",
)
def deictic(p: Phrase) -> Found | None:
    """`last week`, `this summer`, `the following day`, `that night`."""
    word, unit = p.words("to_")[-1], p.word("u")
    base, step = p.counted_from(word), p.step(word)
    if word == "past" and unit != "night":
        return None
    if unit in SEASONS:
        return _season(base, SEASONS[unit], step)
    if unit in PARTS:
        base = p.context.spoken_day if base is p.context.spoken else base
        day = values.shifted(base, "day", step)
        return Found("TIME", f"{day}T{PARTS[unit]}", base)
    if unit == "weekend":
        value = values.shifted(base, "week", step)
        return Found("DATE", f"{value}-WE", base)
    if unit in ("minute", "hour"):
        return None
    if unit == "day" and base is p.context.spoken:
        base = p.context.spoken_day
    if word == "latest":
        step = -1 if unit in ("quarter", "year") else 0
    return Found("DATE", values.shifted(base, unit, step), base)


@rule(
    RULES, "the? to_:(last|this next?|next|that) (m:month_ | wd:Weekday | f:feast_)(?!stop? day_)"
)
def deictic_name(p: Phrase) -> Found | None:
    """`last November`, `next Tuesday`, `this September`, `last Thanksgiving`."""
    word = p.words("to_")[-1]
    base, step = p.counted_from(word), p.step(word)
    if p.word("wd"):
        number = WEEKDAYS[p.word("wd")]
        if step == 0:
            return Found("DATE", values.weekday(base, number, p.direction or FUTURE), base)
        return Found("DATE", values.weekday(base, number, step, same=False), base)
    if p.word("f"):
        return feast_value(p, p.word("f"), None)
    number = MONTHS[p.word("m")]
    if base.year is None or base.month is None:
        return Found("DATE", values.iso(base.year, number), base)
    year = base.year
    if step == -1 and number >= base.month:
        year -= 1
    elif step == 1 and number <= base.month:
        year += 1
    return Found("DATE", values.iso(year, number), base)


@rule(RULES, "wd:weekday_")
def weekday(p: Phrase) -> Found | None:
    """`Friday`: the last up to publication, or the next in a clause that looks ahead."""
    name = p.word("wd")
    if len(name) < 5 and "." not in p.words("wd"):
        return None
    base = p.context.base
    return Found("DATE", values.weekday(base, WEEKDAYS[name], p.direction or PAST), base)


@rule(RULES, "the? se:season (of (rel:(last|this|next|that)) unit)?")
def season(p: Phrase) -> Found | None:
    """`the summer`, `in winter`."""
    first = p.context.words[p.start].text.lower()
    name = p.word("se")
    if first != "the" and p.before() not in ("in", "by", "since", "until", "early", "late"):
        return None
    if name in ("fall", "spring") and (first != "the" or p.after() in ("of", "in", "to", "from")):
        return None  # a verb, or "the fall of the government"
    return Found(
        "DATE", values.season(p.context.base, SEASONS[name], p.direction or PAST), p.context.base
    )


@rule(
    RULES,
    "the? latest? fiscal? (y:year | to_:(last|this|next) unit possessive)? fiscal? n:ordinal "
    "hyphen? (quarter | h:half) ((of|comma)? y2:year | of the? to2:(last|this|next|that) unit"
    "| of the? fiscal? y3:year)?",
)
def quarter(p: Phrase) -> Found | None:
    """`the third quarter`, `the fourth quarter of 2005`, `next year's first quarter`."""
    number = ORDINALS[p.word("n")]
    kind = "H" if p.word("h") else "Q"
    year = p.number("y") or p.number("y2") or p.number("y3")
    word = p.word("to_") or p.word("to2")
    if number > 4 or (kind == "H" and (number > 2 or not (year or word))):
        return None
    if year:
        return Found("DATE", f"{year}-{kind}{number}")
    base = p.context.published
    if word:
        base = p.counted_from(word)
        year = base.year + p.step(word) if base.year else None
    elif base.month and base.year:
        now = (base.month - 1) // 3 + 1
        year = base.year
        # The quarter under way is reported on only once it is over.
        year -= number > now and p.direction == PAST
    return Found("DATE", f"{values.iso(year)}-{kind}{number}", base)


@rule(RULES, "the to_:latest? quarter (?!hyphen) | the? ago_:unit hyphen (ago|shift) quarter")
def the_quarter(p: Phrase) -> Found | None:
    """`the quarter`: the one last spoken of."""
    context = p.context
    quarter = context.quarter or values.shifted(context.published, "quarter", -1)
    if p.word("ago_"):
        if not quarter[:4].isdecimal():
            return None
        return Found("DATE", f"{int(quarter[:4]) - 1:04d}{quarter[4:]}", aside=True)
    return Found("DATE", quarter, None if context.quarter else context.published)


@rule(
    RULES,
    "(the|last|this|next)? fiscal unit? y:year | the? to_:(last|this|next|latest)? fiscal u:unit",
)
def fiscal_year(p: Phrase) -> Found | None:
    """`fiscal 1989`, `the current fiscal year`."""
    if year := p.number("y"):
        return Found("DATE", values.iso(year))
    if p.word("u") != "year":
        return None
    base = p.context.published
    return Found("DATE", values.shifted(base, "year", STEPS.get(p.word("to_"), 0)), base)


@rule(RULES, "the u:(unit|weekend) (before|last)")
def the_day_before(p: Phrase) -> Found | None:
    """`the day before`, at the end of a clause."""
    unit, base = p.word("u"), p.context.spoken
    if p.after() not in ENDS_PHRASE or unit not in UNITS_AS_DATES:
        return None
    last = p.context.words[p.end - 1].text.lower()
    if last not in ("before", "after", "previous"):
        return None
    step = 1 if last == "after" else -1
    return Found("DATE", values.shifted(base, unit, step), base)


@rule(RULES, "the u:(unit|weekend) (?!hyphen)")
def the_unit(p: Phrase) -> Found | None:
    """`the week`, `the weekend`: the one that is spoken of."""
    unit = p.word("u")
    if p.context.words[p.start].text.lower() != "the" or p.before() == "in":
        return None
    if unit == "weekend":
        base = p.context.base
        step = 0 if base.date and base.date.isoweekday() > 5 else p.direction or PAST
        return Found("DATE", values.shifted(base, "week", min(step, 0)) + "-WE", base)
    if unit == "day":
        base = p.context.spoken_day
        return Found("DATE", values.shifted(base, "day", 0), base)
    if unit in ("week", "month"):
        return Found("DATE", values.shifted(p.context.base, unit, 0), p.context.base)
    return Found("DURATION", "P1Y") if unit == "year" else None


@rule(RULES, "the pa:part")
def the_morning(p: Phrase) -> Found | None:
    """`in the morning`, `the evening`."""
    the = p.context.words[p.start].text.lower() == "the"
    if not the or p.before() not in ("in", "during", "by", "early", "late"):
        return None
    base = p.context.spoken_day
    return Found("TIME", f"{values.shifted(base, 'day', 0)}T{PARTS[p.word('pa')]}", base)


def _season(base: Point, code: str, step: int) -> Found:
    if base.year is None or base.month is None:
        return Found("DATE", values.season(base, code, PAST), base)
    if step == 0:
        return Found("DATE", f"{base.year}-{code}", base)
    begun = values.season(base, code, PAST)
    if step == -1:
        # "Last summer", said in the summer, is that of the year before.
        within = 0 <= (base.month - values.SEASON_STARTS[code]) % 12 < 3
        return Found("DATE", f"{int(begun[:4]) - within:04d}-{code}", base)
    return Found("DATE", f"{int(begun[:4]) + 1:04d}-{code}", base)
