"""Mail is sent by a process that notes what became of the mail in hand, even when its parent dies."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.alert.digests import make_digests
from onrecord.alert.overseeing import numbers
from onrecord.alert.rounds import run_round
from onrecord.alert.sending_apart import send_apart
from onrecord.errors import MailError
from tests.alert.conftest import Desk
from tests.alert.post import Post

PARENT = """
import sys
from onrecord.alert.alerts import Alerts
from onrecord.alert.sending_apart import send_apart
from onrecord.alert.settings import AlertSettings
from onrecord.store import open_store

if __name__ == "__main__":
    place, settings = sys.argv[1:]
    with open_store(place) as store:
        alerts = Alerts(store, AlertSettings.model_validate_json(settings), "https://a.example")
        send_apart(alerts)
"""


@pytest.fixture
def waiting(desk_of: Callable[..., Desk]) -> Callable[..., Desk]:
    """Make a desk with three digests in its outbox, on the clock of this machine."""

    def make(**settings: object) -> Desk:
        quiet = desk_of()
        quiet.time = time.time()
        for n in range(3):
            quiet.subscribe(f"a{n}@example.org")
        quiet.say("the strait")
        assert make_digests(quiet.alerts).digests == 3
        desk = desk_of(**settings)
        desk.time = quiet.time
        return desk

    return make


def test_it_sends_and_tells(waiting: Callable[..., Desk]) -> None:
    with Post(lambda to: "550 no" if to.startswith("a1") else None) as post:
        done = run_round(waiting(smtp=post.settings).alerts, send=send_apart)
        assert (done.sent, done.refused, len(post.mails)) == (2, 1, 2)


def test_a_server_that_is_away_is_told(waiting: Callable[..., Desk]) -> None:
    away = {"host": "127.0.0.1", "port": 1, "security": "none", "seconds": 2}
    done = send_apart(waiting(smtp=away).alerts)
    assert isinstance(done.problem, MailError)


def test_the_mail_in_hand_is_noted_when_the_parent_is_killed(
    waiting: Callable[..., Desk], place: str, tmp_path: Path
) -> None:
    with Post() as post:
        desk = waiting(smtp=post.settings, lease=600)
        script = tmp_path / "parent.py"
        script.write_text(PARENT, encoding="utf-8")
        settings = desk.alerts.settings.model_dump_json()
        parent = subprocess.Popen([sys.executable, script, place, settings])
        in_hand = post.hold()
        assert in_hand.wait(60), "no mail came within 60 s"
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        post.let_go()
        # It notes what it had in hand, lets go of the rest at once, and begins nothing else.
        until = time.monotonic() + 60
        while (told := numbers(desk.alerts).mails) != {"sent": 6}:
            assert time.monotonic() < until, told
            time.sleep(0.05)
            if told["sent"] > 3:
                desk.time = time.time()
                desk.round()
        assert sorted(post.recipients) == [f"a{n}@example.org" for n in range(3)]
