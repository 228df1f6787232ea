"""The whole road, and two stores at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.alert.managing import change, export, send_link
from onrecord.alert.overseeing import numbers
from onrecord.alert.subscribing import unsubscribe
from onrecord.store import open_store
from tests.alert.conftest import Desk, text_of
from tests.contract.conftest import Places


def test_the_road_is_the_same(places: Places, tmp_path: Path) -> None:
    with open_store(places()) as store:
        desk = Desk(store, tmp_path / "outbox")
        id = desk.subscribe()
        desk.subscribe("bo@example.org", frequency="weekly")
        desk.say("the strait")
        assert desk.round().digests == 1
        (mail,) = desk.mails()
        assert "*strait*" in text_of(mail)
        signer, now = desk.alerts.signer, desk.alerts.now
        send_link(desk.alerts, "bo@example.org", "192.0.2.1")
        own = signer.token("manage", 2, now)
        change(desk.alerts, own, 2, "daily", "192.0.2.1")
        assert len(export(desk.alerts, own).consents) == 3
        unsubscribe(desk.alerts, signer.token("unsubscribe", id, now), "192.0.2.1")
        desk.time += 86_400
        assert desk.round().sent == 2
        assert numbers(desk.alerts).subscriptions == {"active": 1, "ended": 1}


@pytest.mark.parametrize("rounds", [3])
def test_two_stores_open_at_once_do_not_repeat(places: Places, tmp_path: Path, rounds: int) -> None:
    from concurrent.futures import ThreadPoolExecutor

    place = places()
    with open_store(place) as store, open_store(place) as other:
        desk, beside = (Desk(one, tmp_path / "outbox") for one in (store, other))
        for n in range(4):
            desk.subscribe(f"a{n}@example.org")
        for n in range(rounds):
            desk.say(f"the strait {n}")
            desk.time = beside.time = desk.time + 3_600
            with ThreadPoolExecutor() as pool:
                done = list(pool.map(Desk.round, (desk, beside)))
            assert sum(one.sent for one in done) == 4
        assert len(desk.mails()) == 4 * rounds
