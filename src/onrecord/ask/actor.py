"""Everything that a store, and the knowledge base, have on one actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select

from onrecord.ask.pledges import Pledge, pledges
from onrecord.ask.search_names import actors_of
from onrecord.errors import OptionError
from onrecord.store import Store
from onrecord.store.listing import ActorRow
from onrecord.store.said import Said, Who, said
from onrecord.store.tables import (
    actors,
    commitment_actors,
    commitments,
    current_statements,
    statement_actors,
)
from onrecord.world import Entity, Membership, Office, Tenure, World
from onrecord.world.dates import checked
from onrecord.world.knowledge import today

#: Names of others that are listed.
MOST_OTHERS = 12
#: Newest statements of an actor in which acts and others are counted: of those with very many,
#: looking at all takes longer than anybody waits for a page.
RECENT = 1000
_SPEAKS = ("speaker", "behalf")


@dataclass(frozen=True, slots=True)
class Count:
    """How often something is."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else, and in how many statements."""

    who: Who
    count: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the knowledge base has: the entity, its offices and memberships on the day."""

    entity: Entity
    on: str
    offices: tuple[tuple[Office, Tenure], ...]
    member_of: tuple[Membership, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """Everything on one actor.

    spoken: statements by it, or for it. spoken_of: statements on it, or to it. acts: of what it
    says. first, latest: of its statements. about: whom it speaks of. to: whom it speaks to.
    speaking_of: who speaks of it; these and acts are counted in the newest `recent` statements.
    pledged, aimed_at: the newest commitments by it, and toward it. others: further actors of that
    name in the store.
    """

    actor: ActorRow
    others: tuple[ActorRow, ...]
    known: Known | None
    spoken: int
    spoken_of: int
    recent: int
    acts: tuple[Count, ...]
    first: Said | None
    latest: tuple[Said, ...]
    about: tuple[Other, ...]
    to: tuple[Other, ...]
    speaking_of: tuple[Other, ...]
    pledged: tuple[Pledge, ...]
    aimed_at: tuple[Pledge, ...]


def portrait(store: Store, who: str, *, on: str | None = None, most: int = 10) -> Portrait:
    """Everything on an actor.

    who: a name, key or number. on: the day for offices and memberships, today unless told.
    most: statements and commitments of a kind. Raises OptionError (R201), NotInStore (R807).
    """
    try:
        day = checked(on or today())
    except ValueError as error:
        raise OptionError(f"on: {error}", "Give a date as 2022-01-08, 2022-01 or 2022") from None
    found = actors_of(store, who, on)
    one = found[0]
    ids = (one.id, *one.absorbed)
    with store.reading() as connection:
        spoken = _places(connection, ids, _SPEAKS)
        latest = _said(connection, ids, most)
        return Portrait(
            one,
            tuple(found[1:]),
            _known(one, day),
            spoken,
            _places(connection, ids, ("about", "addressee")),
            RECENT,
            _acts(connection, ids),
            next(iter(_said(connection, ids, 1, newest=False)), None),
            tuple(latest),
            _others(connection, ids, _SPEAKS, ("about",)),
            _others(connection, ids, _SPEAKS, ("addressee",)),
            _others(connection, ids, ("about", "addressee"), ("speaker",)),
            _pledges(connection, ids, "by", most),
            _pledges(connection, ids, "toward", most),
        )


def _known(one: ActorRow, day: str) -> Known | None:
    world = World.open()
    entity = world.entity(one.key) if one.key else None
    if entity is None:
        return None
    return Known(entity, day, world.offices_of(entity.key, day), world.memberships(entity.key, day))


def _places(connection: Connection, ids: Sequence[int], roles: Sequence[str]) -> int:
    cast = statement_actors.c
    # Places stand in the index of actors; a statement's number does not.
    query = select(func.count(cast.place.distinct())).where(
        cast.actor.in_(ids), cast.role.in_(roles)
    )
    return connection.execute(query).scalar_one()


def _acts(connection: Connection, ids: Sequence[int]) -> tuple[Count, ...]:
    table = current_statements.c
    rows = connection.execute(
        select(table.act, func.count())
        .where(table.id.in_(_newest(ids, _SPEAKS)), table.act.is_not(None))
        .group_by(table.act)
        .order_by(func.count().desc(), table.act)
    )
    return tuple(Count(act, count) for act, count in rows)


def _said(
    connection: Connection, ids: Sequence[int], most: int, *, newest: bool = True
) -> list[Said]:
    cast = statement_actors.c
    order = cast.place.desc() if newest else cast.place
    rows = connection.execute(
        select(cast.statement, cast.place)
        .distinct()
        .where(cast.actor.in_(ids), cast.role.in_(_SPEAKS))
        .order_by(order)
        .limit(most)
    )
    return said(connection, [row.statement for row in rows])


def _newest(ids: Sequence[int], roles: Sequence[str]) -> Select[tuple[int]]:
    """Numbers of the newest statements in which an actor has one of these roles."""
    cast = statement_actors.c
    newest = (
        select(cast.statement, cast.place)
        .distinct()
        .where(cast.actor.in_(ids), cast.role.in_(roles))
        .order_by(cast.place.desc())
        .limit(RECENT)
        .subquery()
    )
    return select(newest.c.statement)


def _others(
    connection: Connection, ids: Sequence[int], own: Sequence[str], theirs: Sequence[str]
) -> tuple[Other, ...]:
    """Who has some part in the newest statements in which this actor has another, the most first."""
    cast = statement_actors.c
    mine = _newest(ids, own)
    often = func.count(cast.statement.distinct())
    rows = connection.execute(
        select(actors.c.id, actors.c.name, actors.c.kind, actors.c.key, often.label("often"))
        .join(actors, actors.c.id == cast.actor)
        .where(cast.statement.in_(mine), cast.role.in_(theirs), cast.actor.not_in(ids))
        .group_by(actors.c.id, actors.c.name, actors.c.kind, actors.c.key)
        .order_by(often.desc(), actors.c.id)
        .limit(MOST_OTHERS)
    )
    return tuple(Other(Who(row.id, row.name, row.kind, row.key), row.often) for row in rows)


def _pledges(
    connection: Connection, ids: Sequence[int], role: str, most: int
) -> tuple[Pledge, ...]:
    cast, table = commitment_actors.c, commitments.c
    mine = select(cast.commitment).where(cast.actor.in_(ids), cast.role == role)
    rows = connection.execute(
        select(table.id)
        .where(table.leading, table.id.in_(mine))
        .order_by(table.day.desc().nulls_last(), table.id.desc())
        .limit(most)
    )
    return tuple(pledges(connection, [row.id for row in rows]))
