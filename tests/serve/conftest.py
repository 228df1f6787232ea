"""The pages over a small store, and browsers without a browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from onrecord.serve.access.accounts import _nobodys_hash
from onrecord.serve.app import create_app
from onrecord.serve.settings import Settings
from onrecord.store import Store, open_store
from tests.serve.newsroom import records

PASSWORD = "four plain words here"
ADDRESS = "http://127.0.0.1:8765"


class Browser(TestClient):
    """Sends forms as the pages have them, token and all."""

    def form(self, page: str, action: str, **fields: Any) -> Any:
        """Open a page and send the form on it that goes to `action`."""
        token = token_on(self.get(page).text)
        return self.post(action, data={"form_token": token, **fields}, follow_redirects=False)

    def sign_on(self, name: str, password: str = PASSWORD) -> Any:
        """Sign on through the form."""
        return self.form("/sign-on", "/sign-on", name=name, password=password)


def token_on(html: str) -> str:
    """The form token of a page."""
    found = re.search(r'name="form_token" value="(\w+)"', html)
    assert found, html
    return found[1]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed with little memory: the real cost is argon2's to test."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr("onrecord.serve.access.accounts._hasher", lambda: quick)
    _nobodys_hash.cache_clear()


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An empty store, and one with the newsroom's articles, to be copied."""
    folder = tmp_path_factory.mktemp("stores")
    for name, kept in (("empty", ()), ("filled", records())):
        with open_store(folder / name) as store:
            for record in kept:
                store.add(record, np.eye(128, dtype=np.float32)[: len(record.statements)])
    return {path.name: path for path in folder.iterdir() if "-" not in path.name}


def opened(template: Path, folder: Path) -> Iterator[Store]:
    """A store of its own for one test."""
    shutil.copy(template, folder / "record.db")
    with open_store(folder / "record.db") as store:
        yield store


@pytest.fixture
def store(made_once: dict[str, Path], tmp_path: Path) -> Iterator[Store]:
    """A store with the newsroom's articles."""
    yield from opened(made_once["filled"], tmp_path)


@pytest.fixture
def serve(store: Store) -> Iterator[Callable[..., Browser]]:
    """Make the application with some settings, and a browser at it."""
    opened: list[Browser] = []

    def start(**given: Any) -> Browser:
        settings = Settings(**given)
        browser = Browser(create_app(settings, store), base_url=settings.base_url)
        opened.append(browser)
        return browser

    yield start
    for browser in opened:
        browser.close()


@pytest.fixture
def browser(serve: Callable[..., Browser]) -> Browser:
    """Somebody without an account, at pages with the default settings."""
    return serve()


@pytest.fixture
def admin(browser: Browser) -> Browser:
    """Somebody who may do everything."""
    return signed_on(browser, "Ann", "admin")


def signed_on(browser: Browser, name: str, role: Any) -> Browser:
    """The browser, signed on with a new account."""
    browser.app.state.service.accounts.add(name, PASSWORD, role)  # type: ignore[attr-defined]
    assert browser.sign_on(name).status_code == 303
    return browser
