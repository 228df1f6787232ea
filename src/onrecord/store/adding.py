"""One record into the store, in one transaction: all of it is there afterwards, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from sqlalchemy import Connection, Row, delete, insert, select, update

from onrecord.records import Record
from onrecord.store import tables
from onrecord.store.identity import LONGEST, recognise
from onrecord.store.laying import Reading, Sheet, joined, lay_commitment, lay_event, reach
from onrecord.store.numbering import next_numbers, revise
from onrecord.store.packing import Floats, clean, codes_of, digest_of, pack
from onrecord.store.sameness import Fresh, carried, elsewhere
from onrecord.store.settling import lead_narrated, lead_repeated, settle
from onrecord.store.stories import SHARED, bands, shared, shingles
from onrecord.store.words import number, words

Change = Literal["new", "unchanged", "replaced"]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a record did.

    article: its number in the store. statements: those of its reading, in the record's order.
    fresh: those among them that the store did not have.
    """

    article: int
    change: Change
    statements: tuple[int, ...]
    fresh: tuple[int, ...]


def origin_of(record: Record) -> str:
    """What an article keeps when its text changes: its address; without one it is its own."""
    url = record.article.url
    if not url:
        return record.article.id
    return url if len(url) <= 4 * LONGEST else f"{url[:LONGEST]}…{number(url)}"


def add(connection: Connection, record: Record, vectors: Floats | None, at: int) -> Added:
    """Put a record in, or in the place of an older reading; at: seconds since 1970.

    vectors: float32 [statements, 128], or None where there are none.
    """
    digest = digest_of(record.article)
    record = clean(record)
    old = connection.execute(
        select(tables.articles).where(tables.articles.c.origin == origin_of(record))
    ).first()
    if old and _is_same(old, digest, record):
        return Added(old.id, "unchanged", _statements_of(connection, old.id), ())
    now = revise(connection)
    article, story = _enter(connection, record, old, digest, at)
    reading = Reading(article, record, recognise(connection, record, article))
    _replace_actors(connection, reading)
    known, before = _known_statements(connection, reading, old, story)
    fresh = [s.id for s in record.statements if s.id not in known]
    numbers = next_numbers(connection, "statement", len(fresh))
    whole = known | dict(zip(fresh, numbers, strict=True))
    _report(connection, reading, whole)
    days = settle(connection, reading, {*whole.values(), *before}, frozenset(numbers), at)
    _lay_others(connection, reading, whole, days)
    lead_repeated(connection, {*whole.values(), *before})
    if old or story != article:  # else it is alone in its story
        lead_narrated(connection, {story} | ({old.story} if old else set()))
    _keep_vectors(connection, reading, whole, vectors, now)
    order = tuple(whole[s.id] for s in record.statements)
    return Added(article, "replaced" if old else "new", order, tuple(numbers))


def _is_same(old: Row[*tuple[Any, ...]], digest: str, record: Record) -> bool:
    reader = record.reader
    return (old.digest, old.reader_version, old.reader_model) == (
        digest,
        reader.version,
        reader.model,
    )


def _statements_of(connection: Connection, article: int) -> tuple[int, ...]:
    rows = connection.execute(
        select(tables.reports.c.statement)
        .where(tables.reports.c.article == article)
        .order_by(tables.reports.c.start, tables.reports.c.statement)
    )
    return tuple(rows.scalars())


def _enter(
    connection: Connection, record: Record, old: Row[*tuple[Any, ...]] | None, digest: str, at: int
) -> tuple[int, int]:
    """Write the article's row; its number, and its story's."""
    article, reader = record.article, record.reader
    found = shingles(words(article.text))
    marks = bands(found)
    row = {
        "key": article.id,
        "origin": origin_of(record),
        "url": article.url,
        "outlet": article.outlet,
        "title": article.title,
        "byline": article.byline,
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "digest": digest,
        "reader_version": reader.version,
        "reader_model": reader.model,
        "reading": pack(record),
        "revised": at,
    }
    story = _story(connection, found, marks, old.id if old else None)
    if old:
        id = int(old.id)
        # The story's number is that of its first article, and stays with those that are left.
        story = story or old.story
        connection.execute(
            update(tables.articles).where(tables.articles.c.id == id).values(**row, story=story)
        )
        connection.execute(delete(tables.article_bands).where(tables.article_bands.c.article == id))
    else:
        made = connection.execute(
            insert(tables.articles).values(**row, story=story or 0, added=at)
        ).inserted_primary_key
        assert made is not None
        id = int(made[0])
        if not story:
            story = id
            connection.execute(
                update(tables.articles).where(tables.articles.c.id == id).values(story=id)
            )
    if marks:
        rows = [{"band": band, "article": id} for band in set(marks)]
        connection.execute(insert(tables.article_bands), rows)
    return id, story


