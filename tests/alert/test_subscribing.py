"""Signing up and out: limits, links, terms, what is kept and for how long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update

from onrecord.alert.managing import export
from onrecord.alert.overseeing import erase_of, export_of, numbers
from onrecord.alert.subscribing import confirm, pending
from onrecord.alert.tables import addresses, consents, mails, subscriptions
from onrecord.errors import AlertError, OptionError, StaleLink, TooManySignUps
from onrecord.store import open_store
from tests.alert.conftest import DAY, START, Desk
from tests.contract.conftest import Places


def states(desk: Desk) -> list[str]:
    with desk.alerts.store.reading() as connection:
        wanted = select(subscriptions.c.state).order_by(subscriptions.c.id)
        return list(connection.execute(wanted).scalars())


def test_a_confirmation_starts_from_now(desk: Desk) -> None:
    number = desk.say("the strait")
    desk.subscribe()
    with desk.alerts.store.reading() as connection:
        row = connection.execute(select(subscriptions)).one()
    assert (row.state, row.position, row.confirmed) == ("active", number, START)


def test_a_second_subscription_to_a_search_takes_the_place_of_the_first(desk: Desk) -> None:
    desk.subscribe(frequency="weekly")
    desk.say("the strait")
    desk.subscribe("Ann@Example.org", frequency="at_once", search="?q=strait&order=best&after=x")
    assert states(desk) == ["ended", "active"]
    # What came in meanwhile was not mailed yet, and is not lost.
    assert desk.round().sent == 1
    assert len(desk.mails()) == 1


def test_links_age(desk: Desk) -> None:
    desk.ask()
    token = desk.alerts.signer.token("confirm", 1, desk.alerts.now)
    assert pending(desk.alerts, token).described == "“strait”"
    desk.time += 7 * DAY + 1
    with pytest.raises(StaleLink, match="too old"):
        confirm(desk.alerts, token, "192.0.2.1")
    own = desk.alerts.signer.token("manage", 1, desk.alerts.now)
    assert export(desk.alerts, own)
    desk.time += DAY + 1
    with pytest.raises(StaleLink, match="too old"):
        export(desk.alerts, own)


def test_keys_of_two_stores_differ(desk: Desk, places: Places, tmp_path: Path) -> None:
    with open_store(places()) as store:
        other = Desk(store, tmp_path / "elsewhere")
        token = other.alerts.signer.token("confirm", 1, START)
    desk.ask()
    with pytest.raises(StaleLink):
        confirm(desk.alerts, token, "192.0.2.1")


def test_what_nobody_confirms_is_forgotten(desk: Desk) -> None:
    desk.ask()
    desk.ask("bo@example.org")
    desk.round()
    desk.time += 7 * DAY
    desk.round()
    with desk.alerts.store.reading() as connection:
        for table in (addresses, subscriptions, consents, mails):
            assert connection.execute(select(table)).all() == [], table.name


def test_what_has_ended_is_kept_for_its_time(desk: Desk) -> None:
    from onrecord.alert.subscribing import unsubscribe

    id = desk.subscribe()
    unsubscribe(desk.alerts, desk.alerts.signer.token("unsubscribe", id, 0), "192.0.2.9")
    desk.time += 1_094 * DAY
    desk.round()
    told = export_of(desk.alerts, "ann@example.org")
    assert [(one.event, one.origin) for one in told.consents] == [
        ("sign-up", "192.0.2.1"),
        ("confirmation", "192.0.2.1"),
        ("unsubscription", "192.0.2.9"),
    ]
    desk.time += 2 * DAY
    desk.round()
    with pytest.raises(AlertError, match="nothing is kept"):
        export_of(desk.alerts, "ann@example.org")


def test_terms_are_kept_word_for_word(desk_of: Callable[..., Desk], tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("We mail you.", encoding="utf-8")
    desk_of(terms={"version": "2026-11", "file": path}).ask()
    path.write_text("We sell you.", encoding="utf-8")
    with pytest.raises(OptionError, match="other words"):
        desk_of(terms={"version": "2026-11", "file": path}).ask("bo@example.org")
    told = export_of(desk_of().alerts, "ann@example.org")
    assert told.terms == {"2026-11": "We mail you."}
    path.unlink()
    with pytest.raises(OptionError, match="cannot be read"):
        desk_of(terms={"version": "2026-11", "file": path}).ask("bo@example.org")


def test_consents_are_only_ever_added(desk: Desk) -> None:
    desk.subscribe()
    told = export_of(desk.alerts, "ann@example.org")
    assert [one.at for one in told.consents] == ["2030-03-13T09:00:00Z"] * 2
    assert [one.search for one in told.consents] == ["q=strait"] * 2


def test_all_together_cannot_send_more_than_so_many(desk_of: Callable[..., Desk]) -> None:
    desk = desk_of(limits={"by_all_an_hour": 3})
    for n in range(3):
        desk.ask(f"a{n}@example.org", origin=f"192.0.2.{n}")
    with pytest.raises(TooManySignUps):
        desk.ask("b@example.org", origin="192.0.2.9")
    desk.time += 3_600
    desk.ask("b@example.org", origin="192.0.2.9")


def test_limits_outlive_a_restart_and_end(desk_of: Callable[..., Desk]) -> None:
    limits = {"to_one_address_a_day": 1, "from_one_place_an_hour": 2}
    desk_of(limits=limits).ask()
    desk = desk_of(limits=limits)
    desk.ask("ANN@example.org")
    assert numbers(desk.alerts).mails == {"waiting": 1}
    with pytest.raises(TooManySignUps):
        desk.ask("bo@example.org")
    desk.ask("bo@example.org", origin="2001:db8::1")
    desk.ask("cy@example.org", origin="2001:db8::2")
    with pytest.raises(TooManySignUps):
        desk.ask("di@example.org", origin="2001:db8::3")
    desk.time += DAY
    desk.ask()
    assert numbers(desk.alerts).mails == {"waiting": 4}


def test_to_confirm_anew_ends_a_pause(desk: Desk) -> None:
    desk.subscribe()
    with desk.alerts.store.writing() as connection:
        connection.execute(update(addresses).values(paused=START, bounces=3))
    desk.say("the strait")
    assert desk.round().digests == 0
    # The mail that asks goes out to a paused address.
    desk.subscribe()
    assert desk.round().sent == 1
    assert numbers(desk.alerts).paused == ()


def test_erasing_takes_what_waits_along(desk: Desk) -> None:
    desk.subscribe()
    desk.ask("bo@example.org")
    erase_of(desk.alerts, "ann@example.org")
    assert numbers(desk.alerts).subscriptions == {"waiting": 1}
    with pytest.raises(AlertError):
        erase_of(desk.alerts, "ann@example.org")
