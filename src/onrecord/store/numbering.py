"""Numbers that are given once, in the order of transactions; the store's revision."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from onrecord.store.tables import state


def next_numbers(connection: Connection, name: str, count: int) -> range:
    """The next numbers of a statement, a commitment or an event, within a writing transaction."""
    if not count:
        return range(0)
    last = connection.execute(select(state.c[name])).scalar_one()
    connection.execute(update(state).values({name: last + count}))
    return range(last + 1, last + count + 1)


def revise(connection: Connection) -> int:
    """Count the store's revision up, within a writing transaction."""
    connection.execute(update(state).values(revision=state.c.revision + 1))
    return revision(connection)


def revision(connection: Connection) -> int:
    """The store's revision, which grows with each transaction that changes it."""
    return int(connection.execute(select(state.c.revision)).scalar_one())
