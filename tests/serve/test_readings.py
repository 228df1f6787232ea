"""Articles that visitors add, read beside the pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onrecord.errors import OptionError
from onrecord.ingest import Overrides
from onrecord.ingest.loading import Loaded
from onrecord.serve.readings import Reading, Readings, Source, TooManyWaiting, file_name

TEXT = "“We will not pay,” the minister of Orlovia said on Tuesday."


def source(text: str = TEXT, *, address: str | None = None) -> Source:
    return Source("the text", address, text.encode(), Overrides(outlet="Harbour Wire"))


class Desk:
    """Keeps what it is given, when it is let."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.go.set()
        self.kept: list[Loaded] = []

    def __call__(self, _reader: Any, loaded: Loaded) -> str:
        self.go.wait(10)
        if "boom" in loaded.article.text:
            raise RuntimeError("nobody foresaw this")
        self.kept.append(loaded)
        return loaded.article.id


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def readings(desk: Desk) -> Iterator[Readings]:
    made = Readings(object, desk, public_only=True)  # type: ignore[arg-type]
    yield made
    desk.go.set()
    made.close()


def until(readings: Readings, id: str, happened: Callable[[Reading], bool]) -> Reading:
    for _ in range(500):
        reading = readings.get(id)
        assert reading
        if happened(reading):
            return reading
        time.sleep(0.01)
    raise AssertionError(f"never happened: {reading}")


def test_what_is_added_is_read_and_kept(readings: Readings, desk: Desk) -> None:
    desk.go.clear()
    added = readings.add(source())
    assert added.step == "waiting"
    until(readings, added.id, lambda r: r.step == "reading")
    desk.go.set()
    done = until(readings, added.id, lambda r: r.over)
    assert done.step == "done"
    assert str(done.article) == desk.kept[0].article.id
    assert desk.kept[0].article.outlet == "Harbour Wire"
    assert desk.kept[0].article.text == TEXT


def test_one_that_fails_does_not_stop_the_next(readings: Readings) -> None:
    ids = [readings.add(one).id for one in (source("boom"), source("  "), source())]
    steps = [until(readings, id, lambda r: r.over).step for id in ids]
    assert steps == ["failed", "failed", "done"]
    failed = readings.get(ids[0])
    assert failed
    assert "nobody foresaw" not in f"{failed.problem} {failed.remedy}"


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/"]
)
def test_private_addresses_are_refused(readings: Readings, address: str) -> None:
    added = readings.add(source(address=address))
    failed = until(readings, added.id, lambda r: r.over)
    assert failed.step == "failed"
    assert "no site of the open internet" in (failed.problem or "")


def test_a_line_that_is_too_long_is_told(readings: Readings, desk: Desk) -> None:
    desk.go.clear()
    first = readings.add(source())
    until(readings, first.id, lambda r: r.step == "reading")
    for _ in range(50):
        readings.add(source())
    with pytest.raises(TooManyWaiting):
        readings.add(source())


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a/b/c.txt", "c.txt"), ("C:\\news\\d.html", "d.html"), (None, "the file"), ("..", "..")],
)
def test_names_of_files_lose_their_folders(name: str | None, shown: str) -> None:
    assert file_name(name) == shown


def test_a_date_that_is_none_is_told_before_anything_waits() -> None:
    with pytest.raises(OptionError):
        Overrides(published="yesterday")
