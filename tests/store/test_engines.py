"""Files that are no store of ours, stores that cannot be written to, and addresses of none."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from onrecord.errors import (
    BusyStore,
    DamagedStore,
    ForeignStore,
    FullStore,
    NewerStore,
    StoreError,
)
from onrecord.store import Store, open_store
from onrecord.store.engines import engine_of
from onrecord.store.schema import newest
from tests.store.making import Quote, article, record, vectors

LONG = "Ann Lee said that the bridge is closed. " * 200
TOLD = record(article(LONG), (Quote("Ann Lee", "said", "that the bridge is closed"),))


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one article, closed."""
    place = tmp_path_factory.mktemp("store") / "first.db"
    with open_store(place) as store:
        store.add(TOLD)
    return place


@pytest.fixture
def place(first: Path, tmp_path: Path) -> Path:
    """A copy of that store."""
    return Path(shutil.copyfile(first, tmp_path / "own.db"))


def test_opened_again_it_is_as_it_was(place: Path) -> None:
    with open_store(place, create=False) as store:
        assert store.add(TOLD).change == "unchanged"


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 100)
    with pytest.raises(ForeignStore, match="is no database"):
        open_store(path)
    assert path.read_text() == "Dear diary, " * 100


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookmarks.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE articles (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(ForeignStore, match="another program"):
        open_store(path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["bookmarks.db"]


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with open_store(path) as store:
        assert store.counts()["articles"] == 0


def test_a_store_of_a_newer_version_is_left_alone(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerStore, match=f"9999, and this version knows {newest()}"):
        open_store(place)
    with closing(sqlite3.connect(place)) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)


@pytest.mark.parametrize("start", [100, 4_096])
def test_a_damaged_file_is_told(place: Path, start: int) -> None:
    raw = place.read_bytes()
    place.write_bytes(raw[:start] + b"\xa5" * (len(raw) - start))

    def use() -> None:
        with open_store(place) as store:
            store.record(1)

    with pytest.raises(DamagedStore, match=r"own\.db is damaged .*Restore a copy"):
        use()


def test_a_cut_off_file_is_told(place: Path) -> None:
    place.write_bytes(place.read_bytes()[: 4_096 * 4])
    with pytest.raises(StoreError), open_store(place) as store:
        store.record(1)


def test_a_full_disk_loses_nothing(place: Path) -> None:
    with open_store(place) as store:
        pages = _limit_pages(store)
        other = record(article(LONG * 30), (Quote("Ann Lee", "said", "that the bridge is closed"),))
        with pytest.raises(FullStore, match="no room"):
            store.add(other, vectors(other, 1))
        assert store.counts()["articles"] == 1
        assert store.statement(1).reports == 1
        pages.clear()
    with open_store(place) as store:
        assert store.add(other, vectors(other, 1)).change == "new"


def _limit_pages(store: Store) -> list[int]:
    """Let the file grow no further, as on a full disk, while the list is not empty."""
    pages = [0]

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        if pages:
            connection.execute(f"PRAGMA max_page_count = {pages[0] or 1}")

    event.listen(store.engine, "connect", limit)
    store.engine.dispose()
    return pages


def test_a_second_writer_that_waits_too_long_is_told(place: Path) -> None:
    with open_store(place) as store, closing(sqlite3.connect(place)) as other:
        event.listen(store.engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout = 50"))
        store.engine.dispose()
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyStore, match="somebody else"):
            store.confirm(1, "Ann")
        assert store.statement(1).status == "read", "readers do not wait"
        other.execute("ROLLBACK")
        store.confirm(1, "Ann")


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("", "the name of the store is empty"),
        ("mysql://host/database", "no address of a store"),
        ("sqlite://", "no address of a store"),
        ("postgresql://[::1", "no address of a store"),
        ("no/such/folder/own.db", "there is no folder"),
        (".", "is a folder"),
    ],
)
def test_what_is_no_address_of_a_store_is_told(
    where: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreError, match=told):
        open_store(where)


def test_a_store_that_is_not_there_is_not_made_by_readers(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path / "none.db", create=False)
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_does_not_answer_is_told_without_the_password() -> None:
    where = "postgresql://desk:secret@127.0.0.1:9/none"
    with pytest.raises(StoreError, match="cannot be used") as told:
        open_store(where)
    assert "secret" not in str(told.value)


def test_the_engine_is_not_opened_before_it_is_used(tmp_path: Path) -> None:
    engine_of(tmp_path / "later.db").dispose()
    assert list(tmp_path.iterdir()) == []
