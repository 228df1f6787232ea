"""Pages that need not be there for the first one: brought in once it is answered, or when asked for.

What they take and give is described to the framework as they are imported, which takes longer
than the first page does from start to end.
"""

from __future__ import annotations

import gc
from threading import Lock, Thread

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

#: What the first page and its parts lie at.
_AT_ONCE = ("/static/",)
_FIRST = "/"


class LaterPages:
    """ASGI middleware that brings the other pages into an application, once.

    pages: the application; it stands behind all other middleware.
    """

    def __init__(self, app: ASGIApp, pages: FastAPI) -> None:
        self.app = app
        self._pages = pages
        self._lock = Lock()
        self._begun = False
        self._there = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the other pages there before one of them is asked for, and after the first page."""
        if self._there or scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path != _FIRST and not path.startswith(_AT_ONCE):
            await run_in_threadpool(self._bring)
        await self.app(scope, receive, send)
        if not self._begun:
            self._begun = True
            Thread(target=self._bring, name="later-pages", daemon=True).start()

    def _bring(self) -> None:
        with self._lock:
            if self._there:
                return
            from onrecord.serve.pages import ROUTERS  # noqa: PLC0415, the reason for this module

            for router in ROUTERS:
                # `include_router` would describe every page a second time.
                self._pages.router.routes.extend(router.routes)
            # Looking through all that for garbage would hold up pages, again and again.
            gc.freeze()
            self._there = True
