"""A real web server on loopback for every test that asks for one."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PAGES = Path(__file__).parent / "pages"
HTML = "text/html; charset=utf-8"


class Site(BaseHTTPRequestHandler):
    """Answers each path in its own way."""

    agents: list[str] = []  # noqa: RUF012, shared on purpose: handlers live for one request
    inward = "/"

    def do_GET(self) -> None:
        Site.agents.append(self.headers.get("User-Agent", ""))
        name = self.path.strip("/").split("?")[0].replace("-", "_")
        getattr(self, f"answer_{name}", self.answer_missing)()

    def answer_story(self) -> None:
        self.give(HTML, (PAGES / "agency.html").read_bytes())

    def answer_latin(self) -> None:
        page = (
            "<html><body><article>"
            + "<p>Die Minister in Zürich erklärten früh, daß sie müde seien.</p>" * 6
        )
        self.give("text/html; charset=ISO-8859-1", page.encode("latin-1"))

    def answer_plain(self) -> None:
        self.give("text/plain; charset=iso-8859-1", "The café\r\nis closed.".encode("latin-1"))

    def answer_untyped(self) -> None:
        self.give(None, (PAGES / "agency.html").read_bytes())

    def answer_pdf(self) -> None:
        self.give("application/pdf", b"%PDF-1.7")

    def answer_empty(self) -> None:
        self.give(HTML, b"")

    def answer_broken(self) -> None:
        self.give(HTML, b"", status=500)

    def answer_forbidden(self) -> None:
        self.give(HTML, b"", status=403)

    def answer_busy(self) -> None:
        self.give(HTML, b"", status=503, headers={"Retry-After": "3600"})

    def answer_inward(self) -> None:
        self.give(None, b"", status=302, headers={"Location": Site.inward})

    def answer_moved(self) -> None:
        self.give(None, b"", status=301, headers={"Location": "/story"})

    def answer_loop(self) -> None:
        self.give(None, b"", status=302, headers={"Location": "/loop"})

    def answer_to_file(self) -> None:
        self.give(None, b"", status=302, headers={"Location": "file:///etc/hostname"})

    def answer_silent(self) -> None:
        time.sleep(2.0)

    def answer_drip(self) -> None:
        self.begin(HTML, length=1000)
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)

    def answer_huge(self) -> None:
        self.begin(HTML, length=None)
        for _ in range(64):
            self.wfile.write(b"<p>and so on</p>" * 4096)

    def answer_cut(self) -> None:
        self.begin(HTML, length=5000)
        self.wfile.write(b"<html><p>The minister said")
        self.close_connection = True

    def answer_missing(self) -> None:
        self.give(HTML, b"no such page", status=404)

    def give(
        self,
        mime: str | None,
        body: bytes,
        *,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.begin(mime, length=len(body), status=status, headers=headers or {})
        self.wfile.write(body)

    def begin(
        self,
        mime: str | None,
        *,
        length: int | None,
        status: int = 200,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.send_response(status)
        if mime:
            self.send_header("Content-Type", mime)
        if length is not None:
            self.send_header("Content-Length", str(length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


class QuietServer(ThreadingHTTPServer):
    """A server whose clients may hang up."""

    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that had enough is what some tests are about."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    with QuietServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join(timeout=5)
