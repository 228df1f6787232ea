"""Nothing is lost, nothing goes out twice: refusals, failures, leases, kills, bounces."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest
from sqlalchemy import select

from onrecord.alert import outbox
from onrecord.alert.bounces import take_report
from onrecord.alert.delivery import FolderDelivery
from onrecord.alert.digests import make_digests
from onrecord.alert.overseeing import numbers, resume_at
from onrecord.alert.tables import mails
from tests.alert.conftest import DAY, Desk
from tests.alert.post import Post

REPORT = """\
From: mailer@mx.example.org
To: bounces@record.example.org
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; ann@example.org
Action: {action}
Status: 5.1.1

--b
Content-Type: {kind}

From: alerts@record.example.org
Message-ID: {message_id}
Subject: 1 new statement

--b--
"""


def digest_waits(desk: Desk, address: str = "ann@example.org") -> None:
    """Let a digest wait in the outbox."""
    desk.subscribe(address)
    desk.say("the strait")
    assert make_digests(desk.alerts).digests


def test_a_server_that_is_away_costs_nothing(desk_of: Callable[..., Desk]) -> None:
    digest_waits(desk_of())
    away = {"host": "127.0.0.1", "port": 1, "security": "none", "seconds": 2}
    done = desk_of(smtp=away).round()
    assert done.problem
    assert "R904" in str(done.problem)
    # It was not the mail's fault: no try is counted, and nothing holds it up.
    with Post() as post:
        assert desk_of(smtp=post.settings).round().sent == 1


def test_what_is_put_off_is_tried_again_later_and_later(desk_of: Callable[..., Desk]) -> None:
    digest_waits(desk_of())
    with Post(lambda _: "451 busy") as post:
        desk = desk_of(smtp=post.settings)
        waits = []
        for _ in range(4):
            assert desk.round().put_off == 1
            assert desk.round().put_off == 0
            with desk.alerts.store.reading() as connection:
                due = connection.execute(
                    select(mails.c.due).where(mails.c.state == "waiting")
                ).scalar_one()
            waits.append(due - desk.alerts.now)
            desk.time = due
        assert waits == [60, 120, 240, 480]
        post.answer = lambda _: None
        assert desk.round().sent == 1
        assert len(post.mails) == 1


def test_what_nobody_takes_for_days_is_refused_and_counts(desk_of: Callable[..., Desk]) -> None:
    digest_waits(desk_of())
    with Post(lambda _: "451 busy") as post:
        desk = desk_of(smtp=post.settings, bounce_limit=1)
        desk.time += 5 * DAY
        assert desk.round().refused == 1
    assert numbers(desk.alerts).paused == ("ann@example.org",)


def test_an_address_that_refuses_is_paused_and_gets_all_when_it_is_back(
    desk_of: Callable[..., Desk],
) -> None:
    with Post(lambda _: "550 no such user") as post:
        desk = desk_of(smtp=post.settings, bounce_limit=2)
        desk_of().subscribe()
        for n in range(4):
            desk.say(f"the strait {n}")
            desk.round()
            desk.time += 3_600
        told = numbers(desk.alerts)
        assert told.paused == ("ann@example.org",)
        assert told.mails["refused"] == 2
        assert told.answers[0] == "550 no such user"
        post.answer = lambda _: None
        assert desk.round().sent == 0
        resume_at(desk.alerts, "ANN@example.org")
        desk.round()
        heads = sorted(mail["Subject"].split(":")[0] for mail in post.mails)
        assert heads == ["1 new statement", "1 new statement", "2 new statements"]


def test_one_refusal_does_not_hold_up_the_others(desk_of: Callable[..., Desk]) -> None:
    quiet = desk_of()
    for n in range(3):
        quiet.subscribe(f"a{n}@example.org")
    with Post(lambda to: "550 no" if to.startswith("a1") else None) as post:
        desk = desk_of(smtp=post.settings)
        desk.say("the strait")
        done = desk.round()
        assert (done.sent, done.refused) == (2, 1)
        assert post.recipients == ["a0@example.org", "a2@example.org"]


def test_a_mail_in_other_hands_is_left_alone_until_its_lease_is_over(desk: Desk) -> None:
    digest_waits(desk)
    (taken,) = outbox.take(desk.alerts, 10)
    assert outbox.take(desk.alerts, 10) == []
    desk.time += desk.alerts.settings.lease
    (again,) = outbox.take(desk.alerts, 10)
    # Who comes back late can no longer say that it failed, but that it is out.
    outbox.refused(desk.alerts, taken, "late")
    assert outbox.take(desk.alerts, 10) == []
    assert numbers(desk.alerts).mails["waiting"] == 1
    outbox.sent(desk.alerts, taken)
    assert numbers(desk.alerts).mails["sent"] == 2
    outbox.put_off(desk.alerts, again, "nothing comes of it")
    assert numbers(desk.alerts).mails["sent"] == 2


def test_no_mail_is_begun_that_the_lease_would_not_outlast(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        desk.subscribe(f"a{n}@example.org")
    desk.say("the strait")
    make_digests(desk.alerts)
    send = FolderDelivery.send

    def slow(self: FolderDelivery, envelope: object) -> None:
        desk.time += desk.alerts.settings.lease * 0.9
        send(self, envelope)  # type: ignore[arg-type]

    monkeypatch.setattr(FolderDelivery, "send", slow)
    taken: list[int] = []
    take = outbox.take

    def counted(alerts: object, most: int) -> object:
        found = take(alerts, most)  # type: ignore[arg-type]
        taken.append(len(found))
        return found

    monkeypatch.setattr(outbox, "take", counted)
    assert desk.round().sent == 3
    assert taken[:2] == [3, 1]


def test_a_mail_that_is_out_is_not_kept(desk: Desk) -> None:
    digest_waits(desk)
    desk.round()
    with desk.alerts.store.reading() as connection:
        rows = connection.execute(select(mails.c.content, mails.c.state)).all()
    assert set(rows) == {(None, "sent")}


@pytest.mark.parametrize("kind", ["message/rfc822", "text/rfc822-headers"])
def test_reports_of_bounces_are_counted_once(desk: Desk, kind: str) -> None:
    digest_waits(desk)
    desk.round()
    (mail,) = desk.mails()
    given = {"kind": kind, "message_id": mail["Message-ID"]}
    delayed = REPORT.format(action="delayed", **given).encode()
    failed = REPORT.format(action="failed", **given).encode()
    foreign = REPORT.format(action="failed", kind=kind, message_id="<x@y>").encode()
    assert [take_report(desk.alerts, raw) for raw in (delayed, foreign, b"", b"\xff\0:")] == [
        False
    ] * 4
    assert [take_report(desk.alerts, failed) for _ in range(2)] == [True, False]
    assert numbers(desk.alerts).mails == {"returned": 1, "sent": 1}


def test_bounces_long_ago_do_not_count(desk_of: Callable[..., Desk]) -> None:
    with Post(lambda _: "550 no") as post:
        desk = desk_of(smtp=post.settings, bounce_limit=2)
        desk_of().subscribe()
        for _ in range(3):
            desk.say("the strait")
            assert desk.round().refused == 1
            desk.time += 31 * DAY
    assert numbers(desk.alerts).paused == ()


KILLED = """
import os, signal, sys
from onrecord.alert import outbox, rounds
from onrecord.alert.alerts import Alerts
from onrecord.alert.settings import AlertSettings
from onrecord.store import open_store

place, folder, point = sys.argv[1:]

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

if point == "before sending":
    outbox.take = (lambda take: lambda *given: (take(*given), die()))(outbox.take)
if point == "after sending":
    outbox.sent = die
if point == "in a digest":
    import onrecord.alert.digests as digests
    digests.outbox.put = die
with open_store(place) as store:
    settings = AlertSettings(sender="alerts@record.example.org", outbox=folder)
    rounds.run_round(Alerts(store, settings, "https://record.example.org", clock=lambda: CLOCK))
"""


@pytest.mark.parametrize("point", ["in a digest", "before sending", "after sending"])
def test_killed_at_the_worst_moments(desk: Desk, place: str, point: str) -> None:
    desk.subscribe()
    desk.say("the strait")
    if point == "before sending":
        make_digests(desk.alerts)
    script = KILLED.replace("CLOCK", str(desk.time))
    command = [sys.executable, "-c", script, place, str(desk.folder), point]
    run = subprocess.run(command, check=False)
    assert run.returncode == -signal.SIGKILL
    desk.time += desk.alerts.settings.lease
    desk.round()
    assert len(desk.mails()) == 1
    assert desk.round().sent == 0
    assert not [name for name in os.listdir(desk.folder) if name.startswith(".")]
