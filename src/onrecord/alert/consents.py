"""What was agreed to: by whom, when, from where, to which terms; exportable, and erasable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import Connection, Row, delete, insert, select

from onrecord.alert import tables
from onrecord.alert.settings import Terms
from onrecord.errors import OptionError

Event = Literal["sign-up", "confirmation", "change", "unsubscription"]


@dataclass(frozen=True, slots=True)
class Consent:
    """One act of consent, its change or its end; at: ISO time, UTC. terms: the version's name."""

    subscription: int
    event: Event
    at: str
    origin: str
    terms: str
    search: str
    frequency: str


@dataclass(frozen=True, slots=True)
class MailSent:
    """One mail that was made for an address; times in ISO, UTC."""

    kind: str
    message_id: str
    state: str
    made: str
    sent: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is kept about a mail address. terms: the words of each version, by its name."""

    address: str
    since: str
    bounces: int
    paused: str | None
    consents: tuple[Consent, ...]
    mails: tuple[MailSent, ...]
    terms: dict[str, str]


def keep_terms(connection: Connection, terms: Terms, now: int) -> None:
    """Keep the words of a version when it is first agreed to; raises OptionError (R201) for other words under a known name."""
    table = tables.terms
    known = connection.execute(
        select(table.c.text).where(table.c.version == terms.version)
    ).scalar()
    if known is None:
        connection.execute(insert(table).values(version=terms.version, text=terms.text, since=now))
    elif known != terms.text:
        raise OptionError(
            f"the terms {terms.version} have been agreed to in other words",
            "Give the new ones another name: serve.alerts.terms.version",
        )


def enter(
    connection: Connection,
    subscription: Row[*tuple[object, ...]],
    event: Event,
    *,
    origin: str,
    terms: str | None = None,
    now: int,
) -> None:
    """Enter an event of a subscription; without terms, those that it was signed up under."""
    table = tables.consents
    if terms is None:
        terms = connection.execute(
            select(table.c.terms)
            .where(table.c.subscription == subscription.id)
            .order_by(table.c.id.desc())
            .limit(1)
        ).scalar_one()
    connection.execute(
        insert(table).values(
            address=subscription.address,
            subscription=subscription.id,
            event=event,
            at=now,
            origin=origin[:64],
            terms=terms,
            search=subscription.search,
            frequency=subscription.frequency,
        )
    )


def kept(connection: Connection, address: int) -> Kept:
    """All that is kept about an address."""
    row = connection.execute(select(tables.addresses).where(tables.addresses.c.id == address)).one()
    events = connection.execute(
        select(tables.consents)
        .where(tables.consents.c.address == address)
        .order_by(tables.consents.c.id)
    ).all()
    mails = connection.execute(
        select(tables.mails).where(tables.mails.c.address == address).order_by(tables.mails.c.id)
    ).all()
    versions = connection.execute(
        select(tables.terms).where(tables.terms.c.version.in_({one.terms for one in events}))
    ).all()
    return Kept(
        row.address,
        _time(row.made),
        row.bounces,
        _time(row.paused) if row.paused else None,
        tuple(
            Consent(
                one.subscription,
                one.event,
                _time(one.at),
                one.origin,
                one.terms,
                one.search,
                one.frequency,
            )
            for one in events
        ),
        tuple(
            MailSent(
                one.kind,
                one.message_id,
                one.state,
                _time(one.made),
                _time(one.sent) if one.sent else None,
            )
            for one in mails
        ),
        {one.version: one.text for one in versions},
    )


def erase(connection: Connection, address: int, digest: str) -> None:
    """Erase all that is kept about an address: subscriptions, consents, mails that wait."""
    connection.execute(delete(tables.addresses).where(tables.addresses.c.id == address))
    connection.execute(delete(tables.requests).where(tables.requests.c.address == digest))


def _time(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")
