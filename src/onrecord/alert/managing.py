"""What is kept about a person: seen, changed, exported and erased through a link in a mail.

The link is mailed on request and good for a day, so that a digest that is passed on gives nobody
more than the power to unsubscribe.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select, update

from onrecord.alert import consents, outbox
from onrecord.alert.addresses import mail_address
from onrecord.alert.alerts import Alerts
from onrecord.alert.letters import Letter, write
from onrecord.alert.limiting import admit
from onrecord.alert.subscriptions import (
    Subscription,
    check_frequency,
    end,
    find,
    first_due,
    gone,
    row_of,
    told,
)
from onrecord.alert.tables import addresses, subscriptions
from onrecord.errors import StaleLink

#: How often somebody wants mail who wants none.
NEVER = "never"


def send_link(alerts: Alerts, address: str, origin: str) -> None:
    """Mail an address the link to all that is kept about it, if anything is.

    Raises AlertError (R901) for what is no address, TooManySignUps (R903).
    """
    recipient, now, limits = mail_address(address), alerts.now, alerts.settings.limits
    folded = recipient.casefold()
    digest = alerts.signer.digest(folded)
    with alerts.store.writing() as connection:
        if not admit(connection, limits, origin=origin, address=digest, now=now):
            return
        owner = connection.execute(
            select(addresses.c.id).where(addresses.c.folded == folded)
        ).scalar()
        # Written in either case, so that the time it takes tells nothing.
        letter = _letter(alerts, recipient, owner or 0)
        if owner:
            outbox.put(
                connection,
                letter,
                kind="link",
                key=letter.message_id.partition("@")[0],
                address=owner,
                subscription=None,
                now=now,
            )


def overview(alerts: Alerts, token: str) -> tuple[str, list[Subscription]]:
    """A person's mail address and subscriptions; raises StaleLink (R902)."""
    with alerts.store.reading() as connection:
        owner = _owner(alerts, connection, token)
        rows = connection.execute(
            select(subscriptions)
            .where(subscriptions.c.address == owner.id, subscriptions.c.state != "ended")
            .order_by(subscriptions.c.id)
        ).all()
    return owner.address, [told(alerts, row) for row in rows]


def change(alerts: Alerts, token: str, id: int, frequency: str, origin: str) -> None:
    """Let a person have a subscription's mails more or less often, or NEVER, which ends it.

    Raises StaleLink (R902), AlertError (R901).
    """
    if frequency != NEVER:
        check_frequency(frequency)
    now = alerts.now
    token_owner = alerts.signer.read("manage", token, now)
    with alerts.store.writing() as connection:
        row = find(connection, id)
        if row is None or row.address != token_owner:
            raise gone()
        if frequency == NEVER:
            end(connection, row, origin, now)
        elif row.state == "active" and row.frequency != frequency:
            connection.execute(
                update(subscriptions)
                .where(subscriptions.c.id == id)
                .values(frequency=frequency, due=first_due(alerts, frequency, now))
            )
            consents.enter(connection, row_of(connection, id), "change", origin=origin, now=now)


def export(alerts: Alerts, token: str) -> consents.Kept:
    """All that is kept about a person; raises StaleLink (R902)."""
    with alerts.store.reading() as connection:
        return consents.kept(connection, _owner(alerts, connection, token).id)


def erase(alerts: Alerts, token: str) -> None:
    """Erase all that is kept about a person; raises StaleLink (R902)."""
    signer = alerts.signer
    with alerts.store.writing() as connection:
        owner = _owner(alerts, connection, token)
        consents.erase(connection, owner.id, signer.digest(owner.folded))


def _owner(alerts: Alerts, connection: Connection, token: str) -> Row[Any]:
    """The row of the address that a link was mailed to; raises StaleLink (R902)."""
    id = alerts.signer.read("manage", token, alerts.now)
    row = connection.execute(select(addresses).where(addresses.c.id == id)).first()
    if row is None:
        raise StaleLink("nothing is kept about you any more", "Subscribe again at /subscriptions")
    return row


def _letter(alerts: Alerts, recipient: str, owner: int) -> Letter:
    token = alerts.signer.token("manage", owner, alerts.now)
    link = f"{alerts.base_url}/subscriptions/manage/{token}"
    subject = f"Your subscriptions at {alerts.name}"
    return write(alerts, "link", recipient, subject, words={"link": link}, headers={})
