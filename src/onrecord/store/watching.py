"""Feeds that are watched: what their servers said, when they may be asked again, what is done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from onrecord.store.feed_tables import feed_entries, feeds

#: An article that cannot be had is tried so often.
TRIES = 5
#: Seconds after which a feed that keeps failing is asked at the latest.
LONGEST = 86_400


@dataclass(frozen=True, slots=True)
class Watched:
    """A feed, and what to ask its server with; due: seconds since 1970."""

    url: str
    title: str | None
    etag: str | None
    modified: str | None
    due: int
    failures: int


@dataclass(frozen=True, slots=True)
class Listed:
    """An article that a feed lists; entry: its id in the feed. published: the day it says."""

    entry: str
    url: str
    published: str | None = None


def watched(connection: Connection, urls: Iterable[str] | None = None) -> list[Watched]:
    """The feeds of these addresses that are known, or all."""
    query = select(feeds).order_by(feeds.c.due, feeds.c.url)
    if urls is not None:
        query = query.where(feeds.c.url.in_(set(urls)))
    return [
        Watched(row.url, row.title, row.etag, row.modified, row.due, row.failures)
        for row in connection.execute(query)
    ]


def watch(connection: Connection, urls: Iterable[str]) -> None:
    """Enter the feeds that are not known yet; they are due at once."""
    known = {one.url for one in watched(connection, urls)}
    rows = [
        {"url": url, "asked": 0, "due": 0, "failures": 0}
        for url in dict.fromkeys(urls)
        if url not in known
    ]
    if rows:
        connection.execute(insert(feeds), rows)


def answered(
    connection: Connection,
    url: str,
    listed: Iterable[Listed],
    *,
    title: str | None,
    etag: str | None,
    modified: str | None,
    at: int,
) -> None:
    """Keep what a feed lists, before its server's answer: killed in between, it is asked again."""
    known = set(
        connection.execute(select(feed_entries.c.entry).where(feed_entries.c.feed == url)).scalars()
    )
    rows = [
        {
            "feed": url,
            "entry": one.entry,
            "url": one.url,
            "published": one.published,
            "seen": at,
            "done": False,
            "tries": 0,
        }
        for one in listed
        if one.entry not in known
    ]
    if rows:
        connection.execute(insert(feed_entries), rows)
    connection.execute(
        update(feeds).where(feeds.c.url == url).values(title=title, etag=etag, modified=modified)
    )


def asked(connection: Connection, url: str, at: int, wait: int, *, failed: bool = False) -> int:
    """Say when a feed may be asked again, the later the more often it has failed in a row."""
    failures = 0
    if failed:
        before = select(feeds.c.failures).where(feeds.c.url == url)
        failures = int(connection.execute(before).scalar_one()) + 1
        wait = max(wait, min(wait * 2 ** min(failures, 20), LONGEST))
    due = at + wait
    connection.execute(
        update(feeds).where(feeds.c.url == url).values(asked=at, due=due, failures=failures)
    )
    return due


def waiting(connection: Connection, url: str) -> list[Listed]:
    """Articles of a feed that are not done and have not failed too often, in the feed's order."""
    rows = connection.execute(
        select(feed_entries.c.entry, feed_entries.c.url, feed_entries.c.published)
        .where(
            feed_entries.c.feed == url, feed_entries.c.done.is_(False), feed_entries.c.tries < TRIES
        )
        .order_by(feed_entries.c.seen, feed_entries.c.entry)
    )
    return [Listed(row.entry, row.url, row.published) for row in rows]


def tried(connection: Connection, feed: str, entry: str, *, done: bool) -> None:
    """Say that an article was read, or could not be."""
    connection.execute(
        update(feed_entries)
        .where(feed_entries.c.feed == feed, feed_entries.c.entry == entry)
        .values(done=done, tries=feed_entries.c.tries + 1)
    )
