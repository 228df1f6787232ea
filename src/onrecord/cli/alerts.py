"""`onrecord alerts`: mail what is new to subscribers, for cron; look after who they are."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.output import EXIT_NOTHING_READ, EXIT_OUTPUT, EXIT_SOME_FAILED, complain
from onrecord.cli.serve import SETTINGS
from onrecord.cli.store_option import store_option
from onrecord.errors import InputError, OnrecordError, StoreError

if TYPE_CHECKING:
    from onrecord.alert.alerts import Alerts
    from onrecord.store.packing import Floats

_ADDRESS = click.argument("address")


@click.group("alerts")
def alerts() -> None:
    """Mail subscribers what is new, and look after what is kept about them.

    People subscribe on the pages of `onrecord serve`, which also does what `run` does unless the
    settings say otherwise. docs/alerts.md lists the settings.

    Exit codes: 0 done; 1 some mails could not be sent, and stay in the outbox; 2 settings or an
    address that make no sense; 3 the store cannot be used.
    """


@alerts.command("run")
@store_option
@SETTINGS
def run(where: str, file: Path | None) -> None:
    """Do one round: make the digests that are due, send what waits. For cron, every few minutes.

    Safe to run beside another, or beside `onrecord serve`: no mail is made or sent twice.
    """
    from onrecord.alert.rounds import run_round  # noqa: PLC0415, slow to import
    from onrecord.alert.sending_apart import send_apart  # noqa: PLC0415, as above

    with _open(where, file) as found, _asked_to_stop() as stopped:
        done = run_round(found, stopped, send_apart)
        click.echo(f"{done.digests} digests made, {done.sent} mails sent.")
        for count, what in (
            (done.put_off, "mails put off: the server may take them later"),
            (done.refused, "mails refused"),
            (done.failed, "searches that cannot be asked, and wait"),
        ):
            if count:
                click.echo(f"{count} {what}.")
        if done.problem:
            complain(done.problem)
            click.get_current_context().exit(EXIT_SOME_FAILED)
        if done.put_off or done.refused:
            click.get_current_context().exit(EXIT_SOME_FAILED)


@alerts.command("status")
@store_option
@SETTINGS
def status(where: str, file: Path | None) -> None:
    """Show how many subscriptions and mails there are, and what servers said."""
    from onrecord.alert.overseeing import numbers  # noqa: PLC0415, slow to import

    with _open(where, file) as found:
        told = numbers(found)
        click.echo(f"subscriptions: {_counts(told.subscriptions)}")
        click.echo(f"mails: {_counts(told.mails)}")
        click.echo(f"paused addresses: {', '.join(told.paused) or 'none'}")
        for answer in told.answers:
            click.echo(f"a server said: {' '.join(answer.split())}")


@alerts.command("export")
@_ADDRESS
@store_option
@SETTINGS
def export(address: str, where: str, file: Path | None) -> None:
    """Print all that is kept about an ADDRESS, consents included, as JSON."""
    from onrecord.alert.overseeing import export_of  # noqa: PLC0415, slow to import

    with _open(where, file) as found:
        click.echo(json.dumps(asdict(export_of(found, address)), ensure_ascii=False, indent=2))


@alerts.command("erase")
@_ADDRESS
@store_option
@SETTINGS
def erase(address: str, where: str, file: Path | None) -> None:
    """Erase all that is kept about an ADDRESS."""
    from onrecord.alert.overseeing import erase_of  # noqa: PLC0415, slow to import

    with _open(where, file) as found:
        erase_of(found, address)
        click.echo("Nothing is kept about it any more.")


@alerts.command("resume")
@_ADDRESS
@store_option
@SETTINGS
def resume(address: str, where: str, file: Path | None) -> None:
    """Mail an ADDRESS again that is paused because mails came back from it."""
    from onrecord.alert.overseeing import resume_at  # noqa: PLC0415, slow to import

    with _open(where, file) as found:
        resume_at(found, address)
        click.echo("What has waited for it goes out with the next round.")


@alerts.command("bounces")
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...")
@store_option
@SETTINGS
def bounces(reports: tuple[str, ...], where: str, file: Path | None) -> None:
    """Count mails that came back.

    A REPORT is a delivery status notification as a mail server sends it: a file, a folder of
    them (a Maildir's `new`, say), or - for standard input, as from an alias of the address that
    `bounces_to` names.
    """
    from onrecord.alert.bounces import take_report  # noqa: PLC0415, slow to import

    with _open(where, file) as found:
        counted = sum(take_report(found, raw) for raw in _raw(reports))
        click.echo(f"{counted} counted.")


@contextmanager
def _open(where: str, file: Path | None) -> Iterator[Alerts]:
    """The alerts of a store; errors end the command."""
    from onrecord.alert.alerts import Alerts  # noqa: PLC0415, slow to import
    from onrecord.serve.settings import load_settings  # noqa: PLC0415, as above
    from onrecord.store import open_store  # noqa: PLC0415, as above

    code = EXIT_NOTHING_READ
    try:
        settings = load_settings(file)
        with open_store(where, create=False) as store:
            vector = _vector(settings.model)
            yield Alerts(store, settings.alerts, settings.base_url, settings.name, vector)
            return
    except StoreError as error:
        complain(error)
        code = EXIT_OUTPUT
    except OnrecordError as error:
        complain(error)
    click.get_current_context().exit(code)


@contextmanager
def _asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Tells whether the process was told to end: the mail in hand is sent, and struck off."""
    asked: list[int] = []
    kept = {
        number: signal.signal(number, lambda told, _: asked.append(told))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _vector(model: str) -> Callable[[str], Floats]:
    """What gives the meaning of a text; the model is loaded when a search asks by meaning."""
    opened: list[Any] = []

    def vector(text: str) -> Floats:
        from onrecord.read.reader import Reader  # noqa: PLC0415, the runtime

        if not opened:
            opened.append(Reader.open(model))
        found: Floats = opened[0].vector(text)
        return found

    return vector


def _raw(reports: tuple[str, ...]) -> Iterator[bytes]:
    for name in reports:
        if name == "-":
            yield sys.stdin.buffer.read()
            continue
        path = Path(name)
        files = sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]
        for one in files:
            try:
                yield one.read_bytes()
            except OSError as error:
                raise InputError(
                    f"{one} cannot be read ({error.strerror})", "Check the name"
                ) from error


def _counts(states: dict[str, int]) -> str:
    return ", ".join(f"{count} {state}" for state, count in states.items()) or "none"
