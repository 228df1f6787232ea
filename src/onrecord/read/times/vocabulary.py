"""Words of time, sorted into classes; a text becomes a string with one letter a word.

The grammar is then regular expressions over that string, and a match in it is a run of words.
A word has one class; what it says is looked up in the tables.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Sequence

from onrecord.read.segment import Word


def listed(names: str) -> frozenset[str]:
    """A set of words from one string of them."""
    return frozenset(names.split())


def _numbered(names: str, first: int = 1) -> dict[str, int]:
    """Numbers for names; those joined by a slash share one."""
    return {
        name: number for number, same in enumerate(names.split(), first) for name in same.split("/")
    }


MONTHS = _numbered(
    "january/jan february/feb march/mar april/apr may june/jun july/jul august/aug "
    "september/sept/sep october/oct november/nov december/dec"
)
WEEKDAYS = _numbered(
    "monday/mon tuesday/tue/tues wednesday/wed thursday/thu/thur/thurs friday/fri saturday/sat "
    "sunday/sun"
)
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
#: How many of which TIMEX3 unit a unit is; minutes and hours stand behind a T.
UNITS = {
    "second": (1, "TS"),
    "minute": (1, "TM"),
    "hour": (1, "TH"),
    "day": (1, "D"),
    "week": (1, "W"),
    "fortnight": (2, "W"),
    "month": (1, "M"),
    "quarter": (1, "Q"),
    "year": (1, "Y"),
    "decade": (10, "Y"),
    "century": (100, "Y"),
}
#: Letter of a vague number of them; "decades" is no number of years.
VAGUE_UNITS = {"decade": "E", "century": "C"}
PLURALS = {f"{unit}s": unit for unit in UNITS if unit != "century"} | {"centuries": "century"}
PARTS = {
    "morning": "MO",
    "dawn": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "noon": "12:00",
    "midday": "12:00",
    "midnight": "24:00",
}
NUMERALS = _numbered(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
    0,
) | {
    word: 10 * n
    for word, n in _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 2).items()
}
POWERS = {"dozen": 12, "hundred": 100, "thousand": 1000}
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
) | {"final": 4}
DECADES = _numbered("twenties thirties forties fifties sixties seventies eighties nineties", 2)
REFERENCES = {
    "now": "PRESENT_REF",
    "currently": "PRESENT_REF",
    "nowadays": "PRESENT_REF",
    "recently": "PAST_REF",
    "soon": "FUTURE_REF",
}
SETS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
}
#: Fixed feasts by month and day; the others as the nth weekday of a month, -1 the last.
FEASTS = {
    "christmas": (12, 25),
    "christmas eve": (12, 24),
    "new year": (1, 1),
    "new year eve": (12, 31),
    "halloween": (10, 31),
    "valentine": (2, 14),
    "independence": (7, 4),
    "veterans": (11, 11),
}
MOVABLE = {"thanksgiving": (11, 4, 4), "labor": (9, 1, 1), "memorial": (5, 1, -1)}

#: Each class and its words. A class whose name has a capital wants the word with one.
CLASSES: dict[str, Iterable[str]] = {
    "Month": [month for month in MONTHS if len(month) > 4 or month in ("may", "june", "july")],
    "Mon": [month for month in MONTHS if len(month) < 5 and month not in ("may", "june", "july")],
    "Weekday": [day for day in WEEKDAYS if len(day) > 5],
    "Wed": [day for day in WEEKDAYS if len(day) < 6],
    "Weekdays": [f"{day}s" for day in WEEKDAYS if day.endswith("day")],
    "season": SEASONS,
    "seasons": [f"{season}s" for season in SEASONS],
    "unit": [unit for unit in UNITS if unit not in ("second", "quarter")],
    "units": [plural for plural in PLURALS if plural != "quarters"],
    "quarter": ["quarter"],
    "quarters": ["quarters"],
    "half": ["half"],
    "weekend": ["weekend"],
    "part": [part for part, value in PARTS.items() if value.isalpha()],
    "parts": ["mornings", "afternoons", "evenings", "nights"],
    "noon": ["noon", "midday", "midnight"],
    "today": ["today", "yesterday", "tomorrow"],
    "tonight": ["tonight", "overnight"],
    "reference": REFERENCES,
    "adverb": SETS,
    "numeral": [word for word in NUMERALS if word not in ("eighteen", "nineteen")],
    "teen": ["eighteen", "nineteen"],
    "power": POWERS,
    "vague": ["few", "several", "couple", "many"],
    "ordinal": ORDINALS,
    "decades": DECADES,
    "the": ["the", "its", "their"],
    "an": ["a", "an"],
    "this": ["this"],
    "that": ["that", "same"],
    "each": ["each", "every", "per"],
    "last": ["last", "past", "previous", "preceding", "prior"],
    "latest": ["latest", "current"],
    "next": ["next", "coming", "upcoming", "following"],
    "recent": ["recent"],
    "early": ["early", "late", "mid"],
    "shift": ["earlier", "later"],
    "edge": ["end", "beginning", "start", "middle", "close"],
    "of": ["of"],
    "in": ["in", "on", "at"],
    "and": ["and", "or"],
    "to": ["to", "through", "until", "till"],
    "least": ["least", "most"],
    "more": ["more", "less", "fewer", "another"],
    "than": ["than"],
    "about": ["around", "nearly", "almost", "roughly", "approximately", "over"],
    "ago": ["ago"],
    "from": ["from"],
    "before": ["before", "after"],
    "fiscal": ["fiscal", "financial"],
    "long": ["long", "old"],
    "short": ["short", "near"],
    "future": ["future"],
    "term": ["term"],
    "clock": ["clock"],
    "o": ["o"],
    "am": ["am", "pm"],
    "m": ["m"],
    "p": ["p"],
    "ZONE": listed("gmt utc est edt et pst pdt pt cst cdt mst mdt bst cet cest eet ist jst msk"),
    "Eve": ["eve"],
    "Feast": ["christmas", "thanksgiving", "halloween"],
    "Feasted": ["valentine", "independence", "veterans", "labor", "memorial"],
    "New": ["new"],
    "s": ["s"],
    "hyphen": ["-", "–"],
    "comma": [","],
    "stop": ["."],
    "colon": [":"],
    "slash": ["/"],
    "apostrophe": ["'", "’"],
    # Classes of words that begin with a digit, told by their shape in `_numeric`.
    "point": [],
    "small": [],
    "year": [],
    "digits": [],
    "nth": [],
    "decade": [],
    "joined": [],
}
#: One letter a class; none of them means anything in a regular expression.
LETTERS = dict(
    zip(CLASSES, string.ascii_letters + "".join(map(chr, range(0xC0, 0x130))), strict=False)
)
OTHER = "_"
#: Every expression has a word of one of these classes.
TELLING = "".join(
    LETTERS[name]
    for name in listed(
        "Month Mon Weekday Wed Weekdays season seasons unit units quarter quarters half weekend "
        "part parts noon today tonight reference adverb teen decades last latest recent future "
        "term clock am m ZONE Feast Feasted New slash year joined decade"
    )
)

_DIGITS = frozenset("0123456789")
_NUMERIC = re.compile(
    r"(?P<small>[0-9]{1,2})|(?P<year>1[0-9]{3}|2[01][0-9]{2})|(?P<digits>[0-9]{1,9})|"
    r"(?P<nth>[0-9]{1,2}(?:st|nd|rd|th))|(?P<decade>(?:1[0-9]|20)?[0-9]0s)|"
    r"(?P<joined>[0-9]{1,2}(?:am|pm|AM|PM))"
)


def _table() -> dict[str, str]:
    table = {}
    for name, entries in CLASSES.items():
        for word in entries:
            table[word.upper()] = LETTERS[name]
            if name != "ZONE":
                table[word.capitalize()] = LETTERS[name]
            if name[0].islower():
                table[word] = LETTERS[name]
    return table


_TABLE = _table()


def encode(words: Sequence[Word]) -> str:
    """The class letters of the words, one each, `OTHER` where a word says nothing of time."""
    known = _TABLE.get
    codes = [known(w.text) or (_numeric(w.text) if w.text[0] in _DIGITS else OTHER) for w in words]
    marks = (LETTERS["stop"], LETTERS["comma"])
    for i in range(1, len(words) - 1):
        if (
            codes[i] in marks
            and words[i].gap == words[i + 1].gap == 0
            and words[i - 1].text[-1] in _DIGITS
            and words[i + 1].text[0] in _DIGITS
        ):
            codes[i] = LETTERS["point"]
    return "".join(codes)


def _numeric(word: str) -> str:
    shape = _NUMERIC.fullmatch(word)
    return LETTERS[shape.lastgroup] if shape and shape.lastgroup else OTHER
