"""What was said or done later that bears on a commitment's condition: evidence, never a verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, or_, select

from onrecord.ask.asserting import ASSERTING, asserts
from onrecord.ask.happening import Happening, Party, Role, happening
from onrecord.ask.matching import Around, Match, match
from onrecord.ask.naming import keys_of
from onrecord.ask.pledges import Mentions, Pledge
from onrecord.records import Span
from onrecord.store.days import first_place
from onrecord.store.said import Said, Source, Who, said
from onrecord.store.tables import (
    actors,
    articles,
    current_statements,
    event_actors,
    events,
    statement_actors,
)
from onrecord.world import World

#: From which score on something bears on a condition.
LEAST = 0.6
#: Statements and events after a commitment, with somebody of its condition, that are looked at.
MOST_READ = 200

Possibly = Literal["met", "averted"]
_ROLES: dict[str, Role] = {"actor": "agent", "recipient": "patient"}


@dataclass(frozen=True, slots=True)
class Deed:
    """An event of the store: type, how it is told, its words, who does it and whom it befalls."""

    id: int
    type: str
    status: str
    trigger: Span
    day: str | None
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    article: Source


@dataclass(frozen=True, slots=True)
class Bearing:
    """A later statement or event that bears on a condition.

    possibly: the condition is possibly `met`; `averted` where it is one of those with "unless" or
    "until". score, why: how well it fits, and by what.
    """

    possibly: Possibly
    said: Said | None
    event: Deed | None
    score: float
    why: tuple[str, ...]


def bearing(connection: Connection, mentions: Mentions, pledge: Pledge) -> list[Bearing]:
    """What bears on the condition of a commitment and is later than it, best first."""
    if not pledge.condition or not pledge.day:
        return []
    asked = mentions.told(pledge.article, pledge.condition)
    if not asked.parties:
        # A condition that names nobody means those at whom it is aimed.
        keys = mentions.keys(pledge.toward, pledge.day)
        asked = replace(asked, parties=(Party(keys, None),) if keys else ())
    ids = _numbers(connection, asked)
    if not ids:
        return []
    possibly: Possibly = "averted" if pledge.negated_condition else "met"
    found = [
        *(
            Bearing(possibly, one, None, hit.score, hit.why)
            for one, hit in _said(connection, mentions, pledge, asked, ids)
        ),
        *(
            Bearing(possibly, None, deed, hit.score, hit.why)
            for deed, hit in _done(connection, pledge, asked, ids)
        ),
    ]
    return sorted(found, key=lambda one: -one.score)


def _numbers(connection: Connection, asked: Happening) -> list[int]:
    keys = {key for party in asked.parties for key in party.keys}
    own = [int(key.removeprefix("actor:")) for key in keys if key.startswith("actor:")]
    return list(
        connection.execute(
            select(actors.c.id).where(or_(actors.c.key.in_(keys), actors.c.id.in_(own)))
        ).scalars()
    )


def _fit(asked: Happening, told: Happening) -> Match | None:
    hit = match(asked, told, Around())
    return hit if hit and hit.score >= LEAST else None


def _said(
    connection: Connection,
    mentions: Mentions,
    pledge: Pledge,
    asked: Happening,
    ids: Sequence[int],
) -> Iterator[tuple[Said, Match]]:
    table, cast = current_statements, statement_actors
    after = pledge.said.place if pledge.said else first_place(pledge.day or "") + (1 << 32)
    wanted = (
        select(table.c.id)
        .where(
            table.c.place > after,
            table.c.article != pledge.article.id,
            table.c.act.in_(ASSERTING),
            table.c.id.in_(select(cast.c.statement).where(cast.c.actor.in_(ids))),
        )
        .order_by(table.c.place)
        .limit(MOST_READ)
    )
    for one in said(connection, list(connection.execute(wanted).scalars())):
        if asserts(one) and (hit := _fit(asked, mentions.told(one.article, one.content))):
            yield one, hit


def _done(
    connection: Connection, pledge: Pledge, asked: Happening, ids: Sequence[int]
) -> Iterator[tuple[Deed, Match]]:
    table, cast = events.c, event_actors.c
    wanted = (
        select(table.id)
        .where(
            table.leading,
            table.status.in_(("asserted", "reported")),
            table.type.in_(asked.types),
            table.day >= pledge.day,
            # What an article tells beside the commitment itself is what it was said about.
            or_(table.article != pledge.article.id, table.day > pledge.day),
            table.id.in_(select(cast.event).where(cast.actor.in_(ids))),
        )
        .order_by(table.day, table.id)
        .limit(MOST_READ)
    )
    for deed in deeds(connection, list(connection.execute(wanted).scalars())):
        if hit := _fit(asked, _told(deed)):
            yield deed, hit


def deeds(connection: Connection, ids: Sequence[int]) -> list[Deed]:
    """The events of these numbers, in this order; unknown numbers are left out."""
    source = (articles.c.id, articles.c.key, articles.c.url, articles.c.outlet, articles.c.title)
    rows = connection.execute(
        select(*source, articles.c.published, events, articles.c.text)
        .join(articles, articles.c.id == events.c.article)
        .where(events.c.id.in_(set(ids)))
    )
    cast: dict[tuple[int, str], tuple[Who, ...]] = {}
    for row in connection.execute(
        select(
            event_actors.c.event, event_actors.c.role, actors.c.id, actors.c.name, actors.c.kind,
            actors.c.key,
        )
        .join(actors, actors.c.id == event_actors.c.actor)
        .where(event_actors.c.event.in_(set(ids)))
        .order_by(event_actors.c.read_as)
    ):  # fmt: skip
        place = (row.event, row.role)
        cast[place] = (*cast.get(place, ()), Who(row.id, row.name, row.kind, row.key))
    found = {}
    for row in rows:
        own = row._mapping
        id = own[events.c.id]
        start, end = row.spans["trigger"]
        found[id] = Deed(
            id,
            row.type,
            row.status,
            Span(start, end, row.text[start:end]),
            row.day,
            cast.get((id, "actor"), ()),
            cast.get((id, "recipient"), ()),
            Source(*row[:6]),
        )
    return [found[id] for id in ids if id in found]


def _told(deed: Deed) -> Happening:
    """An event as what is told: its kind, its words, and its parties in their roles."""
    told = happening([(deed.trigger.text, ())])
    parties = [
        Party(frozenset(_keys(who, deed.day)), _ROLES[role])
        for role, group in (("actor", deed.actors), ("recipient", deed.recipients))
        for who in group
    ]
    return replace(told, types=frozenset([deed.type]), parties=tuple(parties))


def _keys(who: Who, on: str | None) -> tuple[str, ...]:
    entity = World.open().entity(who.key) if who.key else None
    return (f"actor:{who.id}", *(keys_of(entity, on) if entity else ()))
