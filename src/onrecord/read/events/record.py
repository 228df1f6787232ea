"""Deeds and statements with a PLOVER act, put into the record's events."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from onrecord.read.clauses import terms
from onrecord.read.context import Run
from onrecord.read.events.conditional import in_condition
from onrecord.read.events.parties import Done
from onrecord.read.events.relation import retyped
from onrecord.read.events.signs import MAY, WILL, WOULD
from onrecord.read.segment import Word
from onrecord.read.speakers import Resolution
from onrecord.records import Actor, Event, EventStatus, Span, Statement, TimeExpression

Found = tuple[int | None, Event]

#: Acts that are what their cue says, however it says it: "would not say".
SETTLED = frozenset(["REJECT"])


def events(
    text: str,
    found: Sequence[Word],
    resolved: Resolution,
    statements: Sequence[Statement],
    times: Sequence[TimeExpression],
) -> list[Found]:
    """Events in text order, each with the index of its statement; ids are empty.

    found: the words of `text`. resolved: its deeds with their parties. A statement whose act has a
    type of PLOVER's is an event too, with its cue as the trigger.
    """
    dates = [t for t in times if t.type in ("DATE", "TIME") and t.value[:1].isdigit()]
    owners = [_owner(t.span.start, statements) for t in dates]
    hits: list[Found] = []
    for one in resolved.deeds:
        deed = one.deed
        begin, end = deed.trigger
        near = [
            t for t, owner in zip(dates, owners, strict=True)
            if owner == deed.statement and deed.sentence[0] <= t.span.start < deed.sentence[1]
        ]  # fmt: skip
        date = min(
            near, key=lambda t: _apart((t.span.start, t.span.end), deed.trigger), default=None
        )
        kind = _kind(found, one, resolved.actors)
        event = Event(
            "", kind, deed.mode if kind == deed.type else None, deed.status, Span(begin, end, text[begin:end]),
            one.actors, one.recipients, date.value if date else None, one.place,
        )  # fmt: skip
        hits.append((deed.statement, event))
    for index, statement in enumerate(statements):
        if statement.act is not None and statement.act.plover and statement.cue is not None:
            hits.append((index, _spoken(found, statement, statement.act.plover, statements)))
    return sorted(hits, key=lambda hit: (hit[1].trigger.start, hit[1].trigger.end))


def _kind(found: Sequence[Word], one: Done, actors: Sequence[Actor]) -> str:
    """The type of a deed; where both sides are named beside one that is done, the model has a say."""
    deed = one.deed
    if deed.status not in ("asserted", "reported"):
        return deed.type
    begin, end = deed.sentence
    mentions = [
        [
            (m.start, m.end)
            for a in actors
            if a.id in ids
            for m in a.mentions
            if begin <= m.start and m.end <= end
        ]
        for ids in (one.actors, one.recipients)
    ]
    if not all(mentions):
        return deed.type
    first = bisect_left(found, begin, key=lambda w: w.start)
    last = bisect_left(found, end, key=lambda w: w.start)
    cut = terms(found, first, last, 0)
    source, target = (
        frozenset(k for k, t in enumerate(cut) if any(a <= t.start < b for a, b in spans))
        for spans in mentions
    )
    return retyped(cut, source, target - source, deed.type)


def _spoken(
    found: Sequence[Word], statement: Statement, kind: str, statements: Sequence[Statement]
) -> Event:
    """The event that a statement is."""
    assert statement.cue is not None
    toward = statement.addressees
    if not toward and kind in ("ACCUSE", "THREATEN", "SUPPORT"):
        toward = statement.about[:1]
    said = statement.said_on
    date = said.value if said and said.value[:1].isdigit() else None
    return Event(
        "", kind, None, _said(found, statement.cue, kind, statements), statement.cue,
        statement.speakers, toward, date,
    )  # fmt: skip


def _said(
    found: Sequence[Word], cue: Span, kind: str, statements: Sequence[Statement]
) -> EventStatus:
    """Whether a statement was made: by its cue's auxiliaries, its clause and who tells of it."""
    low = {w.lower() for w in cue.text.split()}
    at = bisect_left(found, cue.start, key=lambda w: w.start)
    number = found[at].sentence
    begin = bisect_left(found, number, key=lambda w: w.sentence)
    end = bisect_right(found, number, key=lambda w: w.sentence)
    cut = terms(found, begin, end, 0)
    place = next((k for k, t in enumerate(cut) if t.end > cue.start), 0)
    if in_condition(cut, place):
        return "hypothetical"
    if kind not in SETTLED and low & (MAY | WOULD):
        return "hypothetical"
    if kind not in SETTLED and low & WILL:
        return "planned"
    return "asserted" if _owner(cue.start, statements) is None else "reported"


def _owner(at: int, statements: Sequence[Statement]) -> int | None:
    """The statement with the least content among those whose content holds a character."""
    holding = [
        (sum(s.end - s.start for s in statement.content), k)
        for k, statement in enumerate(statements)
        if any(s.start <= at < s.end for s in statement.content)
    ]
    return min(holding)[1] if holding else None


def _apart(a: Run, b: Run) -> int:
    return max(a[0] - b[1], b[0] - a[1], 0)
