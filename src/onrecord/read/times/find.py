"""Time expressions of a text, found by the grammar and given their values in order.

Conventions are those of TIMEX3 as HeidelTime (Strötgen and Gertz 2013) reads them in news. A
phrase is an optional prefix ("early", "the end of"), what a rule reads, and what follows it:
a part of the day, the day of a clock, a second day of the same month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.read.segment import Word
from onrecord.read.times import amounts, clock, days, relative, values, years
from onrecord.read.times.grammar import Context, Found, Phrase, Rule, compiled
from onrecord.read.times.notices import MESSAGES
from onrecord.read.times.values import Point
from onrecord.read.times.vocabulary import LETTERS, OTHER, PARTS, TELLING, encode
from onrecord.records import Notice, Span, TimeExpression

#: At one place the longest match that means something wins, and of two the earlier rule.
RULES: list[Rule] = [*clock.RULES, *days.RULES, *years.RULES, *relative.RULES, *amounts.RULES]
ANY = re.compile("|".join(f"(?:{each.silent})" for each in RULES))
RUN = re.compile(f"[^{OTHER}]+")
HINT = re.compile(f"[{TELLING}]")

#: Words in front that belong to a date, and those that belong to a length.
OF_DATE = re.compile(
    compiled(
        "the? edge of | the? (early|shift) (hyphen|in)? (?=the|this|that|last|next|latest|today"
        "|Weekday|Month|season|year|apostrophe|decade)"
    )
)
OF_LENGTH = re.compile(compiled("(in least | more than | about)"))
PART = re.compile(compiled("comma? (in the)? early? pa:part"))
PART_OF = re.compile(compiled("the? early? pa:part of"))
CLOCKED_PART = re.compile(compiled("in the pa:part"))
TO_DAY = re.compile(compiled("comma? in?"))
SECOND_DAY = re.compile(
    compiled("(hyphen|and|to) d:dayword (?!units_|Month|colon|point|slash|hyphen)")
)
DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)|XXXX-WXX-\d")


def times(
    text: str, words: Sequence[Word], published: str | None
) -> tuple[list[TimeExpression], list[Notice]]:
    """Find the time expressions of an article and resolve them.

    words: those of `text`, with its offsets. published: an ISO date or None; relative
    expressions are then underspecified, and a notice says so. Returns expressions in the order
    of the text, which never overlap, and notices about them.
    """
    finder = _Finder(text, words, values.parse(published))
    for begin, end in _paragraphs(words):
        for run in RUN.finditer(finder.codes, begin, end):
            if HINT.search(finder.codes, run.start(), run.end()):
                finder.run(run.start(), run.end())
    return finder.found, finder.notices


def _paragraphs(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    starts = [i for i, word in enumerate(words) if word.gap == 3 or i == 0]
    yield from zip(starts, [*starts[1:], len(words)], strict=False)


class _Finder:
    """One article's expressions so far."""

    def __init__(self, text: str, words: Sequence[Word], published: Point) -> None:
        self.text = text
        self.words = words
        self.codes = encode(words)
        self.context = Context(words, published, _narrative(words, self.codes, published))
        self.found: list[TimeExpression] = []
        self.notices: list[Notice] = []

    def run(self, begin: int, end: int) -> None:
        """Find the expressions of words `[begin, end)`, which all have a class."""
        at = begin
        while (hit := ANY.search(self.codes, at, end)) is not None:
            start = hit.start()
            read = self._phrase(start, end)
            at = start + 1
            if read is None:
                continue
            front = self._front(start, at_least=begin, found=read)
            self._add(front, read)
            at = self._second_day(read, end)
            begin = at

    def _phrase(self, start: int, end: int) -> Found | None:
        """What stands at word `start`, with what follows and belongs to it."""
        found = self._core(start, end)
        if (part := PART_OF.match(self.codes, start, end)) and part.end() < end:
            day = self._core(part.end(), end, start)
            if day and DAY.fullmatch(day.value):
                name = PARTS[self.words[part.start("pa")].text.lower()]
                return Found("TIME", f"{day.value}T{name}", day.base, day.issue, day.end)
        if found is None:
            return None
        if found.value.startswith("T"):
            return self._with_day(start, found, end)
        part = PART.match(self.codes, found.end, end)
        if part and found.type == "DATE" and DAY.fullmatch(found.value):
            name = self.words[part.end() - 1].text.lower()
            return Found(
                "TIME", f"{found.value}T{PARTS[name]}", found.base, found.issue, part.end()
            )
        return found

    def _core(self, start: int, end: int, clause_at: int | None = None) -> Found | None:
        at = start if clause_at is None else clause_at
        matches = [(m, r) for r in RULES if (m := r.pattern.match(self.codes, start, end))]
        for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
            found = rule.reading(Phrase(match, self.context, at))
            if found is not None:
                found.end = match.end()
                return found
        return None

    def _with_day(self, start: int, found: Found, end: int) -> Found:
        """A time of day joined with the day beside it, else with the day that is spoken of."""
        time, stop = found.value, found.end
        if part := CLOCKED_PART.match(self.codes, stop, end):
            stop = part.end()
        gap = TO_DAY.match(self.codes, stop, end)
        at = gap.end() if gap else stop
        day = self._core(at, end, start) if at < end else None
        if day and day.type == "DATE" and DAY.fullmatch(day.value):
            return Found("TIME", day.value + time, day.base, day.issue, day.end)
        base = self.context.spoken_day
        return Found("TIME", values.shifted(base, "day", 0) + time, base, end=stop)

    def _front(self, start: int, at_least: int, found: Found) -> int:
        """Where the phrase begins, with its prefix."""
        if found.type == "DURATION" and self.codes[start] == LETTERS["the"]:
            return start
        pattern = OF_LENGTH if found.type == "DURATION" else OF_DATE
        for back in (3, 2, 1):
            if start - back >= at_least:
                match = pattern.match(self.codes, start - back)
                if match and match.end() == start:
                    return start - back
        return start

    def _second_day(self, found: Found, end: int) -> int:
        """Read the "25" of "April 24 and 25"; returns where to go on."""
        at = found.end
        if not re.fullmatch(r"(\d{4}|XXXX)-\d\d-\d\d", found.value):
            return at
        more = SECOND_DAY.match(self.codes, at, end)
        if not more or LETTERS["Month"] not in self.codes[max(0, at - 5) : at]:
            return at
        word = self.words[more.end() - 1]
        digits = re.match("[0-9]+", word.text)
        year, month = found.value[:4], found.value[5:7]
        day = int(digits[0]) if digits else 0
        following = self.words[more.end()].text if more.end() < len(self.words) else "."
        if following[:1].isalpha() and self.codes[more.start()] == LETTERS["and"]:
            return at
        if values.exists(2000 if year == "XXXX" else int(year), int(month), day):
            self._add(
                more.end() - 1,
                Found("DATE", f"{year}-{month}-{day:02d}", found.base, end=more.end()),
            )
            return more.end()
        return at

    def _add(self, start: int, found: Found) -> None:
        a, b = self.words[start].start, self.words[found.end - 1].end
        span = Span(a, b, self.text[a:b])
        if found.issue:
            self._notice(found, span)
        if not found.value:
            return
        unknown = found.base is not None and self.context.published.year is None
        if (
            unknown
            and "XXXX" in found.value
            and not any(n.code == "no-publication-date" for n in self.notices)
        ):
            self.notices.append(
                Notice("no-publication-date", MESSAGES["no-publication-date"], span)
            )
        anchor = self.context.anchor(found.base) if found.base else None
        self.found.append(TimeExpression(span, found.type, found.value, anchor))
        self._remember(found)

    def _notice(self, found: Found, span: Span) -> None:
        published = self.context.published.date
        day = values.parse(found.value).date
        days = abs((published - day).days) if published and day else 0
        text = MESSAGES[found.issue or ""].format(value=found.value, published=published, days=days)
        self.notices.append(Notice(found.issue or "", text, span))

    def _remember(self, found: Found) -> None:
        if found.type not in ("DATE", "TIME"):
            return
        value = found.value
        if re.match(r"\d{4}-Q\d$", value) and not found.aside:
            self.context.quarter = value
        if found.aside:
            return
        day = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T|$)", value)
        if day:
            year, month, number = (int(x) if x else None for x in day.groups())
            if year and (month is None or 1 <= month <= 12):
                self.context.last = Point(year, month, number)


def _narrative(words: Sequence[Word], codes: str, published: Point) -> bool:
    """Whether the article tells of years long before its own, as a history does."""
    if published.year is None:
        return False
    years = [int(words[i].text) for i, code in enumerate(codes) if code == LETTERS["year"]]
    far = sum(1500 <= year < published.year - 2 for year in years)
    near = sum(codes.count(LETTERS[name]) for name in ("Weekday", "today"))
    near += sum(year >= published.year - 1 for year in years)
    return far >= 5 and far > 3 * near
