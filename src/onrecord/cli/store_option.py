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


def model_options(command: Command) -> Command:
    """Give a command the options of a reader: `--model` and `--threads`."""
    model = click.option(
        "--model",
        default="base",
        show_default=True,
        metavar="NAME",
        help="A shipped model, or the folder of one.",
    )
    threads = click.option(
        "--threads",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processors to use. [default: all]",
    )
    return model(threads(command))
