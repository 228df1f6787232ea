"""Actors, decisions and numbers of rows, as a person is shown them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, and_, func, or_, select

from onrecord.store import tables
from onrecord.store.decisions import missing
from onrecord.store.identity import short
from onrecord.store.packing import writable
from onrecord.store.tables import current_statements, statement_actors
from onrecord.world.spelling import folded


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor of the store.

    said: statements that it speaks. named: whether some article names it. names: what articles
    call it. offices: what articles say that it is. absorbed: actors that were merged into it.
    """

    id: int
    name: str
    kind: str
    key: str | None
    wikidata: str | None
    named: bool
    said: int
    names: tuple[str, ...]
    offices: tuple[str, ...]
    absorbed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Appearance:
    """An article that has an actor; names, offices: what it calls the actor, and says that it is.

    title: or how the text begins, where there is none.
    """

    article: int
    title: str
    outlet: str | None
    published: str | None
    names: tuple[str, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided, and whether that was taken back; times in seconds since 1970."""

    id: int
    author: str
    at: int
    kind: str
    statement: int | None
    actor: int | None
    payload: dict[str, Any]
    undone_at: int | None
    undone_by: str | None


def actor(connection: Connection, id: int) -> ActorRow:
    """One actor, the one that it was merged into if it was; raises NotInStore (R807)."""
    table = tables.actors
    row = connection.execute(select(table).where(table.c.id == id)).first()
    if row is None:
        raise missing("actor", id)
    if row.merged_into:
        row = connection.execute(select(table).where(table.c.id == row.merged_into)).one()
    return _actor(connection, row)


def actors(connection: Connection, name: str) -> list[ActorRow]:
    """Actors of a name or key, those with most statements first; merged ones as what they are."""
    found = [actor(connection, id) for id in _ends(connection, name)]
    return sorted(found, key=lambda one: (-one.said, one.id))


def numbers(connection: Connection, name: str) -> list[int]:
    """Every `read_as` of the actors of a name or key: their own, and of what they absorbed."""
    ends, table = _ends(connection, name), tables.actors
    rows = connection.execute(
        select(table.c.id).where(or_(table.c.id.in_(ends), table.c.merged_into.in_(ends)))
    )
    return sorted(rows.scalars())


def _ends(connection: Connection, name: str) -> list[int]:
    table = tables.actors
    called = tables.actor_names
    name = writable(name.strip())
    plain = short(folded(name))
    rows = connection.execute(
        select(table).where(
            or_(
                table.c.key == name,
                table.c.folded == plain,
                table.c.id.in_(select(called.c.actor).where(called.c.folded == plain)),
            )
        )
    ).all()
    return sorted({row.merged_into or row.id for row in rows})


def decisions_on(
    connection: Connection, *, statement: int | None, actor: int | None
) -> list[Decision]:
    """Decisions on a statement, an actor, or all, the latest first.

    Those on an actor are also those that made it: that others are it, or that it was another.
    """
    table, actors = tables.decisions, tables.actors
    query = select(table).order_by(table.c.id.desc())
    if statement is not None:
        query = query.where(table.c.statement == statement)
    if actor is not None:
        query = query.where(
            or_(
                table.c.actor == actor,
                table.c.actor.in_(select(actors.c.id).where(actors.c.merged_into == actor)),
                and_(
                    table.c.kind.in_(("merge", "split")),
                    table.c.payload["into"].as_integer() == actor,
                ),
            )
        )
    return [Decision(**row._mapping) for row in connection.execute(query)]


def appearances(
    connection: Connection, actor: int, most: int, before: int | None
) -> list[Appearance]:
    """Articles in which an actor was read, the last to come first; not those of merged ones."""
    cast, articles = tables.article_actors.c, tables.articles.c
    there = select(cast.article).where(cast.read_as == actor).distinct()
    if before is not None:
        there = there.where(cast.article < before)
    rows = connection.execute(
        select(
            articles.id,
            func.coalesce(articles.title, func.substr(articles.text, 1, 90)).label("title"),
            articles.outlet,
            articles.published,
            cast.name,
            cast.offices,
        )
        .join(tables.articles, articles.id == cast.article)
        .where(cast.read_as == actor)
        .where(articles.id.in_(there.order_by(cast.article.desc()).limit(most)))
        .order_by(articles.id.desc(), cast.local)
    )
    return [
        Appearance(
            id,
            several[0].title,
            several[0].outlet,
            several[0].published,
            tuple(dict.fromkeys(one.name for one in several)),
            tuple(dict.fromkeys(office for one in several for office in one.offices)),
        )
        for id, several in ((id, list(rows)) for id, rows in groupby(rows, lambda row: row.id))
    ]


def doubtful(connection: Connection, most: int, after: tuple[float, int] | None) -> list[int]:
    """Numbers of statements that nobody has judged, the least certain first."""
    table = current_statements
    query = select(table.c.id).where(table.c.status == "read")
    if after:
        score, id = after
        query = query.where(
            or_(table.c.score > score, and_(table.c.score == score, table.c.id > id))
        )
    return list(connection.execute(query.order_by(table.c.score, table.c.id).limit(most)).scalars())


def counts(connection: Connection) -> dict[str, int]:
    """How many rows the main tables have; statements and commitments as they stand."""
    wanted = {
        "articles": select(func.count()).select_from(tables.articles),
        "statements": select(func.count()).select_from(current_statements),
        "actors": select(func.count()).where(tables.actors.c.merged_into.is_(None)),
        "commitments": select(func.count()).where(tables.commitments.c.leading),
        "decisions": select(func.count()).where(tables.decisions.c.undone_at.is_(None)),
    }
    return {name: connection.execute(query).scalar_one() for name, query in wanted.items()}


def _actor(connection: Connection, row: Row[Any]) -> ActorRow:
    table, cast = tables.actors, tables.article_actors
    absorbed = (
        connection.execute(
            select(table.c.id).where(table.c.merged_into == row.id).order_by(table.c.id)
        )
        .scalars()
        .all()
    )
    # One that has absorbed others may stand twice in a statement; to look for that takes long.
    # A statement's place stands in the index of actors, its number does not.
    one = statement_actors.c.place
    said = connection.execute(
        select(func.count(one.distinct() if absorbed else one)).where(
            statement_actors.c.actor == row.id, statement_actors.c.role == "speaker"
        )
    ).scalar_one()
    seen = connection.execute(
        select(cast.c.name, cast.c.offices).where(cast.c.actor == row.id).limit(1000)
    ).all()
    return ActorRow(
        row.id,
        row.name,
        row.kind,
        row.key,
        row.wikidata,
        row.named,
        said,
        tuple(dict.fromkeys(one.name for one in seen)),
        tuple(dict.fromkeys(office for one in seen for office in one.offices)),
        tuple(absorbed),
    )
