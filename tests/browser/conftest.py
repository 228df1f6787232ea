"""A real browser at real pages on loopback; skipped where there is no chromium."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

AXE = Path(__file__).parent / "axe.min.js"
_SECONDS = 20
#: Reported by axe-core: what a reader with a screen reader or without a mouse cannot get past.
GRAVE = {"serious", "critical"}


class Served:
    """An application that uvicorn serves in a thread of its own."""

    def __init__(self, app: Any, listener: socket.socket) -> None:
        import uvicorn

        self.app = app
        self.address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [listener]}, daemon=True
        )

    def __enter__(self) -> Served:
        self._thread.start()
        until = time.monotonic() + _SECONDS
        while not self._server.started:
            assert time.monotonic() < until, "the server did not start"
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=_SECONDS)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium, without a window."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("needs a browser: install chromium (apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Its own sandbox needs rights that a container does not give; it meets our pages only.
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window that fails the test when a page's script fails or the policy blocks something."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(_SECONDS * 1_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: (
            faults.append(message.text) if "Content Security Policy" in message.text else None
        ),
    )
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def grave() -> Callable[[Page], list[str]]:
    """Ask axe-core what is wrong with the page, and keep what is serious or critical."""
    script = AXE.read_text(encoding="utf-8")

    def found(page: Page) -> list[str]:
        # Run from outside the page, past its policy, which allows no such script.
        page.evaluate(script)
        result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{page.url}: {violation['id']}: {node['html'][:200]}"
            for violation in result["violations"]
            if violation["impact"] in GRAVE
            for node in violation["nodes"]
        ]

    return found
