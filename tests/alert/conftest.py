"""Alerts over a new store, with a clock that tests turn, and a road from sign-up to digest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from onrecord.alert.alerts import Alerts
from onrecord.alert.rounds import Round, run_round
from onrecord.alert.settings import AlertSettings
from onrecord.alert.subscribing import confirm, sign_up
from onrecord.store import Store, open_store
from tests.contract.conftest import Places, places
from tests.store.making import Quote, article, record

__all__ = ["places"]

#: A Wednesday, 09:00 UTC.
START = 1_899_622_800
DAY = 86_400
_SAID = count(1)


class Desk:
    """What one test works with: alerts, their clock, what is in the outbox folder."""

    def __init__(self, store: Store, folder: Path, **settings: Any) -> None:
        self.time = float(START)
        self.folder = folder
        given = {"sender": "alerts@record.example.org", "outbox": folder, **settings}
        self.alerts = Alerts(
            store,
            AlertSettings(**given),
            "https://record.example.org",
            "The Record",
            clock=lambda: self.time,
        )

    def round(self) -> Round:
        """One round."""
        return run_round(self.alerts)

    def mails(self, kind: str = "digest") -> list[EmailMessage]:
        """The mails of a kind in the folder, in no order."""
        return [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in self.folder.glob(f"{kind}.*.eml")
        ]

    def ask(self, address: str = "ann@example.org", **given: Any) -> None:
        """Sign up, and do not confirm."""
        fields = {"search": "q=strait", "frequency": "at_once", "origin": "192.0.2.1", **given}
        sign_up(self.alerts, address=address, terms="2026-11", agreed=True, **fields)

    def subscribe(self, address: str = "ann@example.org", **given: Any) -> int:
        """Sign up and confirm; the subscription's number."""
        self.ask(address, **given)
        self.round()
        newest = max(
            self.folder.glob("confirmation.*.eml"), key=lambda path: path.stat().st_mtime_ns
        )
        body = text_of(message_from_bytes(newest.read_bytes(), policy=policy.default))
        token = re.search(r"/subscriptions/confirm/(\S+)", body)
        assert token
        newest.rename(newest.with_suffix(".read"))
        return confirm(self.alerts, token[1], "192.0.2.1").id

    def say(self, words: str, speaker: str = "Ann Ames", **given: Any) -> int:
        """Let an article with one statement come in; the statement's number."""
        said = next(_SAID)
        text = f"Report {said}.\n\n{speaker} said {words}. More was not known."
        source = article(
            text, f"https://a.example/{said}", published="2030-03-12", outlet="The Post"
        )
        told = record(source, [Quote(speaker, "said", words, **given)])
        return self.alerts.store.add(told).statements[0]


def text_of(mail: Any) -> str:
    """The text of a mail."""
    return str(mail.get_body(("plain",)).get_content()).replace("\r\n", "\n")


@pytest.fixture
def place(places: Places) -> str:
    """The path or URL of a store of its own for one test, in each kind of database."""
    return places()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    """That store, open."""
    with open_store(place) as found:
        yield found


@pytest.fixture
def desk_of(store: Store, tmp_path: Path) -> Callable[..., Desk]:
    """Make a desk with some settings."""
    return lambda **settings: Desk(store, tmp_path / "outbox", **settings)


@pytest.fixture
def desk(desk_of: Callable[..., Desk]) -> Desk:
    """A desk with the default settings."""
    return desk_of()
