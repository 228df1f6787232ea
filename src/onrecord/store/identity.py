"""Which actors of articles are one actor of the store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from onrecord.records import Actor, Record
from onrecord.store.tables import actor_names, actors, decisions
from onrecord.store.words import number
from onrecord.world.spelling import folded

#: Longer names are compared by a digest: a database's index has no room for them.
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the store: `read_as` by its words and splits, `actor` after merges too."""

    read_as: int
    actor: int


def identity(actor: Actor, article: str) -> str:
    """What makes an actor of an article the same as one of another.

    That is the key of the knowledge base, else kind and name. A person, body or state that no
    words name ("a spokesman") is one of its own article alone; a group ("reporters") is not.
    """
    if actor.key:
        return short(actor.key)
    name = short(f"{actor.kind}:{folded(actor.name)}")
    return name if actor.kind == "group" or is_named(actor) else f"{name}@{article}"


def is_named(actor: Actor) -> bool:
    """Whether an article names the actor, or the knowledge base knows it."""
    return actor.key is not None or any(m.form == "name" for m in actor.mentions)


def recognise(connection: Connection, record: Record, article: int) -> dict[str, Known]:
    """Find each of a record's actors in the store, or enter it; by its id in the record."""
    wanted = {actor.id: identity(actor, record.article.id) for actor in record.actors}
    found = _find(connection, wanted.values())
    fresh = {wanted[a.id]: a for a in reversed(record.actors) if wanted[a.id] not in found}
    if fresh:
        connection.execute(insert(actors), [_row(a, n) for n, a in reversed(fresh.items())])
        found |= _find(connection, fresh)
    for actor in record.actors:
        row = found[wanted[actor.id]]
        if actor.wikidata and not row.wikidata:
            connection.execute(
                update(actors).where(actors.c.id == row.id).values(wikidata=actor.wikidata)
            )
    rows = {local: found[name] for local, name in wanted.items()}
    known = {local: Known(row.id, row.merged_into or row.id) for local, row in rows.items()}
    known = _split(connection, known, article)
    _call(connection, record, known)
    return known


def merged(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """The actor that each of these stands for now."""
    rows = connection.execute(
        select(actors.c.id, actors.c.merged_into).where(actors.c.id.in_(set(ids)))
    )
    return {row.id: row.merged_into or row.id for row in rows}


def _find(connection: Connection, names: Iterable[str]) -> dict[str, Row[*tuple[Any, ...]]]:
    """Rows of actors by their identities."""
    found = select(actors.c.identity, actors.c.id, actors.c.merged_into, actors.c.wikidata).where(
        actors.c.identity.in_(set(names))
    )
    return {row.identity: row for row in connection.execute(found)}


def _row(actor: Actor, name: str) -> dict[str, Any]:
    return {
        "identity": name,
        "name": actor.name,
        "folded": short(folded(actor.name)),
        "kind": actor.kind,
        "key": short(actor.key) if actor.key else None,
        "wikidata": actor.wikidata,
        "named": is_named(actor),
    }


def _call(connection: Connection, record: Record, known: dict[str, Known]) -> None:
    """Keep the names by which the article calls its actors."""
    wanted = {
        (short(folded(name)), known[actor.id].read_as)
        for actor in record.actors
        if is_named(actor)
        for name in (actor.name, *(m.text for m in actor.mentions if m.form == "name"))
    }
    names = actor_names.c
    there = connection.execute(
        select(names.folded, names.actor).where(names.actor.in_({actor for _, actor in wanted}))
    )
    rows = [{"folded": f, "actor": a} for f, a in wanted - {(row[0], row[1]) for row in there}]
    if rows:
        connection.execute(insert(actor_names), rows)


def _split(connection: Connection, known: dict[str, Known], article: int) -> dict[str, Known]:
    """Put those that a person has split off, in this article, in the place of what they were."""
    splits = connection.execute(
        select(decisions.c.actor, decisions.c.payload).where(
            decisions.c.kind == "split",
            decisions.c.undone_at.is_(None),
            decisions.c.actor.in_({k.read_as for k in known.values()}),
        )
    ).all()
    into = {row.actor: row.payload["into"] for row in splits if article in row.payload["articles"]}
    if not into:
        return known
    now = merged(connection, into.values())
    return {
        local: Known(into[k.read_as], now[into[k.read_as]]) if k.read_as in into else k
        for local, k in known.items()
    }


def short(name: str) -> str:
    """A name that an index has room for: a very long one ends in its digest."""
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…{number(name)}"
