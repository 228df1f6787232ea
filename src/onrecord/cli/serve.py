"""`onrecord serve`: the pages, on this machine or for a newsroom."""

from __future__ import annotations

import gc
import os
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.output import EXIT_NOTHING_READ, complain, is_terminal
from onrecord.cli.store_option import store_option
from onrecord.errors import OnrecordError, OptionError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from onrecord.serve.settings import Settings
    from onrecord.store import Store

PASSWORD_VARIABLE = "ONRECORD_PASSWORD"
_STOP_SECONDS = 5
_IDLE_SECONDS = 75


#: The settings of the pages, and of the alerts that they offer.
SETTINGS = click.option(
    "--settings",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A TOML file with a table [serve], and [serve.alerts] in it; docs/serve.md and "
    "docs/alerts.md list what can be set.",
)


@click.command("serve")
@store_option
@SETTINGS
@click.option("--host", metavar="NAME", help="Where to listen. [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65_535), help="[default: 8765]")
@click.option("--model", metavar="NAME", help="A shipped model, or the folder of one.")
@click.option(
    "--create-admin",
    metavar="NAME",
    help="Make an account that may do everything, or give it a new password, and end. The "
    f"password is asked for, or taken from {PASSWORD_VARIABLE}.",
)
@click.pass_context
def serve(
    context: click.Context,
    *,
    where: str,
    file: Path | None,
    host: str | None,
    port: int | None,
    model: str | None,
    create_admin: str | None,
) -> None:
    """Show the record as pages, until Ctrl+C.

    Whoever reaches the pages may read them, unless the settings say otherwise; adding articles
    and reviewing need an account.

    Exit codes: 0 stopped; 2 a setting or the record makes no sense.
    """
    # All that is imported stays: looking through it for garbage would hold up the first page.
    gc.disable()
    # FastAPI and SQLAlchemy together take longer to import than the other commands to answer.
    from onrecord.serve.settings import load_settings  # noqa: PLC0415

    try:
        settings = load_settings(file, host=host, port=port, model=model)
        _run(settings, where, create_admin)
    except OnrecordError as error:
        complain(error)
        context.exit(EXIT_NOTHING_READ)


def _run(settings: Settings, where: str, create_admin: str | None) -> None:
    from onrecord.store import open_store  # noqa: PLC0415, as above

    with open_store(where) as store:
        if create_admin:
            _create_admin(store, create_admin)
        else:
            _serve(settings, store)


def _create_admin(store: Store, name: str) -> None:
    from onrecord.serve.access.accounts import Accounts  # noqa: PLC0415, as above

    made = Accounts(store.engine).ensure_admin(name, _password())
    click.echo(f"{made.name} may now sign on, and manage accounts. Start: onrecord serve")


def _password() -> str:
    if given := os.environ.get(PASSWORD_VARIABLE):
        return given
    if not is_terminal(sys.stdin):
        raise OptionError("there is no terminal to ask for a password", f"Set {PASSWORD_VARIABLE}")
    answer: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return answer


def _serve(settings: Settings, store: Store) -> None:
    from onrecord.serve.app import create_app  # noqa: PLC0415, as above

    app = create_app(settings, store)
    gc.freeze()
    gc.enable()
    with _listening(settings) as listener:
        port = listener.getsockname()[1]
        click.echo(_greeting(settings, store, port), err=True)
        _answer(app, settings, listener)


def _listening(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=2_048)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OptionError(
            f"{settings.host}:{settings.port} cannot be listened on ({reason})",
            "Name another with --port, or end what listens there",
        ) from error


def _greeting(settings: Settings, store: Store, port: int) -> str:
    from onrecord.serve.access.accounts import Accounts  # noqa: PLC0415, as above

    address = settings.public_url or settings.model_copy(update={"port": port}).base_url
    lines = [f"The record is at {address} (Ctrl+C ends it)."]
    if not settings.oidc and not Accounts(store.engine).any():
        lines.append(
            "Nobody can add or review yet. Make the first account: "
            "onrecord serve --create-admin NAME"
        )
    return "\n".join(lines)


def _answer(app: FastAPI, settings: Settings, listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415, as above

    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(settings.proxies),
        forwarded_allow_ips=list(settings.proxies),
        timeout_graceful_shutdown=_STOP_SECONDS,
        # Longer than readers and proxies think between two pages.
        timeout_keep_alive=_IDLE_SECONDS,
    )
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        return
