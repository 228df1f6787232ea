"""A path or URL → an engine: how each database is set up, and what its errors mean to a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, IntegrityError, OperationalError

from onrecord.errors import (
    BusyStore,
    DamagedStore,
    ForeignStore,
    FullStore,
    MissingExtra,
    StoreError,
)

#: "onrc": tells our files from those of other programs (PRAGMA application_id).
APPLICATION = 0x6F6E7263
#: Seconds to wait for another writer.
PATIENCE = 30
#: A number for PostgreSQL's advisory lock, under which writers take turns.
LOCK = 0x6F6E7263

_MAGIC = b"SQLite format 3\0"
_AGAIN = "Try again when it has finished"
_RESTORE = "Restore a copy of it, or add the articles to a new store"


def engine_of(where: str | Path, *, create: bool = True) -> Engine:
    """Make an engine for a file of SQLite or the URL of a database; nothing is created yet.

    create: whether a file that is not there may be. Raises StoreError: ForeignStore (R802), DamagedStore (R804), MissingExtra (R202).
    """
    url = _url(where)
    name = url.set(drivername=url.get_backend_name()).render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        name = url.database or ""
        _check_file(Path(name), create)
        engine = create_engine(url, connect_args={"timeout": PATIENCE})
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin)
    else:
        engine = _postgres(url, name)
    event.listen(engine, "handle_error", lambda context: _tell(context, name))
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: one at a time in a store, committed at the end of the block.

    Raises StoreError: BusyStore (R806) when another writes for too long, FullStore (R805).
    """
    with engine.connect().execution_options(onrecord_writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


def _url(where: str | Path) -> URL:
    told = str(where)
    if "://" not in told:
        if not told.strip():
            raise StoreError("the name of the store is empty", "Name a file, or a database's URL")
        return URL.create("sqlite", database=str(Path(told).absolute()))
    try:
        url = make_url(told)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):  # ValueError: a port that is no number
        backend = ""
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return url.set(drivername="sqlite")
    raise StoreError(
        "that is no address of a store", "Name a file, or postgresql://user@host/database"
    )


def _check_file(path: Path, create: bool) -> None:
    """Refuse a file that is not ours before anything is written into it."""
    if path.is_dir():
        raise StoreError(f"{path} is a folder", "Name a file in it, such as onrecord.db")
    if not path.parent.is_dir():
        raise StoreError(f"there is no folder {path.parent}", "Create it, or name another file")
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_MAGIC))
    except FileNotFoundError:
        if create:
            return
        raise StoreError(f"there is no store {path}", "onrecord add makes one") from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise StoreError(f"{path} cannot be opened ({reason})", "Check who may read it") from error
    if not head:
        return
    if head != _MAGIC:
        raise ForeignStore(f"{path} is no database", "Name another file for the store")
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            mark = connection.execute("PRAGMA application_id").fetchone()[0]
            tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _sqlite_error(error, str(path)) from error
    if tables and mark != APPLICATION:
        raise ForeignStore(
            f"{path} is a database of another program", "Name another file for the store"
        )


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver would begin transactions of its own; `_begin` does.
    connection.isolation_level = None
    for setting in (
        f"busy_timeout = {PATIENCE * 1000}",
        "journal_mode = WAL",
        # A crash of this program loses nothing; one of the whole machine may lose the last
        # transactions, and never breaks the file.
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -65536",
        f"mmap_size = {2**30}",
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {setting}")


def _begin(connection: Connection) -> None:
    # A reader that begins to write may find that another has written since; a writer asks first.
    writes = connection.get_execution_options().get("onrecord_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(url: URL, name: str) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": PATIENCE})
    except ImportError:
        raise MissingExtra(
            f"{name} needs the PostgreSQL driver", "pip install 'onrecord[postgres]'"
        ) from None
    event.listen(engine, "connect", _set_up_postgres)
    return engine


def _set_up_postgres(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{PATIENCE}s'")
    connection.commit()


def _tell(context: ExceptionContext, name: str) -> None:
    """Raise what a database's error means; errors of our own statements go through as they are."""
    error = context.original_exception
    if isinstance(context.sqlalchemy_exception, IntegrityError):
        return
    if isinstance(error, sqlite3.DatabaseError):
        told = _sqlite_error(error, name)
        if told.code != StoreError.code or isinstance(error, sqlite3.OperationalError):
            raise told from error
    elif isinstance(context.sqlalchemy_exception, OperationalError):
        raise _postgres_error(getattr(error, "sqlstate", None), str(error), name) from error


def _sqlite_error(error: sqlite3.DatabaseError, name: str) -> StoreError:
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyStore(f"somebody else has been writing into {name} for {PATIENCE} s", _AGAIN)
    if code == sqlite3.SQLITE_FULL:
        return FullStore(f"there is no room for {name}", "Make room, and run the same again")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return DamagedStore(f"{name} is damaged ({error})", _RESTORE)
    if code == sqlite3.SQLITE_READONLY:
        return StoreError(f"{name} may not be written to", "Ask for the right, or copy it")
    return StoreError(f"{name} cannot be used ({error})", "Check the file and its disk")


def _postgres_error(code: str | None, said: str, name: str) -> StoreError:
    first = said.strip().partition("\n")[0]
    if code == "53100":
        return FullStore(f"there is no room for {name}", "Make room, and run the same again")
    if code == "55P03":
        return BusyStore(f"somebody else has been writing into {name} for {PATIENCE} s", _AGAIN)
    return StoreError(f"{name} cannot be used ({first})", "Check the address and the server")
