"""A mail server on this machine: aiosmtpd, with what it was given and what it answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller

Answer = Callable[[str], str | None]


class _AnyPort(Controller):
    """Listens on a free port; the library would ask itself at port 0 whether it is there."""

    def _trigger_server(self) -> None:
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


class Post:
    """Takes mails until told otherwise. answer: what it says to a recipient, null to take it."""

    def __init__(self, answer: Answer = lambda _: None) -> None:
        self.answer = answer
        self.raw: list[bytes] = []
        self.recipients: list[str] = []
        self._held: Event | None = None
        self._free = Event()
        self._controller = _AnyPort(self, hostname="127.0.0.1", port=0)

    @property
    def mails(self) -> list[EmailMessage]:
        """What it took, in order."""
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]

    @property
    def settings(self) -> dict[str, Any]:
        """How to reach it."""
        return {
            "host": "127.0.0.1",
            "port": self._controller.port,
            "security": "none",
            "seconds": 20,
        }

    def __enter__(self) -> Post:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    def hold(self) -> Event:
        """Let the next mail wait for its answer; what is given tells when it is there."""
        self._held = Event()
        return self._held

    def let_go(self) -> None:
        """Take the mail that waits."""
        self._free.set()

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if answer := self.answer(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.raw.append(envelope.content)
        self.recipients += envelope.rcpt_tos
        if held := self._held:
            held.set()
            self._held = None
            await asyncio.to_thread(self._free.wait, 60)
        return "250 OK"
