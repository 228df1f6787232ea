"""The store: what has been read, kept, decided on and looked up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from onrecord.records import Article, ReaderInfo, Record
from onrecord.store import adding, decisions, listing, said, settling, tables
from onrecord.store.adding import Added
from onrecord.store.decisions import missing
from onrecord.store.engines import engine_of, writing
from onrecord.store.listing import ActorRow, Appearance, Decision
from onrecord.store.nearness import Hit, Nearness
from onrecord.store.numbering import revise, revision
from onrecord.store.packing import Floats, digest_of
from onrecord.store.said import Report, Said
from onrecord.store.schema import prepare


def open_store(where: str | Path, *, create: bool = True) -> Store:
    """Open a store: a file of SQLite, or `postgresql://user@host/database`.

    create: make its tables where there are none, instead of refusing.
    Raises StoreError: ForeignStore (R802), NewerStore (R803), DamagedStore (R804), and R801 where
    it cannot be opened; MissingExtra (R202) without the driver of PostgreSQL.
    """
    engine = engine_of(where, create=create)
    try:
        prepare(engine, create=create)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """A store that is open; safe to use from several threads and, as files, from several processes.

    Every method is one transaction, and raises StoreError (R801 to R806) when the database
    refuses. To ask what has no method, use `reading()` with `onrecord.store.tables`.
    """

    def __init__(self, engine: Engine, now: Callable[[], float] = time.time) -> None:
        self.engine = engine
        self._now = now
        self._nearness = Nearness()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the store."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes, alone in doing so; it is committed at the end of the block."""
        with writing(self.engine) as connection:
            yield connection

    def revision(self) -> int:
        """A number that grows whenever what can be asked of the store changes."""
        with self.reading() as connection:
            return revision(connection)

    def holds(self, article: Article, reader: ReaderInfo) -> bool:
        """Whether `add` would change nothing: the same article, read by the same reader."""
        table = tables.articles
        wanted = select(table.c.id).where(
            table.c.key == article.id,
            table.c.digest == digest_of(article),
            table.c.reader_version == reader.version,
            table.c.reader_model == reader.model,
        )
        with self.reading() as connection:
            return connection.execute(wanted).first() is not None

    def add(self, record: Record, vectors: Floats | None = None) -> Added:
        """Keep a record with its statements' vectors of meaning, float32 [statements, 128].

        The same record again changes nothing. Another text at the same address, or another
        reader's record of the same article, takes the place of what was read before; statements
        that are still there keep their numbers, and people's decisions on them stay.
        """
        with self.writing() as connection:
            return adding.add(connection, record, vectors, self._at())

    def record(self, article: int) -> Record:
        """The record of an article as it was read; raises NotInStore (R807)."""
        with self.reading() as connection:
            self._check(connection, article)
            return settling.reading_of(connection, article).record

    def records(self) -> Iterator[Record]:
        """Every record as it was read, in the order in which the articles came."""
        table = tables.articles
        with self.reading() as connection:
            ids = connection.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
        for id in ids:
            yield self.record(id)

    def statement(self, id: int) -> Said:
        """One statement as it stands, with its evidence; raises NotInStore (R807)."""
        found = self.statements([id])
        if not found:
            raise missing("statement", id)
        return found[0]

    def statements(self, ids: Sequence[int]) -> list[Said]:
        """Statements as they stand, in this order; numbers that the store lacks are left out."""
        with self.reading() as connection:
            return said.said(connection, ids)

    def reports(self, statement: int) -> list[Report]:
        """Every article that carries a statement, the earliest first."""
        with self.reading() as connection:
            return said.reports(connection, [statement])

    def actor(self, id: int) -> ActorRow:
        """One actor: the one that it was merged into, if it was; raises NotInStore (R807)."""
        with self.reading() as connection:
            return listing.actor(connection, id)

    def actors(self, name: str) -> list[ActorRow]:
        """Actors of that name or key of the knowledge base, those with most statements first."""
        with self.reading() as connection:
            return listing.actors(connection, name)

    def appearances(self, actor: int, most: int, before: int | None = None) -> list[Appearance]:
        """Articles in which an actor was read, the last to come first: what it can be split by.

        before: the number of the last one seen, to go on from. Those of actors that were merged
        into it are left out: undo the merge instead.
        """
        with self.reading() as connection:
            return listing.appearances(connection, actor, most, before)

    def actor_numbers(self, name: str) -> list[int]:
        """Every number that stands for an actor of that name or key, merged ones too; quickly."""
        with self.reading() as connection:
            return listing.numbers(connection, name)

    def nearest(self, vector: Floats, most: int, among: Sequence[int] | None = None) -> list[Hit]:
        """The statements whose vectors are nearest to a unit vector, float32 [128], nearest first.

        among: places of statements to choose from, instead of all.
        """
        with self.reading() as connection:
            return self._nearness.nearest(connection, vector, most, among)

    def confirm(self, statement: int, author: str) -> int:
        """Let a person say that a statement is right as it stands; the decision's number."""
        return self._judge("confirm", statement, author, {})

    def correct(self, statement: int, author: str, changes: Mapping[str, Any]) -> int:
        """Let a person correct a statement's fields, as `store.decisions` describes them."""
        return self._judge("correct", statement, author, changes)

    def reject(self, statement: int, author: str) -> int:
        """Let a person say that nobody said this: the statement is found no more."""
        return self._judge("reject", statement, author, {})

    def merge(self, actor: int, into: int, author: str) -> int:
        """Let a person say that an actor is another one; the decision's number."""
        with self.writing() as connection:
            revise(connection)
            return decisions.merge(connection, actor, into, author, self._at())

    def split(self, actor: int, articles: Sequence[int], name: str, author: str) -> tuple[int, int]:
        """Let a person say that an actor of these articles is another, of that name.

        Gives the decision's number and the new actor's.
        """
        with self.writing() as connection:
            revise(connection)
            return decisions.split(connection, actor, articles, name, author=author, at=self._at())

    def undo(self, decision: int, author: str) -> None:
        """Take a decision back."""
        with self.writing() as connection:
            revise(connection)
            decisions.undo(connection, decision, author, self._at())

    def decisions(
        self, *, statement: int | None = None, actor: int | None = None
    ) -> list[Decision]:
        """Decisions on a statement, on an actor, or all; undone ones too, the latest first.

        Those on an actor are also those that others are it, or that it was another.
        """
        with self.reading() as connection:
            return listing.decisions_on(connection, statement=statement, actor=actor)

    def doubtful(self, most: int, after: tuple[float, int] | None = None) -> list[Said]:
        """Statements that nobody has judged, the least certain first.

        after: score and number of the last one seen, to go on from.
        """
        with self.reading() as connection:
            return said.said(connection, listing.doubtful(connection, most, after))

    def counts(self) -> dict[str, int]:
        """How many articles, statements, actors, commitments and decisions there are."""
        with self.reading() as connection:
            return listing.counts(connection)

    def _judge(self, kind: str, statement: int, author: str, payload: Mapping[str, Any]) -> int:
        with self.writing() as connection:
            revise(connection)
            return decisions.judge(
                connection, kind, statement, author=author, payload=payload, at=self._at()
            )

    def _check(self, connection: Connection, article: int) -> None:
        table = tables.articles
        if not connection.execute(select(table.c.id).where(table.c.id == article)).first():
            raise missing("article", article)

    def _at(self) -> int:
        return int(self._now())
