"""Feeds of every make, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import IsFeed, NotAFeed, UnreadableInput
from onrecord.ingest import Input, load
from onrecord.ingest.feeds import Entry, parse_feed, read_feed_file
from onrecord.ingest.fetching import fetch_feed
from tests.cli.news_site import running

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Brill  News</title><ttl>30</ttl>
<item><title>One</title><link>/one</link><guid isPermaLink="false">n1</guid>
<pubDate>Tue, 01 Mar 2022 23:30:00 +0000</pubDate></item>
<item><title>Two</title><link>https://b.example/two</link></item>
<item><title>Mail us</title><link>mailto:desk@b.example</link></item>
<item><title>One again</title><link>/one</link><guid isPermaLink="false">n1</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Brill</title>
<entry><id>tag:1</id><title>One</title><link href="https://b.example/one"/>
<updated>2022-03-01T10:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/"><channel rdf:about="https://b.example"><title>Brill</title></channel>
<item rdf:about="https://b.example/one"><title>One</title><link>https://b.example/one</link></item>
</rdf:RDF>"""


def test_an_rss_feed() -> None:
    feed = parse_feed(RSS.encode(), "https://b.example/feed")
    assert (feed.title, feed.wait) == ("Brill News", 1_800)
    assert feed.entries == (
        Entry("n1", "https://b.example/one", "One", "2022-03-01"),
        Entry("https://b.example/two", "https://b.example/two", "Two", None),
    )


@pytest.mark.parametrize("body", [ATOM, RDF], ids=["atom", "rdf"])
def test_feeds_of_other_makes(body: str) -> None:
    (entry,) = parse_feed(body.encode(), "https://b.example/feed").entries
    assert (entry.url, entry.title) == ("https://b.example/one", "One")


def test_a_feed_that_is_cut_off_gives_what_it_has() -> None:
    cut = RSS[: RSS.index("<item><title>Two")]
    assert [e.title for e in parse_feed(cut.encode(), "https://b.example/feed").entries] == ["One"]


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Hello</body></html>", b"\x00\xff\xfe", b'{"items": []}', b"<a>"]
)
def test_what_is_no_feed(body: bytes) -> None:
    with pytest.raises(NotAFeed, match=r"https://b\.example is no feed"):
        parse_feed(body, "https://b.example")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="cannot be opened"):
        read_feed_file(tmp_path / "none.rss")


def test_an_address_of_a_feed_is_no_article() -> None:
    with running() as news, pytest.raises(IsFeed, match="is a feed"):
        load(Input(news.feed, "address"))


def test_a_server_is_asked_only_for_what_has_changed() -> None:
    with running() as news:
        news.headers = {"Last-Modified": "Tue, 01 Mar 2022 10:00:00 GMT"}
        first = fetch_feed(news.feed)
        assert first.body == news.rss().encode()
        assert (first.etag, first.modified) == (news.etag(), "Tue, 01 Mar 2022 10:00:00 GMT")
        assert fetch_feed(news.feed, first.etag, first.modified).body is None
        news.stories.append(3)
        assert fetch_feed(news.feed, first.etag, first.modified).body is not None


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_says_how_long(status: int) -> None:
    with running() as news:
        news.status, news.headers = status, {"Retry-After": "120"}
        answer = fetch_feed(news.feed)
        assert (answer.body, answer.busy, answer.wait) == (None, True, 120)
        news.headers = {"Retry-After": "Tue, 01 Mar 2022 10:00:00 GMT"}
        assert fetch_feed(news.feed).wait == 0
