"""Records put together by hand: the words are looked for in the text, nothing is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.read.acts import ACTS
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    ActorKind,
    Article,
    Commitment,
    Event,
    Mention,
    ReaderInfo,
    Record,
    SaidOn,
    Span,
    Statement,
)
from onrecord.store.packing import WIDTH, Floats

READER = ReaderInfo("1.0", "made")


@dataclass(frozen=True)
class Quote:
    """What is said in a text, by words that stand in it."""

    speaker: str | None
    cue: str
    content: str
    act: str = "state"
    addressee: str | None = None
    about: str | None = None
    said_on: str | None = None
    score: float = 0.9


def article(text: str, url: str | None = None, **given: str | None) -> Article:
    return Article.of(text, url=url, **given)


def record(
    source: Article,
    quotes: Sequence[Quote] = (),
    *,
    reader: ReaderInfo = READER,
    keys: dict[str, str] | None = None,
    kinds: dict[str, ActorKind] | None = None,
) -> Record:
    """The record of an article; actors are named by their words, keys and kinds by actor."""
    names = dict.fromkeys(
        name for q in quotes for name in (q.speaker, q.addressee, q.about) if name is not None
    )
    ids = {name: f"a{i}" for i, name in enumerate(names, 1)}
    actors = tuple(
        Actor(
            ids[name],
            name,
            (kinds or {}).get(name, "person"),
            key=(keys or {}).get(name),
            mentions=(_mention(source, name),),
        )
        for name in names
    )
    statements = tuple(_statement(source, q, i, ids) for i, q in enumerate(quotes, 1))
    return Record(SCHEMA, reader, source, actors, statements)


def with_commitment(told: Record, statement: str | None, consequence: str) -> Record:
    """The record with a threat of the statement's first speaker."""
    by = next((s.speakers for s in told.statements if s.id == statement), ())
    made = Commitment(
        f"c{len(told.commitments) + 1}",
        statement,
        "threat",
        by,
        (),
        (),
        False,
        (span(told.article, consequence),),
        0.8,
    )
    return replace(told, commitments=(*told.commitments, made))


def with_event(told: Record, trigger: str, statement: str | None = None) -> Record:
    """The record with a reported event."""
    made = Event(
        "e1", "CONSULT", None, "reported", span(told.article, trigger), statement=statement
    )
    return replace(told, events=(*told.events, made))


def vectors(told: Record, *towards: int) -> Floats:
    """A vector a statement, each along the axis of that number."""
    found = np.zeros((len(told.statements), WIDTH), np.float32)
    for row, axis in enumerate(towards):
        found[row, axis] = 1
    return found


def axis(number: int) -> Floats:
    vector = np.zeros(WIDTH, np.float32)
    vector[number] = 1
    return vector


def span(source: Article, words: str) -> Span:
    start = source.text.index(words)
    return source.span(start, start + len(words))


def _mention(source: Article, name: str) -> Mention:
    start = source.text.find(name)
    if start < 0:
        return Mention(0, 1, source.text[0], "nominal")
    return Mention(start, start + len(name), name, "name")


def _statement(source: Article, quote: Quote, number: int, ids: dict[str, str]) -> Statement:
    class_, plover = ACTS[quote.act]
    return Statement(
        f"s{number}",
        "direct" if "“" in quote.content else "indirect",
        span(source, quote.speaker) if quote.speaker and quote.speaker in source.text else None,
        span(source, quote.cue),
        (span(source, quote.content),),
        speakers=(ids[quote.speaker],) if quote.speaker else (),
        addressees=(ids[quote.addressee],) if quote.addressee else (),
        about=(ids[quote.about],) if quote.about else (),
        act=Act(quote.act, class_, plover, 0.8),
        said_on=SaidOn(quote.said_on, None) if quote.said_on else None,
        score=quote.score,
    )
