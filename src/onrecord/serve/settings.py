"""What the person who runs the pages decides, from a TOML file and the command line."""

from __future__ import annotations

import ipaddress
import tomllib
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from onrecord.alert.settings import AlertSettings
from onrecord.errors import OptionError

Role = Literal["reader", "reviewer", "admin"]

_LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]", "::1")


class Oidc(BaseModel):
    """Sign-on with somebody else's accounts, through OpenID Connect.

    issuer: the address below which `/.well-known/openid-configuration` lies. role: what an
    account may do that signs on for the first time. domains: the mail domains that may sign on;
    empty for all that the issuer knows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str
    client_id: str
    client_secret: SecretStr
    label: str = "single sign-on"
    role: Role = "reader"
    domains: tuple[str, ...] = ()


class Rates(BaseModel):
    """How often one address or account may ask, each as the `limits` library writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reading: str = "1200/minute"
    signing_on: str = "10/minute"
    guessing: str = "20/hour"
    adding: str = "60/hour"


class Settings(BaseModel):
    """How the pages are served.

    public_url: the address under which readers reach them; https there makes cookies `Secure`.
    hosts: further names that the pages answer to. reading: whether pages need an account.
    private_addresses: whether articles may be fetched from private networks. proxies: whose
    `X-Forwarded-For` is believed. session_days: how long a sign-on lasts. largest_upload: bytes.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: str = "127.0.0.1"
    port: int = Field(default=8765, ge=0, le=65_535)
    public_url: str | None = None
    hosts: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    reading: Literal["open", "closed"] = "open"
    private_addresses: bool = False
    session_days: int = Field(default=14, ge=1, le=365)
    largest_upload: int = Field(default=5_000_000, ge=1_000, le=100_000_000)
    model: str = "base"
    name: str = "onrecord"
    rates: Rates = Rates()
    oidc: Oidc | None = None
    alerts: AlertSettings = AlertSettings()

    @property
    def secure(self) -> bool:
        """Whether readers come by https, so that cookies may not travel without it."""
        return (self.public_url or "").startswith("https://")

    @property
    def base_url(self) -> str:
        """The address of the pages, without a slash at its end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def answers_to(self) -> list[str]:
        """The host names of requests that are answered.

        A page on 127.0.0.1 that answered to any name could be read by any site whose name
        resolves there (DNS rebinding).
        """
        public = urlsplit(self.public_url or "").hostname
        return [*_LOOPBACK_NAMES, self.host, *self.hosts, *([public] if public else [])]


def load_settings(path: Path | None = None, **given: Any) -> Settings:
    """Read the `[serve]` table of a TOML file, if there is one; `given` outranks it, None aside.

    Raises OptionError (R201) for a file that is not there or not TOML, for an unknown name, a
    value that makes no sense, or an open host that nobody has named.
    """
    table = _table(path) if path else {}
    table |= {name: value for name, value in given.items() if value is not None}
    try:
        settings = Settings(**table)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "the file"
        raise OptionError(
            f"serve.{name}: {first['msg']}", "docs/serve.md lists every setting"
        ) from error
    if not (_is_loopback(settings.host) or settings.public_url or settings.hosts):
        raise OptionError(
            f"{settings.host} can be reached from other machines, and no public_url says as what",
            "Set public_url to the address that readers type, such as https://record.example.org",
        )
    return settings


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("serve", {})
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OptionError(f"{path} cannot be read ({reason})", "Name a TOML file") from error
    except ValueError as error:
        raise OptionError(f"{path} is not TOML ({error})", "See docs/serve.md") from error
    if not isinstance(table, dict):
        raise OptionError(f"{path} has no table [serve]", "See docs/serve.md")
    return table


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
