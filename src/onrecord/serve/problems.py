"""What went wrong → an answer that says what to do: a page, or RFC 9457 problem details."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import NotInStore, OnrecordError, StaleLink, StoreError
from onrecord.serve.access.gate import ForgedForm, NotAllowed, SignOnNeeded, Visitor, visitor
from onrecord.serve.access.rates import TooMany
from onrecord.serve.presenting import environment, form_of
from onrecord.serve.service import service_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for people and programs; `code` is that of our errors, where it is one."""

    status: int
    title: str
    detail: str
    remedy: str
    code: str | None = None


class NotFound(Exception):
    """The store holds nothing under an address."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


def answer_problems(app: FastAPI) -> None:
    """Have the application answer every error with a problem."""
    app.add_exception_handler(SignOnNeeded, _sign_on)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(ForgedForm, _forged)
    app.add_exception_handler(TooMany, _too_many)
    app.add_exception_handler(NotFound, _not_found)
    app.add_exception_handler(OnrecordError, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)


def present_problem(request: Request, problem: Problem) -> Response:
    """Answer with a problem in the form that was asked for."""
    if form_of(request) == "json":
        body = {
            "type": "about:blank",
            "title": problem.title,
            "status": problem.status,
            "detail": problem.detail,
            "remedy": problem.remedy,
            "code": problem.code,
        }
        return Response(
            json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
            problem.status,
            media_type="application/problem+json",
        )
    try:
        who = visitor(request)
    except SignOnNeeded:
        who = Visitor()
    page = environment().get_template("problem.html.jinja")
    html = page.render(
        page=problem,
        who=who,
        request=request,
        settings=service_of(request).settings,
    )
    response = Response(html, problem.status, media_type="text/html")
    who.keep(response, service_of(request))
    return response


def _sign_on(request: Request, error: Exception) -> Response:
    del error
    # A program whose token is wrong would be sent to and fro.
    by_browser = "Authorization" not in request.headers
    if by_browser and form_of(request) == "html" and request.method == "GET":
        return RedirectResponse(f"/sign-on?next={quote(_here(request))}", HTTPStatus.SEE_OTHER)
    problem = Problem(
        HTTPStatus.UNAUTHORIZED,
        "Sign on first",
        "This needs an account.",
        "Sign on, or send a token in an Authorization header.",
    )
    response = present_problem(request, problem)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _here(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query


def _not_allowed(request: Request, error: Exception) -> Response:
    role = error.role if isinstance(error, NotAllowed) else "admin"
    return present_problem(
        request,
        Problem(
            HTTPStatus.FORBIDDEN,
            "Not with this account",
            f"This needs an account with the role {role}.",
            "Ask whoever runs these pages for that role.",
        ),
    )


def _forged(request: Request, error: Exception) -> Response:
    del error
    return present_problem(
        request,
        Problem(
            HTTPStatus.FORBIDDEN,
            "The form is too old",
            "The form did not come from a page that is still good, so nothing was changed.",
            "Go back, reload the page and send the form again.",
        ),
    )


def _too_many(request: Request, error: Exception) -> Response:
    wait = error.wait if isinstance(error, TooMany) else 60
    response = present_problem(
        request,
        Problem(
            HTTPStatus.TOO_MANY_REQUESTS,
            "Too many requests",
            "You asked more often than these pages allow.",
            f"Wait {wait} seconds.",
        ),
    )
    response.headers["Retry-After"] = str(wait)
    return response


def _not_found(request: Request, error: Exception) -> Response:
    what = error.what if isinstance(error, NotFound) else "That"
    return present_problem(
        request,
        Problem(
            HTTPStatus.NOT_FOUND,
            "Not on record",
            f"{what} is not in this record.",
            "Check the address, or search for it.",
        ),
    )


#: Statuses of errors that are not the sender's fault, or not about what was sent.
_STATUSES: dict[type[OnrecordError], tuple[HTTPStatus, str]] = {
    NotInStore: (HTTPStatus.NOT_FOUND, "Not on record"),
    StoreError: (HTTPStatus.SERVICE_UNAVAILABLE, "The record cannot be used just now"),
    StaleLink: (HTTPStatus.GONE, "That link does not work"),
    OnrecordError: (HTTPStatus.UNPROCESSABLE_ENTITY, "That does not work"),
}


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    status, title = next(_STATUSES[kind] for kind in type(error).__mro__ if kind in _STATUSES)
    return present_problem(
        request,
        Problem(
            status,
            title,
            f"{error.problem[:1].upper()}{error.problem[1:]}.",
            f"{error.remedy}.",
            error.code,
        ),
    )


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"][1:]) or "the request"
    return present_problem(
        request,
        Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "That does not work",
            f"{name}: {first['msg']}.",
            "Check the address or the form; /openapi.json describes what each page takes.",
        ),
    )


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_FOUND:
        return _not_found(request, NotFound("A page of this address"))
    phrase = HTTPStatus(error.status_code).phrase
    response = present_problem(
        request, Problem(error.status_code, phrase, f"{error.detail}.", "Check the address.")
    )
    response.headers.update(error.headers or {})
    return response


class AnswerUnforeseen:
    """ASGI middleware: an error that nobody foresaw is logged, and answered without its details.

    The framework's own handler would stand outside the one that sets the security headers.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and answer in its place where it fails before it answers."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await _unforeseen(Request(scope, receive), error)(scope, receive, send)


def _unforeseen(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return present_problem(
        request,
        Problem(
            HTTPStatus.INTERNAL_SERVER_ERROR,
            "A fault of ours",
            "The page could not be made. What went wrong is in the log.",
            "Try again; if it stays, tell whoever runs these pages.",
        ),
    )
