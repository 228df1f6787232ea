"""The outbox: mails that wait, belong to somebody for a while, are out, or were refused.

A mail is written into the outbox in the transaction that makes it due, and struck off once the
mail server has taken it. Whoever takes a mail out holds it for the time of a *lease*; when that
process dies, another takes the mail after the lease.
"""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    delete,
    insert,
    or_,
    select,
    update,
)

from onrecord.alert.alerts import Alerts
from onrecord.alert.letters import Letter
from onrecord.alert.tables import addresses, mails

Kind = Literal["confirmation", "link", "digest"]

_DAY = 86_400
#: Seconds until the second try, and at most between two: each wait is twice the one before.
FIRST_WAIT = 60
LONGEST_WAIT = 21_600
#: Days for which it is known that a mail went out, so that it can be told when it comes back.
REMEMBERED = 90


@dataclass(frozen=True, slots=True)
class Taken:
    """A mail in the hands of one process until `until`."""

    id: int
    address: int
    recipient: str
    message_id: str
    content: bytes
    tries: int
    made: int
    lease: str
    until: int


def put(
    connection: Connection,
    letter: Letter,
    *,
    kind: Kind,
    key: str,
    address: int,
    subscription: int | None,
    now: int,
) -> None:
    """Put a mail in; `key` says what it is, and a second one of that key is an error."""
    connection.execute(
        insert(mails).values(
            key=key,
            kind=kind,
            address=address,
            subscription=subscription,
            message_id=letter.message_id,
            content=zlib.compress(letter.content),
            state="waiting",
            tries=0,
            due=now,
            leased_until=0,
            made=now,
        )
    )


def is_due(alerts: Alerts) -> bool:
    """Whether there is a mail to take."""
    with alerts.store.reading() as connection:
        return connection.execute(_free(alerts.now).limit(1)).first() is not None


def take(alerts: Alerts, most: int) -> list[Taken]:
    """Take mails that are due for the time of a lease, those that somebody waits for first."""
    if not is_due(alerts):
        return []
    now = alerts.now
    lease, until = secrets.token_hex(16), now + alerts.settings.lease
    with alerts.store.writing() as connection:
        rows = connection.execute(_free(now).limit(most)).all()
        connection.execute(
            update(mails)
            .where(mails.c.id.in_([row.id for row in rows]))
            .values(lease=lease, leased_until=until)
        )
    return [
        Taken(
            row.id,
            row.address,
            row.recipient,
            row.message_id,
            zlib.decompress(row.content),
            row.tries,
            row.made,
            lease,
            until,
        )
        for row in rows
    ]


def sent(alerts: Alerts, mail: Taken) -> None:
    """Strike a mail off that the server has taken; its words are not kept."""
    now = alerts.now
    with alerts.store.writing() as connection:
        connection.execute(
            update(mails)
            .where(mails.c.id == mail.id)
            .values(
                state="sent",
                sent=now,
                content=None,
                tries=mails.c.tries + 1,
                answer=None,
                lease=None,
                leased_until=0,
            )
        )


def put_off(alerts: Alerts, mail: Taken, answer: str) -> bool:
    """Try a mail again later; tell whether it is still worth trying, else it is refused."""
    now = alerts.now
    if now - mail.made > alerts.settings.try_days * _DAY:
        refused(alerts, mail, answer)
        return False
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(mail.tries, 20))
    with alerts.store.writing() as connection:
        connection.execute(
            update(mails)
            .where(_mine(mail))
            .values(
                due=now + wait,
                tries=mails.c.tries + 1,
                answer=answer[:500],
                lease=None,
                leased_until=0,
            )
        )
    return True


def refused(alerts: Alerts, mail: Taken, answer: str) -> None:
    """Keep a mail that nobody takes; it goes out again when its address is confirmed anew."""
    with alerts.store.writing() as connection:
        connection.execute(
            update(mails)
            .where(_mine(mail))
            .values(
                state="refused",
                tries=mails.c.tries + 1,
                answer=answer[:500],
                lease=None,
                leased_until=0,
            )
        )


def give_back(alerts: Alerts, taken: Sequence[Taken]) -> None:
    """Let go of mails that were not tried."""
    if not taken:
        return
    with alerts.store.writing() as connection:
        connection.execute(
            update(mails)
            .where(
                mails.c.id.in_([mail.id for mail in taken]),
                mails.c.lease == taken[0].lease,
                mails.c.state == "waiting",
            )
            .values(lease=None, leased_until=0)
        )


def release(connection: Connection, address: int, now: int) -> None:
    """Let digests that were refused at an address go out to it again."""
    connection.execute(
        update(mails)
        .where(mails.c.address == address, mails.c.state == "refused", mails.c.kind == "digest")
        .values(state="waiting", tries=0, due=now, made=now)
    )


def withdraw(connection: Connection, subscription: int, now: int) -> None:
    """Take back what has not gone out to a subscription, unless it is going out just now."""
    connection.execute(
        delete(mails).where(
            mails.c.subscription == subscription,
            mails.c.kind == "digest",
            mails.c.state.in_(("waiting", "refused")),
            mails.c.leased_until <= now,
        )
    )


def forget(connection: Connection, now: int) -> None:
    """Drop what went out, or could not, long ago."""
    connection.execute(
        delete(mails).where(
            or_(
                and_(
                    mails.c.state.in_(("sent", "returned")),
                    mails.c.sent <= now - REMEMBERED * _DAY,
                ),
                and_(mails.c.state == "refused", mails.c.made <= now - REMEMBERED * _DAY),
            )
        )
    )


def _free(now: int) -> Select[Any]:
    """Mails that are due and in nobody's hands."""
    # What somebody asked for goes to a paused address too: it is how they come back.
    open_ = or_(addresses.c.paused.is_(None), mails.c.kind != "digest")
    return (
        select(mails, addresses.c.address.label("recipient"))
        .join(addresses, addresses.c.id == mails.c.address)
        .where(mails.c.state == "waiting", mails.c.due <= now, mails.c.leased_until <= now, open_)
        .order_by(case((mails.c.kind == "digest", 1), else_=0), mails.c.due, mails.c.id)
    )


def _mine(mail: Taken) -> ColumnElement[bool]:
    """The mail, as long as nobody else has taken it after the lease."""
    return and_(mails.c.id == mail.id, mails.c.lease == mail.lease)
