"""Signing up for a search by mail: the form, its terms, and the page that confirms it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response

from onrecord.alert import subscribing
from onrecord.alert.searches import LONGEST, described, search_of
from onrecord.alert.subscriptions import Frequency, Subscription
from onrecord.ask.search import Query
from onrecord.errors import TooManySignUps
from onrecord.serve.access.gate import FORM, address_of, reader
from onrecord.serve.access.rates import TooMany
from onrecord.serve.presenting import PAGE, Present
from onrecord.serve.searching import asked
from onrecord.serve.subscriptions_mailing import mailing_of

router = APIRouter(prefix="/subscriptions", tags=["subscriptions"])

_HOUR = 3_600
#: Characters that a mail address may have (RFC 5321).
MOST = 320


@dataclass(frozen=True, slots=True)
class SignUpPage:
    """The form for a search; terms: the version that is agreed to."""

    search: str
    described: str
    terms: str


@dataclass(frozen=True, slots=True)
class AskedPage:
    """What everybody is told who asked for a mail, whether or not one is sent."""

    sent: str


@dataclass(frozen=True, slots=True)
class TermsPage:
    """The terms in force."""

    version: str
    text: str


@dataclass(frozen=True, slots=True)
class ConfirmPage:
    """A subscription that waits for its confirmation, or has it."""

    subscription: Subscription


@router.get("", response_model=SignUpPage, responses=PAGE, dependencies=[Depends(reader)])
def form(present: Present, query: Annotated[Query, Depends(asked)]) -> Response:
    """Show the form that subscribes to a search."""
    alerts, search = mailing_of(present.request).alerts, search_of(query)
    page = SignUpPage(search, described(alerts, search), alerts.settings.terms.version)
    return present("subscriptions.html.jinja", page)


@router.post(
    "",
    response_model=AskedPage,
    responses=PAGE,
    dependencies=[Depends(reader), *FORM],
)
def sign_up(
    present: Present,
    *,
    address: Annotated[str, Form(max_length=MOST, description="A mail address")],
    frequency: Annotated[Frequency, Form()],
    terms: Annotated[str, Form(max_length=40, description="The version agreed to")],
    agreed: Annotated[bool, Form(description="Whether the terms are agreed to")] = False,
    search: Annotated[str, Form(max_length=LONGEST, description="As in the address bar")] = "",
) -> Response:
    """Ask for a mail that asks whether to start a subscription."""
    mailing = mailing_of(present.request)
    with limited():
        subscribing.sign_up(
            mailing.alerts,
            address=address,
            search=search,
            frequency=frequency,
            terms=terms,
            agreed=agreed,
            origin=address_of(present.request),
        )
    mailing.wake()
    return present.go("/subscriptions/asked", AskedPage("confirmation"), HTTPStatus.ACCEPTED)


@router.get("/asked", response_model=AskedPage, responses=PAGE, dependencies=[Depends(reader)])
def told(present: Present) -> Response:
    """Tell somebody who asked for a mail to look for it."""
    return present("subscriptions_asked.html.jinja", AskedPage("confirmation"))


@router.get("/terms", response_model=TermsPage, responses=PAGE)
def terms(present: Present) -> Response:
    """Show the terms in force."""
    found = mailing_of(present.request).alerts.settings.terms
    return present("subscriptions_terms.html.jinja", TermsPage(found.version, found.text))


@router.get("/confirm/{token}", response_model=ConfirmPage, responses=PAGE)
def pending(token: str, present: Present) -> Response:
    """Show what a confirmation mail asks about; programs that follow links confirm nothing."""
    found = subscribing.pending(mailing_of(present.request).alerts, token)
    return unkept(present("subscriptions_confirm.html.jinja", ConfirmPage(found)))


@router.post("/confirm/{token}", response_model=ConfirmPage, responses=PAGE)
def confirm(token: str, present: Present) -> Response:
    """Start a subscription; the link, which only its mail has, is what allows it."""
    alerts = mailing_of(present.request).alerts
    found = subscribing.confirm(alerts, token, address_of(present.request))
    return unkept(present("subscriptions_confirm.html.jinja", ConfirmPage(found)))


@contextmanager
def limited() -> Iterator[None]:
    """Answer too many sign-ups as too many of anything are answered."""
    try:
        yield
    except TooManySignUps as error:
        raise TooMany(_HOUR) from error


def unkept(response: Response) -> Response:
    """The answer, to be kept by nobody on the way: it belongs to one person."""
    response.headers["Cache-Control"] = "no-store"
    return response
