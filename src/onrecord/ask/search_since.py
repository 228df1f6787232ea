"""What a search finds among the statements that came in since somebody last looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ask.search import Found, Query, look_of, search
from onrecord.ask.search_index import Look, holding
from onrecord.ask.search_snippets import snippets
from onrecord.store import Store
from onrecord.store.days import id_at
from onrecord.store.packing import Floats
from onrecord.store.said import said
from onrecord.store.tables import current_statements

#: A meaning ranks and leaves nothing out: what is new counts if it is among so many of the first.
FIRST = 50
#: Statements that the index is asked about at a time.
_PIECE = 1_000


@dataclass(frozen=True, slots=True)
class Since:
    """What is new: how many statements there are, and those that are shown, the newest first."""

    count: int
    found: tuple[Found, ...]


def search_since(
    store: Store,
    query: Query,
    since: int,
    upto: int,
    *,
    most: int = 50,
    vector: Callable[[str], Floats] | None = None,
) -> Since:
    """Find what a search finds among the statements after number `since`, up to number `upto`.

    Statements are numbered in the order in which they came in. The query's order plays no part;
    with a meaning, only what is among the first FIRST finds counts.
    Raises OptionError (R201) for what makes no sense, NotInStore (R807) for an unknown actor.
    """
    if query.meaning.strip():
        page = search(store, query, most=FIRST, vector=vector)
        fresh = [one for one in page.found if since < one.said.id <= upto]
        return Since(len(fresh), tuple(fresh[:most]))
    look = look_of(store, query)
    with store.reading() as connection:
        kept = _kept(connection, look, since, upto)
        shown = sorted(kept, reverse=True)[:most]
        told = {one.place: one for one in said(connection, [id_at(place) for place in shown])}
        words = snippets(connection, look, list(told.values()))
    found = tuple(Found(told[place], words[place], None) for place in shown if place in told)
    return Since(len(kept), found)


def _kept(connection: Connection, look: Look, since: int, upto: int) -> set[int]:
    table = current_statements
    places = (
        connection.execute(select(table.c.place).where(table.c.id > since, table.c.id <= upto))
        .scalars()
        .all()
    )
    kept: set[int] = set()
    for start in range(0, len(places), _PIECE):
        kept |= holding(connection, look, places[start : start + _PIECE])
    return kept
