"""A feed, RSS or Atom → the articles that it lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.errors import NotAFeed, UnreadableInput

#: How files of feeds are called.
SUFFIXES = (".rss", ".atom", ".xml")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed lists; id: the feed's own, else its address. published: ISO day."""

    id: str
    url: str
    title: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's title and entries, in its order; entries without an address are left out.

    wait: seconds for which it says that it will not change, by its `ttl`.
    """

    title: str | None
    entries: tuple[Entry, ...]
    wait: int = 0


def parse_feed(body: bytes, name: str) -> Feed:
    """Read a feed; `name`, its address, is what relative links are relative to.

    Raises NotAFeed (R114). A feed that is cut off or malformed gives what can be read of it.
    """
    # Slow to import, and only feeds need it.
    import feedparser  # noqa: PLC0415

    parsed: Any = feedparser.parse(body, response_headers={"content-location": name})
    if not parsed.get("version") and not parsed.entries:
        raise NotAFeed(
            f"{name} is no feed", "Give the address of its RSS or Atom feed, or read it as a page"
        )
    # The same article under two headings is one.
    unique: dict[str, Entry] = {}
    for raw in parsed.entries:
        if entry := _entry(raw):
            unique.setdefault(entry.id, entry)
    ttl = str(parsed.feed.get("ttl", ""))
    return Feed(
        _text(parsed.feed.get("title")),
        tuple(unique.values()),
        60 * int(ttl) if ttl.isdigit() and len(ttl) < 6 else 0,
    )


def read_feed_file(path: Path) -> Feed:
    """Read a feed that lies in a file; raises UnreadableInput (R105), NotAFeed (R114)."""
    try:
        body = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UnreadableInput(f"{path} cannot be opened ({reason})", "Check who may read it") from (
            error
        )
    return parse_feed(body, str(path))


def _entry(raw: Any) -> Entry | None:
    url = _text(raw.get("link")) or ""
    if not url.lower().startswith(("http://", "https://")):
        return None
    day = _day(raw.get("published_parsed") or raw.get("updated_parsed"))
    return Entry(_text(raw.get("id")) or url, url, _text(raw.get("title")), day)


def _day(parsed: Sequence[int] | None) -> str | None:
    if not parsed:
        return None
    try:
        return date(parsed[0], parsed[1], parsed[2]).isoformat()
    except (ValueError, IndexError):
        return None


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None
