"""Links in mails: signed, so that whoever has the mail may do what the link says, and nobody else."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Literal

from itsdangerous import BadData, URLSafeSerializer
from sqlalchemy import Connection, insert, select

from onrecord.alert import tables
from onrecord.errors import StaleLink

#: What a link lets one do: start a subscription, end it, or see and change all that is kept.
Purpose = Literal["confirm", "unsubscribe", "manage"]

_DAY = 86_400
#: Seconds for which a link is good; one that unsubscribes is good for ever.
LIFETIMES: dict[Purpose, int | None] = {
    "confirm": 7 * _DAY,
    "unsubscribe": None,
    "manage": _DAY,
}
_REMEDY = "Ask for a new one at /subscriptions"


class Signer:
    """Signs with the key of one store."""

    def __init__(self, key: str) -> None:
        self._key = key

    def token(self, purpose: Purpose, id: int, now: int) -> str:
        """A token that stands for a subscription, or for an address, safe in an address."""
        return str(self._serializer(purpose).dumps([id, now]))

    def read(self, purpose: Purpose, token: str, now: int) -> int:
        """What a token stands for; raises StaleLink (R902)."""
        try:
            id, made = self._serializer(purpose).loads(token)
        except (BadData, UnicodeError) as error:
            raise StaleLink("that link is not one of ours, or was cut off", _REMEDY) from error
        lifetime = LIFETIMES[purpose]
        if lifetime is not None and now > made + lifetime:
            raise StaleLink("that link is too old", _REMEDY)
        return int(id)

    def digest(self, words: str) -> str:
        """The words as 64 figures from which nobody without the key can tell them."""
        return hmac.new(self._key.encode(), words.encode(), hashlib.sha256).hexdigest()

    def _serializer(self, purpose: Purpose) -> URLSafeSerializer:
        return URLSafeSerializer(
            self._key,
            salt=f"onrecord alert {purpose}",
            signer_kwargs={"digest_method": hashlib.sha256, "key_derivation": "hmac"},
        )


def signer_of(connection: Connection) -> Signer | None:
    """The store's signer; None before there is one."""
    key = connection.execute(select(tables.secret.c.key)).scalar()
    return Signer(key) if key else None


def make_signer(connection: Connection) -> Signer:
    """The store's signer, with a new key where there is none, within a writing transaction."""
    found = signer_of(connection)
    if found is None:
        key = secrets.token_urlsafe(32)
        connection.execute(insert(tables.secret).values(id=1, key=key))
        found = Signer(key)
    return found
