"""Tables of feeds that are watched, beside those of `store.tables`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from onrecord.store.tables import key_to, metadata

#: Feeds that are watched, and what their server said last.
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("title", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("asked", BigInteger, nullable=False),
    #: When it may be asked again.
    Column("due", BigInteger, nullable=False),
    Column("failures", Integer, nullable=False),
)

#: Entries of feeds: done, or to be tried again.
feed_entries = Table(
    "feed_entries",
    metadata,
    Column("feed", Text, key_to("feeds.url"), primary_key=True),
    Column("entry", Text, primary_key=True),
    Column("url", Text, nullable=False),
    #: The day that the feed gives, for a page that gives none.
    Column("published", String(10)),
    Column("seen", BigInteger, nullable=False),
    Column("done", Boolean, nullable=False),
    Column("tries", Integer, nullable=False),
)
