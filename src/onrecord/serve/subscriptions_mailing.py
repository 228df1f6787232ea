"""What the pages of subscriptions share: the alerts of the service, and the rounds behind them."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import FastAPI, Request

from onrecord.alert.alerts import Alerts
from onrecord.alert.background import Background
from onrecord.serve.service import Service


@dataclass(frozen=True, slots=True)
class Mailing:
    """The alerts of a service; background: None where something else does the rounds."""

    alerts: Alerts
    background: Background | None

    def wake(self) -> None:
        """Send what somebody waits for now."""
        if self.background:
            self.background.wake()


def add_mailing(app: FastAPI, service: Service) -> None:
    """Let an application's pages sign people up, and do rounds while it runs if it should."""
    settings = service.settings
    alerts = Alerts(
        service.store, settings.alerts, settings.base_url, settings.name, service.vector
    )
    background = Background(alerts) if settings.alerts.background else None
    app.state.mailing = Mailing(alerts, background)
    if background:
        app.router.on_startup.append(background.start)
        app.router.on_shutdown.append(background.stop)


def mailing_of(request: Request) -> Mailing:
    """The mailing of the service that a request came to."""
    found: Mailing = request.app.state.mailing
    return found
