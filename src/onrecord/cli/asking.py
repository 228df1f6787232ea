"""What the commands that ask a store have in common: where it is, in which form, what goes wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.cli.output import EXIT_NOTHING_READ, complain
from onrecord.cli.store_option import store_option
from onrecord.errors import OnrecordError

if TYPE_CHECKING:
    from onrecord.store import Store

Command = TypeVar("Command", bound=Callable[..., Any])


def asking_options(command: Command) -> Command:
    """Give a command `--store`, as its parameter `where`, and `--format`, as `form`."""
    form = click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="text for people, json for programs.",
    )
    return store_option(form(command))


def dates_options(command: Command) -> Command:
    """Give a command `--since` and `--until`."""
    since = click.option("--since", metavar="DATE", help="The first day, as 2022-01-08.")
    return since(click.option("--until", metavar="DATE", help="The last day.")(command))


def answer(where: str, form: str, ask: Callable[[Store], Any], text: str) -> None:
    """Ask the store and print the answer; errors go to standard error, and end the command.

    text: the module of this package whose `render` prints it for people; it imports rich, and is
    itself imported only then.
    """
    from onrecord.store import open_store  # noqa: PLC0415, slow to import

    try:
        with open_store(where, create=False) as store:
            found = ask(store)
    except OnrecordError as error:
        complain(error)
        click.get_current_context().exit(EXIT_NOTHING_READ)
    if form == "json":
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=2))
        return
    from rich.console import Console  # noqa: PLC0415, slow to import

    import_module(f"onrecord.cli.{text}").render(found, Console())


def plain(found: Any) -> Any:
    """An answer as JSON-ready data: fields by name, what is a list as a list."""
    from dataclasses import asdict, is_dataclass  # noqa: PLC0415, json output alone needs it

    if isinstance(found, list):
        return [plain(each) for each in found]
    return asdict(found) if is_dataclass(found) and not isinstance(found, type) else found
