"""`onrecord world`: who somebody or something is on a date, and who is bound to whom."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from onrecord.cli.output import EXIT_NOTHING_READ, complain
from onrecord.errors import OnrecordError, OptionError

if TYPE_CHECKING:
    from onrecord.cli.world_text import Shown


#: Options that every look-up has.
_ON = click.option(
    "--on", metavar="DATE", help="The date, as 2022-01-08, 2022-01 or 2022. [default: today]"
)
_FILES = click.option(
    "--world",
    "files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="A YAML file of your own facts, on top of those shipped; may be given several times.",
)
_FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text for people, json for programs.",
)


@click.group("world")
def world() -> None:
    """Look up who is who: states, bodies, persons, offices and who held them when."""


@world.command("show")
@click.argument("name")
@_ON
@_FILES
@_FORMAT
@click.pass_context
def show(
    context: click.Context,
    name: str,
    *,
    on: str | None,
    files: tuple[Path, ...],
    form: Literal["text", "json"],
) -> None:
    """Show what NAME means on a date: a name, a key, or a description of an office.

    Such as 'the Russian president', NATO, 'the Kremlin', Stoltenberg or state:UKR. Where the
    tables do not reach, the answer is *unknown*, with what they do cover.

    Exit codes: 0 answered, unknown included; 2 a date or file that makes no sense.
    """
    # The tables are read where they are asked for: --help should not wait for them.
    from onrecord.cli.world_text import look_up, text_of  # noqa: PLC0415

    try:
        shown = look_up(name, on, files)
    except ValueError as error:
        complain(OptionError(f"--on: {error}", "Give a date as 2022-01-08, 2022-01 or 2022"))
        context.exit(EXIT_NOTHING_READ)
    except OnrecordError as error:
        complain(error)
        context.exit(EXIT_NOTHING_READ)
    click.echo(
        json.dumps(_json(shown), ensure_ascii=False, indent=2) if form == "json" else text_of(shown)
    )


@world.command("obligations")
@click.argument("name")
@_ON
@click.option("--by", metavar="STATE", help="Only what this state owes NAME, and is owed by it.")
@_FILES
@_FORMAT
@click.pass_context
def obligations(
    context: click.Context,
    name: str,
    *,
    on: str | None,
    by: str | None,
    files: tuple[Path, ...],
    form: Literal["text", "json"],
) -> None:
    """Show who is bound by treaty to a state, and who expressly is not; or what a treaty says.

    NAME is a state, or an agreement such as NATO or 'Budapest Memorandum'. Answers come from the
    agreements that are covered: what another agreement says is *unknown*, never *no*.

    Exit codes: 0 answered, unknown included; 2 a name or date that makes no sense.
    """
    from onrecord.cli.world_obligations import look_up  # noqa: PLC0415, read where asked for

    try:
        found = look_up(name, on, by, files)
    except ValueError as error:
        complain(OptionError(f"--on: {error}", "Give a date as 2022-01-08, 2022-01 or 2022"))
        context.exit(EXIT_NOTHING_READ)
    except OnrecordError as error:
        complain(error)
        context.exit(EXIT_NOTHING_READ)
    if form == "json":
        click.echo(json.dumps(found.plain(), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(found.lines()))


def _json(shown: Shown) -> dict[str, Any]:
    from dataclasses import asdict  # noqa: PLC0415, json output alone needs it

    return {
        "query": shown.query,
        "on": shown.on,
        "answer": asdict(shown.answer) if shown.answer else None,
        "entities": [asdict(card) for card in shown.cards],
        "names": shown.names,
        "sources": shown.sources,
    }
