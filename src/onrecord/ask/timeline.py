"""What was said in order of time: by and about somebody, between two, or on a topic."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import Connection, select

from onrecord.ask.bearing import Deed, deeds
from onrecord.ask.search import MOST, Found, Query, search
from onrecord.ask.search_names import actors_of
from onrecord.errors import OptionError
from onrecord.store import Store
from onrecord.store.listing import ActorRow
from onrecord.store.said import Said
from onrecord.store.tables import event_actors, events

Part = Literal["by", "to", "about"]
_CURSOR = re.compile(r"\d{1,18}")


@dataclass(frozen=True, slots=True)
class Moment:
    """A statement or an event, and its day.

    parts: the part that whoever the timeline is of has in a statement.
    """

    day: str | None
    said: Said | None
    event: Deed | None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments, the oldest first. following: where the next page goes on, null on the last one."""

    of: tuple[ActorRow, ...]
    other: tuple[ActorRow, ...]
    topic: str
    moments: tuple[Moment, ...]
    following: str | None


def timeline(
    store: Store,
    who: str | None = None,
    *,
    other: str | None = None,
    topic: str = "",
    since: str | None = None,
    until: str | None = None,
    most: int = 50,
    after: str | None = None,
) -> Timeline:
    """The timeline of an actor, of what two say to and of each other, or of a topic.

    who, other: names, keys or numbers. topic: words as in a search. since, until: ISO days.
    most: 1 to 200. after: `following` of the page before. Events are told with actors only, on
    the days of the page. Raises OptionError (R201) for what makes no sense, NotInStore (R807).
    """
    if who is None and not topic.strip():
        raise OptionError("a timeline is of somebody or of a topic", "Name an actor or a --topic")
    if other is not None and who is None:
        raise OptionError("there is another, but no first actor", "Name both")
    if after is not None and not _CURSOR.fullmatch(after):
        raise OptionError(f"{after[:60]!r} is no place in it", "Take it from the page before")
    one = tuple(actors_of(store, who, until)) if who else ()
    second = tuple(actors_of(store, other, until)) if other else ()
    plain = Query(words=topic, since=since, until=until, order="oldest")
    told: dict[int, tuple[Said, list[Part]]] = {}
    for part, query in _queries(plain, one, second):
        for found in _page(store, query, most, after):
            told.setdefault(found.said.place, (found.said, []))[1].append(part)
    places = sorted(told)
    shown = places[:most]
    moments = [Moment(told[p][0].day, told[p][0], None, tuple(told[p][1])) for p in shown]
    following = str(shown[-1]) if len(places) > most else None
    if one and not topic.strip():
        first = moments[0].day if after and moments else since
        last = moments[-1].day if following else until
        with store.reading() as connection:
            done = _done(connection, one, second, first, last)
        moments += [Moment(deed.day, None, deed) for deed in done]
        moments.sort(key=lambda moment: (moment.day or "", moment.said is not None))
    return Timeline(one, second, topic, tuple(moments), following)


def _queries(
    plain: Query, one: tuple[ActorRow, ...], other: tuple[ActorRow, ...]
) -> Iterator[tuple[Part, Query]]:
    """The searches that together find all, with the part that the first actor has in each."""
    ids, others = _ids(one), _ids(other)
    if not ids:
        yield "about", plain
        return
    if not others:
        yield "by", replace(plain, speaker=ids, acting=True)
        yield "to", replace(plain, addressee=ids)
        yield "about", replace(plain, about=ids)
        return
    yield "by", replace(plain, speaker=ids, acting=True, about=others)
    yield "by", replace(plain, speaker=ids, acting=True, addressee=others)
    yield "about", replace(plain, speaker=others, acting=True, about=ids)
    yield "to", replace(plain, speaker=others, acting=True, addressee=ids)


def _ids(found: Iterable[ActorRow]) -> tuple[str, ...]:
    return tuple(str(actor.id) for actor in found)


def _page(store: Store, query: Query, most: int, after: str | None) -> Iterator[Found]:
    """The oldest matches after a place, one more than a page has."""
    place = f"oldest:{after}" if after else None
    left = most + 1
    while left > 0:
        page = search(store, query, most=min(left, MOST), after=place)
        yield from page.found
        left -= len(page.found)
        place = page.following
        if place is None:
            return


def _done(
    connection: Connection,
    one: tuple[ActorRow, ...],
    other: tuple[ActorRow, ...],
    first: str | None,
    last: str | None,
) -> list[Deed]:
    table, cast = events.c, event_actors.c
    query = select(table.id).where(
        table.leading, table.day.is_not(None), table.status.in_(("asserted", "reported"))
    )
    for group in (one, other):
        ids = [id for actor in group for id in (actor.id, *actor.absorbed)]
        if ids:
            query = query.where(table.id.in_(select(cast.event).where(cast.actor.in_(ids))))
    if first:
        query = query.where(table.day >= first)
    if last:
        query = query.where(table.day <= last)
    rows = connection.execute(query.order_by(table.day, table.id).limit(MOST)).scalars()
    return deeds(connection, list(rows))
