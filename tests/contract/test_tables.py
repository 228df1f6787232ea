"""The tables that migrations make are those that the code knows, whatever the database."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from onrecord.store import Store
from onrecord.store.feed_tables import feeds


def test_migrations_make_the_tables_of_the_code(store: Store) -> None:
    known = set(feeds.metadata.tables)
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or name in known},
        )
        assert compare_metadata(context, feeds.metadata) == []
