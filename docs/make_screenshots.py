"""Make the pictures of the pages in docs/screenshots: `python docs/make_screenshots.py`.

Reads the example articles into a store of its own, serves it on loopback, and drives Debian's
chromium.
"""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from playwright.sync_api import Browser, sync_playwright

from onrecord.ingest import Input, Overrides, load
from onrecord.read.reader import Reader
from onrecord.serve.app import create_app
from onrecord.serve.settings import Settings
from onrecord.store import Store, open_store

ROOT = Path(__file__).parents[1]
PICTURES = Path(__file__).parent / "screenshots"
ARTICLES = {
    "strait-talks.txt": ("Harbour Wire", "2031-03-12"),
    "press-conference.txt": ("Quayside Journal", "2031-03-05"),
    "reservoir-vote.txt": ("Marrow Gazette", "2031-03-14"),
    "ferry-inquiry.html": (None, None),
}
WIDE, NARROW = (1280, 900), (390, 844)


def fill(store: Store) -> dict[str, int]:
    """Read the examples into a store; the number of each article."""
    reader = Reader.open("base")
    numbers = {}
    for name, (outlet, published) in ARTICLES.items():
        path = ROOT / "examples" / name
        loaded = load(Input(name, path=path), Overrides(outlet=outlet, published=published))
        record, vectors = next(reader.read_many_with_vectors([(loaded.article, loaded.notices)]))
        numbers[name] = store.add(record, vectors).article
    return numbers


def pictures(store: Store, numbers: dict[str, int]) -> list[tuple[str, str, tuple[int, int], Any]]:
    """Name, address, size and colours of each picture."""
    strait = numbers["strait-talks.txt"]
    pelk = store.actors("Davor Pelk")[0].id
    return [
        ("statements", "/", WIDE, "light"),
        ("article", f"/articles/{strait}#w3", WIDE, "light"),
        ("article-narrow", f"/articles/{strait}", NARROW, "dark"),
        ("statement", "/statements/2", WIDE, "light"),
        ("actor", f"/actors/{pelk}?topic=strait", WIDE, "light"),
        ("commitments", "/commitments?conditional=true", WIDE, "light"),
        ("what-if", "/what-if?q=Orlovia+withdraws+its+patrol+boats&on=2031-04-01", WIDE, "light"),
        ("map", "/map", WIDE, "dark"),
    ]


def take(
    browser: Browser, address: str, wanted: list[tuple[str, str, tuple[int, int], Any]]
) -> None:
    """Take every picture."""
    for name, page_address, (width, height), scheme in wanted:
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        page = context.new_page()
        page.goto(address + page_address)
        for image in page.locator("figure img").all():
            image.evaluate("e => { e.loading = 'eager'; return e.decode(); }")
        page.wait_for_timeout(300)
        page.screenshot(path=PICTURES / f"{name}.png")
        context.close()


def main() -> int:
    """Make them all."""
    chromium = shutil.which("chromium")
    if not chromium:
        sys.stderr.write("chromium is not installed: apt-get install chromium\n")
        return 2
    PICTURES.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        open_store(Path(folder) / "record.db") as store,
        socket.create_server(("127.0.0.1", 0)) as listener,
    ):
        numbers = fill(store)
        port = listener.getsockname()[1]
        app = create_app(Settings(port=port), store)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=chromium, args=["--no-sandbox"]
                )
                take(browser, f"http://127.0.0.1:{port}", pictures(store, numbers))
                browser.close()
        finally:
            server.should_exit = True
            thread.join()
    return 0


if __name__ == "__main__":
    sys.exit(main())
