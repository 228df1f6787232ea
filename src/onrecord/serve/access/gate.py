"""Who asks, and whether they may: what a page's function depends on.

cookie or token → visitor → role. A form must bring the token that belongs to its sender's cookie.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Form, Header, Request, Response

from onrecord.serve.access.accounts import Account
from onrecord.serve.access.secrets import form_token, is_form_token, new_secret
from onrecord.serve.service import Service, service_of
from onrecord.serve.settings import Role

#: What a browser without a session carries, so that its forms can be told from forged ones.
VISIT_DAYS = 1
_DAY = 86_400


class SignOnNeeded(Exception):
    """The page needs an account, and nobody has signed on."""


class NotAllowed(Exception):
    """The account's role does not include what it asks for."""

    def __init__(self, role: Role) -> None:
        super().__init__(f"needs the role {role}")
        self.role = role


class ForgedForm(Exception):
    """A form that did not come from one of our pages, or from one that is too old."""


@dataclass(slots=True)
class Visitor:
    """Who asks. carried: the secret of the session's or visit's cookie; None for programs.

    fresh: whether the visit's cookie has yet to be set.
    """

    account: Account | None = None
    carried: str | None = None
    by_token: bool = False
    fresh: bool = False

    @property
    def form_token(self) -> str:
        """The token for a form, made on first use together with a cookie for the visit."""
        if self.carried is None:
            self.carried, self.fresh = new_secret(), True
        return form_token(self.carried)

    @property
    def signed_on(self) -> Account:
        """The account of whoever asks; raises SignOnNeeded where nobody has signed on."""
        if self.account is None:
            raise SignOnNeeded
        return self.account

    def may(self, role: Role) -> bool:
        """Whether somebody has signed on whose role includes this one."""
        return self.account is not None and self.account.may(role)

    def keep(self, response: Response, service: Service) -> None:
        """Set the visit's cookie where a form on the page needs it."""
        if self.fresh and self.carried:
            set_cookie(response, service, service.visit_cookie, self.carried, VISIT_DAYS)


def set_cookie(response: Response, service: Service, name: str, value: str, days: int) -> None:
    """Set a cookie that scripts cannot read and other sites cannot send along with a form."""
    response.set_cookie(
        name,
        value,
        max_age=days * _DAY,
        secure=service.settings.secure,
        httponly=True,
        samesite="lax",
    )


def visitor(request: Request) -> Visitor:
    """Tell who asks, by the token of a program or the cookie of a session."""
    service = service_of(request)
    found: Visitor | None = getattr(request.state, "visitor", None)
    if found is None:
        found = _visitor(request, service)
        request.state.visitor = found
    return found


def _visitor(request: Request, service: Service) -> Visitor:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        account = service.tokens.owner(secret.strip())
        if account is None:
            raise SignOnNeeded
        return Visitor(account, by_token=True)
    carried = request.cookies.get(service.session_cookie)
    account = service.sessions.owner(carried) if carried else None
    if account:
        return Visitor(account, carried)
    return Visitor(None, request.cookies.get(service.visit_cookie))


def address_of(request: Request) -> str:
    """Where a request comes from, for counting; the server has dealt with proxies."""
    return request.client.host if request.client else "unknown"


def reader(request: Request, who: Annotated[Visitor, Depends(visitor)]) -> Visitor:
    """Let in whoever may read; raises SignOnNeeded where reading is closed."""
    service = service_of(request)
    service.rates.count("reading", address_of(request))
    if who.account is None and service.settings.reading == "closed":
        raise SignOnNeeded
    return who


def reviewer(who: Annotated[Visitor, Depends(reader)]) -> Visitor:
    """Let in whoever may review; raises SignOnNeeded or NotAllowed."""
    return _with_role(who, "reviewer")


def admin(who: Annotated[Visitor, Depends(reader)]) -> Visitor:
    """Let in whoever may manage accounts; raises SignOnNeeded or NotAllowed."""
    return _with_role(who, "admin")


def _with_role(who: Visitor, role: Role) -> Visitor:
    if not who.signed_on.may(role):
        raise NotAllowed(role)
    return who


def genuine_form(
    request: Request,
    who: Annotated[Visitor, Depends(visitor)],
    form_token: Annotated[str, Form(description="From the page that holds the form")] = "",
    x_form_token: Annotated[str, Header()] = "",
) -> None:
    """Refuse a form that another site made a browser send; raises ForgedForm.

    Programs that send a token of their own carry no cookie that could be misused.
    """
    if who.by_token:
        return
    if not _is_from_here(request):
        raise ForgedForm
    if who.carried is None or not is_form_token(who.carried, form_token or x_form_token):
        raise ForgedForm


#: What the function of a page that takes a form depends on.
FORM = [Depends(genuine_form)]


def _is_from_here(request: Request) -> bool:
    """What browsers say of a request's origin; those that say nothing are left to the token."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    public = urlsplit(service_of(request).settings.base_url).netloc
    return origin != "null" and urlsplit(origin).netloc in (request.headers.get("Host"), public)
