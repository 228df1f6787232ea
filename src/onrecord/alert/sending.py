"""The outbox → the mail server, one mail after another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.alert import bounces, outbox
from onrecord.alert.alerts import Alerts
from onrecord.alert.delivery import Delivery, Envelope, NotNow, Refused, open_delivery
from onrecord.alert.outbox import Taken
from onrecord.errors import MailError

#: Mails that one process takes at a time.
_BATCH = 20


@dataclass(slots=True)
class Sent:
    """What was sent. problem: why sending ended early; the rest stays in the outbox."""

    sent: int = 0
    put_off: int = 0
    refused: int = 0
    problem: MailError | None = None


def send_waiting(alerts: Alerts, stopped: Callable[[], bool] = bool) -> Sent:
    """Send what is due, until told to stop.

    Raises OptionError (R201) for settings that make no sense, StoreError (R801 to R806).
    """
    delivery, done = open_delivery(alerts.settings), Sent()
    try:
        while not stopped() and (taken := outbox.take(alerts, _BATCH)):
            _send_batch(alerts, delivery, taken, done, stopped)
    except MailError as error:
        done.problem = error
    finally:
        delivery.close()
    return done


def _send_batch(
    alerts: Alerts,
    delivery: Delivery,
    taken: list[Taken],
    done: Sent,
    stopped: Callable[[], bool],
) -> None:
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


def _send_one(alerts: Alerts, delivery: Delivery, mail: Taken, done: Sent) -> None:
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
