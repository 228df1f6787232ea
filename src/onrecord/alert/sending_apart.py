"""Sending in a process of its own, which finishes the mail in hand whatever ends its parent.

Between a mail server's answer and our note of it lies a moment that SMTP leaves open (RFC 1047):
a process that is killed there sends the mail a second time. So what is likely to be killed, a
server of pages or a command of cron, does not send itself: when it dies, the process here notes
what became of its mail, and ends.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection

from onrecord.alert.alerts import Alerts
from onrecord.alert.sending import Sent, send_waiting
from onrecord.alert.settings import AlertSettings
from onrecord.errors import MailError

#: Seconds between two looks at whether to stop.
_LOOK = 0.2


def send_apart(alerts: Alerts, stopped: Callable[[], bool] = bool) -> Sent:
    """Send what is due as `send_waiting` does, and raise what it raises.

    Into a folder, where a mail that comes again takes its own place, this process sends itself.
    """
    if not alerts.settings.smtp:
        return send_waiting(alerts, stopped)
    spawn = get_context("spawn")
    here, there = spawn.Pipe()
    place = alerts.store.engine.url.render_as_string(hide_password=False)
    given = (there, place, alerts.settings, alerts.base_url)
    process = spawn.Process(target=_work, args=given, name="onrecord-alerts-sending")
    process.start()
    there.close()
    told = False
    while not here.poll(_LOOK):
        if stopped() and not told:
            here.send(None)
            told = True
    try:
        outcome: Sent | Exception = here.recv()
    except EOFError:
        outcome = Sent(
            problem=MailError(
                "the process that sends was ended", "What it had in hand goes out after its lease"
            )
        )
    process.join()
    here.close()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _work(parent: Connection, place: str, settings: AlertSettings, base_url: str) -> None:
    """Send until nothing is due, or the parent says to stop, or is no more."""
    from onrecord.store import open_store  # noqa: PLC0415, in the new process only

    for number in (signal.SIGINT, signal.SIGTERM):
        # They reach all processes of a terminal or service; the parent tells this one to stop.
        signal.signal(number, signal.SIG_IGN)
    outcome: Sent | Exception
    try:
        with open_store(place, create=False) as store:
            # Something to read is a word to stop, or the end of the parent.
            outcome = send_waiting(Alerts(store, settings, base_url), parent.poll)
    except Exception as error:
        outcome = error
    with suppress(OSError):
        parent.send(outcome)
