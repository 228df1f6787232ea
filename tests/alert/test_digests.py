"""What is new is mailed once, to those who asked for it, as often as they asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from onrecord.alert import digests, searches
from onrecord.alert.searches import SHOWN
from onrecord.alert.subscribing import unsubscribe
from onrecord.alert.tables import mails, subscriptions
from tests.alert.conftest import DAY, START, Desk, text_of

HOUR = 3_600


def test_only_what_matches_and_is_new(desk: Desk) -> None:
    desk.say("the strait stays shut")
    desk.subscribe()
    desk.say("the weather is fine")
    number = desk.say("the strait will open")
    desk.round()
    (mail,) = desk.mails()
    text = text_of(mail)
    assert mail["To"] == "ann@example.org"
    assert "1 new statement: “strait”" in text
    assert "Ann Ames" in text
    assert "the *strait* will open" in text
    assert "More was not known" in text
    assert f"https://record.example.org/statements/{number}" in text
    assert "shut" not in text
    assert "weather" not in text


def test_html_marks_the_hit_and_keeps_words_words(desk: Desk) -> None:
    desk.subscribe()
    desk.say("<b>the strait</b> & {{ 7 * 7 }} <script>x</script>")
    desk.round()
    (mail,) = desk.mails()
    part = mail.get_body(("html",))
    assert part
    html = part.get_content()
    assert ">strait</mark>" in html
    assert "&lt;script&gt;" in html
    assert "{{ 7 * 7 }}" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", 3),
        ("speaker=Bo+Bay", 1),
        ("act=threaten", 1),
        ("speaker=Ann+Ames&act=threaten", 0),
        ("q=-weather", 2),
        ("q=strait&outlet=The+Post", 1),
        ("since=2031-01-01", 0),
    ],
)
def test_every_filter_of_a_search_holds(desk: Desk, search: str, found: int) -> None:
    # Actors must be known to be named.
    desk.say("hello", "Bo Bay")
    desk.say("hello")
    desk.subscribe(search=search)
    desk.say("the strait stays shut")
    desk.say("the weather is fine")
    desk.say("we will shut the door", "Bo Bay", act="threaten")
    desk.round()
    told = [text_of(mail).split(" ", 1)[0] for mail in desk.mails()]
    assert told == ([str(found)] if found else [])


def test_a_search_by_meaning_tells_what_is_among_the_first(desk: Desk) -> None:
    from dataclasses import replace

    from onrecord.alert.rounds import run_round
    from tests.store.making import Quote, article, axis, record, vectors

    desk.alerts = replace(desk.alerts, vector=lambda _: axis(3))
    desk.subscribe(search="meaning=shutting+a+strait")
    source = article("Ann Ames said no ship passes.", "https://a.example/m")
    told = record(source, [Quote("Ann Ames", "said", "no ship passes")])
    desk.alerts.store.add(told, vectors(told, 3))
    run_round(desk.alerts)
    (mail,) = desk.mails()
    assert "no ship passes" in text_of(mail)


def test_at_once_means_at_once_and_then_after_a_gap(desk: Desk) -> None:
    desk.subscribe()
    desk.say("the strait 1")
    desk.round()
    desk.say("the strait 2")
    desk.say("the strait 3")
    desk.round()
    assert len(desk.mails()) == 1
    desk.time += desk.alerts.settings.gap
    desk.round()
    assert sorted(text_of(mail)[:1] for mail in desk.mails()) == ["1", "2"]


@pytest.mark.parametrize(
    ("frequency", "waits"),
    [("daily", 21 * HOUR), ("weekly", 4 * DAY + 21 * HOUR)],
)
def test_daily_and_weekly_wait_for_their_hour(desk: Desk, frequency: str, waits: int) -> None:
    desk.subscribe(frequency=frequency)
    desk.say("the strait 1")
    desk.time = START + waits - 1
    desk.say("the strait 2")
    desk.round()
    assert desk.mails() == []
    desk.time += 1
    desk.round()
    (mail,) = desk.mails()
    assert text_of(mail).startswith("2 new statements")
    # An hour without news is over: what comes later waits for the next.
    period = DAY if frequency == "daily" else 7 * DAY
    desk.time += period
    desk.round()
    desk.say("the strait 3")
    desk.time += period - 1
    desk.round()
    assert len(desk.mails()) == 1
    desk.time += 1
    desk.round()
    assert len(desk.mails()) == 2


def test_many_finds_are_counted_and_the_newest_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.alert.searches.SHOWN", 2)
    desk.subscribe()
    numbers = [desk.say(f"the strait {n}") for n in range(5)]
    desk.round()
    text = text_of(desk.mails()[0])
    assert text.startswith("5 new statements")
    assert "And 3 more" in text
    assert f"/statements/{numbers[-1]}\n" in text
    assert f"/statements/{numbers[0]}\n" not in text
    assert SHOWN == 50


def test_two_processes_make_one_digest(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.subscribe()
    desk.say("the strait")
    letter = digests._letter

    def meanwhile(*given: object) -> object:
        # Another process makes the same digest while this one writes its own.
        monkeypatch.setattr(digests, "_letter", letter)
        assert digests.make_digests(desk.alerts).digests == 1
        return letter(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(digests, "_letter", meanwhile)
    assert digests.make_digests(desk.alerts).digests == 0
    with desk.alerts.store.reading() as connection:
        kinds = connection.execute(select(mails.c.kind).where(mails.c.state == "waiting"))
        assert kinds.scalars().all() == ["digest"]


def test_a_search_that_cannot_be_asked_any_more_waits(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.subscribe()
    desk.subscribe(search="q=door")
    desk.say("the strait, the door")
    known = searches.since

    def broken(alerts: object, search: str, *given: int) -> object:
        if search == "q=door":
            from onrecord.errors import NotInStore

            raise NotInStore("gone", "look")
        return known(alerts, search, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(digests, "since", broken)
    done = desk.round()
    assert (done.failed, done.sent) == (1, 1)
    monkeypatch.undo()
    assert desk.round().sent == 1


def test_who_has_unsubscribed_gets_nothing_that_waits(desk: Desk) -> None:
    id = desk.subscribe()
    desk.say("the strait")
    digests.make_digests(desk.alerts)
    unsubscribe(desk.alerts, desk.alerts.signer.token("unsubscribe", id, 0), "192.0.2.1")
    assert desk.round().sent == 0
    assert desk.mails() == []


def test_to_stop_leaves_the_rest_for_the_next_round(desk: Desk) -> None:
    for n in range(3):
        desk.subscribe(f"a{n}@example.org")
    desk.say("the strait")
    answers = iter([False, False, False, True, True, True, True])
    made = digests.make_digests(desk.alerts, lambda: next(answers))
    assert made.digests == 2
    assert desk.round().digests == 1
    assert sorted(mail["To"] for mail in desk.mails()) == [f"a{n}@example.org" for n in range(3)]


def test_subscriptions_are_paged(
    desk_of: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "_MOST", 2)
    desk = desk_of()
    for n in range(5):
        desk.subscribe(f"a{n}@example.org", search="q=strait" if n % 2 else "q=door")
    desk.say("the strait, the door")
    assert desk.round().digests == 5
    with desk.alerts.store.reading() as connection:
        positions = connection.execute(select(subscriptions.c.position)).scalars().all()
    assert len(set(positions)) == 1
