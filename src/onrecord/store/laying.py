"""A reading and people's decisions → the rows that queries see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, insert

from onrecord.records import Commitment, Event, Record, Span, Statement
from onrecord.store import fulltext, tables
from onrecord.store.days import day_of, place_of
from onrecord.store.deciding import Decided
from onrecord.store.fulltext import Entry, actor_mark, value_mark
from onrecord.store.identity import Known
from onrecord.store.words import number, words

#: Between the pieces of a content that its cue or source breaks.
GAP = " … "


@dataclass(frozen=True, slots=True)
class Reading:
    """What one article's record is in the store: its number, and its actors by their ids there."""

    article: int
    record: Record
    known: dict[str, Known]

    def statement(self, local: str) -> Statement:
        """The statement of that id in the record."""
        return next(s for s in self.record.statements if s.id == local)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows that wait to be written together."""

    rows: dict[Table, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    entries: list[Entry] = field(default_factory=list)

    def write(self, connection: Connection) -> None:
        """Insert all rows, tables that others refer to first."""
        for table in tables.metadata.sorted_tables:
            if self.rows.get(table):
                connection.execute(insert(table), self.rows[table])
        fulltext.put(connection, self.entries)


@dataclass(frozen=True, slots=True)
class Laid:
    """What the statement's row needs beyond its reading.

    outlets: of all its reports. chosen: actors by role that a person chose instead of those read.
    """

    id: int
    added: int
    reports: int
    outlets: Sequence[str]
    decided: Decided
    chosen: dict[str, list[Known]]


def lay_statement(sheet: Sheet, reading: Reading, read: Statement, laid: Laid) -> None:
    """Lay out a statement, led by this reading, with the decisions on it."""
    article = reading.record.article
    statement = laid.decided.apply(read, article)
    day = day_of(statement.said_on.value if statement.said_on else None, article.published)
    place = place_of(day, laid.id)
    act = statement.act
    content = joined(statement.content)
    sheet.rows[tables.statements].append(
        {
            "id": laid.id,
            "place": place,
            "article": reading.article,
            "local": read.id,
            "day": day,
            "kind": statement.kind,
            "source": statement.source.text if statement.source else None,
            "cue": statement.cue.text if statement.cue else None,
            "content": content,
            "spans": _spans(statement),
            "act": act.label if act else None,
            "act_class": act.class_ if act else None,
            "plover": act.plover if act else None,
            "act_score": act.score if act else None,
            "said_on": statement.said_on.value if statement.said_on else None,
            "relayed_by": list(statement.relayed_by),
            "score": statement.score,
            "status": laid.decided.status,
            "withdrawn": False,
            "reports": laid.reports,
            "fingerprint": fingerprint(content),
            "added": laid.added,
        }
    )
    if laid.decided.status == "rejected":
        return
    roles = roles_of(reading, statement) | laid.chosen
    if "speaker" in laid.chosen:  # for whom another speaks was read off the wrong speaker
        roles["behalf"] = []
    for role, found in roles.items():
        sheet.rows[tables.statement_actors] += [
            {
                "statement": laid.id,
                "role": role,
                "read_as": known.read_as,
                "actor": known.actor,
                "place": place,
            }
            for known in dict.fromkeys(found)
        ]
    names = [a.name for a in reading.record.actors if a.id in statement.speakers]
    told = [s.text for s in (statement.source, statement.cue) if s]
    sheet.entries.append(
        Entry(
            place, words(content), words(" ".join([*told, *names])), _marks(statement, roles, laid)
        )
    )


def roles_of(reading: Reading, statement: Statement) -> dict[str, list[Known]]:
    """The actors of the store in each of their roles in a statement, as read."""
    behalf = [
        other
        for actor in reading.record.actors
        if actor.id in statement.speakers
        for other in actor.acts_for
        if other not in statement.speakers
    ]
    return {
        "speaker": _known(reading, statement.speakers),
        "addressee": _known(reading, statement.addressees),
        "about": _known(reading, statement.about),
        "behalf": _known(reading, behalf),
    }


def lay_commitment(
    sheet: Sheet,
    reading: Reading,
    read: Commitment,
    id: int,
    statement: tuple[int, str | None] | None,
) -> None:
    """Lay out a commitment; `statement` is that of the store, with its day."""
    article = reading.record.article
    sheet.rows[tables.commitments].append(
        {
            "id": id,
            "article": reading.article,
            "local": read.id,
            "statement": statement[0] if statement else None,
            "kind": read.kind,
            "condition": joined(read.condition) or None,
            "negated_condition": read.negated_condition,
            "consequence": joined(read.consequence),
            "spans": {
                "condition": [[s.start, s.end] for s in read.condition],
                "consequence": [[s.start, s.end] for s in read.consequence],
            },
            "score": read.score,
            "day": statement[1] if statement else article.published,
            "leading": statement is None,
        }
    )
    for role, ids in (("by", read.by), ("toward", read.toward)):
        sheet.rows[tables.commitment_actors] += _cast(reading, "commitment", id, role, ids)


def lay_event(
    sheet: Sheet, reading: Reading, read: Event, id: int, statement: tuple[int, str | None] | None
) -> None:
    """Lay out an event; `statement` is that of the store, with its day."""
    sheet.rows[tables.events].append(
        {
            "id": id,
            "article": reading.article,
            "local": read.id,
            "statement": statement[0] if statement else None,
            "type": read.type,
            "mode": read.mode,
            "status": read.status,
            "trigger": read.trigger.text,
            "spans": {"trigger": [read.trigger.start, read.trigger.end]},
            "date": read.date,
            # What is planned lies after publication.
            "day": day_of(read.date, None) or reading.record.article.published,
            "venue": read.place,
            "leading": statement is None,
        }
    )
    for role, ids in (("actor", read.actors), ("recipient", read.recipients)):
        sheet.rows[tables.event_actors] += _cast(reading, "event", id, role, ids)


def joined(spans: Iterable[Span]) -> str:
    """The pieces of a broken content as one text."""
    return GAP.join(span.text for span in spans)


def fingerprint(content: str) -> int:
    """The same number for contents of the same words, whatever their case and marks."""
    return number(*words(content))


def reach(statement: Statement) -> tuple[int, int]:
    """From the first to the last character of source, cue and content."""
    spans = [s for s in (statement.source, statement.cue, *statement.content) if s]
    return min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)


def _marks(statement: Statement, roles: dict[str, list[Known]], laid: Laid) -> list[str]:
    marks = [actor_mark(role, k.read_as) for role, found in roles.items() for k in found]
    marks += [value_mark("outlet", outlet) for outlet in laid.outlets]
    marks.append(value_mark("kind", statement.kind))
    if statement.act:
        marks.append(value_mark("act", statement.act.label))
        marks.append(value_mark("class", statement.act.class_))
    return list(dict.fromkeys(marks))


def _known(reading: Reading, ids: Iterable[str]) -> list[Known]:
    return [reading.known[id] for id in ids if id in reading.known]


def _cast(
    reading: Reading, name: str, id: int, role: str, ids: Iterable[str]
) -> list[dict[str, Any]]:
    return [
        {name: id, "role": role, "read_as": known.read_as, "actor": known.actor}
        for known in dict.fromkeys(_known(reading, ids))
    ]


def _spans(statement: Statement) -> dict[str, Any]:
    def at(span: Span | None) -> list[int] | None:
        return [span.start, span.end] if span else None

    return {
        "source": at(statement.source),
        "cue": at(statement.cue),
        "content": [at(span) for span in statement.content],
        "said_on": at(statement.said_on.span if statement.said_on else None),
    }
