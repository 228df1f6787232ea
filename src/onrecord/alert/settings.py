"""What the person who runs alerts decides; the table `[serve.alerts]` of the settings' file."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from onrecord.errors import OptionError

#: One address without a name, spaces or brackets.
_ADDRESS = r"^[^@\s<>]+@[^@\s<>]+$"
_TERMS = Path(__file__).parent / "terms.txt"


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Smtp(_Table):
    """The server that takes the mails. seconds: how long it may take to answer.

    security: `tls` from the first byte on, `starttls`, or `none` for a server on this machine.
    """

    host: str
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["tls", "starttls", "none"] = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    seconds: int = Field(default=60, ge=1, le=600)


class Dkim(_Table):
    """How mails are signed (RFC 6376); key: the file of a private RSA key, PEM."""

    domain: str = Field(pattern=r"^[A-Za-z0-9.-]+$")
    selector: str = Field(pattern=r"^[A-Za-z0-9._-]+$")
    key: Path


class Terms(_Table):
    """What subscribers agree to: a version that names it, and a text file; ours unless told."""

    version: str = Field(default="2026-11", min_length=1, max_length=40)
    file: Path = _TERMS

    @cached_property
    def text(self) -> str:
        """The words of the terms; raises OptionError (R201) when the file cannot be read."""
        try:
            return self.file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise OptionError(
                f"the terms in {self.file} cannot be read", "Name a text file in UTF-8"
            ) from error


class Limits(_Table):
    """How many mails can be asked for: from one network address, to one mail address, by all."""

    from_one_place_an_hour: int = Field(default=20, ge=1)
    to_one_address_a_day: int = Field(default=3, ge=1)
    by_all_an_hour: int = Field(default=500, ge=1)


class AlertSettings(_Table):
    """How alerts are made and sent.

    background: whether `onrecord serve` makes and sends them, every so many seconds.
    sender, sender_name: whom mails come from. bounces_to: where what cannot be delivered goes
    back to. contact: whom to write to about the list. outbox: the folder in which mails lie as
    `.eml` files where no `smtp` is set. digest_hour: of the day in UTC; weekly ones go out on
    Mondays. gap: seconds between two digests of one subscription that wants them at once.
    bounce_limit: mails that come back within 30 days until an address is paused. lease: seconds
    for which mails belong to the process that took them. try_days: for how long a mail is tried.
    keep_days: how long what was agreed to is kept after a subscription's end.
    """

    background: bool = True
    every: int = Field(default=60, ge=1, le=86_400)
    sender: str = Field(default="alerts@localhost", pattern=_ADDRESS)
    sender_name: str | None = None
    bounces_to: str | None = Field(default=None, pattern=_ADDRESS)
    contact: str | None = Field(default=None, pattern=_ADDRESS)
    outbox: Path = Path("outbox")
    smtp: Smtp | None = None
    dkim: Dkim | None = None
    terms: Terms = Terms()
    limits: Limits = Limits()
    digest_hour: int = Field(default=6, ge=0, le=23)
    gap: int = Field(default=600, ge=0)
    bounce_limit: int = Field(default=3, ge=1)
    lease: int = Field(default=300, ge=2)
    try_days: int = Field(default=4, ge=1, le=30)
    keep_days: int = Field(default=1_095, ge=1)

    @property
    def domain(self) -> str:
        """The domain of the sender, which names messages and the list."""
        return self.sender.rpartition("@")[2]
