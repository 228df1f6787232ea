"""A new store of each kind for every test: SQLite always, PostgreSQL where there is a server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from onrecord.store import Store, open_store

SERVER = "ONRECORD_TEST_POSTGRES"
DATABASES = ("sqlite", "postgresql")

#: Gives the path or URL of a store that nobody uses.
Places = Callable[[], str]


@pytest.fixture(scope="session", params=DATABASES)
def places(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Places]:
    """Copies of a store whose tables are made once: migrating takes longer than most tests."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("stores")
        open_store(folder / "first.db").close()
        yield lambda: str(_copy(folder))
        return
    server = os.environ.get(SERVER)
    if not server:
        pytest.skip(f"needs a PostgreSQL server: set {SERVER} to a URL of one")
    with Server(server) as databases:
        yield databases.place


def _copy(folder: Path) -> Path:
    place = folder / f"{uuid4().hex}.db"
    shutil.copyfile(folder / "first.db", place)
    return place


class Server:
    """Databases of a server, made for the tests and dropped after them."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url).set(drivername="postgresql+psycopg")
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._made: list[str] = []

    def __enter__(self) -> Server:
        self._first = self._create("")
        open_store(self._of(self._first)).close()
        return self

    def __exit__(self, *_: object) -> None:
        with self._engine.connect() as connection:
            for name in self._made:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        self._engine.dispose()

    def place(self) -> str:
        """The URL of a database with the tables of a new store."""
        return self._of(self._create(f"TEMPLATE {self._first}"))

    def _create(self, how: str) -> str:
        name = f"onrecord_test_{uuid4().hex[:12]}"
        with self._engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} {how}"))
        self._made.append(name)
        return name

    def _of(self, name: str) -> str:
        url = self._url.set(drivername="postgresql", database=name)
        return url.render_as_string(hide_password=False)


@pytest.fixture
def where(places: Places) -> str:
    """The path or URL of a new store."""
    return places()


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    """A new store, open."""
    with open_store(where) as opened:
        yield opened