def _story(connection: Connection, found: Any, marks: Sequence[int], own: int | None) -> int | None:
    """The story of the most similar article; None where none is similar enough."""
    if not marks:
        return None
    bands_, articles = tables.article_bands, tables.articles
    near = connection.execute(
        select(articles.c.story, articles.c.text)
        .where(
            articles.c.id.in_(select(bands_.c.article).where(bands_.c.band.in_(marks))),
            articles.c.id != (own or 0),
        )
        .order_by(articles.c.id)
    )
    scores = [(shared(found, shingles(words(row.text))), row.story) for row in near]
    best = max(scores, key=lambda score: score[0], default=(0.0, 0))
    return best[1] if best[0] >= SHARED else None


def _replace_actors(connection: Connection, reading: Reading) -> None:
    actors = tables.article_actors
    connection.execute(delete(actors).where(actors.c.article == reading.article))
    rows = [
        {
            "article": reading.article,
            "local": actor.id,
            "actor": reading.known[actor.id].actor,
            "read_as": reading.known[actor.id].read_as,
            "name": actor.name,
            "offices": list(actor.offices),
        }
        for actor in reading.record.actors
    ]
    if rows:
        connection.execute(insert(actors), rows)


def _known_statements(
    connection: Connection, reading: Reading, old: Row[*tuple[Any, ...]] | None, story: int
) -> tuple[dict[str, int], set[int]]:
    """Statements that the store has, by their id in the reading; and all of the older reading."""
    fresh = [Fresh.of(s) for s in reading.record.statements]
    before: set[int] = set()
    known: dict[str, int] = {}
    if old:
        reports = connection.execute(
            select(tables.reports).where(tables.reports.c.article == reading.article)
        ).all()
        kept = connection.execute(
            select(tables.statements.c.id).where(tables.statements.c.article == reading.article)
        ).scalars()
        before = {report.statement for report in reports} | set(kept)
        known = carried(fresh, reports, old.text == reading.record.article.text)
        # A statement that a decision kept when an earlier reading lost it may be read again.
        withdrawn = _withdrawn(connection, reading.article)
        rest = [one for one in fresh if one.local not in known]
        known |= carried(rest, withdrawn, same_text=False)
    rest = [one for one in fresh if one.local not in known]
    found = elsewhere(connection, reading, rest, story)
    taken = set(known.values())
    return known | {k: v for k, v in found.items() if v not in taken}, before


def _withdrawn(connection: Connection, article: int) -> Sequence[Row[*tuple[Any, ...]]]:
    statements = tables.statements
    return connection.execute(
        select(statements.c.id.label("statement"), statements.c.content).where(
            statements.c.article == article, statements.c.withdrawn
        )
    ).all()


def _report(connection: Connection, reading: Reading, whole: dict[str, int]) -> None:
    reports, article = tables.reports, reading.record.article
    connection.execute(delete(reports).where(reports.c.article == reading.article))
    rows = [
        {
            "article": reading.article,
            "local": s.id,
            "statement": whole[s.id],
            "outlet": article.outlet,
            "published": article.published,
            "content": joined(s.content),
            "start": reach(s)[0],
            "end": reach(s)[1],
        }
        for s in reading.record.statements
    ]
    # A report refers to its statement, which `settle` writes: it is checked at the end.
    if rows:
        connection.execute(insert(reports), rows)


def _lay_others(
    connection: Connection, reading: Reading, whole: dict[str, int], days: dict[int, str | None]
) -> None:
    """Commitments and events, in place of those of an older reading."""
    record, sheet = reading.record, Sheet()
    for table, cast, name in (
        (tables.commitments, tables.commitment_actors, "commitment"),
        (tables.events, tables.event_actors, "event"),
    ):
        own = select(table.c.id).where(table.c.article == reading.article)
        connection.execute(delete(cast).where(cast.c[name].in_(own)))
        connection.execute(delete(table).where(table.c.article == reading.article))

    def of(local: str | None) -> tuple[int, str | None] | None:
        return (whole[local], days.get(whole[local])) if local in whole else None

    ids = next_numbers(connection, "commitment", len(record.commitments))
    for id, commitment in zip(ids, record.commitments, strict=True):
        lay_commitment(sheet, reading, commitment, id, of(commitment.statement))
    ids = next_numbers(connection, "event", len(record.events))
    for id, event in zip(ids, record.events, strict=True):
        lay_event(sheet, reading, event, id, of(event.statement))
    sheet.write(connection)


def _keep_vectors(
    connection: Connection,
    reading: Reading,
    whole: dict[str, int],
    vectors: Floats | None,
    now: int,
) -> None:
    table = tables.vectors
    connection.execute(delete(table).where(table.c.article == reading.article))
    if vectors is None or not len(vectors):
        return
    order = np.array([whole[s.id] for s in reading.record.statements], "<i8")
    row = {
        "article": reading.article,
        "statements": order.tobytes(),
        "codes": codes_of(vectors).tobytes(),
        "revision": now,
    }
    connection.execute(insert(table).values(row))
