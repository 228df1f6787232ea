"""Words → a message (RFC 5322): its headers, and the same in text and HTML."""

from __future__ import annotations

import re
import secrets
from binascii import b2a_qp
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime, formataddr
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.alert.alerts import Alerts
from onrecord.errors import AlertError

#: Characters of a subject.
SUBJECT = 150

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
#: Characters of a line of a header, and of an encoded word in it (RFC 2047).
_LINE = 75
_CRLF = "\r\n"


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is written: the name that it keeps at every try, and its bytes."""

    message_id: str
    content: bytes


def write(
    alerts: Alerts,
    template: str,
    recipient: str,
    subject: str,
    *,
    words: Mapping[str, Any],
    headers: Mapping[str, str],
) -> Letter:
    """Write a mail from the two templates of that name.

    words: what the templates show. headers: those beyond what every mail has.
    Raises AlertError (R901) for an address that no header can hold.
    """
    settings = alerts.settings
    given = {"base_url": alerts.base_url, "name": alerts.name, "settings": settings, **words}
    message_id = f"<{template}.{secrets.token_hex(16)}@{settings.domain}>"
    boundary = f"=_{secrets.token_hex(16)}"
    sender = formataddr((one_line(settings.sender_name or alerts.name), settings.sender))
    head = {
        "From": sender,
        "To": _checked(recipient),
        "Subject": _folded(one_line(subject)[:SUBJECT]),
        "Date": format_datetime(datetime.fromtimestamp(alerts.now, UTC)),
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",
        # In one piece each: folded, servers would find two words in an address.
        **{name: one_line(value) for name, value in headers.items()},
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative; boundary="{boundary}"',
    }
    lines = [f"{name}: {value}".encode("ascii") for name, value in head.items()]
    for suffix, kind in (("txt", "plain"), ("html", "html")):
        text = _environment().get_template(f"{template}.{suffix}.jinja").render(given)
        lines += [b"", f"--{boundary}".encode(), *_part(text, kind)]
    lines += [b"", f"--{boundary}--".encode(), b""]
    return Letter(message_id, _CRLF.encode().join(lines))


def list_headers(alerts: Alerts, unsubscribe: str) -> dict[str, str]:
    """The headers of a list (RFC 2369, RFC 2919), and of unsubscribing by one click (RFC 8058)."""
    settings = alerts.settings
    pages = f"<{alerts.base_url}/subscriptions>"
    headers = {
        "List-Id": f"<alerts.{settings.domain}>",
        "List-Unsubscribe": f"<{unsubscribe}>",
        "List-Subscribe": pages,
        "List-Help": pages,
        "List-Archive": f"<{alerts.base_url}/>",
        "List-Post": "NO",
    }
    if unsubscribe.startswith("https://"):
        # The standard wants https: over http, anybody on the way could unsubscribe people.
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if settings.contact:
        headers["List-Owner"] = f"<mailto:{settings.contact}>"
    return headers


def one_line(words: str) -> str:
    """The words on one line, without what no header can hold."""
    return " ".join(_UNWRITABLE.sub(" ", words).split())


def _checked(address: str) -> str:
    """The address, if it is one and fits into a header."""
    try:
        return str(Address(addr_spec=address))
    except (ValueError, IndexError) as error:
        raise AlertError(
            f"no mail can be addressed to {address[:80]!r}", "Correct the address"
        ) from error


def _folded(subject: str) -> str:
    """A subject on lines of a header, encoded where it is not ASCII or has too long a word."""
    plain = subject.isascii() and max(map(len, subject.split()), default=0) < _LINE
    charset = "us-ascii" if plain else "utf-8"
    return Header(subject, charset, maxlinelen=_LINE, header_name="Subject").encode(linesep=_CRLF)


def _part(text: str, kind: str) -> list[bytes]:
    """One part of a message: its headers, an empty line, its words in quoted-printable."""
    encoded = b2a_qp(text.encode("utf-8", "replace"), istext=True)
    return [
        f"Content-Type: text/{kind}; charset=utf-8".encode(),
        b"Content-Transfer-Encoding: quoted-printable",
        b"",
        encoded.replace(b"\n", b"\r\n"),
    ]


@cache
def _environment() -> Environment:
    """The templates; those of HTML escape whatever is not Markup."""
    return Environment(
        loader=PackageLoader("onrecord.alert", "letters"),
        autoescape=lambda name: bool(name and name.endswith(".html.jinja")),
        undefined=StrictUndefined,
        finalize=_finished,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _finished(value: object) -> object:
    """Words as no template can be broken by: on one line, and each character one that mail holds."""
    if isinstance(value, str) and not isinstance(value, Markup):
        before, after = (" " if end.isspace() else "" for end in (value[:1], value[-1:]))
        return f"{before}{line}{after}" if (line := one_line(value)) else before
    return "" if value is None else value
