"""A site on loopback with a feed and articles, and a reader that needs no model."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

from onrecord.cli.keeping import Submission
from onrecord.records import Record
from onrecord.store.packing import Floats
from tests.store.making import READER, Quote, record, vectors

#: Enough words for a page to count as an article.
BODY = " ".join(
    f"The harbour town of Brill has a quay number {i} and a lamp on it." for i in range(12)
)


class LineReader:
    """Finds one statement an article: its first word is the cue, the rest of its line the content."""

    info = READER

    def read_many_with_vectors(
        self, articles: Iterable[Submission]
    ) -> Iterator[tuple[Record, Floats]]:
        for article, _ in articles:
            cue, _, content = article.text.split("\n")[0].partition(" ")
            told = record(article, (Quote(None, cue, content),))
            yield told, vectors(told, len(content) % 128)


@dataclass
class NewsSite:
    """What the site answers, for a test to change. asked: paths, in order."""

    address: str = ""
    stories: list[int] = field(default_factory=lambda: [1, 2])
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    broken: set[int] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    @property
    def feed(self) -> str:
        return f"{self.address}/feed"

    def etag(self) -> str:
        return f'"{"-".join(map(str, self.stories))}"'

    def rss(self) -> str:
        items = "".join(
            f"<item><title>Story {n}</title><link>/story/{n}</link><guid>story-{n}</guid>"
            f"<pubDate>Tue, 0{n} Mar 2022 10:00:00 GMT</pubDate></item>"
            for n in self.stories
        )
        return (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>Brill News</title>'
            f"<ttl>2</ttl>{items}</channel></rss>"
        )


@contextmanager
def running() -> Iterator[NewsSite]:
    """The site, until the block ends."""
    news = NewsSite()

    class Handler(BaseHTTPRequestHandler):
        site: ClassVar[NewsSite] = news

        def do_GET(self) -> None:
            news.asked.append(self.path)
            if self.path == "/feed":
                self._feed()
            elif self.path.startswith("/story/"):
                self._story(int(self.path.rpartition("/")[2]))
            else:
                self._give(404, "text/html", "no such page")

        def _feed(self) -> None:
            if news.status != 200:
                self._give(news.status, "text/html", "")
            elif self.headers.get("If-None-Match") == news.etag():
                self._give(304, None, "")
            else:
                self._give(200, "application/rss+xml", news.rss(), ETag=news.etag())

        def _story(self, number: int) -> None:
            if number in news.broken:
                self._give(500, "text/html", "")
                return
            page = f"<p>Warned that lamp {number} went out on the quay at night.</p><p>{BODY}</p>"
            self._give(200, "text/html", f"<html><body><article>{page}</article></body></html>")

        def _give(self, status: int, mime: str | None, body: str, **headers: str) -> None:
            raw = body.encode()
            self.send_response(status)
            if mime:
                self.send_header("Content-Type", mime)
            for name, value in {**news.headers, **headers}.items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        news.address = f"http://127.0.0.1:{server.server_port}"
        yield news
        server.shutdown()
        thread.join(timeout=5)
