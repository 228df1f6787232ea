"""Numbered changes of the store's tables, which Alembic runs."""
