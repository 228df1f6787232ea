"""Who is bound by treaty when somebody is attacked, who is not, and what was said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ask.clauses import ClauseSaid, said_of_clauses
from onrecord.ask.happening import HOSTILE, Happening
from onrecord.store.tables import actors
from onrecord.world import World
from onrecord.world.obligations import Obligations, Standing
from onrecord.world.treaties import Treaties

#: Kinds of event about which treaties on defence are.
ATTACKS = frozenset(["ASSAULT", "COERCE"])


@dataclass(frozen=True, slots=True)
class Bound:
    """Who is bound by treaty when a state is attacked, who is not, and what was said of it."""

    standing: Standing
    aggressors: tuple[str, ...]
    said: tuple[ClauseSaid, ...]


def victims(asked: Happening) -> list[frozenset[str]]:
    """The keys of those whom a hostile deed befalls."""
    if not asked.types & HOSTILE and not asked.open:
        return []
    return [party.keys for party in asked.of_role("patient")]


def bound(connection: Connection, asked: Happening, day: str) -> Iterator[Bound]:
    """How each state that would be attacked stands on a day, and the statements on clauses."""
    if not asked.types & ATTACKS and not asked.open:
        return
    world, obligations = World.open(), Obligations.open()
    aggressors = [
        key
        for party in asked.of_role("agent")
        for key in sorted(party.keys)
        if key.startswith("state:")
    ]
    for keys in victims(asked):
        states = sorted(key for key in keys if key.startswith("state:"))
        for state in states:
            entity = world.entity(state)
            if entity is None:
                continue
            bodies = [
                alias
                for treaty in Treaties.open().in_force(day)
                for alias in treaty.aliases
                if alias.startswith("org:")
            ]
            ids = connection.execute(
                select(actors.c.id).where(actors.c.key.in_([state, *bodies]))
            ).scalars()
            names = [entity.name, *(a for a in entity.aliases if len(a) > 3)]
            told = said_of_clauses(connection, list(ids), state, names, day)
            standing = obligations.standing(state, day)
            yield Bound(standing, tuple(aggressors), tuple(told))
