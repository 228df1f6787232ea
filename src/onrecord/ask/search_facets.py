"""What the matches of a search are: counted by act, kind, speaker, outlet and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from onrecord.ask.search_index import Look, places
from onrecord.store.days import id_at
from onrecord.store.tables import actors, reports, statement_actors, statements

#: Values of a facet that are shown.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet, and how many of the matches have it; id: of an actor."""

    value: str
    count: int
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Facets:
    """Counts over matches, the most frequent first.

    of: how many matches were counted. whole: whether these are all; else they are the newest.
    """

    of: int
    whole: bool
    act: tuple[Value, ...]
    kind: tuple[Value, ...]
    speaker: tuple[Value, ...]
    outlet: tuple[Value, ...]
    year: tuple[Value, ...]


def facets_of(connection: Connection, look: Look, most: int) -> Facets:
    """Count what the newest matches are, `most` of them at most."""
    found = places(connection, look, most + 1)
    counted = found[:most]
    ids = [id_at(place) for place in counted]
    table, cast = statements, statement_actors
    speakers = connection.execute(
        select(actors.c.name, func.count(), actors.c.id)
        .select_from(cast)
        .join(actors, actors.c.id == cast.c.actor)
        .where(cast.c.statement.in_(ids), cast.c.role == "speaker")
        .group_by(actors.c.id, actors.c.name)
        .order_by(func.count().desc(), actors.c.id)
        .limit(SHOWN)
    )
    outlets = connection.execute(
        select(reports.c.outlet, func.count(reports.c.statement.distinct()))
        .where(reports.c.statement.in_(ids), reports.c.outlet.is_not(None))
        .group_by(reports.c.outlet)
        .order_by(func.count(reports.c.statement.distinct()).desc(), reports.c.outlet)
        .limit(SHOWN)
    )
    rows = connection.execute(
        select(table.c.act, table.c.kind, func.substr(table.c.day, 1, 4)).where(table.c.id.in_(ids))
    ).all()
    return Facets(
        len(counted),
        len(found) <= most,
        _count([row[0] for row in rows]),
        _count([row[1] for row in rows]),
        tuple(Value(row[0], row[1], row[2]) for row in speakers),
        tuple(Value(row[0], row[1]) for row in outlets),
        _count([row[2] for row in rows]),
    )


def _count(values: Sequence[str | None]) -> tuple[Value, ...]:
    counts: dict[str, int] = {}
    for value in values:
        if value is not None:
            counts[value] = counts.get(value, 0) + 1
    found = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Value(value, count) for value, count in found[:SHOWN])
