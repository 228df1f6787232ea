"""Mails that come back: counted, until their address is paused."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message

from sqlalchemy import Connection, select, update

from onrecord.alert.alerts import Alerts
from onrecord.alert.tables import addresses, mails

#: Seconds after which a mail that came back no longer counts.
LATELY = 30 * 86_400


def count(connection: Connection, alerts: Alerts, address: int) -> None:
    """Count a mail that came back from an address, and pause the address when it is one too many."""
    now, table = alerts.now, addresses
    row = connection.execute(select(table).where(table.c.id == address)).first()
    if row is None:
        return
    lately = row.bounced is not None and row.bounced > now - LATELY
    bounces = (row.bounces if lately else 0) + 1
    paused = row.paused or (now if bounces >= alerts.settings.bounce_limit else None)
    connection.execute(
        update(table)
        .where(table.c.id == address)
        .values(bounces=bounces, bounced=now, paused=paused)
    )


def take_report(alerts: Alerts, raw: bytes) -> bool:
    """Count what a delivery status notification (RFC 3464) says of one of our mails.

    Tells whether it did: not for other messages, for delays, for mails that are not ours, and for
    a mail that is known to have come back. Only who has got a mail knows its Message-ID.
    """
    message = message_from_bytes(raw, policy=policy.default)
    if not any(_is_final(part) for part in message.walk()):
        return False
    ids = set(_message_ids(message))
    with alerts.store.writing() as connection:
        row = connection.execute(
            select(mails).where(mails.c.message_id.in_(ids), mails.c.state == "sent")
        ).first()
        if row is None:
            return False
        connection.execute(update(mails).where(mails.c.id == row.id).values(state="returned"))
        count(connection, alerts, row.address)
    return True


def _is_final(part: Message) -> bool:
    """Whether a part says that a mail has failed for good."""
    if part.get_content_type() != "message/delivery-status":
        return False
    blocks = part.get_payload()
    return isinstance(blocks, list) and any(
        str(block.get("Action", "")).strip().lower() == "failed"
        for block in blocks
        if isinstance(block, Message)
    )


def _message_ids(message: Message) -> Iterator[str]:
    """The Message-IDs of what came back, whole or its headers alone."""
    for part in message.walk():
        if part is message:
            continue
        if part.get_content_type() == "text/rfc822-headers" and isinstance(part, EmailMessage):
            inner = message_from_bytes(part.get_payload(decode=True) or b"", policy=policy.default)  # type: ignore[arg-type]
            yield str(inner.get("Message-ID", "")).strip()
        elif part.get("Message-ID"):
            yield str(part["Message-ID"]).strip()
