"""The version of a store's tables: made, brought up to date, or refused.

Migrations are numbered files, `migrations/versions/NNNN_what.py`, whose revision is their number.
Alembic is imported only where there is something to migrate.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import ProgrammingError

from onrecord.errors import ForeignStore, NewerStore, StoreError
from onrecord.store.engines import APPLICATION, writing

MIGRATIONS = Path(__file__).parent / "migrations"


def newest() -> str:
    """The revision of this version's tables."""
    return max(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*_*.py"))


def prepare(engine: Engine, *, create: bool = True) -> None:
    """Create the tables where there are none, if told to, and bring older ones up to date.

    Raises NewerStore (R803), ForeignStore (R802), StoreError (R801) where there are none.
    """
    with engine.connect() as connection:
        found = revision(connection)
    if found == newest():
        return
    if found is None and not create:
        raise StoreError("the database holds no store", "onrecord add makes one")
    with writing(engine) as connection:
        # Another may have been faster.
        found = revision(connection)
        if found is not None and found > newest():
            raise NewerStore(
                f"a newer onrecord has changed the store (its tables are {found}, "
                f"and this version knows {newest()})",
                "Update onrecord; nothing was changed",
            )
        if found is None and engine.dialect.name != "sqlite" and "articles" in _tables(connection):
            raise ForeignStore(
                "the database has tables of another program", "Create a database for onrecord"
            )
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
        migrate(connection, newest())


def revision(connection: Connection) -> str | None:
    """The revision of the tables that are there; None where there are none."""
    if "alembic_version" not in _tables(connection):
        return None
    try:
        found: str | None = connection.execute(
            text("SELECT version_num FROM alembic_version")
        ).scalar()
    except ProgrammingError:
        return None
    return found


def migrate(connection: Connection, target: str) -> None:
    """Run the migrations up to a revision within the connection's transaction."""
    from alembic import command  # noqa: PLC0415, slow to import and seldom needed
    from alembic.config import Config  # noqa: PLC0415, as above

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _tables(connection: Connection) -> list[str]:
    return inspect(connection).get_table_names()
