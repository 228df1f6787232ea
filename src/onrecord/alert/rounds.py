"""One round: forget what is over, make digests, send what is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import and_, delete, exists, or_

from onrecord.alert import limiting, outbox
from onrecord.alert.alerts import Alerts
from onrecord.alert.delivery import open_delivery
from onrecord.alert.digests import make_digests
from onrecord.alert.links import LIFETIMES
from onrecord.alert.sending import Sent, send_waiting
from onrecord.alert.tables import addresses, subscriptions
from onrecord.errors import MailError

_DAY = 86_400

#: How the outbox is sent: here, or in a process of its own.
Send = Callable[[Alerts, Callable[[], bool]], Sent]


@dataclass(slots=True)
class Round:
    """What a round did. failed: searches that could not be asked. problem: why sending ended early."""

    digests: int = 0
    failed: int = 0
    sent: int = 0
    put_off: int = 0
    refused: int = 0
    problem: MailError | None = None


def run_round(
    alerts: Alerts, stopped: Callable[[], bool] = bool, send: Send = send_waiting
) -> Round:
    """Do one round, until told to stop; safe beside other processes that do the same.

    Raises OptionError (R201) for settings that make no sense, StoreError (R801 to R806).
    """
    # A key that cannot sign is told before anybody's mail waits for it.
    open_delivery(alerts.settings).close()
    done = Round()
    # Who waits for a confirmation need not wait for the digests.
    _send(alerts, done, stopped, send)
    _forget(alerts)
    made = make_digests(alerts, stopped)
    done.digests, done.failed = made.digests, made.failed
    if done.problem is None:
        _send(alerts, done, stopped, send)
    return done


def _send(alerts: Alerts, done: Round, stopped: Callable[[], bool], send: Send) -> None:
    if stopped() or not outbox.is_due(alerts):
        return
    out = send(alerts, stopped)
    done.sent += out.sent
    done.put_off += out.put_off
    done.refused += out.refused
    done.problem = out.problem


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
