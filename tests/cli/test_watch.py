"""`onrecord watch`: polite, resumable, and stopped cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from onrecord.cli.keeping import Keeper
from onrecord.cli.main import main
from onrecord.cli.watching import GAP, Outside, Watch
from onrecord.ingest import load
from onrecord.ingest.fetching import fetch_feed
from onrecord.store import Store, open_store
from onrecord.store.watching import LONGEST, TRIES
from tests.cli.news_site import LineReader, NewsSite, running

EVERY = 900


class Clock:
    """Time that passes only where it is slept away."""

    def __init__(self) -> None:
        self.time = 1_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def news() -> Iterator[NewsSite]:
    with running() as site:
        yield site


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "own.db") as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def watch(store: Store, clock: Clock) -> Watch:
    outside = Outside(fetch_feed, load, clock.sleep, clock.now)
    return Watch(store, Keeper(store, LineReader), outside, EVERY)


def look(watch: Watch, *urls: str) -> int:
    return len(list(watch.round(urls)))


def test_reads_what_is_new_and_asks_only_whether_it_changed(
    watch: Watch, news: NewsSite, clock: Clock
) -> None:
    assert look(watch, news.feed) == 2
    assert look(watch, news.feed) == 0, "it is not due yet"
    assert news.asked.count("/feed") == 1
    clock.time += EVERY
    assert look(watch, news.feed) == 0
    assert news.asked.count("/feed") == 2
    news.stories.append(3)
    clock.time += EVERY
    assert look(watch, news.feed) == 1
    assert [path for path in news.asked if path != "/feed"] == ["/story/1", "/story/2", "/story/3"]


def test_leaves_a_site_alone_between_requests(watch: Watch, news: NewsSite, clock: Clock) -> None:
    look(watch, news.feed)
    assert clock.slept == [GAP, GAP]


@pytest.mark.parametrize(
    "headers", [{"Cache-Control": "public, max-age=7200"}, {"Retry-After": "7200"}], ids=str
)
def test_a_server_that_asks_for_patience_gets_it(
    watch: Watch, news: NewsSite, headers: dict[str, str]
) -> None:
    news.headers = headers
    if "Retry-After" in headers:
        news.status = 503
    look(watch, news.feed)
    assert 7_000 < watch.until_due([news.feed]) <= 14_400


def test_a_feed_that_fails_is_asked_ever_more_seldom_and_recovers(
    watch: Watch, news: NewsSite, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    news.status = 500
    waits = []
    for _ in range(9):
        look(watch, news.feed)
        waits.append(watch.until_due([news.feed]))
        clock.time += waits[-1]
    assert waits == sorted(waits)
    assert waits[0] == 2 * EVERY
    assert waits[-1] == LONGEST
    assert "R108" in capsys.readouterr().err
    news.status = 200
    assert look(watch, news.feed) == 2
    assert watch.until_due([news.feed]) == EVERY


def test_what_is_no_feed_is_told_and_stops_nothing(
    watch: Watch, news: NewsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look(watch, f"{news.address}/story/1", news.feed) == 2
    assert "R114" in capsys.readouterr().err


def test_an_article_that_fails_is_tried_again_a_few_times(
    watch: Watch, news: NewsSite, clock: Clock
) -> None:
    news.broken = {1}
    for _ in range(TRIES + 2):
        look(watch, news.feed)
        clock.time += EVERY
    assert news.asked.count("/story/1") == TRIES
    assert news.asked.count("/story/2") == 1


def test_goes_on_where_it_was_stopped(watch: Watch, news: NewsSite, clock: Clock) -> None:
    first = watch.round([news.feed])
    next(first)
    first.close()
    clock.time += 1
    assert look(watch, news.feed) == 1, "the answer was kept, the rest of its articles too"
    assert look(watch) == 0


def invoke(place: Path, *arguments: str) -> Result:
    from onrecord.cli.add import AddingSteps
    from onrecord.ingest import find_inputs

    steps = AddingSteps(find_inputs, load, LineReader)
    return CliRunner().invoke(main, ["watch", "--store", str(place), *arguments], obj=steps)


def test_once_reads_what_is_due_and_ends(news: NewsSite, tmp_path: Path) -> None:
    result = invoke(tmp_path / "own.db", news.feed, "--once")
    assert result.exit_code == 0
    assert result.stdout.startswith("2022-03-01")
    assert "2 articles added" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "knows no feed"),
        (("feed.xml",), "no http(s) address"),
        (("https://a.example/feed", "--every", "5s"), "60 seconds"),
        (("https://a.example/feed", "--every", "often"), "15m"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    result = invoke(tmp_path / "own.db", *arguments)
    assert (result.exit_code, told in result.stderr) == (2, True)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(news: NewsSite, tmp_path: Path, number: signal.Signals) -> None:
    place = tmp_path / "own.db"
    command = [sys.executable, "-m", "tests.cli.watch_with_fakes", news.feed, "--store", str(place)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        lines = [process.stdout.readline() for _ in range(2)]
        process.send_signal(number)
        assert process.wait(60) == 0
        assert "2 articles added" in process.stderr.read()
    assert all(line.startswith("2022-03-0") for line in lines)
    with open_store(place) as store:
        assert store.counts()["articles"] == 2
