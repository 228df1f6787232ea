"""Who may ask for a mail, so that nobody floods a mailbox, ours or another's, with our mails.

Counted in the database, so that neither a restart nor a second process starts anew.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from onrecord.alert.addresses import network_of
from onrecord.alert.settings import Limits
from onrecord.alert.tables import requests
from onrecord.errors import TooManySignUps

HOUR = 3_600
DAY = 86_400


def admit(connection: Connection, limits: Limits, *, origin: str, address: str, now: int) -> bool:
    """Count a wish for a mail; tell whether the mail address may have another one today.

    address: a digest of the mail address, whether we know it or not. Whoever asks may not learn
    from the answer what others asked. Raises TooManySignUps (R903) where one network address, or
    all together, ask too often, which tells nothing of a mail address.
    """
    network = network_of(origin)
    from_here = _count(connection, requests.c.origin == network, now - HOUR)
    if from_here >= limits.from_one_place_an_hour:
        raise TooManySignUps("too many mails were asked for from your network", "Try in an hour")
    if _count(connection, requests.c.id > 0, now - HOUR) >= limits.by_all_an_hour:
        raise TooManySignUps("more people sign up than we can mail just now", "Try in an hour")
    to_it = _count(connection, requests.c.address == address, now - DAY)
    connection.execute(insert(requests).values(at=now, origin=network, address=address))
    return to_it < limits.to_one_address_a_day


def forget(connection: Connection, now: int) -> None:
    """Drop what no longer counts."""
    connection.execute(delete(requests).where(requests.c.at <= now - DAY))


def _count(connection: Connection, which: object, after: int) -> int:
    wanted = select(func.count()).select_from(requests).where(which, requests.c.at > after)  # type: ignore[arg-type]
    return int(connection.execute(wanted).scalar_one())
