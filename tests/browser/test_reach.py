"""Every page can be used with a screen reader, at 360 pixels, in light and dark."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.serve.access.accounts import Accounts
from onrecord.serve.app import create_app
from onrecord.serve.settings import Settings
from onrecord.store import open_store
from tests.browser.conftest import Served
from tests.serve.newsroom import records

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

PASSWORD = "four plain words here"
OPEN = (
    "/",
    "/?q=strait&kind=direct",
    "/?q=nothing+like+it",
    "/articles",
    "/articles/1",
    "/articles/3",
    "/statements/1",
    "/actors",
    "/actors/1",
    "/pairs/1/2",
    "/topics",
    "/topics?q=strait",
    "/map",
    "/commitments",
    "/commitments?kind=threat",
    "/contradictions",
    "/subscriptions",
    "/what-if",
    "/what-if?q=Russia+invades+Ukraine&on=2022-01-08",
    "/sign-on",
    "/api",
    "/nothing",
)
OWN = ("/", "/review", "/statements/3", "/actors/1", "/add", "/account", "/accounts")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Pages over the newsroom's record."""
    with (
        open_store(tmp_path_factory.mktemp("reach") / "record.db") as store,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        for record in records():
            store.add(record)
        Accounts(store.engine).add("Ann", PASSWORD, "admin")
        app = create_app(Settings(port=listener.getsockname()[1]), store)
        with Served(app, listener) as running:
            yield running


def windows(chromium: Browser, served: Served) -> Iterator[tuple[str, BrowserContext]]:
    """A narrow dark window and a wide light one."""
    for width, scheme in ((360, "dark"), (1280, "light")):
        context = chromium.new_context(
            base_url=served.address,
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        context.set_default_timeout(60_000)
        yield f"{width} {scheme}", context
        context.close()


def checked(
    context: BrowserContext, addresses: tuple[str, ...], grave: Callable[[Any], list[str]]
) -> list[str]:
    """What is wrong with the pages at these addresses."""
    page = context.new_page()
    wrong: list[str] = []
    page.on(
        "console",
        lambda m: wrong.append(m.text) if "Content Security Policy" in m.text else None,
    )
    page.on("pageerror", lambda error: wrong.append(str(error)))
    for address in addresses:
        page.goto(address)
        wrong += grave(page)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{address} is wider than the window")
    return wrong


def test_pages_for_everybody(
    chromium: Browser, served: Served, grave: Callable[[Any], list[str]]
) -> None:
    for _, context in windows(chromium, served):
        assert checked(context, OPEN, grave) == []


def test_pages_for_those_who_signed_on(
    chromium: Browser, served: Served, grave: Callable[[Any], list[str]]
) -> None:
    for _, context in windows(chromium, served):
        page = context.new_page()
        page.goto("/sign-on")
        page.get_by_label("Name").fill("Ann")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign on").click()
        page.wait_for_url("**/")
        assert checked(context, OWN, grave) == []


def test_charts_are_shown(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(base_url=served.address)
    page = context.new_page()
    page.goto("/map")
    image = page.locator("figure img")
    image.evaluate("e => e.decode()")
    assert image.evaluate("e => e.naturalWidth") > 100
    context.close()
