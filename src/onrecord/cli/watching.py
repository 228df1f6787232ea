"""The round of `onrecord watch`: which feed is due, what it lists, and when it may be asked again."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from onrecord.cli.keeping import Keeper
from onrecord.cli.output import complain
from onrecord.cli.progress import no_bar
from onrecord.cli.reading import Run, Steps
from onrecord.errors import InputError
from onrecord.ingest import Input, Loaded, Overrides
from onrecord.ingest.feeds import parse_feed
from onrecord.store import watching as rows
from onrecord.store.watching import Listed, Watched

if TYPE_CHECKING:
    from onrecord.ingest.fetching import FeedAnswer
    from onrecord.records import Record
    from onrecord.store import Store

#: Seconds between two requests to one site.
GAP = 2.0


@dataclass(frozen=True, slots=True)
class Outside:
    """What watching does outside this process; tests hand in their own.

    ask: gets a feed, given its address, etag and date. load: gets an article. sleep: waits so many
    seconds, or until it is time to stop. now: seconds since 1970.
    """

    ask: Callable[[str, str | None, str | None], FeedAnswer]
    load: Callable[[Input, Overrides], Loaded]
    sleep: Callable[[float], object]
    now: Callable[[], float]


class Watch:
    """Polls feeds into a store.

    every: seconds between two looks at a feed, at the least. A server that asks for more gets
    it; one that fails is asked ever more seldom, at least once a day.
    """

    def __init__(self, store: Store, keeper: Keeper, outside: Outside, every: int) -> None:
        self._store = store
        self._keeper = keeper
        self._outside = outside
        self._every = every
        self._last: dict[str, float] = {}

    def feeds(self, urls: Sequence[str]) -> list[Watched]:
        """Enter feeds that are new to the store, and give those of these addresses, or all."""
        with self._store.writing() as connection:
            rows.watch(connection, urls)
            return rows.watched(connection, urls or None)

    def round(self, urls: Sequence[str]) -> Generator[Record, None, None]:
        """Ask every feed that is due, and read what it lists; each record is in the store."""
        for feed in self.feeds(urls):
            if feed.due <= self._outside.now():
                yield from self._poll(feed)

    def until_due(self, urls: Sequence[str]) -> float:
        """Seconds until the first feed is due."""
        dues = [feed.due for feed in self.feeds(urls)]
        return max(0.0, min(dues, default=0) - self._outside.now())

    def _poll(self, feed: Watched) -> Iterator[Record]:
        failed = False
        wait = self._every
        try:
            self._be_polite(feed.url)
            answer = self._outside.ask(feed.url, feed.etag, feed.modified)
            wait = max(wait, answer.wait)
            failed = answer.busy
            if answer.body is not None:
                wait = max(wait, self._keep(feed, answer))
        except InputError as error:
            complain(error)
            failed = True
        yield from self._read(feed)
        with self._store.writing() as connection:
            rows.asked(connection, feed.url, int(self._outside.now()), wait, failed=failed)

    def _keep(self, feed: Watched, answer: FeedAnswer) -> int:
        """Enter what the feed lists; seconds for which it says that it will not change."""
        found = parse_feed(answer.body or b"", feed.url)
        listed = [Listed(entry.id, entry.url, entry.published) for entry in found.entries]
        with self._store.writing() as connection:
            rows.answered(
                connection,
                feed.url,
                listed,
                title=found.title,
                etag=answer.etag,
                modified=answer.modified,
                at=int(self._outside.now()),
            )
        return found.wait

    def _read(self, feed: Watched) -> Iterator[Record]:
        """Read what the feed has listed and is not done, one article after the other."""
        with self._store.reading() as connection:
            waiting = rows.waiting(connection, feed.url)
        for listed in waiting:
            steps = Steps(_addresses, partial(self._load, listed), self._keeper.open)
            run = Run(steps, Overrides(), no_bar, self._keeper.wanted)
            yield from run.records([listed.url])
            with self._store.writing() as connection:
                rows.tried(connection, feed.url, listed.entry, done=not run.failed)

    def _load(self, listed: Listed, source: Input, overrides: Overrides) -> Loaded:
        self._be_polite(source.name)
        found = self._outside.load(source, overrides)
        if found.article.published or not listed.published:
            return found
        return replace(found, article=replace(found.article, published=listed.published))

    def _be_polite(self, address: str) -> None:
        """Wait until the site was left alone for GAP seconds."""
        site = urlsplit(address).netloc
        now = self._outside.now()
        ready = self._last.get(site, now - GAP) + GAP
        if ready > now:
            self._outside.sleep(ready - now)
        self._last[site] = max(ready, now)


def _addresses(names: Sequence[str]) -> list[Input | InputError]:
    return [Input(name, "address") for name in names]
