"""A store's records as people left them: what they corrected corrected, what they rejected gone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, cast

from sqlalchemy import Connection, select

from onrecord.records import Actor, ActorKind, Notice, Record, Statement
from onrecord.store import Store
from onrecord.store.deciding import Decided, decided
from onrecord.store.settling import ROLES
from onrecord.store.tables import actors, article_actors, articles, reports

REJECTED = "statement-rejected"


def decided_records(store: Store) -> Iterator[Record]:
    """Every record with people's decisions applied, in the order in which the articles came.

    A statement that was rejected goes with its commitments and events, and leaves a notice. An
    actor that the article does not have, and a person named, is added to its actors.
    """
    with store.reading() as connection:
        ids = connection.execute(select(articles.c.id).order_by(articles.c.id)).scalars().all()
    for id in ids:
        record = store.record(id)
        with store.reading() as connection:
            yield _standing(connection, id, record)


def _standing(connection: Connection, article: int, record: Record) -> Record:
    wanted = select(reports.c.local, reports.c.statement).where(reports.c.article == article)
    numbers = {row.local: row.statement for row in connection.execute(wanted)}
    found = decided(connection, numbers.values())
    held = {local: found[number] for local, number in numbers.items() if number in found}
    if not held:
        return record
    people = _People.of(connection, article, record, held)
    kept, notices = [], list(record.notices)
    for statement in record.statements:
        decision = held.get(statement.id)
        if decision and decision.status == "rejected":
            place = statement.cue or next(iter(statement.content), None)
            notices.append(Notice(REJECTED, "A reviewer says that nobody said this", place))
        else:
            kept.append(_as_decided(record, statement, decision, people))
    gone = {s.id for s in record.statements} - {s.id for s in kept}
    return replace(
        record,
        actors=(*record.actors, *people.added),
        statements=tuple(kept),
        commitments=tuple(c for c in record.commitments if c.statement not in gone),
        events=tuple(e for e in record.events if e.statement not in gone),
        notices=tuple(notices),
    )


def _as_decided(
    record: Record, statement: Statement, decision: Decided | None, people: _People
) -> Statement:
    if decision is None:
        return statement
    chosen: dict[str, Any] = {
        role: tuple(people.local[number] for number in decision.fields[role])
        for role in ROLES
        if role in decision.fields
    }
    return replace(decision.apply(statement, record.article), **chosen)


@dataclass(frozen=True, slots=True)
class _People:
    """What the article calls the actors that people named, and those that it lacks.

    local: ids in the record by numbers of the store.
    """

    local: Mapping[int, str]
    added: tuple[Actor, ...]

    @classmethod
    def of(
        cls, connection: Connection, article: int, record: Record, held: Mapping[str, Decided]
    ) -> _People:
        named = {
            number
            for decision in held.values()
            for role in ROLES
            for number in decision.fields.get(role, ())
        }
        table = article_actors.c
        own = connection.execute(
            select(table.actor, table.read_as, table.local).where(table.article == article)
        ).all()
        local = {number: row.local for row in own for number in (row.actor, row.read_as)}
        taken = {actor.id for actor in record.actors}
        free = (id for n in count(1) if (id := f"a{n}") not in taken)
        added = []
        for number, name, kind, key, wikidata in _rows(connection, named - set(local)):
            local[number] = next(free)
            added.append(Actor(local[number], name, kind, key, wikidata))
        return cls(local, tuple(added))


def _rows(
    connection: Connection, numbers: Iterable[int]
) -> Iterator[tuple[int, str, ActorKind, str | None, str | None]]:
    table = actors.c
    wanted = select(table.id, table.name, table.kind, table.key, table.wikidata)
    for row in connection.execute(wanted.where(table.id.in_(set(numbers))).order_by(table.id)):
        yield row.id, row.name, cast("ActorKind", row.kind), row.key, row.wikidata
