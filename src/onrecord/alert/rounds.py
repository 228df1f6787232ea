"""One round: forget what is over, make digests, send what is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import and_, delete, exists, or_

from onrecord.alert import bounces, limiting, outbox
from onrecord.alert.alerts import Alerts
from onrecord.alert.delivery import Delivery, Envelope, NotNow, Refused, open_delivery
from onrecord.alert.digests import make_digests
from onrecord.alert.links import LIFETIMES
from onrecord.alert.outbox import Taken
from onrecord.alert.tables import addresses, subscriptions
from onrecord.errors import MailError

#: Mails that one process takes at a time.
_BATCH = 20
_DAY = 86_400


@dataclass(slots=True)
class Round:
    """What a round did. failed: searches that could not be asked. problem: why sending ended early."""

    digests: int = 0
    failed: int = 0
    sent: int = 0
    put_off: int = 0
    refused: int = 0
    problem: MailError | None = None


def run_round(alerts: Alerts, stopped: Callable[[], bool] = bool) -> Round:
    """Do one round, until told to stop; safe beside other processes that do the same.

    Raises OptionError (R201) for settings that make no sense, StoreError (R801 to R806).
    """
    delivery = open_delivery(alerts.settings)
    done = Round()
    try:
        # What waits from before need not wait for new digests; they go out as they come.
        _send(alerts, delivery, done, stopped)
        _forget(alerts)
        made = make_digests(alerts, stopped)
        done.digests, done.failed = made.digests, made.failed
        _send(alerts, delivery, done, stopped)
    except MailError as error:
        done.problem = error
    finally:
        delivery.close()
    return done


def _send(alerts: Alerts, delivery: Delivery, done: Round, stopped: Callable[[], bool]) -> None:
    """Send what is due; raises MailError when the server takes no mails at all."""
    while not stopped() and (taken := outbox.take(alerts, _BATCH)):
        left = list(taken)
        try:
            while left and not stopped() and _has_time(alerts, left[0]):
                _send_one(alerts, delivery, left[0], done)
                left.pop(0)
        finally:
            outbox.give_back(alerts, left)


def _has_time(alerts: Alerts, mail: Taken) -> bool:
    """Whether the lease outlasts the most that the server may take: else another could have it."""
    patience = alerts.settings.smtp.seconds if alerts.settings.smtp else 0
    return alerts.now + min(patience, alerts.settings.lease // 2) < mail.until


def _send_one(alerts: Alerts, delivery: Delivery, mail: Taken, done: Round) -> None:
    sender = alerts.settings.bounces_to or alerts.settings.sender
    try:
        delivery.send(Envelope(sender, mail.recipient, mail.message_id, mail.content))
    except Refused as error:
        outbox.refused(alerts, mail, str(error))
        _count_bounce(alerts, mail)
        done.refused += 1
    except NotNow as error:
        if outbox.put_off(alerts, mail, str(error)):
            done.put_off += 1
        else:
            _count_bounce(alerts, mail)
            done.refused += 1
    else:
        # Nothing may come between: a process that dies here sends the mail a second time.
        outbox.sent(alerts, mail)
        done.sent += 1


def _count_bounce(alerts: Alerts, mail: Taken) -> None:
    with alerts.store.writing() as connection:
        bounces.count(connection, alerts, mail.address)


def _forget(alerts: Alerts) -> None:
    """Drop what nobody confirmed, what ended long ago, and addresses that nothing is left of."""
    now, table = alerts.now, subscriptions
    unconfirmed = now - (LIFETIMES["confirm"] or 0)
    with alerts.store.writing() as connection:
        limiting.forget(connection, now)
        outbox.forget(connection, now)
        connection.execute(
            delete(table).where(
                or_(
                    and_(table.c.state == "waiting", table.c.made <= unconfirmed),
                    and_(
                        table.c.state == "ended",
                        table.c.ended <= now - alerts.settings.keep_days * _DAY,
                    ),
                )
            )
        )
        connection.execute(
            delete(addresses).where(
                addresses.c.made <= unconfirmed,
                ~exists().where(table.c.address == addresses.c.id),
            )
        )
