"""What whoever runs the pages sees of alerts, and does for people who ask them to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from onrecord.alert import consents
from onrecord.alert.addresses import mail_address
from onrecord.alert.alerts import Alerts
from onrecord.alert.subscriptions import resume
from onrecord.alert.tables import addresses, mails, subscriptions
from onrecord.errors import AlertError


@dataclass(frozen=True, slots=True)
class Numbers:
    """Subscriptions and mails by their state; addresses that are paused. answers: of servers, to mails that were not taken, the latest first."""

    subscriptions: dict[str, int]
    mails: dict[str, int]
    paused: tuple[str, ...]
    answers: tuple[str, ...]


def numbers(alerts: Alerts, answers: int = 5) -> Numbers:
    """Count everything."""
    with alerts.store.reading() as connection:
        paused = select(addresses.c.address).where(addresses.c.paused.is_not(None))
        told = (
            select(mails.c.answer)
            .where(mails.c.answer.is_not(None), mails.c.state.in_(("waiting", "refused")))
            .order_by(mails.c.id.desc())
            .limit(answers)
        )
        return Numbers(
            _by_state(connection, subscriptions.c.state),
            _by_state(connection, mails.c.state),
            tuple(connection.execute(paused.order_by(addresses.c.id)).scalars()),
            tuple(answer or "" for answer in connection.execute(told).scalars()),
        )


def export_of(alerts: Alerts, address: str) -> consents.Kept:
    """All that is kept about an address; raises AlertError (R901) where nothing is."""
    with alerts.store.reading() as connection:
        return consents.kept(connection, _named(connection, address).id)


def erase_of(alerts: Alerts, address: str) -> None:
    """Erase all that is kept about an address; raises AlertError (R901) where nothing is."""
    signer = alerts.signer
    with alerts.store.writing() as connection:
        row = _named(connection, address)
        consents.erase(connection, row.id, signer.digest(row.folded))


def resume_at(alerts: Alerts, address: str) -> None:
    """Mail a paused address again; raises AlertError (R901) where nothing is kept about it."""
    with alerts.store.writing() as connection:
        resume(connection, _named(connection, address).id, alerts.now)


def _named(connection: Connection, address: str) -> Row[Any]:
    folded = mail_address(address).casefold()
    row = connection.execute(select(addresses).where(addresses.c.folded == folded)).first()
    if row is None:
        raise AlertError(f"nothing is kept about {address[:80]}", "Check the spelling")
    return row


def _by_state(connection: Connection, state: Any) -> dict[str, int]:
    rows = connection.execute(select(state, func.count()).group_by(state).order_by(state))
    return {row[0]: row[1] for row in rows}
