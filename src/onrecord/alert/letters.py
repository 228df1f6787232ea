"""Words → a message (RFC 5322): its headers, and the same in text and HTML."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onrecord.alert.alerts import Alerts
from onrecord.errors import AlertError

#: Characters of a subject.
SUBJECT = 150

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
#: Headers whose value is one long word: folded, servers that read them would find two.
_UNFOLDED = ("list-", "message-id")
#: Characters of an encoded word of a header (RFC 2047), and of one that need not be encoded.
_ENCODED, _WORD = 75, 60


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that is written: the name that it keeps at every try, and its bytes."""

    message_id: str
    content: bytes


class _Policy(EmailPolicy):
    """Lines of mail end in CRLF; addresses in headers stay in one piece, and subjects whole."""

    def fold_binary(self, name: str, value: str) -> bytes:
        """Write one header."""
        if name.lower().startswith(_UNFOLDED):
            return f"{name}: {value}{self.linesep}".encode("ascii")
        if name == "Subject" and (
            not value.isascii() or max(map(len, value.split()), default=0) > _WORD
        ):
            # The policy's own folding makes encoded words too long, and loses spaces between them.
            words = Header(str(value), "utf-8", maxlinelen=_ENCODED, header_name=name)
            return f"{name}: {words.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")
        return super().fold_binary(name, value)


_POLICY = _Policy(linesep=SMTP.linesep, cte_type="7bit")


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
    message = EmailMessage(policy=_POLICY)
    message_id = f"<{template}.{secrets.token_hex(16)}@{settings.domain}>"
    message["From"] = _address(settings.sender, settings.sender_name or alerts.name)
    message["To"] = _address(recipient)
    message["Subject"] = one_line(subject)[:SUBJECT]
    message["Date"] = format_datetime(datetime.fromtimestamp(alerts.now, UTC))
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    for name, value in headers.items():
        message[name] = one_line(value)
    text = _environment().get_template(f"{template}.txt.jinja").render(given)
    html = _environment().get_template(f"{template}.html.jinja").render(given)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return Letter(message_id, message.as_bytes())


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


def _address(address: str, name: str = "") -> Address:
    try:
        return Address(one_line(name), addr_spec=address)
    except (ValueError, IndexError) as error:
        raise AlertError(
            f"no mail can be addressed to {address[:80]!r}", "Correct the address"
        ) from error


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
