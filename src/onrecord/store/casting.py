"""Actors that a person has merged or split, brought into every row that names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table, select, update

from onrecord.store import tables
from onrecord.store.identity import merged
from onrecord.store.settling import lead_repeated, settle, statements_with

_CASTS: tuple[tuple[Table, Table, str], ...] = (
    (tables.commitments, tables.commitment_actors, "commitment"),
    (tables.events, tables.event_actors, "event"),
)


def merge_all(connection: Connection) -> None:
    """Bring all rows in line with the merges that hold now."""
    actors, decisions = tables.actors, tables.decisions
    into = {
        row.actor: int(row.payload["into"])
        for row in connection.execute(
            select(decisions.c.actor, decisions.c.payload)
            .where(decisions.c.kind == "merge", decisions.c.undone_at.is_(None))
            .order_by(decisions.c.id)
        )
    }
    wanted = {actor: _end(actor, into) for actor in into}
    before = {
        row.id: row.merged_into
        for row in connection.execute(
            select(actors.c.id, actors.c.merged_into).where(actors.c.merged_into.is_not(None))
        )
    }
    for actor in before.keys() | wanted.keys():
        now = wanted.get(actor)
        if now == before.get(actor):
            continue
        connection.execute(update(actors).where(actors.c.id == actor).values(merged_into=now))
        for table in (tables.article_actors, tables.statement_actors, *(c for _, c, _ in _CASTS)):
            connection.execute(
                update(table).where(table.c.read_as == actor).values(actor=now or actor)
            )


def move(connection: Connection, actor: int, other: int, articles: Sequence[int], at: int) -> None:
    """Let another actor stand in these articles where one stood."""
    now = merged(connection, [other])[other]
    values = {"read_as": other, "actor": now}
    touched = statements_with(connection, actor, articles)
    cast = tables.article_actors
    connection.execute(
        update(cast).where(cast.c.read_as == actor, cast.c.article.in_(articles)).values(values)
    )
    for table, named, name in _CASTS:
        own = select(table.c.id).where(table.c.article.in_(articles))
        connection.execute(
            update(named).where(named.c.read_as == actor, named.c[name].in_(own)).values(values)
        )
    settle(connection, None, touched, frozenset(), at)
    lead_repeated(connection, touched)


def _end(actor: int, into: Mapping[int, int]) -> int:
    """The end of a chain of merges; each merge joins two different ends, so that there is one."""
    while actor in into:
        actor = into[actor]
    return actor
