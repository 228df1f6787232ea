"""Mails → a mail server, or files in a folder where none is set."""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from onrecord.alert.settings import AlertSettings, Dkim, Smtp
from onrecord.errors import MailError, OptionError

#: Servers end a connection over which too much comes.
_MAILS_A_CONNECTION = 100
#: Headers that the signature covers; RFC 8058 wants the last two among them.
_SIGNED = (
    b"from",
    b"to",
    b"subject",
    b"date",
    b"message-id",
    b"mime-version",
    b"content-type",
    b"content-transfer-encoding",
    b"auto-submitted",
    b"list-id",
    b"list-unsubscribe",
    b"list-unsubscribe-post",
)
_CHECK = "Check [serve.alerts.smtp] in the settings; the mails stay in the outbox"


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail on its way: from whom it is as far as servers go, to whom, and its bytes."""

    sender: str
    recipient: str
    message_id: str
    content: bytes


class Refused(Exception):
    """The server will never take this mail to this address."""


class NotNow(Exception):
    """The server did not take this mail, and may later."""


class Delivery(Protocol):
    """Takes one mail after another; raises Refused, NotNow, or MailError (R904) for all mails."""

    def send(self, envelope: Envelope) -> None:
        """Hand a mail over; it has been taken when this returns."""

    def close(self) -> None:
        """Let the server go."""


def open_delivery(settings: AlertSettings) -> Delivery:
    """What the settings say; raises OptionError (R201) for a key that cannot sign."""
    sign = _signer(settings.dkim) if settings.dkim else bytes
    if settings.smtp:
        return SmtpDelivery(settings.smtp, sign)
    return FolderDelivery(settings.outbox, sign)


class FolderDelivery:
    """Writes each mail into a file that is named after it, whole or not at all.

    A mail that comes again takes its own place: a folder never holds one twice.
    """

    def __init__(self, folder: Path, sign: Callable[[bytes], bytes] = bytes) -> None:
        self._folder = folder
        self._sign = sign

    def send(self, envelope: Envelope) -> None:
        """Write the file."""
        name = re.sub(r"[^\w.@-]", "", envelope.message_id)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._folder / f".{name}"
            with part.open("wb") as file:
                file.write(self._sign(envelope.content))
                file.flush()
                # The outbox forgets the mail once this returns.
                os.fsync(file.fileno())
            part.replace(self._folder / f"{name}.eml")
        except OSError as error:
            raise MailError(
                f"no mail can be written into {self._folder} ({error.strerror})",
                "Check serve.alerts.outbox in the settings, and who may write there",
            ) from error

    def close(self) -> None:
        """Nothing is open."""


class SmtpDelivery:
    """Hands mails to a server, many over one connection (RFC 5321)."""

    def __init__(self, settings: Smtp, sign: Callable[[bytes], bytes] = bytes) -> None:
        self._settings = settings
        self._sign = sign
        self._server: smtplib.SMTP | None = None
        self._left = 0

    def send(self, envelope: Envelope) -> None:
        """Hand a mail over and wait until the server has taken it."""
        content = self._sign(envelope.content)
        server = self._connected()
        try:
            server.sendmail(envelope.sender, [envelope.recipient], content)
        except smtplib.SMTPSenderRefused as error:
            self.close()
            raise MailError(
                f"the mail server refuses our sender ({_told(error)})", _CHECK
            ) from error
        except smtplib.SMTPRecipientsRefused as error:
            code, words = error.recipients[envelope.recipient]
            raise _answer(code, f"{code} {words.decode('utf-8', 'replace')}") from error
        except smtplib.SMTPResponseException as error:
            raise _answer(error.smtp_code, _told(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            # Gone in the middle: it may have taken the mail, and the next try may be its second.
            self.close()
            raise NotNow(f"the connection broke ({error})") from error

    def close(self) -> None:
        """End the connection."""
        server, self._server = self._server, None
        if server is None:
            return
        try:
            server.quit()
        except (OSError, smtplib.SMTPException):
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._server is None or self._left < 1:
            self.close()
            try:
                self._server = self._connect()
            except (OSError, smtplib.SMTPException) as error:
                place = f"{self._settings.host}:{self._settings.port}"
                raise MailError(
                    f"the mail server {place} does not take mail ({error})", _CHECK
                ) from error
            self._left = _MAILS_A_CONNECTION
        self._left -= 1
        return self._server

    def _connect(self) -> smtplib.SMTP:
        host, port, seconds = self._settings.host, self._settings.port, self._settings.seconds
        context = ssl.create_default_context()
        if self._settings.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=seconds, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=seconds)
        try:
            if self._settings.security == "starttls":
                server.starttls(context=context)
            if self._settings.user and self._settings.password:
                server.login(self._settings.user, self._settings.password.get_secret_value())
        except BaseException:
            server.close()
            raise
        return server


def _answer(code: int, words: str) -> Exception:
    return Refused(words) if code >= 500 else NotNow(words)


def _told(error: smtplib.SMTPResponseException) -> str:
    words = error.smtp_error
    told = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
    return f"{error.smtp_code} {told}"


def _signer(settings: Dkim) -> Callable[[bytes], bytes]:
    import dkim  # noqa: PLC0415, brings a DNS library along

    try:
        key = settings.key.read_bytes()
    except OSError as error:
        raise OptionError(
            f"the key {settings.key} cannot be read ({error.strerror})",
            "Name the PEM file of a private RSA key as serve.alerts.dkim.key",
        ) from error

    def sign(content: bytes) -> bytes:
        signature: bytes = dkim.sign(
            content,
            settings.selector.encode(),
            settings.domain.encode(),
            key,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=_present(content),
        )
        return signature + content

    try:
        sign(b"From: a@example.org\r\n\r\n\r\n")
    except Exception as error:
        raise OptionError(
            f"the key {settings.key} cannot sign ({error})", "It must be a private RSA key, PEM"
        ) from error
    return sign


def _present(content: bytes) -> list[bytes]:
    head = content.partition(b"\r\n\r\n")[0].lower()
    return [name for name in _SIGNED if re.search(rb"(?:^|\n)" + name + rb":", head)]
