"""Record ↔ rows: a store of all that was said, in one file of SQLite or in PostgreSQL.

    with open_store("onrecord.db") as store:
        store.add(record, vectors)

docs/store.md describes the tables.
"""

from onrecord.store.store import Store, open_store

__all__ = ["Store", "open_store"]
