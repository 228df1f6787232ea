"""No more bytes of a form than the settings allow, whatever its headers say."""

from __future__ import annotations

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.serve.problems import Problem, present_problem

_TOO_LARGE = HTTPStatus.REQUEST_ENTITY_TOO_LARGE


class BodyLimit:
    """ASGI middleware: answers 413 once a body is longer than `most` bytes."""

    def __init__(self, app: ASGIApp, *, most: int) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what of its body is taken."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("Content-Length", "")
        if declared.isdecimal() and int(declared) > self.most:
            await self._refuse(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.most:
                raise HTTPException(_TOO_LARGE, f"More than {self.most / 1e6:g} MB is no article")
            return message

        await self.app(scope, counted, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = present_problem(
            Request(scope, receive),
            Problem(
                _TOO_LARGE,
                "Too large",
                f"More than {self.most / 1e6:g} MB is no article.",
                "Save its text alone, and upload that.",
            ),
        )
        await response(scope, receive, send)
