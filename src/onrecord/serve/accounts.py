"""All accounts, for those who manage them: make, change the role, shut out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Response

from onrecord.serve.access.accounts import ROLES, Account
from onrecord.serve.access.gate import FORM, admin
from onrecord.serve.presenting import PAGE, Number, Present
from onrecord.serve.settings import Role

router = APIRouter(prefix="/accounts", tags=["access"], dependencies=[Depends(admin)])


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Every account, and the roles that there are."""

    accounts: list[Account]
    roles: tuple[Role, ...] = ROLES


@router.get("", response_model=AccountsPage, responses=PAGE)
def accounts(present: Present) -> Response:
    """List the accounts."""
    return present("accounts.html.jinja", AccountsPage(present.service.accounts.all()))


@router.post("", response_model=AccountsPage, responses=PAGE, dependencies=FORM)
def make(
    present: Present,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2_000)],
    role: Annotated[Role, Form()] = "reader",
) -> Response:
    """Make an account with a first password."""
    service = present.service
    service.accounts.add(name, password, role)
    return present.go("/accounts", AccountsPage(service.accounts.all()))


@router.post("/{account}", response_model=AccountsPage, responses=PAGE, dependencies=FORM)
def change(
    account: Number,
    present: Present,
    role: Annotated[Role, Form()],
    disabled: Annotated[bool, Form()] = False,
) -> Response:
    """Set an account's role, and whether it is shut out."""
    service = present.service
    service.accounts.set_role(account, role)
    service.accounts.set_disabled(account, disabled)
    return present.go("/accounts", AccountsPage(service.accounts.all()))
