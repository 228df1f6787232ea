"""Statements laid out anew, after a reading or a decision has changed what holds of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, select, update

from onrecord.store import fulltext, tables
from onrecord.store.deciding import UNDECIDED, Decided, decided
from onrecord.store.identity import Known, merged
from onrecord.store.laying import Laid, Reading, Sheet, lay_statement
from onrecord.store.packing import unpack
from onrecord.store.words import words

#: Roles that a correction may name, and the payload's word for each.
ROLES = {"speakers": "speaker", "addressees": "addressee", "about": "about"}


def settle(
    connection: Connection,
    reading: Reading | None,
    touched: Collection[int],
    fresh: Collection[int],
    at: int,
) -> dict[int, str | None]:
    """Lay out statements from their earliest report and people's decisions; their days by number.

    reading: one that need not be looked up. fresh: those that have no row yet.
    Statements that no article reports any more go, unless somebody has decided on them.
    """
    reports = _reports(connection, touched)
    old = _take_out(connection, set(touched) - set(fresh))
    decisions = decided(connection, touched)
    chosen = _chosen(connection, decisions)
    readings = {reading.article: reading} if reading else {}
    sheet = Sheet()
    for id in sorted(touched):
        if not (found := reports.get(id)):
            _withdraw(connection, old[id])
            continue
        lead = found[0]
        if lead.article not in readings:
            readings[lead.article] = reading_of(connection, lead.article)
        source = readings[lead.article]
        laid = Laid(
            id,
            old[id].added if id in old else at,
            len(found),
            sorted({r.outlet for r in found if r.outlet}),
            decisions.get(id, UNDECIDED),
            chosen.get(id, {}),
        )
        lay_statement(sheet, source, source.statement(lead.local), laid)
    sheet.write(connection)
    return {row["id"]: row["day"] for row in sheet.rows[tables.statements]}


def reading_of(connection: Connection, article: int) -> Reading:
    """What the store holds of an article's reading."""
    articles, actors = tables.articles, tables.article_actors
    row = connection.execute(
        select(articles.c.reading, articles.c.text).where(articles.c.id == article)
    ).one()
    known = {
        a.local: Known(a.read_as, a.actor)
        for a in connection.execute(select(actors).where(actors.c.article == article))
    }
    return Reading(article, unpack(row.reading, row.text), known)


def lead_repeated(connection: Connection, statements: Collection[int]) -> None:
    """Let the commitments and events of each statement's leading report lead, and no others."""
    now = tables.current_statements
    for table in (tables.commitments, tables.events):
        leads = exists(
            select(now.c.id).where(now.c.id == table.c.statement, now.c.article == table.c.article)
        )
        connection.execute(
            update(table).where(table.c.statement.in_(statements)).values(leading=leads)
        )


def lead_narrated(connection: Connection, stories: Iterable[int]) -> None:
    """Let one of what the versions of a story all say in the narrator's voice lead."""
    articles = tables.articles
    for table, told in (
        (tables.commitments, ("kind", "consequence")),
        (tables.events, ("type", "trigger", "day")),
    ):
        rows = connection.execute(
            select(table, articles.c.story)
            .join(articles, articles.c.id == table.c.article)
            .where(articles.c.story.in_(set(stories)), table.c.statement.is_(None))
            .order_by(table.c.article, table.c.id)
        ).all()
        first: dict[tuple[object, ...], int] = {}
        for row in rows:
            same = (row.story, *(" ".join(words(str(getattr(row, name)))) for name in told))
            # Within one article nothing is a repetition.
            leads = first.setdefault(same, row.article) == row.article
            if leads != row.leading:
                connection.execute(update(table).where(table.c.id == row.id).values(leading=leads))


def _reports(connection: Connection, statements: Collection[int]) -> dict[int, list[Row[Any]]]:
    """Reports of each statement, the earliest first; without a date, the first that came in."""
    reports = tables.reports
    rows = connection.execute(
        select(reports)
        .where(reports.c.statement.in_(statements))
        .order_by(func.coalesce(reports.c.published, "9999"), reports.c.article, reports.c.start)
    )
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.statement].append(row)
    return found


def _take_out(connection: Connection, statements: Collection[int]) -> dict[int, Row[Any]]:
    """Remove the statements' rows, their actors and words; the rows, by number."""
    if not statements:
        return {}
    table, actors = tables.statements, tables.statement_actors
    rows = connection.execute(select(table).where(table.c.id.in_(statements))).all()
    fulltext.drop(connection, [row.place for row in rows])
    connection.execute(delete(actors).where(actors.c.statement.in_(statements)))
    connection.execute(delete(table).where(table.c.id.in_(statements)))
    return {row.id: row for row in rows}


def _withdraw(connection: Connection, row: Row[Any]) -> None:
    """Put back, out of sight, the row of a statement that no article reports, if it was decided on."""
    decisions = tables.decisions
    any_decision = select(decisions.c.id).where(decisions.c.statement == row.id).limit(1)
    if connection.execute(any_decision).first():
        values = {**row._mapping, "withdrawn": True, "reports": 0}
        connection.execute(tables.statements.insert().values(values))


def _chosen(
    connection: Connection, decisions: dict[int, Decided]
) -> dict[int, dict[str, list[Known]]]:
    """The actors that people chose for a role of a statement."""
    named = {
        id: {ROLES[name]: actors for name, actors in d.fields.items() if name in ROLES}
        for id, d in decisions.items()
    }
    every = [a for roles in named.values() for actors in roles.values() for a in actors]
    if not every:
        return {}
    now = merged(connection, every)
    return {
        id: {role: [Known(a, now[a]) for a in actors] for role, actors in roles.items()}
        for id, roles in named.items()
    }


def statements_with(connection: Connection, actor: int, articles: Sequence[int]) -> set[int]:
    """The statements of these articles in which an actor, as read, has a role."""
    table, cast = tables.statements, tables.statement_actors
    rows = connection.execute(
        select(cast.c.statement)
        .join(table, table.c.id == cast.c.statement)
        .where(cast.c.read_as == actor, table.c.article.in_(articles))
    )
    return set(rows.scalars())
