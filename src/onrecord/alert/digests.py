"""What is new to each subscription → a digest in the outbox, once.

One transaction writes a digest's mail and moves the subscription's position on, so that neither
happens without the other; whoever comes second finds the position moved and does nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select, tuple_, update

from onrecord.alert import outbox
from onrecord.alert.alerts import Alerts
from onrecord.alert.excerpts import Excerpt, excerpt
from onrecord.alert.letters import Letter, list_headers, write
from onrecord.alert.searches import described, since
from onrecord.alert.subscriptions import FREQUENCIES, IN_WORDS, latest, next_due
from onrecord.alert.tables import addresses, subscriptions
from onrecord.errors import NotInStore, OptionError

#: Subscriptions that are looked at in one go.
_MOST = 500


@dataclass(frozen=True, slots=True)
class Made:
    """What was made: digests; searches that could not be asked, and stay where they were."""

    digests: int
    failed: int


@dataclass(frozen=True, slots=True)
class _News:
    """What is new to all subscriptions to one search that were last looked at together."""

    described: str
    count: int
    excerpts: tuple[Excerpt, ...]


def make_digests(alerts: Alerts, stopped: Callable[[], bool] = bool) -> Made:
    """Make the digests that are due, with what came in up to now, until told to stop."""
    with alerts.store.reading() as connection:
        upto = latest(connection)
    made = failed = 0
    for (search, position), group in groupby(_due(alerts, upto), lambda r: (r.search, r.position)):
        rows = list(group)
        if stopped():
            break
        try:
            news = _news(alerts, search, position, upto)
        except (NotInStore, OptionError):
            # Whom it names may come back; nothing is passed over meanwhile.
            failed += 1
            continue
        if not news.count:
            _pass_over(alerts, rows, upto)
            continue
        for row in rows:
            if stopped():
                break
            made += _make(alerts, row, news, upto)
    _nothing_new(alerts, upto)
    return Made(made, failed)


def _due(alerts: Alerts, upto: int) -> Iterator[Row[Any]]:
    """Subscriptions that are due and have not seen all, those to one search after one another."""
    table = subscriptions
    order = (table.c.search, table.c.position, table.c.id)
    wanted = (
        select(table, addresses.c.address.label("recipient"))
        .join(addresses, addresses.c.id == table.c.address)
        .where(
            table.c.state == "active",
            table.c.due <= alerts.now,
            table.c.position < upto,
            addresses.c.paused.is_(None),
        )
        .order_by(*order)
        .limit(_MOST)
    )
    after: tuple[str, int, int] | None = None
    while True:
        query = wanted.where(tuple_(*order) > after) if after else wanted
        with alerts.store.reading() as connection:
            rows = connection.execute(query).all()
        yield from rows
        if len(rows) < _MOST:
            return
        after = (rows[-1].search, rows[-1].position, rows[-1].id)


def _news(alerts: Alerts, search: str, position: int, upto: int) -> _News:
    found = since(alerts, search, position, upto)
    told = described(alerts, search) if found.count else ""
    return _News(told, found.count, tuple(excerpt(one) for one in found.found))


def _make(alerts: Alerts, row: Row[Any], news: _News, upto: int) -> bool:
    """Write one digest and move its subscription on; tell whether nobody was faster."""
    now, letter = alerts.now, _letter(alerts, row, news)
    with alerts.store.writing() as connection:
        moved = connection.execute(
            update(subscriptions)
            .where(
                subscriptions.c.id == row.id,
                subscriptions.c.state == "active",
                subscriptions.c.position == row.position,
            )
            .values(position=upto, due=next_due(alerts, row.frequency, now))
        )
        if not moved.rowcount:
            return False
        outbox.put(
            connection,
            letter,
            kind="digest",
            key=f"digest:{row.id}:{upto}",
            address=row.address,
            subscription=row.id,
            now=now,
        )
    return True


def _pass_over(alerts: Alerts, rows: list[Row[Any]], upto: int) -> None:
    """Move subscriptions on to which nothing was new."""
    table = subscriptions
    with alerts.store.writing() as connection:
        for start in range(0, len(rows), _MOST):
            ids = [row.id for row in rows[start : start + _MOST]]
            connection.execute(
                update(table)
                .where(table.c.id.in_(ids), table.c.position == rows[0].position)
                .values(position=upto)
            )


def _nothing_new(alerts: Alerts, upto: int) -> None:
    """Put off daily and weekly digests whose hour has come without anything new."""
    table, now = subscriptions, alerts.now
    over = (table.c.state == "active", table.c.due <= now, table.c.position >= upto)
    for frequency in FREQUENCIES:
        if frequency == "at_once":
            continue
        which = (*over, table.c.frequency == frequency)
        with alerts.store.reading() as connection:
            if connection.execute(select(table.c.id).where(*which).limit(1)).first() is None:
                continue
        with alerts.store.writing() as connection:
            connection.execute(
                update(table).where(*which).values(due=next_due(alerts, frequency, now))
            )


def _letter(alerts: Alerts, row: Row[Any], news: _News) -> Letter:
    token = alerts.signer.token("unsubscribe", row.id, row.confirmed)
    unsubscribe = f"{alerts.base_url}/subscriptions/unsubscribe/{token}"
    confirmed = datetime.fromtimestamp(row.confirmed, UTC)
    words = {
        "count": news.count,
        "search": news.described,
        "excerpts": news.excerpts,
        "address": row.search,
        "frequency": IN_WORDS[row.frequency],
        "confirmed": f"{confirmed.day} {confirmed:%B %Y}",
        "unsubscribe": unsubscribe,
    }
    subject = f"{news.count} new statement{'' if news.count == 1 else 's'}: {news.described}"
    headers = list_headers(alerts, unsubscribe)
    return write(alerts, "digest", row.recipient, subject, words=words, headers=headers)
