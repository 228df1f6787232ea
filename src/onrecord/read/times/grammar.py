"""How rules are written: regular expressions over classes of words, beside the function of each.

In a pattern a word is a class of `vocabulary.CLASSES` or a macro, `name:class` gives what it
matches a name, and the rest is a regular expression in which every group is silent. Spaces mean
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from onrecord.read.segment import Word
from onrecord.read.times.tense import direction
from onrecord.read.times.values import UNKNOWN, Point
from onrecord.read.times.vocabulary import LETTERS
from onrecord.records import TimeType

MACROS = {
    "digit": "(small|year|digits)",
    "number": "(digit (point digit)* power? | (numeral|teen) (hyphen? numeral)? power? "
    "| an? vague of? power? | an power | powers)",
    "powers": "power of?",
    "amount": "(small small slash small | number (and an half)? | half an)",
    "units_": "(units|unit|quarters|quarter)",
    "dayword": "(small|nth)",
    "day_": "(small|nth|ordinal)",
    "month_": "(Month | Mon stop?)",
    "weekday_": "(Weekday | Wed stop?)",
    "possessive": "(apostrophe s)",
    "pm_": "(am | an stop m stop? | p stop m stop?)",
    "feast_": "(Feast | New unit possessive? | Feasted possessive?)",
}
PUBLISHED = "published"
BACK = frozenset(["last", "past", "previous", "preceding", "prior"])
ON = frozenset(["next", "following", "coming", "upcoming"])
#: These count from what was last spoken of, not from publication.
FROM_SPOKEN = frozenset(["previous", "preceding", "prior", "following", "that", "same"])


@dataclass(slots=True)
class Context:
    """What an expression is read against, and what the article has said so far.

    published: the publication day, UNKNOWN without one. narrative: whether the article tells
    of another time than its own, so that its dates follow from one another. last, quarter: what
    was last spoken of.
    """

    words: Sequence[Word]
    published: Point
    narrative: bool = False
    last: Point = UNKNOWN
    quarter: str | None = None

    @property
    def base(self) -> Point:
        """The day that the article's own dates count from."""
        return self.last if self.narrative and self.last.year else self.published

    @property
    def spoken(self) -> Point:
        """What "that day" or "a year later" counts from."""
        return self.last if self.last.year else self.published

    @property
    def spoken_day(self) -> Point:
        """The day last spoken of, else that of publication."""
        if self.last.day:
            return self.last
        return UNKNOWN if self.narrative else self.published

    def anchor(self, base: Point) -> str | None:
        """How a record names the base of a value."""
        if base is self.published:
            return PUBLISHED if base.year else None
        parts = (f"{base.year:04d}" if base.year else "", base.month, base.day)
        return "-".join(p if isinstance(p, str) else f"{p:02d}" for p in parts if p) or None


@dataclass(slots=True)
class Found:
    """What a rule makes of its words; `issue` names a notice, `value` is empty where none holds.

    base: what the value was counted from. aside: the article goes on to speak of another time.
    """

    type: TimeType
    value: str
    base: Point | None = None
    issue: str | None = None
    end: int = -1
    aside: bool = False


@dataclass(slots=True)
class Phrase:
    """The words that a rule has matched, by the names in its pattern.

    clause_at: index of the word from which the verb is looked for, the clock's in "9 a.m. Friday".
    """

    match: re.Match[str]
    context: Context
    clause_at: int
    _direction: int | None = field(default=None)

    @property
    def start(self) -> int:
        """Index of the first word."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Index behind the last word."""
        return self.match.end()

    def words(self, name: str) -> list[str]:
        """The words of a name, lower case; none where it matched nothing."""
        begin, end = self.match.span(name)
        return [w.text.lower() for w in self.context.words[begin:end]] if begin >= 0 else []

    def word(self, name: str) -> str:
        """The first word of a name, lower case, or nothing."""
        return next(iter(self.words(name)), "")

    def number(self, name: str) -> int | None:
        """The number at the head of a name, as digits say it."""
        digits = re.match("[0-9]+", self.word(name))
        return int(digits[0]) if digits else None

    def before(self, back: int = 1) -> str:
        """The word that stands before, lower case, or nothing at the front of the text."""
        i = self.start - back
        return self.context.words[i].text.lower() if i >= 0 else ""

    def after(self) -> str:
        """The word that follows, as written, or nothing at the end of the text."""
        words = self.context.words
        return words[self.end].text if self.end < len(words) else ""

    def counted_from(self, word: str) -> Point:
        """What "this", "last", "that" and the like count from."""
        # "the next day" looks back to a day named before, "next week" looks at the calendar.
        the = self.context.words[self.start].text.lower() == "the"
        if word in FROM_SPOKEN or (word == "next" and the):
            return self.context.spoken
        return self.context.base

    def step(self, word: str) -> int:
        """-1 for "last" and the like, 1 for "next", else 0."""
        return -1 if word in BACK else int(word in ON)

    @property
    def direction(self) -> int:
        """Where the clause looks: -1 back, 1 ahead, 0 cannot be told."""
        if self._direction is None:
            self._direction = direction(self.context.words, self.clause_at, self.end)
        return self._direction


Reading = Callable[[Phrase], Found | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its words say."""

    pattern: re.Pattern[str]
    silent: str
    reading: Reading


_SYMBOL = re.compile(r"(?:(?P<name>[a-z]\w*):)?(?:(?P<open>\((?!\?))|(?P<word>[A-Za-z]\w*))")


def compiled(pattern: str) -> str:
    """A pattern as a regular expression over class letters."""

    def symbol(found: re.Match[str]) -> str:
        name = f"(?P<{found['name']}>" if found["name"] else ""
        if found["open"]:
            return name or "(?:"
        word = found["word"]
        inner = compiled(MACROS[word]) if word in MACROS else LETTERS[word]
        return f"{name}{inner})" if name else inner

    return re.sub(r"\s+", "", _SYMBOL.sub(symbol, pattern))


_YEAR_AHEAD = re.compile(compiled("(and|to|hyphen|comma) (month_ day_? | day_) comma? y:year"))


def year_ahead(p: Phrase) -> int | None:
    """The year that a later part of "May 15 to August 16, 1988" gives to all of it."""
    ahead = _YEAR_AHEAD.match(p.match.string, p.end)
    return int(p.context.words[ahead.start("y")].text) if ahead else None


def rule(into: list[Rule], pattern: str) -> Callable[[Reading], Reading]:
    """Make the decorated function the reading of a pattern, behind the rules already there."""
    expression = compiled(pattern)
    silent = re.sub(r"\(\?P<\w+>", "(?:", expression)

    def add(reading: Reading) -> Reading:
        into.append(Rule(re.compile(expression), silent, reading))
        return reading

    return add
