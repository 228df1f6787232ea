"""Numbers of actors → their names, those of merged actors too."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from onrecord.store import Store
from onrecord.store.listing import Decision
from onrecord.store.tables import actors


def names_of(store: Store, given: Iterable[str]) -> dict[str, str]:
    """The names of those actors that are given by number."""
    numbers = {int(n) for n in given if n.isascii() and n.isdecimal() and len(n) < 16}
    wanted = select(actors.c.id, actors.c.name).where(actors.c.id.in_(numbers))
    with store.reading() as connection:
        return {str(row.id): row.name for row in connection.execute(wanted)} if numbers else {}


def names_in(store: Store, decisions: Iterable[Decision]) -> dict[str, str]:
    """The names of those actors that decisions merge or split."""
    named = ((one.actor, one.payload.get("into")) for one in decisions if one.actor is not None)
    return names_of(store, (str(id) for both in named for id in both))
