"""Sessions and API tokens: a secret that is carried → the account that it stands for."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select, update

from onrecord.errors import AccountError
from onrecord.serve.access.accounts import Account, Accounts
from onrecord.serve.access.secrets import digest, new_secret
from onrecord.serve.access.tables import api_tokens, sessions
from onrecord.store.engines import writing
from onrecord.store.packing import writable

TOKEN_PREFIX = "onr_"
MOST_TOKENS = 20
LONGEST_LABEL = 80
_DAY = 86_400


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token as its owner sees it: its times in seconds since 1970, its secret never."""

    id: int
    label: str
    created: int
    used: int | None


class Sessions:
    """The sessions of a database; each lasts `days` from sign-on and ends on the server."""

    def __init__(
        self, engine: Engine, accounts: Accounts, days: int, now: Callable[[], float] = time.time
    ) -> None:
        self._engine = engine
        self._accounts = accounts
        self._seconds = days * _DAY
        self._now = now

    def begin(self, account: Account) -> str:
        """Start a session with a secret of its own, and drop those that are over."""
        secret, now = new_secret(), int(self._now())
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.expires <= now))
            connection.execute(
                insert(sessions).values(
                    digest=digest(secret),
                    account=account.id,
                    created=now,
                    expires=now + self._seconds,
                )
            )
        return secret

    def owner(self, secret: str) -> Account | None:
        """The account of a session that is not over, unless it is disabled."""
        wanted = select(sessions.c.account).where(
            sessions.c.digest == digest(secret), sessions.c.expires > int(self._now())
        )
        with self._engine.connect() as connection:
            id = connection.execute(wanted).scalar()
        account = self._accounts.get(id) if id is not None else None
        return account if account and not account.disabled else None

    def end(self, secret: str) -> None:
        """End one session."""
        with writing(self._engine) as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest(secret)))


class ApiTokens:
    """The tokens by which programs write; shown once, revocable one by one."""

    def __init__(
        self, engine: Engine, accounts: Accounts, now: Callable[[], float] = time.time
    ) -> None:
        self._engine = engine
        self._accounts = accounts
        self._now = now

    def make(self, account: Account, label: str) -> str:
        """Make a token and return its secret; raises AccountError (R701) over `MOST_TOKENS`."""
        label = writable(" ".join(label.split())[:LONGEST_LABEL])
        if not label:
            raise AccountError("a token needs a label", "Say what it is for")
        if len(self.of(account)) >= MOST_TOKENS:
            raise AccountError(f"{MOST_TOKENS} tokens are the most", "Revoke one first")
        secret = TOKEN_PREFIX + new_secret()
        with writing(self._engine) as connection:
            connection.execute(
                insert(api_tokens).values(
                    account=account.id,
                    label=label,
                    digest=digest(secret),
                    created=int(self._now()),
                )
            )
        return secret

    def of(self, account: Account) -> list[ApiToken]:
        """An account's tokens, the oldest first."""
        wanted = (
            select(api_tokens).where(api_tokens.c.account == account.id).order_by(api_tokens.c.id)
        )
        with self._engine.connect() as connection:
            return [
                ApiToken(row.id, row.label, row.created, row.used)
                for row in connection.execute(wanted)
            ]

    def revoke(self, account: Account, id: int) -> None:
        """End one of the account's tokens; one of somebody else stays."""
        mine = (api_tokens.c.id == id) & (api_tokens.c.account == account.id)
        with writing(self._engine) as connection:
            connection.execute(delete(api_tokens).where(mine))

    def owner(self, secret: str) -> Account | None:
        """The account of a token, unless it is disabled; notes the hour of its use."""
        wanted = select(api_tokens).where(api_tokens.c.digest == digest(secret))
        now = int(self._now())
        with self._engine.connect() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            return None
        if row.used is None or now - row.used > 3_600:
            with writing(self._engine) as connection:
                connection.execute(
                    update(api_tokens).where(api_tokens.c.id == row.id).values(used=now)
                )
        account = self._accounts.get(row.account)
        return account if account and not account.disabled else None
