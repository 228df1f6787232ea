"""A store of a million made statements, laid out by the store's own code.

Only the search for near-duplicates is left out. Most of the statements are copies of the first ones
on other days, which takes a tenth of the time.
"""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection, insert, select, text, update

from benchmarks.store_making import ACTORS, PER_ARTICLE, Maker
from onrecord.records import Record
from onrecord.store import Store, adding, tables
from onrecord.store.deciding import UNDECIDED
from onrecord.store.identity import Known
from onrecord.store.laying import Laid, Reading, Sheet, joined, lay_statement, reach
from onrecord.store.numbering import next_numbers, revise
from onrecord.store.packing import Floats, codes_of, digest_of, pack

#: Articles of one transaction.
BATCH = 500


def fill(store: Store, maker: Maker, count: int, copies: int) -> None:
    """Put `count` made articles into a new store, and copies of all of them on later days."""
    with store.writing() as connection:
        known = _enter_actors(connection)
    made = maker.articles(count)
    for start in range(0, count, BATCH):
        with store.writing() as connection:
            revision = revise(connection)
            sheet = Sheet()
            for number in range(start, min(start + BATCH, count)):
                _lay(connection, sheet, next(made), number + 1, known=known, revision=revision)
            sheet.write(connection)
    for copy in range(1, copies):
        with store.writing() as connection:
            _copy(connection, copy, count)
    if store.engine.dialect.name == "sqlite":
        with store.writing() as connection:
            command = "INSERT INTO statement_words(statement_words) VALUES ('optimize')"
            connection.execute(text(command))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))


def _copy(connection: Connection, copy: int, count: int) -> None:
    """The first `count` articles once more, `copy` years and some days later, as SQL of SQLite."""
    by, rows, days = copy * count, copy * count * PER_ARTICLE, 367 * copy
    place = f"place + ({days} << 32) + {rows}"
    changes = {
        tables.articles: {
            "id": f"id + {by}",
            "story": f"story + {by}",
            "origin": f"origin || '#{copy}'",
            "published": f"date(published, '+{days} days')",
        },
        tables.statements: {
            "id": f"id + {rows}",
            "place": place,
            "article": f"article + {by}",
            "day": f"date(day, '+{days} days')",
        },
        tables.statement_actors: {"statement": f"statement + {rows}", "place": place},
        tables.reports: {
            "article": f"article + {by}",
            "statement": f"statement + {rows}",
            "published": f"date(published, '+{days} days')",
        },
    }
    for table, changed in changes.items():
        names = [column.name for column in table.c]
        values = ", ".join(changed.get(name, f'"{name}"') for name in names)
        key = "id" if "id" in names else "statement"
        most = count if table is tables.articles else count * PER_ARTICLE
        listed = ", ".join(f'"{name}"' for name in names)
        connection.execute(
            text(
                f"INSERT INTO {table.name} ({listed}) SELECT {values} FROM {table.name} "
                f"WHERE {key} <= {most}"
            )
        )
    connection.execute(
        text(
            "INSERT INTO statement_words (rowid, words, source, marks) "
            f"SELECT rowid + ({days} << 32) + {rows}, words, source, marks FROM statement_words "
            f"WHERE rowid & 4294967295 <= {count * PER_ARTICLE}"
        )
    )
    kept = select(tables.vectors).where(tables.vectors.c.article <= count)
    for row in connection.execute(kept).all():
        moved = np.frombuffer(row.statements, "<i8") + rows
        values_ = {**row._mapping, "article": row.article + by, "statements": moved.tobytes()}
        connection.execute(insert(tables.vectors).values(values_))
    connection.execute(update(tables.state).values(statement=rows + count * PER_ARTICLE))


def _enter_actors(connection: Connection) -> dict[str, Known]:
    names = [f"Speaker Number{rank}" for rank in range(ACTORS)]
    rows = [
        {
            "identity": f"person:{name.lower()}",
            "name": name,
            "folded": name.lower(),
            "kind": "person",
            "named": True,
        }
        for name in names
    ]
    connection.execute(insert(tables.actors), rows)
    found = connection.execute(select(tables.actors.c.id).order_by(tables.actors.c.id)).scalars()
    return {f"a{rank + 1}": Known(id, id) for rank, id in enumerate(found)}


def _lay(
    connection: Connection,
    sheet: Sheet,
    made: tuple[Record, Floats],
    number: int,
    *,
    known: dict[str, Known],
    revision: int,
) -> None:
    record, vectors = made
    article = record.article
    sheet.rows[tables.articles].append(
        {
            "id": number,
            "key": article.id,
            "origin": adding.origin_of(record),
            "url": article.url,
            "outlet": article.outlet,
            "title": article.title,
            "published": article.published,
            "text": article.text,
            "digest": digest_of(article),
            "reader_version": record.reader.version,
            "reader_model": record.reader.model,
            "reading": pack(record),
            "story": number,
            "added": 0,
            "revised": 0,
        }
    )
    reading = Reading(number, record, known)
    ids = next_numbers(connection, "statement", len(record.statements))
    for id, statement in zip(ids, record.statements, strict=True):
        laid = Laid(id, 0, 1, [article.outlet or ""], UNDECIDED, {})
        lay_statement(sheet, reading, statement, laid)
        start, end = reach(statement)
        sheet.rows[tables.reports].append(
            {
                "article": number,
                "local": statement.id,
                "statement": id,
                "outlet": article.outlet,
                "published": article.published,
                "content": joined(statement.content),
                "start": start,
                "end": end,
            }
        )
    sheet.rows[tables.vectors].append(
        {
            "article": number,
            "statements": np.array(list(ids), "<i8").tobytes(),
            "codes": codes_of(vectors).tobytes(),
            "revision": revision,
        }
    )
