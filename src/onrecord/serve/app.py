"""The application: settings and a store in, pages out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from onrecord import __version__
from onrecord.serve import stream
from onrecord.serve.access.accounts import Accounts
from onrecord.serve.access.rates import RateLimiter
from onrecord.serve.access.sessions import ApiTokens, Sessions
from onrecord.serve.bodies import BodyLimit
from onrecord.serve.headers import SecurityHeaders
from onrecord.serve.later import LaterPages
from onrecord.serve.problems import AnswerUnforeseen, answer_problems
from onrecord.serve.readings import Readings
from onrecord.serve.service import Service
from onrecord.serve.settings import Settings
from onrecord.serve.subscriptions_mailing import add_mailing

if TYPE_CHECKING:
    from onrecord.ingest.loading import Loaded
    from onrecord.read.reader import Reader
    from onrecord.store import Store

_STATIC = Path(__file__).parent / "static"


def create_app(settings: Settings, store: Store) -> FastAPI:
    """Make the application over an open store; the caller closes the store when it is done."""
    app = FastAPI(
        title=settings.name,
        version=__version__,
        description="What was said, bound to the words that carry it. Every page has this JSON "
        "at its own address: ask for it with `Accept: application/json` or `?format=json`.",
        # Their pages load scripts from elsewhere; /api is ours.
        docs_url=None,
        redoc_url=None,
    )
    service = app.state.service = _service(settings, store)
    app.router.on_shutdown.append(service.close)
    add_mailing(app, service)
    app.router.routes.extend(stream.router.routes)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    answer_problems(app)
    if settings.oidc:
        from onrecord.serve.access.single import (  # noqa: PLC0415, takes 0.3 s
            add_single_sign_on,
        )

        add_single_sign_on(app, settings, settings.oidc)
    # The last one added is the outermost.
    app.add_middleware(LaterPages, pages=app)
    app.add_middleware(BodyLimit, most=settings.largest_upload)
    app.add_middleware(AnswerUnforeseen)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=settings.answers_to)
    app.add_middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4)
    app.add_middleware(SecurityHeaders, secure=settings.secure)
    return app


def _service(settings: Settings, store: Store) -> Service:
    accounts = Accounts(store.engine)
    open_reader = _reader_of(settings.model)
    return Service(
        settings,
        store,
        accounts,
        Sessions(store.engine, accounts, settings.session_days),
        ApiTokens(store.engine, accounts),
        RateLimiter(settings.rates),
        Readings(open_reader, _keep(store), public_only=not settings.private_addresses),
        open_reader,
    )


def _reader_of(model: str) -> Callable[[], Reader]:
    """Open the model when it is first asked for, once: it takes a second, and most only look."""
    lock = Lock()
    opened: list[Reader] = []

    def open_reader() -> Reader:
        from onrecord.read.reader import Reader  # noqa: PLC0415, as said

        with lock:
            if not opened:
                opened.append(Reader.open(model))
            return opened[0]

    return open_reader


def _keep(store: Store) -> Callable[[Reader, Loaded], int]:
    def keep(reader: Reader, loaded: Loaded) -> int:
        submissions = [(loaded.article, loaded.notices)]
        record, vectors = next(reader.read_many_with_vectors(submissions))
        return store.add(record, vectors).article

    return keep
