"""Signing up, confirming, unsubscribing: what a person does, each in one transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from onrecord.alert import consents, outbox
from onrecord.alert.addresses import mail_address
from onrecord.alert.alerts import Alerts
from onrecord.alert.letters import Letter, write
from onrecord.alert.limiting import admit
from onrecord.alert.searches import checked, described
from onrecord.alert.subscriptions import (
    IN_WORDS,
    Subscription,
    check_frequency,
    end,
    find,
    first_due,
    gone,
    latest,
    resume,
    row_of,
    told,
)
from onrecord.alert.tables import addresses, subscriptions
from onrecord.errors import AlertError


def sign_up(
    alerts: Alerts,
    *,
    address: str,
    search: str,
    frequency: str,
    terms: str,
    agreed: bool,
    origin: str,
) -> None:
    """Let somebody ask for a subscription, and have a mail ask whoever reads mail there.

    What this does and how long it takes does not tell whether the address is known.
    Raises AlertError (R901) for what does not make sense, OptionError (R201) and NotInStore
    (R807) for a search that cannot be asked, TooManySignUps (R903).
    """
    if not agreed:
        raise AlertError("the box under the terms is not ticked", "Read them, and tick it")
    if terms != alerts.settings.terms.version:
        raise AlertError("the terms have changed meanwhile", "Reload the form and read them again")
    check_frequency(frequency)
    recipient, search = mail_address(address), checked(alerts, search)
    words = {"search": described(alerts, search), "frequency": IN_WORDS[frequency], "terms": terms}
    now, signer, limits = alerts.now, alerts.signer, alerts.settings.limits
    digest = signer.digest(recipient.casefold())
    with alerts.store.writing() as connection:
        if not admit(connection, limits, origin=origin, address=digest, now=now):
            return
        consents.keep_terms(connection, alerts.settings.terms, now)
        owner = _owner(connection, recipient, now)
        id = _enter(connection, owner, search, frequency, now)
        row = row_of(connection, id)
        consents.enter(connection, row, "sign-up", origin=origin, terms=terms, now=now)
        link = f"{alerts.base_url}/subscriptions/confirm/{signer.token('confirm', id, now)}"
        outbox.put(
            connection,
            _confirmation(alerts, recipient, {**words, "link": link}),
            kind="confirmation",
            key=f"confirmation:{id}",
            address=owner,
            subscription=id,
            now=now,
        )


def pending(alerts: Alerts, token: str) -> Subscription:
    """What a confirmation mail asks about; raises StaleLink (R902)."""
    id = alerts.signer.read("confirm", token, alerts.now)
    with alerts.store.reading() as connection:
        row = row_of(connection, id)
    return told(alerts, row)


def confirm(alerts: Alerts, token: str, origin: str) -> Subscription:
    """Start a subscription with what comes in from now on; a second time changes nothing.

    It takes the place of one to the same search. Raises StaleLink (R902).
    """
    now = alerts.now
    id = alerts.signer.read("confirm", token, now)
    with alerts.store.writing() as connection:
        row = row_of(connection, id)
        if row.state == "ended":
            raise gone()
        if row.state == "waiting":
            connection.execute(
                update(subscriptions)
                .where(subscriptions.c.id == id)
                .values(
                    state="active",
                    confirmed=now,
                    position=_take_over(connection, row, now),
                    due=first_due(alerts, row.frequency, now),
                )
            )
            consents.enter(connection, row, "confirmation", origin=origin, now=now)
            resume(connection, row.address, now)
            row = row_of(connection, id)
    return told(alerts, row)


def of_unsubscribe_link(alerts: Alerts, token: str) -> Subscription | None:
    """What an unsubscribe link is about; None when nothing is left of it. Raises StaleLink (R902)."""
    id = alerts.signer.read("unsubscribe", token, alerts.now)
    with alerts.store.reading() as connection:
        row = find(connection, id)
    return told(alerts, row) if row else None


def unsubscribe(alerts: Alerts, token: str, origin: str) -> None:
    """End a subscription; again, or when it is gone, changes nothing. Raises StaleLink (R902)."""
    id = alerts.signer.read("unsubscribe", token, alerts.now)
    with alerts.store.writing() as connection:
        row = find(connection, id)
        if row:
            end(connection, row, origin, alerts.now)


def _owner(connection: Connection, address: str, now: int) -> int:
    """The number of a mail address, entered if it is new."""
    folded = address.casefold()
    known = connection.execute(select(addresses.c.id).where(addresses.c.folded == folded)).scalar()
    if known:
        return int(known)
    row = {"address": address, "folded": folded, "made": now, "bounces": 0}
    made = connection.execute(insert(addresses).values(row).returning(addresses.c.id))
    return int(made.scalar_one())


def _enter(connection: Connection, owner: int, search: str, frequency: str, now: int) -> int:
    row = {
        "address": owner,
        "search": search,
        "frequency": frequency,
        "state": "waiting",
        "position": 0,
        "due": now,
        "made": now,
    }
    made = connection.execute(insert(subscriptions).values(row).returning(subscriptions.c.id))
    return int(made.scalar_one())


def _take_over(connection: Connection, row: Row[Any], now: int) -> int:
    """End a subscription of the same person to the same search; give the place to go on from."""
    twin = connection.execute(
        select(subscriptions).where(
            subscriptions.c.address == row.address,
            subscriptions.c.search == row.search,
            subscriptions.c.state == "active",
        )
    ).first()
    if twin is None:
        return latest(connection)
    connection.execute(
        update(subscriptions).where(subscriptions.c.id == twin.id).values(state="ended", ended=now)
    )
    return int(twin.position)


def _confirmation(alerts: Alerts, recipient: str, words: dict[str, str]) -> Letter:
    subject = f"Confirm your subscription to {alerts.name}"
    return write(alerts, "confirmation", recipient, subject, words=words, headers={})
