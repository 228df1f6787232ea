"""Counts for lists and charts: over the newest statements, so that a page's time is bounded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Select, func, or_, select

from onrecord.serve.charts.network import Arrow, Node
from onrecord.serve.charts.over_time import Bar, Unit
from onrecord.serve.wording import act_class
from onrecord.store.tables import actors, current_statements, statement_actors

#: The newest statements that are counted for a chart or a list.
COUNTED = 5_000
#: Days that are still drawn day by day, and month by month.
_BY_DAY, _BY_MONTH = 92, 366 * 8

_ACTOR = statement_actors.c


@dataclass(frozen=True, slots=True)
class Speaker:
    """An actor, and how many statements it speaks."""

    id: int
    name: str
    kind: str
    count: int


def made_by(actor: int, other: int | None = None) -> Select[tuple[int]]:
    """Numbers of the newest statements of an actor; with another, those to or about it."""
    wanted = select(_ACTOR.statement).where(_ACTOR.actor == actor, _ACTOR.role == "speaker")
    if other is not None:
        theirs = statement_actors.alias().c
        wanted = wanted.where(
            _ACTOR.statement.in_(
                select(theirs.statement).where(
                    theirs.actor == other, theirs.role.in_(("addressee", "about"))
                )
            )
        )
    return wanted.order_by(_ACTOR.place.desc()).limit(COUNTED)


def over_time(
    connection: Connection, ids: Select[tuple[int]] | Sequence[int]
) -> list[tuple[str, str]]:
    """Day and class of act of each of these statements that has a day."""
    table = current_statements.c
    chosen = ids.subquery() if isinstance(ids, Select) else None
    among = select(chosen.c[0]) if chosen is not None else ids
    rows = connection.execute(
        select(table.day, table.act).where(table.id.in_(among), table.day.is_not(None))
    )
    return [(row.day, act_class(row.act)) for row in rows]


def bars(said: Iterable[tuple[str, str]]) -> tuple[list[Bar], Unit]:
    """Days and classes as bars, a day, a month or a year each by how long it all took."""
    found = list(said)
    if not found:
        return [], "utcyear"
    days = [date.fromisoformat(day) for day, _ in found]
    long = max(days) - min(days)
    if long <= timedelta(_BY_DAY):
        unit: Unit = "utcyearmonthdate"
        keep = 10
    elif long <= timedelta(_BY_MONTH):
        unit, keep = "utcyearmonth", 7
    else:
        unit, keep = "utcyear", 4
    counts = Counter(((day[:keep] + "-01-01")[:10], class_) for day, class_ in found)
    return [Bar(start, class_, n) for (start, class_), n in sorted(counts.items())], unit


def speakers(connection: Connection, *, folded: str, kind: str, most: int) -> list[Speaker]:
    """Actors that stand alone, those who say most first; `count` is of what they say.

    folded: what a name holds, in small letters; kind: of actor; both may be empty.
    """
    wanted = (
        select(actors.c.id, actors.c.name, actors.c.kind, func.count(_ACTOR.place).label("n"))
        .select_from(actors)
        .join(statement_actors, (_ACTOR.actor == actors.c.id) & (_ACTOR.role == "speaker"))
        .where(actors.c.merged_into.is_(None), actors.c.named)
        .group_by(actors.c.id, actors.c.name, actors.c.kind)
        .order_by(func.count(_ACTOR.place).desc(), actors.c.id)
        .limit(most)
    )
    if folded:
        wanted = wanted.where(actors.c.folded.contains(folded, autoescape=True))
    if kind:
        wanted = wanted.where(actors.c.kind == kind)
    return [Speaker(row.id, row.name, row.kind, row.n) for row in connection.execute(wanted)]


def exchanges(connection: Connection, most: int) -> tuple[list[Node], list[Arrow]]:
    """Who speaks to or about whom most often, of named actors, in the newest statements."""
    newest = (
        select(current_statements.c.id)
        .order_by(current_statements.c.place.desc())
        .limit(COUNTED)
        .subquery()
    )
    to, from_name, to_name = statement_actors.alias(), actors.alias(), actors.alias()
    rows = connection.execute(
        select(
            _ACTOR.actor,
            to.c.actor.label("other"),
            from_name.c.name.label("name"),
            to_name.c.name.label("other_name"),
            func.count(_ACTOR.statement.distinct()).label("n"),
        )
        .select_from(statement_actors)
        .join(to, to.c.statement == _ACTOR.statement)
        .join(from_name, from_name.c.id == _ACTOR.actor)
        .join(to_name, to_name.c.id == to.c.actor)
        .where(_ACTOR.statement.in_(select(newest.c[0])), _ACTOR.role == "speaker")
        .where(to.c.role.in_(("addressee", "about")), to.c.actor != _ACTOR.actor)
        .where(or_(from_name.c.named, from_name.c.key.is_not(None)))
        .where(or_(to_name.c.named, to_name.c.key.is_not(None)))
        .group_by(_ACTOR.actor, to.c.actor, from_name.c.name, to_name.c.name)
        .order_by(func.count(_ACTOR.statement.distinct()).desc(), _ACTOR.actor, to.c.actor)
        .limit(most)
    ).all()
    names: dict[int, str] = {}
    counts: Counter[int] = Counter()
    for row in rows:
        names |= {row.actor: row.name, row.other: row.other_name}
        counts.update({row.actor: row.n, row.other: row.n})
    nodes = [Node(str(id), names[id], n) for id, n in counts.most_common()]
    return nodes, [Arrow(str(row.actor), str(row.other), row.n) for row in rows]
