"""Options of commands that read articles: with which model, on how many processors, how loudly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])


def model_option(command: Command) -> Command:
    """Give a command the option `--model`."""
    return click.option(
        "--model",
        default="base",
        show_default=True,
        metavar="NAME",
        help="A shipped model, or the folder of one.",
    )(command)


def model_options(command: Command) -> Command:
    """Give a command the options of a reader: `--model` and `--threads`."""
    threads = click.option(
        "--threads",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processors to use. [default: all]",
    )
    return model_option(threads(command))


def quiet_option(command: Command) -> Command:
    """Give a command the option `--quiet`."""
    return click.option("--quiet", is_flag=True, help="Say nothing but errors beside the result.")(
        command
    )
