"""Record ↔ rows: a store of all that was said, in one file of SQLite or in PostgreSQL."""
