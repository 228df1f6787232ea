"""Who is named in a few words, and under which keys they are known: states, bodies, persons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.store.identity import short
from onrecord.store.tables import actor_names, actors
from onrecord.world import Entity, World
from onrecord.world.spelling import folded

#: Words of the longest name that is looked for.
MOST_WORDS = 6
#: Continents and their parts, whose last word is also the name of a state.
_REGIONS = frozenset(
    f"{part} america" for part in ("north", "south", "central", "latin", "meso", "inter")
)
#: A state's name after these is a place's.
_PLACE = re.compile(r"\b(?:Gulf|Seas?|Straits?|Bay|Bight|Cape) of $")
_WORD = re.compile(r"[^\W_][\w.'’-]*")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a text: half-open characters, and every key that stands for them.

    keys: of the knowledge base, their own first, then of the state or body that they act for;
    `actor:12` of the store.
    """

    start: int
    end: int
    keys: tuple[str, ...]


def named_in(text: str, on: str | None, connection: Connection | None = None) -> list[Named]:
    """Everybody whom a text names, in text order, none inside another.

    on: the date by which bare surnames and offices are read. connection: to a store, whose actors
    are known by their names there, too.
    """
    found = []
    parts = list(_WORD.finditer(text))
    at = 0
    while at < len(parts):
        for length in range(min(MOST_WORDS, len(parts) - at), 0, -1):
            start, end = parts[at].start(), parts[at + length - 1].end()
            phrase = re.sub(r"['’]s?$", "", text[start:end]).rstrip(".")
            if folded(phrase) in _REGIONS or _PLACE.search(text[:start]):
                at += length
                break
            if keys := _keys(phrase, on, connection):
                found.append(Named(start, start + len(phrase), keys))
                at += length
                break
        else:
            at += 1
    return found


def keys_of(entity: Entity, on: str | None) -> tuple[str, ...]:
    """The keys of an entity and of all for which it acts on a date, its own first."""
    keys = [entity.key]
    if entity.kind == "person":
        if on:
            keys += [office.body for office, _ in World.open().offices_of(entity.key, on)]
        if entity.part_of and not any(key.startswith("org:") for key in keys):
            keys.append(entity.part_of)
    elif entity.part_of:
        keys.append(entity.part_of)
    return tuple(dict.fromkeys(keys))


def _keys(phrase: str, on: str | None, connection: Connection | None) -> tuple[str, ...]:
    if not phrase[:1].isupper():
        return ()
    world = World.open()
    if state := world.state_of_demonym(phrase):
        return (state.key,)
    if entities := world.named(phrase, on):
        return keys_of(entities[0], on)
    return tuple(_stored(phrase, connection)) if connection is not None else ()


def _stored(phrase: str, connection: Connection) -> Iterator[str]:
    name = short(folded(phrase))
    rows = connection.execute(
        select(actors.c.id, actors.c.key, actors.c.merged_into)
        .where(actors.c.named)
        .where(
            (actors.c.folded == name)
            | actors.c.id.in_(select(actor_names.c.actor).where(actor_names.c.folded == name))
        )
        .order_by(actors.c.id)
    )
    for row in rows:
        yield row.key or f"actor:{row.merged_into or row.id}"
