"""Which store a command means: `--store`, else ONRECORD_STORE, else `onrecord.db` right here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def store_option(command: Command) -> Command:
    """Give a command the option `--store`, as its parameter `where`."""
    return click.option(
        "--store",
        "where",
        default="onrecord.db",
        envvar="ONRECORD_STORE",
        show_default=True,
        metavar="PATH|URL",
        help="A file, or postgresql://user@host/database; ONRECORD_STORE is the same.",
    )(command)
