"""Your own account: password, tokens for programs, signing off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response

from onrecord.errors import AccountError
from onrecord.serve.access.accounts import Account
from onrecord.serve.access.gate import FORM, Visitor, address_of, reader
from onrecord.serve.access.sessions import ApiToken
from onrecord.serve.presenting import PAGE, Number, Present
from onrecord.serve.service import Service
from onrecord.serve.sign_on import begin_session

router = APIRouter(tags=["access"], dependencies=[Depends(reader)])


@dataclass(frozen=True, slots=True)
class AccountPage:
    """An account as its owner sees it; `made` is the secret of a token made just now."""

    account: Account
    tokens: list[ApiToken]
    made: str | None = None
    changed: bool = False


@router.get("/account", response_model=AccountPage, responses=PAGE)
def account(
    present: Present,
) -> Response:
    """Show the account of whoever has signed on."""
    return _shown(present, present.service, present.who.signed_on)


@router.post("/account/tokens", response_model=AccountPage, responses=PAGE, dependencies=FORM)
def make_token(
    present: Present,
    label: Annotated[str, Form(max_length=80)],
) -> Response:
    """Make a token for a program; its secret is shown this once."""
    service, own = present.service, present.who.signed_on
    secret = service.tokens.make(own, label)
    response = _shown(present, service, own, made=secret)
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post(
    "/account/tokens/{token}/revoke",
    response_model=AccountPage,
    responses=PAGE,
    dependencies=FORM,
)
def revoke_token(
    token: Number,
    present: Present,
) -> Response:
    """End one of the account's own tokens."""
    service, own = present.service, present.who.signed_on
    service.tokens.revoke(own, token)
    return present.go("/account", AccountPage(own, service.tokens.of(own)))


@router.post(
    "/account/password",
    response_model=AccountPage,
    responses=PAGE,
    dependencies=FORM,
)
def change_password(
    present: Present,
    old: Annotated[str, Form(max_length=2_000)],
    new: Annotated[str, Form(max_length=2_000)],
) -> Response:
    """Change the password, which ends every session and token but this session."""
    service, own = present.service, present.who.signed_on
    service.rates.count("signing_on", address_of(present.request))
    if present.who.by_token or service.accounts.proven(own.name, old) is None:
        raise AccountError("the old password is not right", "Type it again")
    service.accounts.set_password(own.id, new)
    response = _shown(present, service, own, changed=True)
    begin_session(response, service, Visitor(), own)
    return response


def _shown(
    present: Present,
    service: Service,
    own: Account,
    *,
    made: str | None = None,
    changed: bool = False,
) -> Response:
    return present("account.html.jinja", AccountPage(own, service.tokens.of(own), made, changed))
