"""One's own subscriptions: unsubscribe, change, export, erase, each through a link in a mail."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Response

from onrecord.alert import managing, subscribing
from onrecord.alert.consents import Kept
from onrecord.alert.subscriptions import Frequency, Subscription
from onrecord.serve.access.gate import FORM, address_of, reader
from onrecord.serve.presenting import PAGE, Number, Present, json_of
from onrecord.serve.subscriptions import MOST, AskedPage, limited, unkept
from onrecord.serve.subscriptions_mailing import mailing_of

router = APIRouter(prefix="/subscriptions", tags=["subscriptions"])


@dataclass(frozen=True, slots=True)
class UnsubscribePage:
    """The subscription of an unsubscribe link; null when nothing is left of it."""

    subscription: Subscription | None
    ended: bool


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Somebody's subscriptions. here: the address of this page."""

    address: str
    subscriptions: list[Subscription]
    here: str


@dataclass(frozen=True, slots=True)
class ErasedPage:
    """That nothing is kept any more."""

    erased: bool


@router.post(
    "/link",
    response_model=AskedPage,
    responses=PAGE,
    dependencies=[Depends(reader), *FORM],
)
def send_link(
    present: Present,
    address: Annotated[str, Form(max_length=MOST, description="A mail address")],
) -> Response:
    """Ask for a mail with the link to one's own subscriptions."""
    mailing = mailing_of(present.request)
    with limited():
        managing.send_link(mailing.alerts, address, address_of(present.request))
    mailing.wake()
    return present.go("/subscriptions/asked", AskedPage("link"), HTTPStatus.ACCEPTED)


@router.get("/unsubscribe/{token}", response_model=UnsubscribePage, responses=PAGE)
def leaving(token: str, present: Present) -> Response:
    """Show what a link unsubscribes from; programs that follow links end nothing."""
    return _leaving(present, token)


@router.post("/unsubscribe/{token}", response_model=UnsubscribePage, responses=PAGE)
def leave(token: str, present: Present) -> Response:
    """Unsubscribe by one click (RFC 8058), for mail programs too: without cookie or redirection."""
    alerts = mailing_of(present.request).alerts
    subscribing.unsubscribe(alerts, token, address_of(present.request))
    return _leaving(present, token)


@router.get("/manage/{token}", response_model=OwnPage, responses=PAGE)
def own(token: str, present: Present) -> Response:
    """Show somebody's subscriptions to them."""
    return unkept(present("subscriptions_own.html.jinja", _own(present, token)))


@router.get("/manage/{token}/export", response_model=Kept, responses=PAGE)
def export(token: str, present: Present) -> Response:
    """Give all that is kept about somebody, consents and mails included, as a JSON file."""
    found = managing.export(mailing_of(present.request).alerts, token)
    response = unkept(Response(json_of(found), media_type="application/json"))
    response.headers["Content-Disposition"] = 'attachment; filename="onrecord-subscriptions.json"'
    return response


@router.post("/manage/{token}/erase", response_model=ErasedPage, responses=PAGE)
def erase(token: str, present: Present) -> Response:
    """Erase all that is kept about somebody."""
    managing.erase(mailing_of(present.request).alerts, token)
    return unkept(present("subscriptions_erased.html.jinja", ErasedPage(erased=True)))


@router.post("/manage/{token}/{subscription}", response_model=OwnPage, responses=PAGE)
def change(
    token: str,
    subscription: Number,
    present: Present,
    frequency: Annotated[Frequency | Literal["never"], Form()],
) -> Response:
    """Have mails of a subscription more or less often, or never again."""
    alerts, origin = mailing_of(present.request).alerts, address_of(present.request)
    managing.change(alerts, token, subscription, frequency, origin)
    page = _own(present, token)
    return present.go(page.here, page)


def _leaving(present: Present, token: str) -> Response:
    found = subscribing.of_unsubscribe_link(mailing_of(present.request).alerts, token)
    page = UnsubscribePage(found, ended=found is None or found.state == "ended")
    return unkept(present("subscriptions_unsubscribe.html.jinja", page))


def _own(present: Present, token: str) -> OwnPage:
    address, found = managing.overview(mailing_of(present.request).alerts, token)
    return OwnPage(address, found, f"/subscriptions/manage/{token}")
