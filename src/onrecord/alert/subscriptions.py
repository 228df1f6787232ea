"""Subscriptions as rows: found, told, ended; when their next digest may be made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, get_args

from sqlalchemy import Connection, Row, select, update

from onrecord.alert import consents, outbox
from onrecord.alert.alerts import Alerts
from onrecord.alert.searches import described
from onrecord.alert.tables import addresses, subscriptions
from onrecord.errors import AlertError, StaleLink
from onrecord.store.tables import state as store_state

Frequency = Literal["at_once", "daily", "weekly"]
FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)
IN_WORDS = {"at_once": "at once", "daily": "once a day", "weekly": "once a week"}


@dataclass(frozen=True, slots=True)
class Subscription:
    """A subscription as its owner sees it; times in seconds since 1970."""

    id: int
    search: str
    described: str
    frequency: str
    state: str
    made: int
    confirmed: int | None


def find(connection: Connection, id: int) -> Row[Any] | None:
    """The row of a subscription, if there is one."""
    return connection.execute(select(subscriptions).where(subscriptions.c.id == id)).first()


def row_of(connection: Connection, id: int) -> Row[Any]:
    """The row of a subscription; raises StaleLink (R902)."""
    row = find(connection, id)
    if row is None:
        raise gone()
    return row


def gone() -> StaleLink:
    """What to tell whoever comes with a link to what is over."""
    return StaleLink("there is no such subscription any more", "Subscribe again at /subscriptions")


def told(alerts: Alerts, row: Row[Any]) -> Subscription:
    """A row as its owner sees it."""
    return Subscription(
        row.id,
        row.search,
        described(alerts, row.search),
        row.frequency,
        row.state,
        row.made,
        row.confirmed,
    )


def end(connection: Connection, row: Row[Any], origin: str, now: int) -> None:
    """End a subscription, and take back what has not gone out."""
    if row.state == "ended":
        return
    connection.execute(
        update(subscriptions).where(subscriptions.c.id == row.id).values(state="ended", ended=now)
    )
    outbox.withdraw(connection, row.id, now)
    consents.enter(connection, row, "unsubscription", origin=origin, now=now)


def resume(connection: Connection, address: int, now: int) -> None:
    """Mail an address again that was paused, with all that has waited for it."""
    connection.execute(
        update(addresses)
        .where(addresses.c.id == address)
        .values(paused=None, bounces=0, bounced=None)
    )
    outbox.release(connection, address, now)


def check_frequency(frequency: str) -> None:
    """Raise AlertError (R901) unless mails can come so often."""
    if frequency not in FREQUENCIES:
        raise AlertError(
            f"mails do not come {frequency[:40]!r}", f"Choose one of {', '.join(FREQUENCIES)}"
        )


def first_due(alerts: Alerts, frequency: str, now: int) -> int:
    """When the first digest may be made of what somebody confirmed or changed just now."""
    return now if frequency == "at_once" else next_due(alerts, frequency, now)


def next_due(alerts: Alerts, frequency: str, now: int) -> int:
    """When the next digest may be made after one at `now`."""
    if frequency == "at_once":
        return now + alerts.settings.gap
    moment = datetime.fromtimestamp(now, UTC)
    due = moment.replace(hour=alerts.settings.digest_hour, minute=0, second=0, microsecond=0)
    if due <= moment:
        due += timedelta(days=1)
    if frequency == "weekly":
        due += timedelta(days=-due.weekday() % 7)
    return int(due.timestamp())


def latest(connection: Connection) -> int:
    """The number of the last statement that came in."""
    return int(connection.execute(select(store_state.c.statement)).scalar_one())
