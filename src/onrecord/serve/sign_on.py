"""Signing on and off, with a password of ours or with single sign-on."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from onrecord.serve.access.accounts import Account
from onrecord.serve.access.gate import FORM, Visitor, address_of, set_cookie
from onrecord.serve.presenting import PAGE, Present
from onrecord.serve.service import Service, service_of

router = APIRouter(tags=["access"])


@dataclass(frozen=True, slots=True)
class SignOnPage:
    """The form; `next` is the page of ours to go on to, `single` what single sign-on is called."""

    next: str
    single: str | None
    refused: bool = False
    name: str = ""
    nobody_yet: bool = False


@dataclass(frozen=True, slots=True)
class SignedOn:
    """Who has signed on."""

    name: str | None
    role: str | None


@router.get("/sign-on", response_model=SignOnPage, responses=PAGE)
def form(
    present: Present,
    next: Annotated[str, Query(max_length=4_000)] = "/",
) -> Response:
    """Show the form."""
    return present("sign_on.html.jinja", _page(present.service, next))


@router.post("/sign-on", response_model=SignedOn, responses=PAGE, dependencies=FORM)
def sign_on(
    present: Present,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2_000)],
    next: Annotated[str, Form(max_length=4_000)] = "/",
) -> Response:
    """Check name and password, and start a session."""
    service = present.service
    service.rates.count("signing_on", address_of(present.request))
    service.rates.count("guessing", name.strip().casefold()[:200])
    account = service.accounts.proven(name, password)
    if account is None:
        page = _page(service, next, refused=True, name=name)
        return present("sign_on.html.jinja", page, HTTPStatus.UNAUTHORIZED)
    response = present.go(local_address(next), SignedOn(account.name, account.role))
    begin_session(response, service, present.who, account)
    return response


@router.post("/sign-off", response_model=SignedOn, responses=PAGE, dependencies=FORM)
def sign_off(
    present: Present,
) -> Response:
    """End the session, here and in the browser."""
    service = present.service
    who = present.who
    if who.account and who.carried and not who.by_token:
        service.sessions.end(who.carried)
    response = present.go("/", SignedOn(None, None))
    response.delete_cookie(
        service.session_cookie, secure=service.settings.secure, httponly=True, samesite="lax"
    )
    return response


def begin_session(response: Response, service: Service, who: Visitor, account: Account) -> None:
    """Give the visitor a session of a new secret; the one carried before ends (no fixation)."""
    if who.carried:
        service.sessions.end(who.carried)
    secret = service.sessions.begin(account)
    set_cookie(response, service, service.session_cookie, secret, service.settings.session_days)


def local_address(address: str) -> str:
    """The address if it is a page of ours, else the first page: never somebody else's site."""
    parts = urlsplit(address.replace("\\", "/"))
    plain = address.startswith("/") and not address.startswith(("//", "/\\"))
    ours = plain and not parts.scheme and not parts.netloc and address.isprintable()
    return address if ours else "/"


def _page(service: Service, next: str, *, refused: bool = False, name: str = "") -> SignOnPage:
    oidc = service.settings.oidc
    return SignOnPage(
        local_address(next),
        oidc.label if oidc else None,
        refused,
        name,
        nobody_yet=not oidc and not service.accounts.any(),
    )


def signed_on_by_others(
    request: Request, who: Visitor, account: Account, next: str
) -> RedirectResponse:
    """Start a session for an account that single sign-on vouches for."""
    response = RedirectResponse(local_address(next), HTTPStatus.SEE_OTHER)
    begin_session(response, service_of(request), who, account)
    return response
