"""Rounds beside the pages, in a thread of their own, until told to stop."""

from __future__ import annotations

import logging
from threading import Event, Thread

from onrecord.alert.alerts import Alerts
from onrecord.errors import OnrecordError

_log = logging.getLogger(__name__)
#: Seconds for which a mail that is being sent may hold up the end.
_PATIENCE = 10
#: Seconds that the first pages are given for themselves.
_SETTLING = 3


class Background:
    """Does a round every so often, and at once when somebody waits for a mail."""

    def __init__(self, alerts: Alerts) -> None:
        self._alerts = alerts
        self._woken = Event()
        self._stopped = Event()
        self._thread = Thread(target=self._run, name="onrecord-alerts", daemon=True)

    def start(self) -> None:
        """Begin; the first round comes a little later."""
        self._thread.start()

    def wake(self) -> None:
        """Do the next round now."""
        self._woken.set()

    def stop(self) -> None:
        """End after the mail in hand; what is left stays in the outbox."""
        self._stopped.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE)

    def _run(self) -> None:
        self._woken.wait(_SETTLING)
        while not self._stopped.is_set():
            self._woken.clear()
            self._round()
            if not self._stopped.is_set():
                self._woken.wait(self._alerts.settings.every)

    def _round(self) -> None:
        # What letters are made and sent with would be imported before the first page.
        from onrecord.alert.rounds import run_round  # noqa: PLC0415, as said
        from onrecord.alert.sending_apart import send_apart  # noqa: PLC0415, as said

        try:
            done = run_round(self._alerts, self._stopped.is_set, send_apart)
        except OnrecordError as error:
            _log.error("alerts: %s", error)
        except Exception:
            # The next round may do better, and pages that stop mailing in silence are worse.
            _log.exception("alerts: a round failed")
        else:
            if done.problem:
                _log.error("alerts: %s", done.problem)
            if done.failed:
                _log.warning("alerts: %d searches could not be asked", done.failed)
