"""Which of an article's time expressions says when a statement was made.

Only a time in the clause of the cue counts: behind the cue ("said in a statement on Tuesday"),
between source and cue ("on Friday rejected"), or at the front of their sentence ("On Friday, the
minister said"). Whatever else it may be is left open: no time is better than a wrong one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.segment import Word
from onrecord.read.times.vocabulary import listed
from onrecord.records import TimeExpression

Offsets = tuple[int, int]

#: Values that name no day, month or year.
NO_DATE = re.compile(r"P|[A-Z]+_REF|\d{2}$")
#: They open a clause of their own, in which a time is another's.
CLAUSE = listed(
    "who which that whom whose when while where after before since until because if as whether but "
    "than though although and or to for of was were had has have is are will would"
)
ISSUED = listed("issued released published dated posted")
#: Forms that may stand between a cue and its time though they look like verbs.
HARMLESS = listed("issued released published dated speaking talking writing posted broadcast aired")
#: Words between two parts that still belong together.
LONGEST_GAP = 9
LONGEST_LINK = 3
#: "of" and "and" are common where somebody speaks: "a meeting of ministers", "Brussels and Paris".
WITHIN_PLACE = listed("of for and to")


@dataclass(frozen=True, slots=True)
class _Clause:
    words: Sequence[Word]
    source: Offsets | None
    cue: Offsets
    content: Sequence[Offsets]

    def between(self, start: int, end: int) -> list[str]:
        """Words outside the source that begin in `[start, end)`; those of a content as "that"."""
        found = []
        for word in self.words:
            if not start <= word.start < end or _inside(word.start, [self.source]):
                continue
            content = _inside(word.start, self.content)
            found.append("that" if content else word.text.lower())
        return found

    def outside_source(self, time: TimeExpression) -> bool:
        """Whether it is no part of the source, save the day that the source itself came out."""
        if not _inside(time.span.start, [self.source]):
            return True
        before = [w.text.lower() for w in self.words if w.end <= time.span.start][-2:]
        return any(word in ISSUED for word in before)


def said_on(
    words: Sequence[Word],
    found: Sequence[TimeExpression],
    source: Offsets | None,
    cue: Offsets,
    content: Sequence[Offsets],
) -> TimeExpression | None:
    """The time expression that says when a statement was made, None when none surely does.

    words and found: those of the text. source, cue, content: half-open character offsets into
    it; a source of several pieces is given from the first to the last.
    """
    at = bisect_right(words, cue[0], key=lambda w: w.end)
    if at == len(words):
        return None
    begin_at = bisect_left(words, words[at].sentence, key=lambda w: w.sentence)
    end_at = bisect_right(words, words[at].sentence, key=lambda w: w.sentence)
    sentence = words[begin_at:end_at]
    clause = _Clause(sentence, source, cue, content)
    begin, end = sentence[0].start, sentence[-1].end
    near = [
        t
        for t in found
        if begin <= t.span.start < end
        and t.type in ("DATE", "TIME")
        and not NO_DATE.match(t.value)
        and not any(a < t.span.end and t.span.start < b for a, b in content)
    ]
    for fits in (_behind, _amid, _in_front):
        times = [t for t in near if fits(clause, t) and clause.outside_source(t)]
        if len(times) == 1:
            return times[0]
    return None


def _behind(clause: _Clause, time: TimeExpression) -> bool:
    """`said in Brussels on Friday`, `said the minister on Friday`."""
    if time.span.start < clause.cue[1]:
        return False
    gap = clause.between(clause.cue[1], time.span.start)
    return len(gap) <= LONGEST_GAP and _plain(gap, WITHIN_PLACE) and "," not in gap[:-1]


def _amid(clause: _Clause, time: TimeExpression) -> bool:
    """`the minister, in a speech on Friday, said`."""
    if clause.source is None or not clause.source[1] <= time.span.start < clause.cue[0]:
        return False
    before = clause.between(clause.source[1], time.span.start)
    after = clause.between(time.span.end, clause.cue[0])
    after = after[1:] if after[:1] == [","] else after
    return (
        len(before) <= LONGEST_GAP
        and _plain(before, WITHIN_PLACE)
        and len(after) <= LONGEST_LINK
        and _plain(after, frozenset())
    )


def _in_front(clause: _Clause, time: TimeExpression) -> bool:
    """`On Friday, the minister said`, `In Paris on Friday, he spoke with her and promised`."""
    first = clause.words[0].start
    source = clause.source
    subject = source[0] if source and source[0] < clause.cue[0] else clause.cue[0]
    if time.span.end > subject:
        return False
    lead = clause.between(first, time.span.start)
    link = [w for w in clause.between(time.span.end, subject) if w != ","]
    if len(lead) > LONGEST_LINK or not _plain(lead, frozenset()):
        return False
    if len(link) > (0 if source else LONGEST_LINK) or "that" in link:
        return False
    # "He spoke with her and promised" is one act in time, "he said he would promise" is not.
    path = clause.between(source[1] if source else time.span.end, clause.cue[0])
    return not (CLAUSE - {"and", "of", "for", "to", "has", "had", "was", "is"}) & set(path)


def _plain(words: Sequence[str], allowed: frozenset[str]) -> bool:
    """Whether words open no clause: no conjunction, no other verb, no mark but a comma."""
    for word in words:
        if word in CLAUSE and word not in allowed:
            return False
        if word.endswith(("ed", "ing")) and word not in HARMLESS and word not in _NOUNS:
            return False
        if not word[0].isalnum() and word not in (",", "’", "'", "-", "."):
            return False
    return True


_NOUNS = listed("meeting briefing morning evening filing hearing posting united beijing building")


def _inside(at: int, spans: Sequence[Offsets | None]) -> bool:
    return any(span is not None and span[0] <= at < span[1] for span in spans)
