"""Accounts: who may write, as what, and how they prove it."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Engine, Row, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from onrecord.errors import AccountError
from onrecord.serve.access.tables import accounts, api_tokens, sessions
from onrecord.serve.settings import Role
from onrecord.store.engines import writing
from onrecord.store.packing import writable

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1_000
LONGEST_NAME = 80

#: Each role may do what those before it may.
ROLES: tuple[Role, ...] = ("reader", "reviewer", "admin")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign on; `created` in seconds since 1970. own: has a password here."""

    id: int
    name: str
    role: Role
    disabled: bool
    created: int
    own: bool

    def may(self, role: Role) -> bool:
        """Whether the account's role includes another."""
        return not self.disabled and ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of a database; every method that changes one raises AccountError (R701)."""

    def __init__(self, engine: Engine, now: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._now = now

    def add(self, name: str, password: str, role: Role) -> Account:
        """Make an account with a password; the name must be free, whatever its case."""
        name, hashed = _checked_name(name), _hash(_checked_password(password, name))
        return self._insert(name, role, password=hashed)

    def ensure_admin(self, name: str, password: str) -> Account:
        """Make an account that may do everything or, where the name is known, let it in again."""
        try:
            known = self.named(name)
        except AccountError:
            return self.add(name, password, "admin")
        self.set_password(known.id, password)
        self._set(known.id, role="admin", disabled=False)
        return self.named(name)

    def signed_on(self, subject: str, name: str, role: Role) -> Account:
        """Find the account of an issuer's subject, or make one with that name and role."""
        subject = writable(subject)
        with self._engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.subject == subject)).first()
        if row:
            return _account(row)
        name = _cut_name(name)
        taken = 1
        while True:
            try:
                unique = name if taken == 1 else f"{name} ({taken})"
                return self._insert(unique, role, subject=subject)
            except AccountError:
                taken += 1
                if taken > 100:
                    raise

    def proven(self, name: str, password: str) -> Account | None:
        """The account of that name if the password is its own and it is not disabled.

        Takes as long for a name that nobody has, so that the time does not tell.
        """
        with self._engine.connect() as connection:
            row = connection.execute(
                select(accounts).where(accounts.c.folded == _folded(name))
            ).first()
        known = row.password if row and row.password else _nobodys_hash()
        right = len(password) <= LONGEST_PASSWORD and _matches(known, password)
        if not (row and row.password and right) or row.disabled:
            return None
        if _hasher().check_needs_rehash(known):
            self._set(row.id, password=_hash(password))
        return _account(row)

    def get(self, id: int) -> Account | None:
        """The account of that number."""
        with self._engine.connect() as connection:
            row = connection.execute(select(accounts).where(accounts.c.id == id)).first()
        return _account(row) if row else None

    def named(self, name: str) -> Account:
        """The account of that name."""
        with self._engine.connect() as connection:
            row = connection.execute(
                select(accounts).where(accounts.c.folded == _folded(name))
            ).first()
        if not row:
            raise AccountError(f"there is no account {name!r}", "The page /accounts lists all")
        return _account(row)

    def all(self) -> list[Account]:
        """Every account, by name."""
        with self._engine.connect() as connection:
            return [
                _account(row)
                for row in connection.execute(select(accounts).order_by(accounts.c.folded))
            ]

    def any(self) -> bool:
        """Whether there is any account yet."""
        with self._engine.connect() as connection:
            return connection.execute(select(accounts.c.id).limit(1)).first() is not None

    def set_password(self, id: int, password: str) -> None:
        """Change the password and end every session and token of the account."""
        account = self.get(id)
        if account is None:
            raise AccountError("there is no such account", "Reload the page")
        self._set(id, password=_hash(_checked_password(password, account.name)))
        self._shut_out(id)

    def set_role(self, id: int, role: Role) -> None:
        """Change what an account may do; the last admin stays one."""
        if role != "admin":
            self._keep_an_admin(id)
        self._set(id, role=role)

    def set_disabled(self, id: int, disabled: bool) -> None:
        """Shut an account out, with all its sessions and tokens, or let it in again."""
        if disabled:
            self._keep_an_admin(id)
            self._shut_out(id)
        self._set(id, disabled=disabled)

    def _insert(
        self, name: str, role: Role, *, password: str | None = None, subject: str | None = None
    ) -> Account:
        created = int(self._now())
        row = {
            "name": name,
            "folded": _folded(name),
            "role": role,
            "password": password,
            "subject": subject,
            "disabled": False,
            "created": created,
        }
        try:
            with writing(self._engine) as connection:
                made = connection.execute(insert(accounts).values(row)).inserted_primary_key
        except IntegrityError:
            raise AccountError(f"the name {name!r} is taken", "Choose another") from None
        assert made is not None
        return Account(made[0], name, role, False, created, password is not None)

    def _set(self, id: int, **values: object) -> None:
        with writing(self._engine) as connection:
            connection.execute(update(accounts).where(accounts.c.id == id).values(**values))

    def _shut_out(self, id: int) -> None:
        with writing(self._engine) as connection:
            for table in (sessions, api_tokens):
                connection.execute(delete(table).where(table.c.account == id))

    def _keep_an_admin(self, id: int) -> None:
        others = select(func.count()).where(
            accounts.c.role == "admin", accounts.c.disabled.is_(False), accounts.c.id != id
        )
        with self._engine.connect() as connection:
            if not connection.execute(others).scalar_one():
                raise AccountError(
                    "this is the last account that may manage accounts", "Make another admin first"
                )


def _account(row: Row[tuple[object, ...]]) -> Account:
    return Account(
        row.id, row.name, row.role, bool(row.disabled), row.created, row.password is not None
    )


def _folded(name: str) -> str:
    return writable(unicodedata.normalize("NFKC", name).strip().casefold()[:160])


def _cut_name(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKC", name) if c.isprintable())
    return plain.strip()[: LONGEST_NAME - 6] or "somebody"


def _checked_name(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).strip()
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        raise AccountError(
            f"{name[:LONGEST_NAME]!r} is no name for an account",
            f"Take 1 to {LONGEST_NAME} letters and figures",
        )
    return plain


def _checked_password(password: str, name: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(
            f"a password has at least {SHORTEST_PASSWORD} characters",
            "Four words that have nothing to do with each other are easy to keep",
        )
    if _folded(name) in _folded(password) and len(password) < 2 * SHORTEST_PASSWORD:
        raise AccountError("the password holds the account's name", "Choose another")
    if len(set(password)) < 5:
        raise AccountError("the password repeats a few characters", "Choose another")
    return password


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # argon2id with the parameters of RFC 9106


def _hash(password: str) -> str:
    return _hasher().hash(password.encode("utf-8", "surrogatepass"))


@cache
def _nobodys_hash() -> str:
    return _hash("nobody has this password")


def _matches(hashed: str, password: str) -> bool:
    try:
        return _hasher().verify(hashed, password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
