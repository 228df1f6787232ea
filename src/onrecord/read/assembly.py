"""What was found in an article's blocks, put into the record's form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TypeVar

from onrecord.read.attributions import Floats, Run
from onrecord.read.quotations import Draft, unpaired_marks
from onrecord.read.segment import Word
from onrecord.read.speakers import Parties, Resolution
from onrecord.records import (
    Act,
    Actor,
    Article,
    Commitment,
    Event,
    Mention,
    Notice,
    SaidOn,
    Span,
    Statement,
    TimeExpression,
)

Offsets = tuple[int, int]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """One attribution in word runs, and what is known of it beside who is involved."""

    draft: Draft
    relayed_by: tuple[str, ...]
    act: Act | None
    said_on: SaidOn | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one block says; statements, commitments and events still lack their ids.

    commitments, events: each with the index of its statement, None where the narrator speaks.
    meanings: a vector for each statement, float32 [statements, WIDTH].
    """

    statements: tuple[Statement, ...]
    actors: tuple[Actor, ...]
    commitments: tuple[tuple[int | None, Commitment], ...]
    times: tuple[TimeExpression, ...]
    notices: tuple[Notice, ...]
    meanings: Floats
    events: tuple[tuple[int | None, Event], ...] = ()


def statements(
    text: str, found: Sequence[Word], told: Sequence[Told], resolved: Resolution
) -> tuple[Statement, ...]:
    """Attributions with their parties, in offsets into the text; their ids are still empty."""
    return tuple(
        _statement(text, found, one, parties)
        for one, parties in zip(told, resolved.parties, strict=True)
    )


def _statement(text: str, found: Sequence[Word], told: Told, parties: Parties) -> Statement:
    draft = told.draft

    def spans(runs: Sequence[Run]) -> tuple[Span, ...]:
        return tuple(Span(a, b, text[a:b]) for a, b in offsets(found, runs))

    return Statement(
        id="",
        kind=draft.kind,
        source=next(iter(spans(draft.source)), None),
        cue=spans([draft.cue])[0],
        content=spans(draft.content),
        speakers=parties.speakers,
        addressees=parties.addressees,
        relayed_by=told.relayed_by,
        about=parties.about,
        act=told.act,
        said_on=told.said_on,
        score=round(draft.score, 4),
    )


def offsets(found: Sequence[Word], runs: Sequence[Run]) -> list[Offsets]:
    """Half-open word runs as half-open characters."""
    return [(found[a].start, found[b - 1].end) for a, b in runs]


def chars(found: Sequence[Word], run: Run) -> Offsets:
    """One half-open word run as half-open characters."""
    return found[run[0]].start, found[run[1] - 1].end


def sentence(found: Sequence[Word], cue: Run) -> Offsets:
    """The sentence that holds a cue, as half-open characters."""
    number = found[cue[0]].sentence
    begin, end = cue
    while begin > 0 and found[begin - 1].sentence == number:
        begin -= 1
    while end < len(found) and found[end].sentence == number:
        end += 1
    return found[begin].start, found[end - 1].end


def mark_notices(text: str, found: Sequence[Word]) -> list[Notice]:
    """A notice for each quotation mark without a partner."""
    return [
        Notice(
            "unpaired-quotation-mark",
            "This quotation mark has no partner: the quotation's end is uncertain",
            Span(found[i].start, found[i].end, text[found[i].start : found[i].end]),
        )
        for i in unpaired_marks(found)
    ]


def all_notices(
    article: Article, furniture: Sequence[Offsets], readings: Sequence[Reading]
) -> list[Notice]:
    """The notices of an article: its page furniture, then what each block noticed, once."""
    marks = [
        Notice(
            "page-furniture",
            "Not part of the article: nothing here was read as a statement",
            article.span(a, b),
        )
        for a, b in furniture
    ]
    own: dict[tuple[str, Span | None], Notice] = {}
    for notice in (n for reading in readings for n in reading.notices):
        # That the date of the whole article is missing is said once, at its first victim.
        place = None if notice.code == "no-publication-date" else notice.span
        own.setdefault((notice.code, place), notice)
    return [*marks, *own.values()]


def moved(value: T, by: int) -> T:
    """The same with every span inside it so many characters further on."""
    if not by:
        return value
    if isinstance(value, tuple):
        return tuple(moved(item, by) for item in value)  # type: ignore[return-value]
    if isinstance(value, (Span, Mention)):
        return replace(value, start=value.start + by, end=value.end + by)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: moved(getattr(value, f.name), by) for f in fields(value)})
    return value


@dataclass(frozen=True, slots=True)
class Merged:
    """What all blocks of an article say, with ids."""

    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    commitments: tuple[Commitment, ...]
    events: tuple[Event, ...] = ()


def merged(readings: Sequence[Reading]) -> Merged:
    """Put blocks together; actors of one name, kind and key in several blocks are one."""
    actors: dict[tuple[str, str, str | None], Actor] = {}
    found: list[Statement] = []
    promised: list[Commitment] = []
    happened: list[Event] = []
    for reading in readings:
        ids: dict[str, str] = {}
        for actor in reading.actors:
            known = actors.setdefault(
                _key(actor), replace(actor, id=f"a{len(actors) + 1}", acts_for=(), mentions=())
            )
            ids[actor.id] = known.id
        for actor in reading.actors:
            known = actors[_key(actor)]
            mentions = {*known.mentions, *actor.mentions}
            sides = (*known.acts_for, *(ids[i] for i in actor.acts_for))
            actors[_key(actor)] = replace(
                known,
                acts_for=tuple(dict.fromkeys(sides)),
                offices=tuple(dict.fromkeys((*known.offices, *actor.offices))),
                mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.form))),
            )
        own = [_renamed(s, ids, len(found) + k) for k, s in enumerate(reading.statements, 1)]
        promised += [
            replace(
                c,
                id=f"c{len(promised) + number}",
                statement=None if index is None else own[index].id,
                by=tuple(ids[i] for i in c.by),
                toward=tuple(ids[i] for i in c.toward),
            )
            for number, (index, c) in enumerate(reading.commitments, 1)
        ]
        happened += [
            replace(
                e,
                id=f"e{len(happened) + number}",
                statement=None if index is None else own[index].id,
                actors=tuple(ids[i] for i in e.actors),
                recipients=tuple(ids[i] for i in e.recipients),
            )
            for number, (index, e) in enumerate(reading.events, 1)
        ]
        found += own
    return Merged(tuple(actors.values()), tuple(found), tuple(promised), tuple(happened))


def _key(actor: Actor) -> tuple[str, str, str | None]:
    return actor.name, actor.kind, actor.key


def _renamed(statement: Statement, ids: dict[str, str], number: int) -> Statement:
    return replace(
        statement,
        id=f"s{number}",
        speakers=tuple(ids[i] for i in statement.speakers),
        addressees=tuple(ids[i] for i in statement.addressees),
        about=tuple(ids[i] for i in statement.about),
    )
